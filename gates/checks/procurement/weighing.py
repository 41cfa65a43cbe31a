"""Whether weights make a whole, marks are all there, and totals follow from both."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Verdict, failed
from gates.checks.procurement.evaluation import CRITERIA, Evaluation, Marks
from gates.checks.wording import put, share
from gates.evidence.understanding.numbers import cell_number, plain

EXPECTED = both(
    "weights that make 100%, a mark of each bidder for each criterion, totals that follow",
    "des poids qui font 100 %, une note par offre et par critère, des totaux justes",
)
_OFF = Decimal("0.005")

Way = Callable[[Sequence[Decimal], Sequence[Decimal]], Decimal]
_WAYS: tuple[Way, ...] = (
    lambda weights, marks: sum((w * m for w, m in zip(weights, marks, strict=True)), Decimal(0)),
    lambda weights, marks: _weighted(weights, marks) / (sum(weights, Decimal(0)) or Decimal(1)),
    lambda weights, marks: _weighted(weights, marks) / 100,
    lambda _, marks: sum(marks, Decimal(0)),
)
"""The ways in which a total may follow from weights and marks, marks weighted before at last."""


def weights_unsound(table: Evaluation) -> Iterator[Verdict]:
    """Yield criteria without a weight, and weights in hundredths that are no whole."""
    for row, weight in zip(table.criteria, table.weights, strict=True):
        if weight is None:
            yield _fault(
                table, row.place("weight"),
                put("{name}: no weight", "{name} : pas de poids", name=row.text(*CRITERIA)),
                both("Give each criterion its weight", "Donnez son poids à chaque critère"),
            )  # fmt: skip
    known = [weight for weight in table.weights if weight is not None]
    if len(known) < len(table.weights) or not table.is_in_hundredths:
        return
    total = sum(known, Decimal(0))
    whole = Decimal(1) if all(weight <= 1 for weight in known) else Decimal(100)
    if abs(total / whole - 1) > _OFF:
        yield _fault(
            table, table.criteria[-1].place("weight"),
            put("the weights add up to {total}", "la somme des poids est {total}",
                total=share(total / whole)),
            both("Make them 100%", "Faites-en 100 %"),
        )  # fmt: skip


def marks_unsound(table: Evaluation) -> Iterator[Verdict]:
    """Yield marks that are missing, and totals that do not follow from weights and marks."""
    for each in table.bidders:
        for name, cell, value in zip(table.names, each.cells, each.values, strict=True):
            if value is None:
                yield _fault(
                    table, cell.location if cell is not None else table.register.location,
                    put("{bidder}: no mark for {name}", "{bidder} : pas de note pour {name}",
                        bidder=each.bidder, name=name),
                    both("Mark each offer by each criterion", "Notez chaque offre par critère"),
                )  # fmt: skip
    yield from _totals(table)


def score_of(table: Evaluation, marks: Marks) -> Decimal | None:
    """Return the total of a bidder: worked out from weights and marks, else as stated."""
    weights, values = _known(table, marks)
    if weights:
        return _weighted(weights, values)
    return cell_number(marks.total) if marks.total is not None else None


def _totals(table: Evaluation) -> Iterator[Verdict]:
    stated = [
        (each, cell_number(each.total), _known(table, each))
        for each in table.bidders
        if each.total is not None
    ]
    judged = [
        (each, total, known) for each, total, known in stated if total is not None and known[0]
    ]
    if not judged:
        return

    def right(way: Way) -> int:
        return sum(_near(total, way(*known)) for _, total, known in judged)

    way = max(_WAYS, key=right)
    for each, total, known in judged:
        due = way(*known)
        if not _near(total, due) and each.total is not None:
            yield _fault(
                table, each.total.location,
                put("{bidder}: total {total}, recomputed {due}",
                    "{bidder} : total {total}, recalculé {due}",
                    bidder=each.bidder, total=_said(total), due=_said(due)),
                both("Correct the total, or the marks", "Corrigez le total, ou les notes"),
            )  # fmt: skip


def _known(table: Evaluation, marks: Marks) -> tuple[list[Decimal], list[Decimal]]:
    """Return weights and marks where all are there, else nothing."""
    weights = [each for each in table.weights if each is not None]
    values = [each for each in marks.values if each is not None]
    return (weights, values) if len(weights) == len(values) == len(table.criteria) else ([], [])


def _weighted(weights: Sequence[Decimal], marks: Sequence[Decimal]) -> Decimal:
    return sum((w * m for w, m in zip(weights, marks, strict=True)), Decimal(0))


def _near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two totals are one but for rounding to what is written."""
    exponent = one.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(one - other) <= max(step / 2, abs(other) * Decimal("0.001"))


def _said(value: Decimal) -> Text:
    en = plain(value.quantize(Decimal("0.01")))
    return both(en, en.replace(".", ","))


def _fault(table: Evaluation, place: str, found: Text, fix: Text) -> Verdict:
    return failed(found, expected=EXPECTED, fix=fix, document=table.reading.path, location=place)
