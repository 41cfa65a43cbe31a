"""The checks of risk."""

from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="RISK-16",
        title=both(
            "Each high risk has an owner, a response and a date",
            "Chaque risque élevé a un porteur, une réponse et une échéance",
        ),
        source="PMBOK Guide, plan risk responses; PM² Guide, Risk Log; NPR 8000.4C",
        settings=(
            Setting("high"),
            Setting("cycle_days"),
        ),
    ),
    Declaration(
        id="RISK-17",
        title=both(
            "The scores and scales of the risks are right",
            "Les criticités et les échelles des risques sont justes",
        ),
        source="PMI Practice Standard for Project Risk Management; ISO 31000; Hillson and Simon",
        settings=(
            Setting("scale_top"),
            Setting("spread_from"),
            Setting("apart"),
        ),
    ),
    Declaration(
        id="RISK-18",
        title=both(
            "The contingency covers the expected value of the risks",
            "La provision couvre la valeur attendue des risques",
        ),
        source="PMBOK Guide, quantitative risk analysis; GAO-20-195G; GAO-16-89G; "
        "NASA JCL guidance",
        settings=(
            Setting("flat_percentage"),
            Setting("responses_funded"),
        ),
    ),
)
