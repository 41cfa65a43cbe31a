"""The checks of schedule."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="SCHEDULE-5",
        title=both(
            "No task has negative float",
            "Aucune tâche n'a de marge négative",
        ),
        source="DCMA 14-point assessment, 7; GAO-16-89G, best practice 7",
        settings=(Setting("least_float_days"),),
    ),
    Declaration(
        id="SCHEDULE-6",
        title=both(
            "The logic of the schedule is complete and plain",
            "La logique du planning est complète et simple",
        ),
        source="DCMA 14-point assessment, 1 to 4; GAO-16-89G, best practice 2",
        settings=(
            Setting("open_ends", SettingKind.NUMBER),
            Setting("lags", SettingKind.NUMBER),
            Setting("finish_to_start", SettingKind.NUMBER),
        ),
    ),
    Declaration(
        id="SCHEDULE-7",
        title=both(
            "A critical path runs unbroken to the finish",
            "Un chemin critique court sans interruption jusqu'à la fin",
        ),
        source="DCMA 14-point assessment, 12; GAO-16-89G, best practices 2 and 6; "
        "PMBOK Guide, develop schedule",
        settings=(
            Setting("gap_days"),
            Setting("most_critical"),
        ),
    ),
    Declaration(
        id="SCHEDULE-8",
        title=both(
            "Constraints, float and durations are healthy",
            "Contraintes, marges et durées sont saines",
        ),
        source="DCMA 14-point assessment, 5, 6, 8 and 10",
        settings=(
            Setting("hard_constraints"),
            Setting("high_float_days"),
            Setting("high_float"),
            Setting("long_days"),
            Setting("long_tasks"),
            Setting("near_days"),
            Setting("unresourced"),
        ),
    ),
    Declaration(
        id="SCHEDULE-9",
        title=both(
            "Gates and deadlines stand in the schedule as milestones, with matching dates",
            "Les jalons et les échéances figurent au planning, aux mêmes dates",
        ),
        source="GAO-16-89G, best practices 1 and 10; NPR 7120.5, integrated master schedule",
        settings=(
            Setting("tolerance_days"),
            Setting("gates"),
        ),
    ),
    Declaration(
        id="SCHEDULE-10",
        title=both(
            "Status and baseline are honest",
            "Avancement et référence sont honnêtes",
        ),
        source="DCMA 14-point assessment, 9, 11, 13 and 14",
        settings=(
            Setting("baselined"),
            Setting("bei"),
            Setting("cpli"),
            Setting("tolerance_days"),
            Setting("physical_progress"),
        ),
    ),
)
