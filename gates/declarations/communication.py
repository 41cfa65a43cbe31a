"""The checks of communication."""

from domain.methodology.catalogue import SettingKind
from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="COMMUNICATION-27",
        title=both(
            "Each stakeholder has a channel, a frequency and a sender",
            "Chaque partie prenante a un canal, une fréquence et un émetteur",
        ),
        fails=both(
            "A stakeholder has no channel, frequency or sender, is in no plan, or reports and "
            "meetings lie further apart than promised.",
            "Une partie prenante n'a ni canal, ni fréquence, ni émetteur, n'est dans aucun plan, "
            "ou rapports et réunions sont plus espacés que promis.",
        ),
        source="PMBOK Guide, plan communications; PM² Guide, Communications Management Plan",
        settings=(
            Setting(
                "steering_days",
                SettingKind.NUMBER,
                both("as the documents say", "comme disent les documents"),
                both(
                    "days between two steering meetings",
                    "jours entre deux comités de pilotage",
                ),
            ),
            Setting(
                "slack",
                SettingKind.NUMBER,
                "1.5",
                both(
                    "how many periods reports may lie apart",
                    "de combien de périodes les rapports peuvent être espacés",
                ),
            ),
        ),
    ),
)
