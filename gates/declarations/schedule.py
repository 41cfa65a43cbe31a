"""The checks of the schedule on its logic."""

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
        fails=both(
            "A task to come has less total float than allowed: the finish or a deadline cannot "
            "be met.",
            "Une tâche à venir a moins de marge totale que permis : la fin ou une échéance ne "
            "peut être tenue.",
        ),
        source="DCMA 14-point assessment, 7; GAO-16-89G, best practice 7",
        settings=(
            Setting(
                "least_float_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "the least float, in working days",
                    "la marge la plus petite, en jours ouvrés",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCHEDULE-6",
        title=both(
            "The logic of the schedule is complete and plain",
            "La logique du planning est complète et simple",
        ),
        fails=both(
            "Tasks have no predecessor or successor, links have leads or lags, tie summaries, "
            "lead nowhere or go round in a circle.",
            "Des tâches n'ont ni prédécesseur ni successeur, des liens ont des avances ou des "
            "décalages, portent sur des récapitulatives, ne mènent nulle part ou tournent en "
            "rond.",
        ),
        source="DCMA 14-point assessment, 1 to 4; GAO-16-89G, best practice 2",
        settings=(
            Setting(
                "open_ends",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of tasks with an open end",
                    "la plus grande part de tâches sans suite ou sans amont",
                ),
            ),
            Setting(
                "lags",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of links with a lag",
                    "la plus grande part de liens avec décalage",
                ),
            ),
            Setting(
                "finish_to_start",
                SettingKind.NUMBER,
                "0.90",
                both(
                    "the smallest share of finish-to-start links",
                    "la plus petite part de liens fin-début",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCHEDULE-7",
        title=both(
            "A critical path runs unbroken to the finish",
            "Un chemin critique court sans interruption jusqu'à la fin",
        ),
        fails=both(
            "No chain of critical tasks leads from today to the finish, or a delay of a critical "
            "task does not move the finish.",
            "Aucune chaîne de tâches critiques ne mène d'aujourd'hui à la fin, ou le retard "
            "d'une tâche critique ne déplace pas la fin.",
        ),
        source=(
            "DCMA 14-point assessment, 12; GAO-16-89G, best practices 2 and 6; PMBOK Guide, "
            "develop schedule"
        ),
        settings=(
            Setting(
                "gap_days",
                SettingKind.NUMBER,
                "1",
                both(
                    "the largest gap in the chain, in working days",
                    "le plus grand trou dans la chaîne, en jours ouvrés",
                ),
            ),
            Setting(
                "most_critical",
                SettingKind.NUMBER,
                both("1, remarked above 0.30", "1, signalé au-delà de 0,30"),
                both(
                    "the largest share of critical tasks",
                    "la plus grande part de tâches critiques",
                ),
            ),
        ),
    ),
)
