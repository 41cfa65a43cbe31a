"""How high a risk is: by its class in words, else by its score on the scale of the register."""

from collections.abc import Sequence
from decimal import Decimal

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row

HIGH_SHARE = Decimal("0.48")
"""The share of the highest score from which a risk is high: 12 of 25, 6 of 9, 8 of 16."""

SCALES = (3, 4, 5, 10)

_WORDS = {
    1: (
        *("tres faible", "very low", "negligible", "negligeable", "rare", "sehr gering"),
        *("svaert lav", "muy bajo", "mineur", "minor", "insignifiant"),
    ),
    2: (
        *("faible", "low", "bas", "basse", "unlikely", "peu probable", "gering", "niedrig"),
        *("lav", "bajo", "baixo", "basso", "limite"),
    ),
    3: (
        *("moyen", "moyenne", "medium", "moderate", "modere", "moderee", "possible", "mittel"),
        *("middels", "medio", "media", "mod"),
    ),
    4: (
        *("eleve", "elevee", "high", "fort", "forte", "haut", "haute", "likely", "probable"),
        *("majeur", "major", "hoch", "hoy", "alto", "alta", "grave"),
    ),
    5: (
        *("tres eleve", "tres elevee", "tres fort", "tres forte", "very high", "critical"),
        *("critique", "extreme", "severe", "almost certain", "quasi certain", "catastrophic"),
        *("catastrophique", "sehr hoch", "kritisch", "svaert hoy", "muy alto", "inacceptable"),
        *("unacceptable", "intolerable"),
    ),
}
_RANKS = {name: rank for rank, names in _WORDS.items() for name in names}
_COLOURS = {"rouge": 5, "red": 5, "rot": 5, "orange": 3, "amber": 3, "jaune": 3, "yellow": 3,
            "vert": 1, "green": 1, "grun": 1}  # fmt: skip
HIGH_RANK = 4
_PERCENT = 100


def rank(text: str) -> int | None:
    """Return the rank from 1 to 5 of a word such as *high*, or None for other words."""
    plain = fold(text)
    if plain in _RANKS:
        return _RANKS[plain]
    if plain in _COLOURS:
        return _COLOURS[plain]
    words = plain.split()
    for length in (2, 1):
        for start in range(len(words) - length + 1):
            found = _RANKS.get(" ".join(words[start : start + length]))
            if found is not None:
                return found
    return None


class Scale:
    """The scale of a register, told from all its rows; ``high`` is the method's own limit."""

    def __init__(self, rows: Sequence[Row], high: Decimal | None) -> None:
        self.high = high
        likely, grave = (
            [value for row in rows if (value := row.number(concept)) is not None]
            for concept in ("probability", "impact")
        )
        fits = _fitting([*likely, *grave])
        self.top = Decimal(fits) ** 2 if fits else None
        if _is_share(likely) and (highest := _fitting(grave)):
            # Probabilities in per cent, or as shares of one, times a level of impact.
            self.top = Decimal(highest) * (1 if max(likely) <= 1 else _PERCENT)
        self.words_only_to_high = not any(
            rank(row.text(concept)) in (1, 5)
            for row in rows
            for concept in ("probability", "impact")
        )

    def is_high(self, row: Row) -> bool | None:
        """Tell whether a risk is high, or None when the register does not let one tell."""
        by_class = next(
            (found for name in ("class", "priority") if (found := rank(row.text(name)))), None
        )
        score = row.number("score")
        if score is None:
            score = _product(row, self.top)
        if self.high is not None and score is not None:
            return score >= self.high
        if by_class is not None:
            return by_class >= HIGH_RANK
        if score is not None and self.top is not None:
            return score >= self.top * HIGH_SHARE
        return self._by_words(row)

    def _by_words(self, row: Row) -> bool | None:
        said = rank(row.text("score"))
        if said is not None:
            return said >= HIGH_RANK
        ranks = [rank(row.text(concept)) for concept in ("probability", "impact")]
        if any(each is None for each in ranks):
            return None
        low, high = sorted(each for each in ranks if each is not None)
        if self.words_only_to_high:
            return high >= HIGH_RANK and low >= HIGH_RANK - 1
        return Decimal(low * high) >= 25 * HIGH_SHARE


def _product(row: Row, top: Decimal | None) -> Decimal | None:
    probability, impact = row.number("probability"), row.number("impact")
    if probability is None or impact is None:
        return None
    is_level = probability >= 1 or (top is not None and top <= max(SCALES))
    return probability * impact if is_level else None


def _fitting(values: Sequence[Decimal]) -> int | None:
    """Return the shortest scale on which all values have a place, or None."""
    top = max(values, default=None)
    fits = [scale for scale in SCALES if top is not None and 1 < top <= scale]
    return fits[0] if fits else None


def _is_share(values: Sequence[Decimal]) -> bool:
    """Tell whether probabilities are shares of one, or per cent: no scale has such values."""
    if not values:
        return False
    top = max(values)
    return max(SCALES) < top <= _PERCENT or (top <= 1 and any(value % 1 for value in values))
