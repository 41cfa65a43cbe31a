"""The checks of procurement."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="PROCUREMENT-19",
        title=both(
            "Make-or-buy is decided and shown for each bought element",
            "Faire ou acheter est décidé et montré pour chaque élément acheté",
        ),
        fails=both(
            "Something that the budget or the breakdown buys has no decision with its reasons "
            "and its date, or cost both ways is missing.",
            "Un achat du budget ou de l'organigramme n'a pas de décision datée et motivée, ou le "
            "coût des deux voies manque.",
        ),
        source="PMBOK Guide, plan procurements; PM² Guide, Outsourcing Plan",
    ),
    Declaration(
        id="PROCUREMENT-20",
        title=both(
            "The type of each contract is stated and suits the risk",
            "Le type de chaque contrat est dit et convient au risque",
        ),
        fails=both(
            "A contract has no type or one that does not suit its risk, payments are tied to "
            "nothing accepted or miss the value, or penalties, changes, rights and acceptance "
            "are not settled.",
            "Un contrat n'a pas de type ou un type qui ne convient pas au risque, les paiements "
            "ne suivent aucune acceptation ou n'atteignent pas le montant, ou pénalités, "
            "modifications, droits et réception ne sont pas réglés.",
        ),
        source="PMBOK Guide, contract types; FAR part 16; UK Government Sourcing Playbook",
        settings=(
            Setting(
                "most_open",
                SettingKind.WHOLE,
                "5",
                both(
                    "how many open points requirements may have at a fixed price",
                    "combien de points ouverts les exigences peuvent avoir à prix ferme",
                ),
            ),
        ),
    ),
    Declaration(
        id="PROCUREMENT-21",
        title=both(
            "Suppliers are evaluated by criteria set beforehand",
            "Les fournisseurs sont évalués selon des critères fixés à l'avance",
        ),
        fails=both(
            "Weights do not make 100, a mark, total or rank is wrong, offers or evaluators are "
            "too few, or the award is not the first.",
            "Les poids ne font pas 100, une note, un total ou un rang est faux, offres ou "
            "évaluateurs sont trop peu, ou l'attributaire n'est pas le premier.",
        ),
        source="PMBOK Guide, conduct procurements; Directive 2014/24/EU, article 67",
        settings=(
            Setting(
                "least_bids",
                SettingKind.WHOLE,
                "3",
                both(
                    "how many offers are wanted",
                    "combien d'offres sont voulues",
                ),
            ),
            Setting(
                "evaluators",
                SettingKind.WHOLE,
                "2",
                both(
                    "how many people mark each offer",
                    "combien de personnes notent chaque offre",
                ),
            ),
        ),
    ),
    Declaration(
        id="PROCUREMENT-22",
        title=both(
            "Long-lead items are ordered in time",
            "Les articles à long délai sont commandés à temps",
        ),
        fails=both(
            "An item is ordered later than its need less its lead time and margin, nothing in "
            "the schedule waits for it, or the money is authorised too late.",
            "Un article est commandé après sa date de besoin moins délai et marge, rien au "
            "planning ne l'attend, ou l'argent est autorisé trop tard.",
        ),
        source="ECSS-M-ST-10C, tasks of phase B; GAO-16-89G, best practice 1",
        settings=(
            Setting(
                "margin_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "days kept free before the need",
                    "jours gardés libres avant le besoin",
                ),
            ),
            Setting(
                "authorised_at",
                SettingKind.TEXT,
                both("the gate that sets the baseline", "le jalon qui fixe la référence"),
                both(
                    "the gate that authorises the money",
                    "le jalon qui autorise l'argent",
                ),
            ),
        ),
    ),
)
