"""The decision vocabulary: five codes that a method may rename but not change."""

from enum import StrEnum


class Decision(StrEnum):
    """What a gate decides. Source: Cooper, Winning at New Products, on gate decisions."""

    GO = "GO"
    CONDITIONAL_GO = "CONDITIONAL_GO"
    HOLD = "HOLD"
    RECYCLE = "RECYCLE"
    KILL = "KILL"


SEVERITY_OF_DECISION = (
    Decision.KILL,
    Decision.RECYCLE,
    Decision.HOLD,
    Decision.CONDITIONAL_GO,
    Decision.GO,
)
"""Most severe first: the order in which a recommendation is sought (gate rule 11)."""
