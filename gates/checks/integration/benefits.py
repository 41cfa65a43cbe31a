"""Check 33: can each benefit be measured, and do they make what the business case promises?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.structures.entries import Wanted, label_of, lacking
from gates.checks.structures.passages import rows_said
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.numbers import amounts, currency, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a measure, a value today, a target, a date and an owner for each benefit",
    "une mesure, une valeur actuelle, une cible, une date et un porteur pour chaque bénéfice",
)
_WORDS = load("benefits")
_TOTAL = Phrases.listed(_WORDS["total_benefits"])
_OTHER = Phrases.listed(_WORDS["other_benefits"])
_VALUES = ("benefit_value", "amount")
_OWN = frozenset({"measure", "baseline_value", "target_value", "benefit_value", "owner"})


@dataclass(frozen=True)
class _Sum:
    """What a document says that all benefits are worth, and where."""

    value: Decimal
    currency: str
    document: str
    location: str


@check("INTEGRATION-33")
def benefits_can_be_measured(subject: Subject) -> Iterator[Verdict]:
    """Judge each table of benefits, then compare their sum with the business case.

    ``tolerance`` is the share by which the two sums may differ (0).
    """
    found = list(_registers(subject.registers("benefits")))
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        fault
        for reading, register in found
        for fault in lacking(reading, register, _WANTED, expected=EXPECTED, name=_name)
    ]
    faults += _unlike(subject, found)
    if faults:
        yield from faults
        return
    words = put(
        "{count} benefits, each with measure, value today, target, date and owner",
        "{count} bénéfices, chacun avec mesure, valeur actuelle, cible, date et porteur",
        count=sum(len(register.rows) for _, register in found),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path, location=found[0][1].location)


def _registers(
    found: Iterable[tuple[Reading, Register]],
) -> Iterator[tuple[Reading, Register]]:
    """Leave out tables that only compare options by their gain."""
    for reading, register in found:
        if len(_OWN & set(register.columns)) > 1:
            yield reading, register


def _name(row: Row) -> str:
    return label_of(row, "benefit", "description", "name")


def _unlike(subject: Subject, found: list[tuple[Reading, Register]]) -> Iterator[Verdict]:
    """Compare the sum of the benefits with each total that the package states of them."""
    part = subject.number("tolerance", 0)
    reading, own = max(
        ((reading, _sum(reading, register)) for reading, register in found),
        key=lambda each: -1 if each[1] is None else 1,
    )
    if own is None:
        return
    places = {register.location for _, register in found}
    for other in _stated(subject, found):
        if other.currency and own.currency and other.currency != own.currency:
            continue
        largest = max(abs(own.value), abs(other.value))
        if abs(own.value - other.value) <= max(largest * part, Decimal(1)):
            continue
        here = other.document == reading.path
        where = other.location if here and other.location not in places else own.location
        yield failed(
            put(
                "the benefits add up to {sum}, but {stated} stands in {file}, {place}",
                "la somme des bénéfices est {sum}, mais {file}, {place} dit {stated}",
                sum=money(own.value, own.currency),
                stated=money(other.value, other.currency or own.currency),
                file=other.document,
                place=other.location,
            ),
            expected=both(
                "the same sum of benefits in the table and in the business case",
                "la même somme de bénéfices dans le tableau et dans le dossier d'opportunité",
            ),
            fix=both(
                "Correct the benefit that is wrong, or update the business case",
                "Corrigez le bénéfice faux, ou mettez à jour le dossier d'opportunité",
            ),
            document=reading.path,
            location=where,
        )


def _stated(subject: Subject, own: list[tuple[Reading, Register]]) -> Iterator[_Sum]:
    """Yield other sums of all benefits: totals of the tables, tables and words of the case."""
    for reading, register in own:
        yield from _totals(reading, register)
    mine = {reading.path for reading, _ in own}
    cases = [
        each
        for each in subject.dossier.readings
        if each.role == "business case" and each.path not in mine
    ]
    tables = _registers(subject.registers_anywhere("benefits"))
    for reading, register in tables:
        if reading in cases:
            stated = _sum(reading, register)
            if stated is not None:
                yield stated
    words = cases + [each for each in subject.documents if each.path in mine]
    told = {(r.path, row.location) for r, each in own for row in (*each.rows, *each.totals)}
    for passage in rows_said(words):
        folded = passage.folded
        if (passage.document, passage.location) in told:
            continue
        if not _TOTAL.within(folded) or _OTHER.within(folded):
            continue
        sums = amounts(passage.text)
        if len(sums) == 1:
            yield _Sum(sums[0].value, sums[0].currency, passage.document, passage.location)


def _concept(register: Register) -> str:
    return next((name for name in _VALUES if name in register.columns), "")


def _sum(reading: Reading, register: Register) -> _Sum | None:
    concept = _concept(register)
    values = [row.number(concept) for row in register.rows] if concept else []
    known = [value for value in values if value is not None]
    if not known:
        return None
    header = register.headers[register.columns[concept]]
    total = sum(known, Decimal(0)) * scale(header)
    return _Sum(total, currency(header), reading.path, register.rows[0].place(concept))


def _totals(reading: Reading, register: Register) -> Iterator[_Sum]:
    concept = _concept(register)
    if not concept:
        return
    header = register.headers[register.columns[concept]]
    for row in register.totals[:1]:
        value = row.number(concept)
        if value is not None:
            stated = value * scale(header)
            yield _Sum(stated, currency(header), reading.path, row.place(concept))


def _cell(en: str, fr: str) -> Text:
    return both(f"{{name}}: {en}", f"{{name}} : {fr}")


_WANTED = (
    Wanted(
        concepts=("measure",),
        column=both("there is no column for the measure", "il n'y a pas de colonne pour la mesure"),
        cell=_cell("no measure", "pas de mesure"),
        fix=both("Say what is measured, and in which unit", "Dites ce qui est mesuré, et l'unité"),
    ),
    Wanted(
        concepts=("baseline_value",),
        column=both(
            "there is no column for the value today",
            "il n'y a pas de colonne pour la valeur actuelle",
        ),
        cell=_cell("no value today", "pas de valeur actuelle"),
        fix=both("Measure it before the project", "Mesurez-la avant le projet"),
    ),
    Wanted(
        concepts=("target_value", "recipient"),  # a target group and a target share their word
        column=both("there is no column for the target", "il n'y a pas de colonne pour la cible"),
        cell=_cell("no target", "pas de cible"),
        fix=both("Say what value is aimed at", "Dites quelle valeur est visée"),
    ),
    Wanted(
        concepts=("due", "date", "finish", "period"),
        column=both("there is no column for the date", "il n'y a pas de colonne pour la date"),
        cell=_cell("no date", "pas de date"),
        fix=both("Say by when", "Dites pour quand"),
    ),
    Wanted(
        concepts=("owner", "person", "role"),
        column=both("there is no column for the owner", "il n'y a pas de colonne pour le porteur"),
        cell=_cell("no owner", "pas de porteur"),
        fix=both("Name who answers for it", "Nommez qui en répond"),
    ),
)
_NO_TABLE = both(
    "no table of benefits was found in the document",
    "aucun tableau de bénéfices trouvé dans le document",
)
_AS_TABLE = both(
    "Write the benefits as a table: measure, value today, target, date, owner",
    "Écrivez les bénéfices dans un tableau : mesure, valeur actuelle, cible, date, porteur",
)
