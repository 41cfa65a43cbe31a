"""Whether the payments of each contract make its value, and await an acceptance."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.contract import Contract
from gates.checks.procurement.purchases import NAMES, factor, words
from gates.checks.structures.breakdown import adds_up, alike
from gates.checks.structures.passages import passages
from gates.checks.wording import is_blank, money, put, share
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amounts, number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "payments that add up to the value of the contract, each tied to an acceptance",
    "des paiements dont la somme fait le montant du contrat, liés chacun à une réception",
)
_TIED, _ADVANCE, _PAYMENT = words("tied"), words("advance"), words("payment")
_PERCENT = re.compile(
    r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|percent\b|pour cent\b|prozent\b)", re.IGNORECASE
)
_WHOLE = Decimal(100)
_OFF = Decimal("0.5")
_FOR = ("item", "deliverable", "supplier", "wbs", "description", "name", "task", "category")


def payments_unsound(subject: Subject, found: Sequence[Contract]) -> Iterator[Verdict]:
    """Judge tables of payments, the cells of contracts that state them, and sentences."""
    tables = list(subject.registers("payments")) or list(subject.registers_anywhere("payments"))
    for reading, register in tables:
        yield from _of_table(reading, register, found)
    for each in found:
        if "payments" in each.register.columns:
            yield from _of_cell(each)
    yield from _of_sentences(subject)


def _of_table(reading: Reading, register: Register, found: Sequence[Contract]) -> Iterator[Verdict]:
    for contract, rows in _by_contract(register, found):
        shares = [_hundredths(row) for row in rows if row.text("payment_share")]
        sums = [value for row in rows if (value := row.number("amount")) is not None]
        worth = contract.worth if contract is not None else None
        if shares and not _is_whole(shares):
            yield _not_whole(reading.path, rows[-1].place("payment_share"), sum(shares, Decimal(0)))
        elif sums and worth is not None:
            total = sum(sums, Decimal(0)) * factor(register, "amount")
            if not adds_up(worth, [value * factor(register, "amount") for value in sums]):
                yield _another_sum(reading.path, rows[-1].place("amount"), total, worth)
        for place, row in enumerate(rows):
            said = fold(" ".join(cell.value for cell in row.cells))
            if _TIED.within(said) or (place < len(rows) - 1 and _ADVANCE.within(said)):
                continue
            yield _untied(reading.path, row.place("payment"), row.text("payment"))


def _by_contract(
    register: Register, found: Sequence[Contract]
) -> Iterator[tuple[Contract | None, list[Row]]]:
    """Yield the rows of a table of payments by the contract that they speak of."""
    left = list(register.rows)
    for contract in found:
        own = [row for row in left if _is_of(row, contract)]
        if own:
            left = [row for row in left if row not in own]
            yield contract, own
    if left:
        named = [each for each in found if alike(register.title, each.subject)]
        only = found if len(found) == 1 else named
        yield (only[0] if len(only) == 1 else None), left


def _is_of(row: Row, contract: Contract) -> bool:
    names = [contract.row.text(each) for each in (*NAMES, "supplier", "wbs", "id")]
    said = [row.text(each) for each in _FOR]
    return any(one and other and alike(one, other) for one in said for other in names)


def _hundredths(row: Row) -> Decimal:
    """Return a share in hundredths: a typed 0.3 and a written *30 %* are both 30."""
    cell = row.cell("payment_share")
    value = row.number("payment_share") or Decimal(0)
    stated = cell is not None and ("%" in cell.value or cell.unit == "%")
    return value * 100 if stated or value <= 1 else value


def _is_whole(shares: Sequence[Decimal]) -> bool:
    return abs(sum(shares, Decimal(0)) - _WHOLE) <= _OFF


def _of_cell(contract: Contract) -> Iterator[Verdict]:
    text, place = contract.row.text("payments"), contract.row.place("payments")
    document = contract.reading.path
    if is_blank(text):
        yield _fault(
            document,
            place,
            put("{name}: no payments", "{name} : pas de paiements", name=contract.label),
            both("Say what is paid, and on which acceptance", "Dites ce qui est payé, et quand"),
        )
        return
    shares = [value for each in _PERCENT.findall(text) if (value := number(each)) is not None]
    sums = amounts(text) if not shares else []
    if shares and not _is_whole(shares):
        yield _not_whole(document, place, sum(shares, Decimal(0)), contract.label)
    elif len(sums) > 1 and contract.worth is not None:
        values = [each.value for each in sums]
        if not adds_up(contract.worth, values):
            yield _another_sum(document, place, sum(values, Decimal(0)), contract.worth)
    if (shares or len(sums) > 1) and not _TIED.within(fold(_last(text))):
        yield _untied(document, place, contract.label)


def _last(text: str) -> str:
    """Return the words about the last payment of several."""
    starts = [found.start() for found in _PERCENT.finditer(text)]
    if len(starts) < 2:  # noqa: PLR2004 - one payment has nothing before it
        return text
    tail = text[starts[-1] :]
    bare = _PERCENT.sub("", tail).strip(" .,;)")
    return tail if bare else text


def _of_sentences(subject: Subject) -> Iterator[Verdict]:
    """Judge sentences that split a payment in hundredths: *30 % at order, 60 % at delivery*."""
    listed = {
        (reading.path, cell.location)
        for reading, register in subject.registers("contracts", "payments", "selection", "offers")
        for row in (*register.header, *register.rows, *register.totals)
        for cell in row.cells
    }
    for passage in passages(subject.documents):
        if (passage.document, passage.location) in listed or not _PAYMENT.within(passage.folded):
            continue
        shares = [v for each in _PERCENT.findall(passage.text) if (v := number(each)) is not None]
        total = sum(shares, Decimal(0))
        if len(shares) > 1 and total > _WHOLE / 2 and not _is_whole(shares):
            yield _not_whole(passage.document, passage.location, total)


def _not_whole(document: str, place: str, total: Decimal, name: str = "") -> Verdict:
    found = put(
        "{name}the payments add up to {total}",
        "{name}la somme des paiements est {total}",
        name=both(f"{name}: ", f"{name} : ") if name else both("", ""),
        total=share(total / 100),
    )
    return _fault(document, place, found, both("Make them 100%", "Faites-en 100 %"))


def _another_sum(document: str, place: str, total: Decimal, worth: Decimal) -> Verdict:
    found = put(
        "the payments add up to {total}, the contract is worth {worth}",
        "la somme des paiements est {total}, le contrat vaut {worth}",
        total=money(total),
        worth=money(worth),
    )
    fix = both("Correct the payments or the value", "Corrigez les paiements ou le montant")
    return _fault(document, place, found, fix)


def _untied(document: str, place: str, name: str) -> Verdict:
    found = put(
        "{name}: paid without any acceptance",
        "{name} : payé sans aucune réception",
        name=name,
    )
    fix = both("Tie the payment to an acceptance", "Liez le paiement à une réception")
    return _fault(document, place, found, fix)


def _fault(document: str, place: str, found: Text, fix: Text) -> Verdict:
    return failed(found, expected=EXPECTED, fix=fix, document=document, location=place)
