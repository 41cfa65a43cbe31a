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
        fails=both(
            "A criterion cannot be measured, nothing says how, when or by whom it is verified, a "
            "deliverable has none, or a capability is outside its limit.",
            "Un critère ne se mesure pas, rien ne dit comment, quand et par qui il est vérifié, "
            "un livrable n'en a pas, ou une capabilité sort de sa limite.",
        ),
        source=(
            "PMBOK Guide, plan quality and verify scope; NPR 7123.1D, verification plan; AIAG "
            "PPAP and MSA manuals"
        ),
        settings=(
            Setting(
                "level_and_phase",
                SettingKind.YES_NO,
                both("no", "non"),
                both(
                    "ask for level and phase of verification even without a column",
                    "demander niveau et phase de vérification même sans colonne",
                ),
            ),
            Setting(
                "ppk",
                SettingKind.NUMBER,
                "1.33",
                both(
                    "the least preliminary capability",
                    "la capabilité préliminaire minimale",
                ),
            ),
            Setting(
                "cpk",
                SettingKind.NUMBER,
                "1.33",
                both(
                    "the least capability",
                    "la capabilité minimale",
                ),
            ),
            Setting(
                "gauge_rr",
                SettingKind.NUMBER,
                "30",
                both(
                    "the largest share of the gauge in the variation, in per cent",
                    "la plus grande part de la mesure dans la variation, en pour cent",
                ),
            ),
        ),
    ),
    Declaration(
        id="QUALITY-24",
        title=both(
            "Verification is done, and what failed is closed",
            "La vérification est faite, et les écarts sont clos",
        ),
        fails=both(
            "A test has no result, date, tester or evidence, a failure has no defect or approved "
            "waiver, a defect above the limit is open, or a reviewer is the author.",
            "Un essai n'a ni résultat, ni date, ni testeur, ni preuve, un échec n'a ni écart ni "
            "dérogation approuvée, un écart au-delà de la limite est ouvert, ou un relecteur est "
            "l'auteur.",
        ),
        source=(
            "NPR 7123.1D, disposition of RID and RFA, waivers; ISO/IEC/IEEE 29119; ISO 9001, "
            "nonconforming outputs"
        ),
        settings=(
            Setting(
                "worst_open",
                SettingKind.TEXT,
                both("minor; none in the last issue", "minor ; none dans la dernière édition"),
                both(
                    "the worst severity that may be open: critical, major, minor, cosmetic or none",
                    "la pire gravité qui peut rester ouverte : critical, major, minor, cosmetic "
                    "ou none",
                ),
            ),
        ),
    ),
)
