"""How a register makes its scores, and on which scale it rates probability and impact."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.levels import rank
from gates.checks.structures.risks import Risks, figures_between, level, name_of
from gates.checks.wording import put
from gates.evidence.content import Content
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number, plain
from gates.evidence.understanding.row import Row

_SCALE = re.compile(r"(?<!\d)(0|1)\s?(?:-|–|to|a|à|bis|\.\.|…|au)\s?(\d{1,3})(?!\d)")
_MOST = Decimal("0.6")
_SMALL = Decimal("0.000001")
_LONGEST_WORD = 30
_LARGEST_LEVEL = 100


@dataclass(frozen=True)
class Rule:
    """What makes a score: the formula, the rows that break it, and those that are not rated."""

    formula: Text = field(default_factory=dict)
    broken: tuple[tuple[Row, Decimal, Decimal], ...] = ()
    unrated: tuple[Row, ...] = ()

    @property
    def words(self) -> Text:
        """The formula as an end of a sentence."""
        if not self.formula:
            return both("", "")
        return put(", score = {formula}", ", criticité = {formula}", formula=self.formula)


def rule_of(risks: Risks) -> Rule:
    """Return the rule that most scores follow, with those that do not.

    Scores are products of probability and impact, of these and further factors, sums, or the
    cells of a matrix. Without numbers or a legend that turns words into numbers, scores follow
    no rule that could be broken, but for a pair of levels that has several scores by number.
    """
    unrated = tuple(row for row in risks.open if _is_unrated(row))
    legend = legend_of(risks.reading.content)
    terms = {
        id(row): (_level(row, "probability", legend), _level(row, "impact", legend))
        for row in risks.rows
    }
    scored = [
        (row, score, one, other)
        for row in risks.rows
        if (score := row.number("score")) is not None
        and (one := terms[id(row)][0]) is not None
        and (other := terms[id(row)][1]) is not None
    ]
    if not scored:
        return Rule(unrated=unrated)
    factors = list(figures_between(risks, "probability", "score"))
    ways = [
        (both("P x I", "P x I"), [one * other for _, _, one, other in scored]),
        (_FACTORS, [_product(row, factors) for row, *_ in scored]),
        (both("P + I", "P + I"), [one + other for _, _, one, other in scored]),
    ]
    for formula, dues in ways:
        stated = [score for _, score, _, _ in scored]
        wrong = [not _near(one, due) for one, due in zip(stated, dues, strict=True)]
        if sum(wrong) <= (1 - _MOST) * len(wrong):
            broken = tuple(
                (row, score, due)
                for (row, score, _, _), due, is_wrong in zip(scored, dues, wrong, strict=True)
                if is_wrong
            )
            return Rule(formula, broken, unrated)
    return Rule(_MATRIX, tuple(_off_matrix(scored)), unrated)


def beyond_scale(subject: Subject, risks: Risks) -> Iterator[Verdict]:
    """Tell of levels outside the scale that the header, or the method, gives."""
    for name in ("probability", "impact", "residual_probability", "residual_impact"):
        scale = _scale(subject, risks, name)
        if scale is None:
            continue
        low, top = scale
        for row in risks.rows:
            value = row.number(name)
            if value is not None and not low <= value <= top:
                yield failed(
                    put(
                        "{risk}: {value} is not on the scale from {low} to {top}",
                        "{risk} : {value} est hors de l'échelle de {low} à {top}",
                        risk=name_of(row),
                        value=plain(value),
                        low=plain(low),
                        top=plain(top),
                    ),
                    expected=put(
                        "a level from {low} to {top}",
                        "un niveau de {low} à {top}",
                        low=plain(low),
                        top=plain(top),
                    ),
                    fix=both("Rate it on the scale", "Cotez-le dans l'échelle"),
                    document=risks.reading.path,
                    location=row.place(name),
                )


def legend_of(content: Content) -> dict[str, Decimal]:
    """Return the levels that a legend gives to words: ``High | 4`` or ``4 | High``."""
    found: dict[str, set[Decimal]] = {}
    for table in content.tables:
        for cells in table.rows:
            filled = [cell for cell in cells if cell.value.strip()]
            for word, other in ((0, 1), (1, 0)):
                if len(filled) <= 1 or len(filled[word].value) > _LONGEST_WORD:
                    continue
                value = cell_number(filled[other])
                if rank(filled[word].value) and value is not None and 0 < value <= _LARGEST_LEVEL:
                    found.setdefault(fold(filled[word].value), set()).add(value)
    return {word: next(iter(values)) for word, values in found.items() if len(values) == 1}


def _scale(subject: Subject, risks: Risks, name: str) -> tuple[Decimal, Decimal] | None:
    header = risks.header(name)
    if "%" in header:
        values = [value for row in risks.rows if (value := row.number(name)) is not None]
        return Decimal(0), Decimal(100) if max(values, default=Decimal(0)) > 1 else Decimal(1)
    found = _SCALE.search(header.lower())
    if found is not None:
        return Decimal(found[1]), Decimal(found[2])
    top = subject.number("scale_top", 0)
    share = any(row.cell(name) and row.cell(name).unit == "%" for row in risks.rows)  # type: ignore[union-attr]  # the cell is there
    return (Decimal(1), top) if top and not share else None


def _level(row: Row, name: str, legend: dict[str, Decimal]) -> Decimal | None:
    found = level(row.cell(f"{name}_score")) or level(row.cell(name))
    return found if found is not None else legend.get(fold(row.text(name)))


def _is_unrated(row: Row) -> bool:
    """Tell whether a risk has neither a score nor both of what makes one."""
    score = row.number("score")
    if (score is not None and score > 0) or rank(row.text("score", "class", "priority")):
        return False
    weighed = row.text("impact", "cost_impact", "expected_value", "delay_impact")
    return not (row.text("probability") and weighed)


def _product(row: Row, places: Sequence[int]) -> Decimal:
    product = Decimal(1)
    for place in places:
        product *= cell_number(row.cells[place]) or Decimal(0)
    return product


def _near(stated: Decimal, due: Decimal) -> bool:
    exponent = stated.as_tuple().exponent
    unit = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    return abs(stated - due) <= max(abs(due) * _SMALL, unit / 2 if due % 1 else Decimal(0))


def _off_matrix(
    scored: Sequence[tuple[Row, Decimal, Decimal, Decimal]],
) -> Iterator[tuple[Row, Decimal, Decimal]]:
    """Yield the scores that differ from those of most risks with the same two levels."""
    cells: dict[tuple[Decimal, Decimal], Counter[Decimal]] = {}
    for _, score, one, other in scored:
        cells.setdefault((one, other), Counter())[score] += 1
    for row, score, one, other in scored:
        usual, times = cells[one, other].most_common(1)[0]
        if score != usual and times > cells[one, other][score]:
            yield row, score, usual


_FACTORS = both("the product of its factors", "le produit de ses facteurs")
_MATRIX = both("the cell of the matrix", "la case de la matrice")
