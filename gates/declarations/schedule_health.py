"""The checks of the schedule on its health, milestones and status."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="SCHEDULE-8",
        title=both(
            "Constraints, float and durations are healthy",
            "Contraintes, marges et durées sont saines",
        ),
        fails=both(
            "Too many tasks have an imposed date, much float, a long duration soon, or nobody "
            "who does them.",
            "Trop de tâches ont une date imposée, beaucoup de marge, une longue durée à court "
            "terme, ou personne pour les faire.",
        ),
        source="DCMA 14-point assessment, 5, 6, 8 and 10",
        settings=(
            Setting(
                "hard_constraints",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of tasks with an imposed date",
                    "la plus grande part de tâches à date imposée",
                ),
            ),
            Setting(
                "high_float_days",
                SettingKind.NUMBER,
                "44",
                both(
                    "what counts as much float, in working days",
                    "à partir de combien la marge est grande, en jours ouvrés",
                ),
            ),
            Setting(
                "high_float",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of tasks with much float",
                    "la plus grande part de tâches à grande marge",
                ),
            ),
            Setting(
                "long_days",
                SettingKind.NUMBER,
                "44",
                both(
                    "what counts as long, in working days",
                    "à partir de combien une tâche est longue, en jours ouvrés",
                ),
            ),
            Setting(
                "long_tasks",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of long tasks",
                    "la plus grande part de tâches longues",
                ),
            ),
            Setting(
                "near_days",
                SettingKind.NUMBER,
                "180",
                both(
                    "how far ahead long tasks count, in calendar days",
                    "jusqu'où les tâches longues comptent, en jours calendaires",
                ),
            ),
            Setting(
                "unresourced",
                SettingKind.NUMBER,
                "0.05",
                both(
                    "the largest share of tasks that nobody does",
                    "la plus grande part de tâches sans ressource",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCHEDULE-9",
        title=both(
            "Gates and deadlines stand in the schedule as milestones, with matching dates",
            "Les jalons et les échéances figurent au planning, aux mêmes dates",
        ),
        fails=both(
            "A gate or a deadline is no milestone of the schedule, has another date there than "
            "elsewhere, or the gates stand in another order.",
            "Un jalon ou une échéance n'est pas un jalon du planning, y a une autre date "
            "qu'ailleurs, ou les jalons sont dans un autre ordre.",
        ),
        source="GAO-16-89G, best practices 1 and 10; NPR 7120.5, integrated master schedule",
        settings=(
            Setting(
                "tolerance_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "by how many calendar days dates may differ",
                    "de combien de jours calendaires les dates peuvent différer",
                ),
            ),
            Setting(
                "gates",
                SettingKind.YES_NO,
                both("yes", "oui"),
                both(
                    "the gates of the method must stand in the schedule",
                    "les jalons de la méthode doivent figurer au planning",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCHEDULE-10",
        title=both(
            "Status and baseline are honest",
            "Avancement et référence sont honnêtes",
        ),
        fails=both(
            "What was done is dated later than the status date, what was to come lies before it, "
            "tasks have no baseline, or an index of execution is low.",
            "Du réalisé est daté après la date d'état, du reste à faire la précède, des tâches "
            "n'ont pas de référence, ou un indice d'exécution est bas.",
        ),
        source="DCMA 14-point assessment, 9, 11, 13 and 14",
        settings=(
            Setting(
                "baselined",
                SettingKind.NUMBER,
                "0.95",
                both(
                    "the smallest share of tasks with a baseline",
                    "la plus petite part de tâches avec référence",
                ),
            ),
            Setting(
                "bei",
                SettingKind.NUMBER,
                "0.95",
                both(
                    "the smallest baseline execution index",
                    "le plus petit indice d'exécution de la référence",
                ),
            ),
            Setting(
                "cpli",
                SettingKind.NUMBER,
                "0.95",
                both(
                    "the smallest critical path length index",
                    "le plus petit indice de longueur du chemin critique",
                ),
            ),
            Setting(
                "tolerance_days",
                SettingKind.NUMBER,
                "0",
                both(
                    "how many days a forecast may lie before the status date",
                    "de combien de jours une prévision peut précéder la date d'état",
                ),
            ),
            Setting(
                "physical_progress",
                SettingKind.YES_NO,
                both("no", "non"),
                both(
                    "ask for a physical measure of the work that runs",
                    "demander une mesure physique du travail en cours",
                ),
            ),
        ),
    ),
)
