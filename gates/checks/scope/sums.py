"""What the parents of a breakdown state beside the sum of their children."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import Breakdown, Element, adds_up, normal
from gates.checks.wording import money, named, put
from gates.evidence.content import Reading

EXPECTED = both(
    "each parent states the sum of its children",
    "chaque parent affiche la somme de ses enfants",
)
_FIX = both("Make the parent the sum of its children", "Faites du parent la somme de ses enfants")
_HUNDRED, _ONE = Decimal(100), Decimal(1)
_ROUNDED = Decimal("0.005")
_FEWEST = 2


def sums_that_differ(subject: Subject, reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    """Yield the parents whose effort, cost or weight is not that of their children.

    Children without a figure count nothing, so that one left blank shows. Weights add up to
    the parent's, or to the whole (100 or 1) below each parent. A row of totals is the whole.
    """
    for concept in ("work", "amount"):
        for parent, below in _families(breakdown):
            stated = parent.figures.get(concept)
            known = [each for each in below if concept in each.figures]
            if stated is None or not known:
                continue
            total = _sum(known, concept)
            if not adds_up(stated, [each.figures[concept] for each in below if each in known]):
                blank = [each.label for each in below if each not in known]
                yield _wrong(reading, parent, concept, (stated, total), blank)
        yield from _against_totals(subject, reading, breakdown, concept)
    yield from _weights(reading, breakdown)


def _families(breakdown: Breakdown) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    for code, below in breakdown.children.items():
        if code in breakdown.elements:
            yield breakdown.elements[code], below


def _against_totals(
    subject: Subject, reading: Reading, breakdown: Breakdown, concept: str
) -> Iterator[Verdict]:
    """Yield the total of the table the breakdown stands in, where it is not that of the leaves."""
    own = {id(each.row.cells) for each in breakdown.elements.values() if each.row is not None}
    leaves = [each for each in breakdown.leaves if concept in each.figures]
    if len(leaves) != len(breakdown.leaves):
        return
    for register in subject.dossier.registers.get(reading.path, ()):
        if not any(id(row.cells) in own for row in register.rows):
            continue
        bare = [row for row in register.totals if not normal(row.text("wbs", "id"))]
        # Several totals are those of parts, and say nothing of the whole.
        for row in bare if len(bare) == 1 else ():
            stated = row.number(concept)
            total = _sum(leaves, concept)
            if stated is not None and not adds_up(stated, [e.figures[concept] for e in leaves]):
                label = both("the total", "le total")
                yield failed(
                    _differs(label, (stated, total), []),
                    expected=EXPECTED,
                    fix=both("Make the total the sum of the leaves",
                             "Faites du total la somme des lots"),
                    document=reading.path,
                    location=row.place(concept),
                )  # fmt: skip


def _weights(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    """Judge weights as shares of the parent, or as parts of its weight, whichever is kept to."""
    families = [
        (parent, below)
        for parent, below in _families(breakdown)
        if all("weight" in each.figures for each in below)
    ]
    shares = [below for _, below in families if _makes(_HUNDRED, below) or _makes(_ONE, below)]
    parts = [
        below
        for parent, below in families
        if "weight" in parent.figures and _makes(parent.figures["weight"], below)
    ]
    is_share = len(shares) > len(parts)
    for parent, below in families if shares or parts else ():
        whole = _whole(shares[0]) if is_share else parent.figures.get("weight")
        if whole is not None and not _makes(whole, below):
            yield _wrong(reading, parent, "weight", (whole, _sum(below, "weight")), [])
    top = [each for each in breakdown.elements.values() if each.parent not in breakdown.elements]
    yield from _whole_weights(reading, top if shares or parts else breakdown.leaves)


def _whole_weights(reading: Reading, level: Sequence[Element]) -> Iterator[Verdict]:
    """Judge weights that stand beside each other as parts of the whole.

    Those far from 100 or 1 in sum are no such parts.
    """
    if len(level) < _FEWEST or any("weight" not in each.figures for each in level):
        return
    total, whole = _sum(level, "weight"), _whole(level)
    if _makes(whole, level) or abs(total - whole) > whole / 4:
        return
    first = level[0]
    yield failed(
        _differs(both("the weights", "les poids"), (whole, total), [], weight=True),
        expected=EXPECTED,
        fix=both("Make the weights add up to the whole", "Faites que les poids fassent le tout"),
        document=reading.path,
        location=first.row.place("weight") if first.row is not None else first.location,
    )


def _makes(whole: Decimal, parts: Sequence[Element]) -> bool:
    """Tell whether weights make a whole, but for the rounding of each."""
    return abs(_sum(parts, "weight") - whole) <= abs(whole) * _ROUNDED


def _whole(parts: Sequence[Element]) -> Decimal:
    """Return the whole that parts are written of: 100 for per cent, else 1."""
    return _HUNDRED if _sum(parts, "weight") > _HUNDRED / 2 else _ONE


def _sum(elements: Sequence[Element], concept: str) -> Decimal:
    return sum((each.figures.get(concept, Decimal(0)) for each in elements), Decimal(0))


def _wrong(
    reading: Reading,
    parent: Element,
    concept: str,
    figures: tuple[Decimal, Decimal],
    blank: Sequence[str],
) -> Verdict:
    label = both(parent.label, parent.label)
    place = parent.row.place(concept) if parent.row is not None else parent.location
    return failed(
        _differs(label, figures, blank, weight=concept == "weight"),
        expected=EXPECTED,
        fix=_FIX,
        document=reading.path,
        location=place,
    )


def _differs(
    label: Text, figures: tuple[Decimal, Decimal], blank: Sequence[str], *, weight: bool = False
) -> Text:
    stated, total = figures
    rest = both("", "")
    if blank:
        rest = put(
            "; no figure for {names}", " ; aucun chiffre pour {names}", names=named(list(blank))
        )
    return put(
        "{parent}: {stated} {what}, {total} in its children{rest}",
        "{parent} : {stated} {what}, {total} dans ses enfants{rest}",
        parent=label,
        stated=money(stated),
        total=money(total),
        what=both("expected as weight", "attendus en poids")
        if weight
        else both("stated", "affichés"),
        rest=rest,
    )
