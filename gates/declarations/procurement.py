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
        source="PMBOK Guide, plan procurements; PM² Guide, Outsourcing Plan",
    ),
    Declaration(
        id="PROCUREMENT-20",
        title=both(
            "The type of each contract is stated and suits the risk",
            "Le type de chaque contrat est dit et convient au risque",
        ),
        source="PMBOK Guide, contract types; FAR part 16; UK Government Sourcing Playbook",
        settings=(Setting("most_open"),),
    ),
    Declaration(
        id="PROCUREMENT-21",
        title=both(
            "Suppliers are evaluated by criteria set beforehand",
            "Les fournisseurs sont évalués selon des critères fixés à l'avance",
        ),
        source="PMBOK Guide, conduct procurements; Directive 2014/24/EU, article 67",
        settings=(
            Setting("least_bids", SettingKind.WHOLE),
            Setting("evaluators", SettingKind.WHOLE),
        ),
    ),
    Declaration(
        id="PROCUREMENT-22",
        title=both(
            "Long-lead items are ordered in time",
            "Les articles à long délai sont commandés à temps",
        ),
        source="ECSS-M-ST-10C, tasks of phase B; GAO-16-89G, best practice 1",
        settings=(
            Setting("margin_days"),
            Setting("authorised_at"),
        ),
    ),
)
