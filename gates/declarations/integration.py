"""The checks of integration."""

from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="INTEGRATION-28",
        title=both(
            "All documents state the same project, dates and budget",
            "Tous les documents disent le même projet, les mêmes dates et le même budget",
        ),
        source="PMBOK Guide, integrated baselines; ECSS-M-ST-40C; NPR 7120.5, integrated baseline",
        settings=(
            Setting("tolerance_days"),
            Setting("tolerance"),
            Setting("schedule_days"),
        ),
        looks_back=True,
    ),
    Declaration(
        id="INTEGRATION-29",
        title=both(
            "The change log explains every baseline change",
            "Le journal des modifications explique tout changement de référence",
        ),
        source="PMBOK Guide, integrated change control; ECSS-M-ST-40C; PM², Change Log; "
        "EIA-748, baseline changes",
        settings=(
            Setting("tolerance"),
            Setting("tolerance_days"),
            Setting("authority"),
        ),
        looks_back=True,
    ),
    Declaration(
        id="INTEGRATION-30",
        title=both(
            "What the last gate left open is settled",
            "Ce que le dernier jalon laissait ouvert est réglé",
        ),
        source="NPR 7120.5, liens; OGC Gateway, recommendations; "
        "PRINCE2, continued business justification; HM Treasury, Green Book",
        settings=(
            Setting("overdue_days"),
            Setting("cost_tolerance"),
        ),
    ),
    Declaration(
        id="INTEGRATION-31",
        title=both(
            "Documents are under control",
            "Les documents sont maîtrisés",
        ),
        source="ISO 9001 §7.5.3; ECSS-M-ST-40C, configuration and information management",
        settings=(Setting("wanted"),),
    ),
    Declaration(
        id="INTEGRATION-32",
        title=both(
            "The approval is documented",
            "L'approbation est prouvée",
        ),
        source="V-Modell XT; NASA NPR 7120.5, tailoring approvals",
        settings=(
            Setting("roles"),
            Setting("at_least"),
        ),
    ),
    Declaration(
        id="INTEGRATION-33",
        title=both(
            "Each benefit has a measure, a value today, a target, a date and an owner",
            "Chaque bénéfice a une mesure, une valeur actuelle, une cible, une date et un porteur",
        ),
        source="HM Treasury Green Book; Managing Successful Programmes, benefit profiles",
        settings=(Setting("tolerance"),),
    ),
    Declaration(
        id="INTEGRATION-34",
        title=both(
            "Each assumption and constraint has an owner, a date and a risk if wrong",
            "Chaque hypothèse et contrainte a un porteur, une date et un risque en cas d'erreur",
        ),
        source="PMBOK Guide, assumption log",
    ),
    Declaration(
        id="INTEGRATION-35",
        title=both(
            "Schedule margin and cost reserve fit the rule for the phase",
            "La marge du planning et la réserve de coût suivent la règle de la phase",
        ),
        source="centre rules such as GSFC GPR 7120.7; JPL Design Principles",
        settings=(
            Setting("months_per_year"),
            Setting("cost_to_go_percent"),
        ),
    ),
    Declaration(
        id="INTEGRATION-36",
        title=both(
            "Each lesson has a context, a recommendation and an addressee",
            "Chaque leçon a un contexte, une recommandation et un destinataire",
        ),
        source="PMBOK Guide, manage project knowledge; PM² Guide, Project-End Report",
        settings=(
            Setting("earlier"),
            Setting("read_within_days"),
        ),
    ),
)
