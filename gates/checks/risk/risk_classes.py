"""Whether the class or colour of each risk is the one that its score deserves."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.text import both
from gates.checks.check import Verdict, failed
from gates.checks.structures.levels import HIGH_SHARE, SCALES, rank
from gates.checks.structures.risks import Risks, level, name_of
from gates.checks.wording import put
from gates.evidence.understanding.numbers import plain
from gates.evidence.understanding.row import Row

_LOW_RANK, _HIGHEST_RANK = 2, 5
_LOW_SHARE = Decimal("0.17")
"""At most so high a share of the highest score is never critical: 4 of 25."""


@dataclass(frozen=True)
class _Rated:
    row: Row
    rank: int
    score: Decimal
    probability: Decimal | None
    impact: Decimal | None

    def is_at_most(self, other: "_Rated") -> bool:
        """Tell whether this risk is neither likelier nor graver than another."""
        mine, theirs = (self.probability, self.impact), (other.probability, other.impact)
        if None in mine or None in theirs:
            return self.score < other.score
        return mine[0] <= theirs[0] and mine[1] <= theirs[1]  # type: ignore[operator]  # both are levels


def classes_at_odds(risks: Risks) -> Iterator[Verdict]:
    """Yield the risks whose class is at odds with their score, for the risk and what remains."""
    yield from _at_odds(risks, "class", "")
    yield from _at_odds(risks, "residual_class", "residual_")


def _at_odds(risks: Risks, name: str, stem: str) -> Iterator[Verdict]:
    rated = [
        _Rated(
            row,
            found,
            score,
            level(row.cell(f"{stem}probability")),
            level(row.cell(f"{stem}impact")),
        )
        for row in risks.rows
        if (found := rank(row.text(name))) and (score := _score(row, stem)) is not None
    ]
    wrong = [each for each in rated if _is_absurd(each, rated)]
    kept = [each for each in rated if each not in wrong]
    while kept:
        clashes = {id(each): [o for o in kept if _clash(each, o)] for each in kept}
        worst = max(kept, key=lambda each: len(clashes[id(each)]))
        if not clashes[id(worst)]:
            break
        wrong.append(worst)
        kept.remove(worst)
    for each in wrong:
        yield failed(
            put(
                "{risk}: class {name} does not fit the score {score}",
                "{risk} : la classe {name} ne va pas avec la criticité {score}",
                risk=name_of(each.row),
                name=each.row.text(name),
                score=plain(each.score),
            ),
            expected=both(
                "the class that the other risks of that score have",
                "la classe des autres risques de même criticité",
            ),
            fix=both("Correct the class or the score", "Corrigez la classe ou la criticité"),
            document=risks.reading.path,
            location=each.row.place(name),
        )


def _score(row: Row, stem: str) -> Decimal | None:
    score = row.number(f"{stem}score")
    if score is not None:
        return score
    one, other = level(row.cell(f"{stem}probability")), level(row.cell(f"{stem}impact"))
    return None if one is None or other is None else one * other


def _is_absurd(each: _Rated, rated: list[_Rated]) -> bool:
    """Tell whether a class is wrong on any scale: low for a high score, critical for a low one."""
    levels = [v for one in rated for v in (one.probability, one.impact) if v is not None]
    top = max(levels, default=Decimal(0))
    fits = [scale for scale in SCALES if 1 < top <= scale]
    if not fits or len(levels) < 2 * len(rated):
        return False
    share = each.score / Decimal(fits[0]) ** 2
    if share > 1:
        return False
    return (each.rank < _LOW_RANK + 1 and share >= HIGH_SHARE) or (
        each.rank == _HIGHEST_RANK and share < _LOW_SHARE
    )


def _clash(one: _Rated, other: _Rated) -> bool:
    return (one.rank > other.rank and one.is_at_most(other)) or (
        other.rank > one.rank and other.is_at_most(one)
    )
