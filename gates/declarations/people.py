"""The checks of people."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="PEOPLE-25",
        title=both(
            "One person answers for each piece of work, and somebody does it",
            "Une personne répond de chaque travail, et quelqu'un le fait",
        ),
        fails=both(
            "A row has no or several answerable persons, nobody does the work, a name is in no "
            "list, or one person answers for nearly all.",
            "Une ligne n'a pas un seul responsable du résultat, personne ne fait le travail, un "
            "nom ne figure nulle part, ou une personne répond de presque tout.",
        ),
        source="PMBOK Guide, develop human resource plan; Smith and Erwin, RACI; PM² Guide, RASCI",
        settings=(
            Setting(
                "most_share",
                SettingKind.NUMBER,
                "0.9",
                both(
                    "the largest share of rows for which one may answer, from eight rows on",
                    "la plus grande part de lignes dont une personne répond, à partir de huit "
                    "lignes",
                ),
            ),
            Setting(
                "separate",
                SettingKind.TEXT,
                both("nothing", "rien"),
                both(
                    "duties that one must not hold together, such as “order / receipt”",
                    "des tâches à ne pas cumuler, telles que « commande / réception »",
                ),
            ),
            Setting(
                "distinct",
                SettingKind.YES_NO,
                both("no", "non"),
                both(
                    "somebody else than the doer answers for each row",
                    "un autre que le réalisateur répond de chaque ligne",
                ),
            ),
        ),
    ),
    Declaration(
        id="PEOPLE-26",
        title=both(
            "Staffing is feasible",
            "Les effectifs permettent le travail",
        ),
        fails=both(
            "Somebody has more work than time, a role of the next months has no name, a person "
            "is away while the work runs, or effort times rate is not the labour cost.",
            "Quelqu'un a plus de travail que de temps, un rôle des prochains mois n'a pas de "
            "nom, une personne est absente pendant son travail, ou charge fois taux n'est pas le "
            "coût de main-d'œuvre.",
        ),
        source=(
            "PMBOK Guide, plan human resource management; GAO-16-89G, best practice 3; DCMA "
            "14-point assessment, 10"
        ),
        settings=(
            Setting(
                "most_load",
                SettingKind.NUMBER,
                "1",
                both(
                    "the largest share of a person's time",
                    "la plus grande part du temps d'une personne",
                ),
            ),
            Setting(
                "next_days",
                SettingKind.NUMBER,
                "90",
                both(
                    "for how many days people must be named",
                    "pour combien de jours les personnes doivent être nommées",
                ),
            ),
            Setting(
                "key_roles",
                SettingKind.TEXT,
                both("nothing", "rien"),
                both(
                    "roles that must be staffed, separated by semicolons",
                    "des rôles à pourvoir, séparés par des points-virgules",
                ),
            ),
            Setting(
                "cost_tolerance",
                SettingKind.NUMBER,
                "0.01",
                both(
                    "the share by which effort times rate may miss the cost",
                    "la part dont charge fois taux peut s'écarter du coût",
                ),
            ),
            Setting(
                "training_plan",
                SettingKind.YES_NO,
                both("no", "non"),
                both(
                    "ask for a plan of training in any case",
                    "demander un plan de formation dans tous les cas",
                ),
            ),
        ),
    ),
)
