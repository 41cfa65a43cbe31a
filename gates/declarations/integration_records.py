"""The checks of integration on records: approvals, benefits, assumptions, margins, lessons."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="INTEGRATION-32",
        title=both(
            "The approval is documented",
            "L'approbation est prouvée",
        ),
        fails=both(
            "There is no approval with name and date, the approver is the author or may not "
            "approve, or the approval was refused.",
            "Il n'y a pas d'approbation avec nom et date, l'approbateur est l'auteur ou n'est "
            "pas habilité, ou l'approbation est refusée.",
        ),
        source="V-Modell XT; NASA NPR 7120.5, tailoring approvals",
        settings=(
            Setting(
                "roles",
                SettingKind.TEXT,
                both("every role", "tout rôle"),
                both(
                    "who may approve, separated by commas",
                    "qui peut approuver, séparé par des virgules",
                ),
            ),
            Setting(
                "at_least",
                SettingKind.WHOLE,
                "1",
                both(
                    "how many approvals are needed",
                    "combien d'approbations sont nécessaires",
                ),
            ),
        ),
    ),
    Declaration(
        id="INTEGRATION-33",
        title=both(
            "Each benefit has a measure, a value today, a target, a date and an owner",
            "Chaque bénéfice a une mesure, une valeur actuelle, une cible, une date et un porteur",
        ),
        fails=both(
            "A benefit has no measure, value today, target, date or owner, or their sum is not "
            "that of the business case.",
            "Un bénéfice n'a ni mesure, ni valeur actuelle, ni cible, ni date, ni porteur, ou "
            "leur somme n'est pas celle du dossier d'opportunité.",
        ),
        source="HM Treasury Green Book; Managing Successful Programmes, benefit profiles",
        settings=(
            Setting(
                "tolerance",
                SettingKind.NUMBER,
                "0",
                both(
                    "the share by which the two sums may differ",
                    "la part dont les deux sommes peuvent différer",
                ),
            ),
        ),
    ),
    Declaration(
        id="INTEGRATION-34",
        title=both(
            "Each assumption and constraint has an owner, a date and a risk if wrong",
            "Chaque hypothèse et contrainte a un porteur, une date et un risque en cas d'erreur",
        ),
        fails=both(
            "An open assumption or constraint has no owner, no date on which it is looked at, or "
            "nothing says what happens if it is wrong.",
            "Une hypothèse ou contrainte ouverte n'a ni porteur, ni date de vérification, ou "
            "rien ne dit ce qui arrive si elle est fausse.",
        ),
        source="PMBOK Guide, assumption log",
    ),
    Declaration(
        id="INTEGRATION-35",
        title=both(
            "Schedule margin and cost reserve fit the rule for the phase",
            "La marge du planning et la réserve de coût suivent la règle de la phase",
        ),
        fails=both(
            "The margin of the schedule or the reserve of the cost plan is smaller than the rule "
            "of the gate.",
            "La marge du planning ou la réserve de coût est plus petite que la règle du jalon.",
        ),
        source="centre rules such as GSFC GPR 7120.7; JPL Design Principles",
        settings=(
            Setting(
                "months_per_year",
                SettingKind.NUMBER,
                both("not judged", "non jugé"),
                both(
                    "months of margin for each year to go",
                    "mois de marge pour chaque année restante",
                ),
            ),
            Setting(
                "cost_to_go_percent",
                SettingKind.NUMBER,
                both("not judged", "non jugé"),
                both(
                    "the reserve in per cent of what is left to spend",
                    "la réserve en pour cent du reste à dépenser",
                ),
            ),
        ),
    ),
    Declaration(
        id="INTEGRATION-36",
        title=both(
            "Each lesson has a context, a recommendation and an addressee",
            "Chaque leçon a un contexte, une recommandation et un destinataire",
        ),
        fails=both(
            "A lesson has no context, recommendation or addressee, or nothing says that lessons "
            "of earlier projects were read at the start.",
            "Une leçon n'a ni contexte, ni recommandation, ni destinataire, ou rien ne dit que "
            "les leçons de projets précédents ont été lues au début.",
        ),
        source="PMBOK Guide, manage project knowledge; PM² Guide, Project-End Report",
        settings=(
            Setting(
                "earlier",
                SettingKind.YES_NO,
                both("yes", "oui"),
                both(
                    "ask for the lessons of earlier projects",
                    "demander les leçons de projets précédents",
                ),
            ),
            Setting(
                "read_within_days",
                SettingKind.NUMBER,
                "90",
                both(
                    "how long after the start they may be read, in days",
                    "combien de jours après le début elles peuvent être lues",
                ),
            ),
        ),
    ),
)
