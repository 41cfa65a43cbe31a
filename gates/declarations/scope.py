"""The checks of scope."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="SCOPE-1",
        title=both(
            "The work breakdown holds all the work, once",
            "L'organigramme des tâches contient tout le travail, une seule fois",
        ),
        fails=both(
            "A code comes twice or has no parent, a parent is not the sum of its children, an "
            "element has one child only, or work of the schedule, the budget or the charter is "
            "missing in the breakdown.",
            "Un code est en double ou sans parent, un parent n'est pas la somme de ses enfants, "
            "un élément n'a qu'un enfant, ou un travail du planning, du budget ou de la note de "
            "cadrage manque à l'organigramme.",
        ),
        source="PMI, Practice Standard for Work Breakdown Structures, 2nd ed.; ECSS-M-ST-10C",
        settings=(
            Setting(
                "compare",
                SettingKind.YES_NO,
                both("yes, but not in a first draft", "oui, sauf pour une première ébauche"),
                both(
                    "compare with the schedule, the budget and the charter",
                    "comparer au planning, au budget et à la note de cadrage",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCOPE-2",
        title=both(
            "Every requirement is traced both ways",
            "Chaque exigence est tracée dans les deux sens",
        ),
        fails=both(
            "A requirement comes twice, is linked to no need, to no work or to no verification, "
            "or a link leads to nothing.",
            "Une exigence est en double, n'est reliée à aucun besoin, à aucun travail ou à "
            "aucune vérification, ou un lien ne mène à rien.",
        ),
        source="PMBOK Guide, requirements traceability matrix; NPR 7123.1D; ECSS-E-ST-10-06C",
        settings=(
            Setting(
                "links",
                SettingKind.TEXT,
                "need, design, verification",
                both(
                    "what each requirement is linked to, separated by commas",
                    "à quoi chaque exigence est reliée, séparé par des virgules",
                ),
            ),
        ),
    ),
    Declaration(
        id="SCOPE-3",
        title=both(
            "Open points have an owner and a date, and come to an end",
            "Les points ouverts ont un responsable et une date, et disparaissent",
        ),
        fails=both(
            "A mark such as TBD or “to be defined” stands in no list of open points, or its "
            "entry has no owner or no date before the next gate; none may be left in the last "
            "issue.",
            "Une mention telle que « à définir » ne figure dans aucune liste de points ouverts, "
            "ou son entrée n'a ni responsable ni date avant le jalon suivant ; aucune ne reste "
            "dans la dernière édition.",
        ),
        source="NPR 7123.1D, closure of TBD and TBR; INCOSE, Guide to Writing Requirements",
        settings=(
            Setting(
                "none_left",
                SettingKind.YES_NO,
                both("in the last issue only", "dans la dernière édition seulement"),
                both(
                    "no open point may be left",
                    "aucun point ouvert ne doit rester",
                ),
            ),
        ),
        looks_back=True,
    ),
    Declaration(
        id="SCOPE-4",
        title=both(
            "Work packages are described and small enough",
            "Les lots de travaux sont décrits et assez petits",
        ),
        fails=both(
            "A work package has no description, deliverable, criterion, responsible, dates, "
            "inputs, effort or cost, or it is larger than the limits.",
            "Un lot n'a pas de description, livrable, critère, responsable, dates, entrées, "
            "charge ou coût, ou il dépasse les limites.",
        ),
        source="ECSS-M-ST-10C, work-package description; PMI, Practice Standard for WBS, 2nd ed.",
        settings=(
            Setting(
                "fields",
                SettingKind.TEXT,
                both("all", "tous"),
                both(
                    "what must be said of each, separated by commas",
                    "ce qui doit être dit de chacun, séparé par des virgules",
                ),
            ),
            Setting(
                "longest_hours",
                SettingKind.NUMBER,
                both("80, or the days", "80, ou les jours"),
                both(
                    "the longest effort, in hours",
                    "la charge la plus longue, en heures",
                ),
            ),
            Setting(
                "longest_days",
                SettingKind.NUMBER,
                both("22, or the hours", "22, ou les heures"),
                both(
                    "the longest duration, in working days",
                    "la durée la plus longue, en jours ouvrés",
                ),
            ),
            Setting(
                "shortest_hours",
                SettingKind.NUMBER,
                both("not asked", "non demandé"),
                both(
                    "the shortest effort, in hours",
                    "la charge la plus courte, en heures",
                ),
            ),
        ),
    ),
)
