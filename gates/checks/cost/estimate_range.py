"""How far estimates may be off, and whether that is as wide as the phase deserves."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.cost.three_point_tables import ThreePointTable
from gates.checks.wording import put, share
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_ACCURACY = Phrases.listed(load("values")["accuracies"])
_BOTH_WAYS = re.compile(r"(?:±|\+/-|\+-|plus ou moins|plus or minus)\s?(\d{1,3}(?:[.,]\d+)?)\s?%")
_EACH_WAY = re.compile(
    r"[-−–]\s?(\d{1,3}(?:[.,]\d+)?)\s?%?\s*(?:/|,|;|to|à|bis|and|et|a)\s*\+\s?(\d{1,3}(?:[.,]\d+)?)\s?%"
)
_CLASS = re.compile(r"\b(?:class|classe|klasse|clase)\s?([1-5])\b", re.IGNORECASE)

# The narrowest range of each class of estimates, as AACE 18R-97 gives it for process plants.
_CLASSES = {
    1: (Decimal("0.03"), Decimal("0.03")),
    2: (Decimal("0.05"), Decimal("0.05")),
    3: (Decimal("0.10"), Decimal("0.10")),
    4: (Decimal("0.15"), Decimal("0.20")),
    5: (Decimal("0.20"), Decimal("0.30")),
}
_SMALL = Decimal("0.0005")

Range = tuple[Decimal, Decimal, Reading, str]
"""The shares below and above, the document, and the place."""


def stated_range(subject: Subject, points: Sequence[ThreePointTable]) -> Range | None:
    """Return the range that sums of three points make, or that a text states."""
    for table in points:
        if table.is_money and table.likely:
            low, high = 1 - table.low / table.likely, table.high / table.likely - 1
            return low, high, table.reading, table.register.location
    for reading in subject.documents:
        for text, place in texts_of(reading):
            ways = _EACH_WAY.search(text)
            if ways:
                return _part(ways[1]), _part(ways[2]), reading, place
            one = _BOTH_WAYS.search(text.lower())
            if one:
                return _part(one[1]), _part(one[1]), reading, place
    return None


def has_range(subject: Subject, points: Sequence[ThreePointTable]) -> bool:
    """Tell whether a document says how sure its estimates are, in figures."""
    if stated_range(subject, points) is not None:
        return True
    return any(
        _ACCURACY.within(fold(text)) and any(sign.isdigit() for sign in text)
        for reading in subject.documents
        for text, _ in texts_of(reading)
    )


def range_of(subject: Subject, points: Sequence[ThreePointTable]) -> Text:
    """Return the range as an end of a sentence."""
    found = stated_range(subject, points)
    if found is None:
        return both("", "")
    return put(
        ", from -{low} to +{high}",
        ", de -{low} à +{high}",
        low=share(found[0]),
        high=share(found[1]),
    )


def too_narrow(subject: Subject, points: Sequence[ThreePointTable]) -> Iterator[Verdict]:
    """Yield a range that is narrower than the class of the estimate allows."""
    least = _least(subject)
    found = stated_range(subject, points)
    if least is None or found is None:
        return
    low, high, reading, place = found
    if low + _SMALL >= least[0] and high + _SMALL >= least[1]:
        return
    yield failed(
        put(
            "the range is -{low} to +{high}",
            "la fourchette est de -{low} à +{high}",
            low=share(low),
            high=share(high),
        ),
        expected=put(
            "at least -{low} to +{high} in this phase",
            "au moins de -{low} à +{high} dans cette phase",
            low=share(least[0]),
            high=share(least[1]),
        ),
        fix=both(
            "Widen the range, or show the data that make it so narrow",
            "Élargissez la fourchette, ou montrez les données qui la resserrent",
        ),
        document=reading.path,
        location=place,
    )


def texts_of(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the texts of a document with their place; the cells of a row also together."""
    for paragraph in reading.content.paragraphs:
        yield paragraph.text, paragraph.location
    for table in reading.content.tables:
        for cells in table.rows:
            filled = [cell for cell in cells if cell.value.strip()]
            if filled:
                yield " ".join(cell.value for cell in filled), filled[0].location


def _least(subject: Subject) -> tuple[Decimal, Decimal] | None:
    """Return the narrowest range allowed: the method's own, or that of the class."""
    settings = subject.use.settings
    if "low_percent" in settings or "high_percent" in settings:
        return subject.number("low_percent", 0) / 100, subject.number("high_percent", 0) / 100
    asked = int(subject.number("estimate_class", 0))
    if not asked:
        asked = next(
            (
                int(found[1])
                for reading in subject.documents
                for text, _ in texts_of(reading)
                if "estim" in text.lower() and (found := _CLASS.search(text))
            ),
            0,
        )
    return _CLASSES.get(asked)


def _part(text: str) -> Decimal:
    return Decimal(text.replace(",", ".")) / 100
