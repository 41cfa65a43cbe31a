"""The checks of cost."""

from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="COST-11",
        title=both(
            "The budget is the sum of its lines, with the contingency shown apart",
            "Le budget est la somme de ses lignes, la provision à part",
        ),
        source="PMBOK Guide, determine budget; GAO-20-195G; EIA-748",
        settings=(
            Setting("contingency"),
            Setting("tolerance"),
        ),
    ),
    Declaration(
        id="COST-12",
        title=both(
            "The time-phased curve is whole and fits the schedule",
            "La courbe des coûts dans le temps est entière et suit le planning",
        ),
        source="PMBOK Guide, determine budget; GAO-20-195G; EIA-748",
        settings=(Setting("payment_lag_days"),),
    ),
    Declaration(
        id="COST-13",
        title=both(
            "Funding covers the curve in every period",
            "Le financement couvre la courbe à chaque période",
        ),
        source="PMBOK Guide, funding limit reconciliation; NPR 7120.5; "
        "NASA Cost Estimating Handbook",
        settings=(
            Setting("confidence"),
            Setting("tied_to_gates"),
            Setting("source"),
        ),
    ),
    Declaration(
        id="COST-14",
        title=both(
            "Each estimate has a basis",
            "Chaque estimation a un fondement",
        ),
        source="GAO-20-195G; AACE International 18R-97; NPR 7120.5, basis of estimate",
        settings=(
            Setting("quote_days"),
            Setting("estimate_class"),
            Setting("low_percent"),
            Setting("high_percent"),
            Setting("cross_check_above"),
            Setting("document_asks"),
        ),
    ),
    Declaration(
        id="COST-15",
        title=both(
            "The figures of earned value agree",
            "Les chiffres de la valeur acquise concordent",
        ),
        source="PMI Practice Standard for Earned Value Management; ANSI/EIA-748; GAO-20-195G",
        settings=(
            Setting("threshold"),
            Setting("cpi_band"),
        ),
    ),
)
