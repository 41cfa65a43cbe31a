"""Whether the value of the contracts is in the cost baseline."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.contract import Contract
from gates.checks.procurement.purchases import factor
from gates.checks.structures.breakdown import alike, breakdown_of, line_of, normal, rounding
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.numbers import currency
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "the value of each contract in the cost baseline",
    "le montant de chaque contrat dans le coût de référence",
)
COMPARABLE = 0.5
_NAMES = ("item", "task", "deliverable", "description", "name", "supplier")
_WORTH = ("purchase_cost", "amount", "forecast")


def beyond_the_baseline(subject: Subject, found: Sequence[Contract]) -> Iterator[Verdict]:
    """Yield contracts worth more than their line, those without one, and sums above purchases."""
    priced = [each for each in found if each.worth is not None]
    lines = list(_lines(subject, {each.reading.path for each in found}))
    if not priced or not lines:
        return
    pairs = [(each, _line(each, lines)) for each in priced]
    matched = [(each, line) for each, line in pairs if line is not None]
    for each, line in matched:
        yield from _above(each, *line)
    if len(matched) >= COMPARABLE * len(pairs):
        for each, its_line in pairs:
            if its_line is None:
                yield _fault(
                    each,
                    put("{name}: not in the cost baseline", "{name} : absent du coût de référence",
                        name=each.label),
                )  # fmt: skip
    else:
        yield from _sum_above(priced, lines)


_Line = tuple[Reading, Register, Row, Decimal]


def _lines(subject: Subject, own: set[str]) -> Iterator[_Line]:
    """Yield the lines of the cost tables of other documents, parents left out."""
    for reading, register in subject.registers_anywhere("cost"):
        concept = next((name for name in _WORTH if name in register.columns), "")
        if reading.path in own or not concept:
            continue
        tree = breakdown_of(register)
        above = [tree.elements[code] for code in tree.children if code in tree.elements]
        parents = {line_of(each.row) for each in above if each.row is not None}
        for row in register.rows:
            value = row.number(concept)
            if value is not None and line_of(row) not in parents:
                yield reading, register, row, value * factor(register, concept)


def _line(contract: Contract, lines: Sequence[_Line]) -> _Line | None:
    """Return the line of a contract: by code, else the only one with such a name."""
    for line in lines:
        if contract.code and normal(line[2].text("wbs")) == contract.code:
            return line
    same = [line for line in lines if alike(line[2].text(*_NAMES), contract.subject)]
    return same[0] if len(same) == 1 else None


def _above(
    contract: Contract, reading: Reading, register: Register, row: Row, value: Decimal
) -> Iterator[Verdict]:
    worth = contract.worth or Decimal(0)
    if worth <= value + rounding(value, 1):
        return
    unit = currency(" ".join(register.headers))
    yield _fault(
        contract,
        put(
            "{name}: {worth}, but {value} in {file}, {place}",
            "{name} : {worth}, mais {value} dans {file}, {place}",
            name=contract.label,
            worth=money(worth, unit),
            value=money(value, unit),
            file=reading.path,
            place=row.place(*_WORTH),
        ),
    )


def _sum_above(priced: Sequence[Contract], lines: Sequence[_Line]) -> Iterator[Verdict]:
    """Compare sums where lots and lines are cut differently: with purchases, else with all."""
    total = sum((each.worth or Decimal(0) for each in priced), Decimal(0))
    bought = [line for line in lines if "purchase_cost" in line[1].columns]
    compared = bought or lines
    whole = sum((value for *_, value in compared), Decimal(0))
    if total <= whole + rounding(whole, len(compared)):
        return
    yield _fault(
        max(priced, key=lambda each: each.worth or Decimal(0)),
        put(
            "the contracts are worth {total}, the cost baseline has {whole} ({file})",
            "les contrats valent {total}, le coût de référence a {whole} ({file})",
            total=money(total),
            whole=money(whole),
            file=compared[0][0].path,
        ),
    )


def _fault(contract: Contract, found: dict[str, str]) -> Verdict:
    return failed(
        found,
        expected=EXPECTED,
        fix=both(
            "Update the cost baseline, or correct the contract",
            "Mettez à jour le coût de référence, ou corrigez le contrat",
        ),
        document=contract.reading.path,
        location=contract.worth_place,
    )
