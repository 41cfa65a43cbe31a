"""How often something happens, in days: *monthly*, *toutes les deux semaines*, *alle 14 Tage*."""

import re

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_EVERY = {
    int(length): Phrases.listed(names) for length, names in load("communication")["every"].items()
}
_NUMBERED = re.compile(
    r"\b(?:every|tous les|toutes les|alle|cada) (\d{1,2}) "
    r"(?:(days?|jours?|tage?n?|dias?)|(weeks?|semaines?|wochen?|semanas?)|(months?|mois|monate?n?|mes(?:es)?))\b"
)
_LENGTHS = (1, 7, 30)


def days_between(text: str) -> int | None:
    """Return the days from one time to the next, None where no rhythm is named.

    Where several are named the longest counts: only that one is promised to everybody.
    """
    folded = fold(text)
    found = [length for length, phrases in _EVERY.items() if phrases.within(folded)]
    for match in _NUMBERED.finditer(folded):
        unit = next(place for place, word in enumerate(match.groups()[1:]) if word)
        found.append(int(match[1]) * _LENGTHS[unit])
    return max(found, default=None)
