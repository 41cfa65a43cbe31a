"""What documents state, as values with their place: facts, fields, and what else is known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal as Number

from domain.methodology.expressions.known import Known
from domain.text import Text, both
from gates.checks.wording import day, money
from gates.dossier import Dossier
from gates.evidence.content import Reading
from gates.evidence.understanding.dates import cell_day
from gates.evidence.understanding.dates import day as written_day
from gates.evidence.understanding.fields import Field, fields_of
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amount, cell_number, number
from gates.evidence.understanding.own_words import OwnWords
from gates.house_words import words_of
from gates.known import typed
from gates.typed.looked_at import LookedAt

_OWN = "\0own"
"""Stands for a field that only the criterion knows; no field is called so."""

_SCALES = {"k": 1_000, "M": 1_000_000}
_CODE = 3


@dataclass(frozen=True)
class Stated:
    """A value and where it stands; ``unit`` is a currency without its scale, or another unit."""

    value: Known
    unit: str = ""
    document: str = ""
    location: str = ""

    @property
    def said(self) -> Text:
        """The value as it is said to a person, with its document."""
        where = f" ({self.document})" if self.document else ""
        shown = shown_value(self.value, self.unit)
        return both(f"{shown['en']}{where}", f"{shown['fr']}{where}")


def shown_value(value: Known, unit: str = "") -> Text:
    """Return a value as it is said to a person."""
    if isinstance(value, bool):
        return both("yes" if value else "no", "oui" if value else "non")
    if isinstance(value, int | Number):
        return _number_said(Number(value), unit)
    return both(value, value) if isinstance(value, str) else day(value)


def facts_stated(looked: LookedAt, name: str) -> list[Stated]:
    """Return a fact as each document states it; amounts in thousands as what they are."""
    return [
        _scaled(Stated(typed(fact.value), fact.unit, fact.document, fact.location))
        for reading in looked.documents
        for fact in reading.facts
        if fact.name == name
    ]


def fields_in(
    dossier: Dossier, looked: LookedAt, name: str | None, labels: Sequence[str]
) -> Iterator[tuple[Reading, Field]]:
    """Yield a field wherever it stands, filled or not: by its name, or by labels of one's own."""
    wanted = name or _OWN
    own = words_of(dossier.method)
    words = OwnWords(
        own.columns,
        {**own.labels, **{fold(label): wanted for label in labels}},
        own.registers,
        own.roles,
    )
    for reading in looked.documents:
        registers = dossier.registers.get(reading.path, ())
        for field in fields_of(reading.content, registers, words):
            if field.name == wanted:
                yield reading, field


def fields_stated(
    dossier: Dossier, looked: LookedAt, name: str | None, labels: Sequence[str]
) -> list[Stated]:
    """Return a field as each document fills it in."""
    return [
        _value_of(reading, field)
        for reading, field in fields_in(dossier, looked, name, labels)
        if field.filled
    ]


def _value_of(reading: Reading, field: Field) -> Stated:
    found = amount(field.value)
    stated = Stated(" ".join(field.value.split()), "", reading.path, field.location)
    if field.cell is not None:
        dated, counted = cell_day(field.cell), cell_number(field.cell)
    else:
        dated, counted = written_day(field.value), number(field.value)
    if dated is not None:
        return replace(stated, value=dated)
    if found is not None and found.currency:
        return replace(stated, value=found.value, unit=found.currency)
    return replace(stated, value=counted) if counted is not None else stated


def _scaled(stated: Stated) -> Stated:
    """Return an amount in units of its currency: ``kEUR`` are thousands of EUR."""
    scale, unit = stated.unit[:1], stated.unit[1:]
    number_given = isinstance(stated.value, int | Number) and not isinstance(stated.value, bool)
    if scale not in _SCALES or len(unit) != _CODE or not unit.isupper() or not number_given:
        return stated
    return replace(stated, value=Number(str(stated.value)) * _SCALES[scale], unit=unit)


def _number_said(value: Number, unit: str) -> Text:
    if unit:
        return money(value, unit)
    plain = f"{value.normalize():f}" if value else "0"
    return both(plain, plain.replace(".", ","))
