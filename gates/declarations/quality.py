"""The checks of quality."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="QUALITY-23",
        title=both(
            "Acceptance criteria can be measured, and say how they are verified",
            "Les critères d'acceptation se mesurent, et disent comment ils sont vérifiés",
        ),
        source="PMBOK Guide, plan quality and verify scope; "
        "NPR 7123.1D, verification plan; AIAG PPAP and MSA manuals",
        settings=(
            Setting("level_and_phase", SettingKind.YES_NO),
            Setting("ppk", SettingKind.NUMBER),
            Setting("cpk", SettingKind.NUMBER),
            Setting("gauge_rr", SettingKind.NUMBER),
        ),
    ),
    Declaration(
        id="QUALITY-24",
        title=both(
            "Verification is done, and what failed is closed",
            "La vérification est faite, et les écarts sont clos",
        ),
        source="NPR 7123.1D, disposition of RID and RFA, waivers; ISO/IEC/IEEE 29119; "
        "ISO 9001, nonconforming outputs",
        settings=(Setting("worst_open", SettingKind.TEXT),),
    ),
)
