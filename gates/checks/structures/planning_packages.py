"""Work that is marked as not yet planned in detail, or as only accompanying other work."""

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_PLANNING = Phrases.listed(load("work_packages")["planning_packages"])


def is_planning_package(text: str) -> bool:
    """Tell whether a text says that work is yet to be detailed, or is level of effort."""
    return _PLANNING.within(fold(text))
