"""Whether the words of an acceptance criterion can be measured or tested."""

import re

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("criteria")
_VAGUE = Phrases.listed(_WORDS["vague"])
_TESTED = Phrases.listed(_WORDS["tested"])
_FIGURE = re.compile(r"\d")


def is_measurable(criterion: str) -> bool:
    """Tell whether a criterion has a figure or a test, or at least no word that is neither."""
    return names_a_test(criterion) or not _VAGUE.within(fold(criterion))


def names_a_test(criterion: str) -> bool:
    """Tell whether a criterion has a figure, or names something that is passed or not."""
    return bool(_FIGURE.search(criterion)) or _TESTED.within(fold(criterion))
