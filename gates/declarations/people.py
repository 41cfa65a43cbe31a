"""The checks of people."""

from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="PEOPLE-25",
        title=both(
            "One person answers for each piece of work, and somebody does it",
            "Une personne répond de chaque travail, et quelqu'un le fait",
        ),
        source="PMBOK Guide, develop human resource plan; Smith and Erwin, RACI; PM² Guide, RASCI",
        settings=(
            Setting("most_share"),
            Setting("separate"),
            Setting("distinct"),
        ),
    ),
    Declaration(
        id="PEOPLE-26",
        title=both(
            "Staffing is feasible",
            "Les effectifs permettent le travail",
        ),
        source="PMBOK Guide, plan human resource management; GAO-16-89G, best practice 3; "
        "DCMA 14-point assessment, 10",
        settings=(
            Setting("most_load"),
            Setting("next_days"),
            Setting("key_roles"),
            Setting("cost_tolerance"),
            Setting("training_plan"),
        ),
    ),
)
