"""Whether each row of a register satisfies an expression over its columns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal as Number
from typing import Any

from typing_extensions import override

from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.expressions.known import Known
from domain.methodology.expressions.parts import Literal
from domain.methodology.expressions.syntax import parse
from domain.methodology.lint.names import OF_A_ROW
from domain.methodology.model.criterion_tests import EachRow
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed, registers_in
from gates.checks.wording import named, put
from gates.dossier import Dossier
from gates.evidence.content import Reading
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.columns import CONCEPTS
from gates.evidence.understanding.dates import cell_day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.typed.looked_at import LookedAt, about, absent

_LABELS = ("id", "name", "risk", "issue", "task", "milestone", "item", "event", "description")
_LONGEST = 60


def each_row(dossier: Dossier, test: EachRow) -> Sequence[Verdict]:
    """Tell of each row that does not satisfy the expression, or of which that is not known."""
    return about(dossier, test.deliverable, lambda looked: list(_judged(dossier, looked, test)))


class _RowNames(Mapping[str, Known]):
    """The names of an expression about a row: its columns first, then all that is known else.

    A text of the row that differs from one of the expression by case or accents only is it.
    """

    def __init__(self, row: Row, others: Mapping[str, Known], texts: Mapping[str, str]) -> None:
        self._row, self._others, self._texts = row, others, texts

    @override
    def __getitem__(self, name: str) -> Known:
        if name not in CONCEPTS:
            return self._others[name.removeprefix(OF_A_ROW)]
        value = _value(self._row, name)
        if value is None:
            raise KeyError(name)
        return self._texts.get(fold(value), value) if isinstance(value, str) else value

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._others)

    @override
    def __len__(self) -> int:
        return len(self._others)


def _judged(dossier: Dossier, looked: LookedAt, test: EachRow) -> Iterator[Verdict]:
    expected = _expected(test)
    tables = list(registers_in(dossier, looked.documents, test.table))
    if not tables:
        if test.at_least == 0 and looked.usable and not looked.refused:
            none = both("no such table, none is needed", "aucun tableau, et il n'en faut pas")
            yield passed(none, expected=expected)
        elif not looked.usable:
            yield absent(looked, expected)
        else:
            yield _no_table(looked, test, expected)
        return
    texts = {fold(text): text for text in _texts(parse(test.holds).tree)}
    texts |= {fold(text): text for text in _texts(parse(test.where or "true").tree)}
    count, faults = 0, []
    for reading, register in tables:
        asked = [
            (row, _RowNames(row, dossier.names, texts))
            for row in register.rows
            if test.where is None or _may_be(test.where, _RowNames(row, dossier.names, texts))
        ]
        count += len(asked)
        faults += list(_of_table(reading, register, asked, test, expected))
    reading, register = tables[0]
    if count < test.at_least:
        words = both(f"{count} rows of this kind", f"{count} lignes de cette sorte")
        fix = both("Add the missing rows", "Ajoutez les lignes qui manquent")
        yield failed(
            words, expected=expected, fix=fix, document=reading.path, location=register.location
        )
    yield from faults
    if not faults:
        yield passed(
            both(f"all {count} rows hold", f"les {count} lignes tiennent"),
            expected=expected,
            document=reading.path,
            location=register.location,
        )


def _of_table(
    reading: Reading,
    register: Register,
    asked: Iterable[tuple[Row, _RowNames]],
    test: EachRow,
    expected: Text,
) -> Iterator[Verdict]:
    """Yield the rows that fail or cannot be told; a column that is not there is told once."""
    columns = [name for name in parse(test.holds).names if name in CONCEPTS]
    lacking = [name for name in columns if name not in register.columns]
    open_rows = [
        (row, answer) for row, names in asked if not (answer := evaluate(test.holds, names)).is_true
    ]
    if lacking and open_rows:
        missing = named(lacking)
        yield cannot_tell(
            put("no column {missing}", "pas de colonne {missing}", missing=missing),
            expected=expected,
            fix=put("Add the column {missing}", "Ajoutez la colonne {missing}", missing=missing),
            document=reading.path,
            location=register.location,
        )
        return
    for row, answer in open_rows:
        told = failed if answer.is_false else cannot_tell
        yield told(
            _said(row, answer),
            expected=expected,
            fix=both("Complete or correct this row", "Complétez ou corrigez cette ligne"),
            document=reading.path,
            location=_place(row, columns, answer),
        )


def _may_be(where: str, names: _RowNames) -> bool:
    """Tell whether a row is not known to be left out: unknown never asks for less."""
    return not evaluate(where, names).is_false


def _said(row: Row, answer: Answer) -> Text:
    label = " ".join(row.text(*_LABELS).split())[:_LONGEST]
    because = answer.because
    if not label:
        return because
    return both(f"{label}: {because['en']}", f"{label} : {because['fr']}")


def _place(row: Row, columns: Sequence[str], answer: Answer) -> str:
    """Return the cell of the first column that decided, else of the first one named."""
    spoken = answer.because["en"].replace("(", " ").split()
    deciding = [name for name in columns if name in spoken]
    return row.place(*(deciding or columns))


def _value(row: Row, name: str) -> Known | None:
    """Return what stands in a cell, or None where nothing does."""
    cell = row.cell(name)
    if cell is None or is_blank(cell.value):
        return None
    dated = cell_day(cell)
    if dated is not None:
        return dated
    counted: Number | None = cell_number(cell)
    return counted if counted is not None else " ".join(cell.value.split())


def _texts(part: Any) -> Iterator[str]:
    """Yield the texts that an expression is written with."""
    if isinstance(part, Literal):
        if isinstance(part.value, str):
            yield part.value
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)


def _no_table(looked: LookedAt, test: EachRow, expected: Text) -> Verdict:
    kind = test.table.replace("_", " ")
    return cannot_tell(
        put(
            "no table of this kind in {name}: {kind}",
            "pas de tableau de cette sorte ({kind}) dans : {name}",
            name=looked.name,
            kind=kind,
        ),
        expected=expected,
        fix=both(
            f"Add the table with its headers: {kind}",
            f"Ajoutez le tableau avec ses en-têtes : {kind}",
        ),
        document=looked.usable[0].path if looked.deliverable is not None else "",
    )


def _expected(test: EachRow) -> Text:
    where_en = f" where {test.where}" if test.where is not None else ""
    where_fr = f" là où {test.where}" if test.where is not None else ""
    return both(
        f"each row of {test.table}{where_en}: {test.holds}",
        f"chaque ligne de {test.table}{where_fr} : {test.holds}",
    )
