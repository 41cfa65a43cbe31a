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
        source="PMI, Practice Standard for Work Breakdown Structures, 2nd ed.; ECSS-M-ST-10C",
        settings=(Setting("compare", SettingKind.YES_NO),),
    ),
    Declaration(
        id="SCOPE-2",
        title=both(
            "Every requirement is traced both ways",
            "Chaque exigence est tracée dans les deux sens",
        ),
        source="PMBOK Guide, requirements traceability matrix; NPR 7123.1D; ECSS-E-ST-10-06C",
        settings=(Setting("links", SettingKind.TEXT),),
    ),
    Declaration(
        id="SCOPE-3",
        title=both(
            "Open points have an owner and a date, and come to an end",
            "Les points ouverts ont un responsable et une date, et disparaissent",
        ),
        source="NPR 7123.1D, closure of TBD and TBR; INCOSE, Guide to Writing Requirements",
        settings=(Setting("none_left", SettingKind.YES_NO),),
        looks_back=True,
    ),
    Declaration(
        id="SCOPE-4",
        title=both(
            "Work packages are described and small enough",
            "Les lots de travaux sont décrits et assez petits",
        ),
        source="ECSS-M-ST-10C, work-package description; PMI, Practice Standard for WBS, 2nd ed.",
        settings=(
            Setting("fields", SettingKind.TEXT),
            Setting("longest_hours", SettingKind.NUMBER),
            Setting("longest_days", SettingKind.NUMBER),
            Setting("shortest_hours", SettingKind.NUMBER),
        ),
    ),
)
