"""The checks of communication."""

from domain.text import both
from gates.declarations.declaration import Declaration, Setting

DECLARED = (
    Declaration(
        id="COMMUNICATION-27",
        title=both(
            "Each stakeholder has a channel, a frequency and a sender",
            "Chaque partie prenante a un canal, une fréquence et un émetteur",
        ),
        source="PMBOK Guide, plan communications; PM² Guide, Communications Management Plan",
        settings=(
            Setting("steering_days"),
            Setting("slack"),
        ),
    ),
)
