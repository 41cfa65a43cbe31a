"""Whether contracts settle penalties, changes, intellectual property and acceptance."""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.contract import Contract
from gates.checks.procurement.purchases import words
from gates.checks.structures.passages import first_with, passages
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register

EXPECTED = both(
    "penalties, changes, intellectual property and acceptance settled for each contract",
    "pénalités, modifications, propriété intellectuelle et réception réglées par contrat",
)
CLAUSES = {
    "penalties": both("penalties", "les pénalités"),
    "changes": both("changes of the contract", "les modifications du contrat"),
    "property": both("intellectual property", "la propriété intellectuelle"),
    "acceptance": both("acceptance", "la réception"),
}
_PHRASES = {name: words(name) for name in CLAUSES}
_SHORT = {"property": frozenset({"ip", "pi", "ipr"})}
_NO = frozenset({"no", "non", "nein", "none", "aucun", "aucune", "keine"})
_ROLES = frozenset({"procurement", "selection"})
_TABLES = ("contracts", "payments", "make_or_buy", "selection", "offers", "long_lead")


def clauses_missing(subject: Subject, found: Sequence[Contract]) -> Iterator[Verdict]:
    """Yield the clauses that no document on procurement speaks of, or that a row leaves blank."""
    if subject.is_first_draft:
        return
    own = {each.path for each in subject.documents}
    around = [each for each in subject.dossier.readings
              if each.path in own or each.role in _ROLES]  # fmt: skip
    tables = {id(each.register): each for each in found}
    listed = _listed_cells(subject, around)
    said = [each for each in passages(around) if (each.document, each.location) not in listed]
    for name, clause in CLAUSES.items():
        columns = [
            (each, place)
            for each in tables.values()
            if (place := _column(each.register, name)) is not None
        ]
        if columns:
            for each, place in columns:
                yield from _blank(found, each.register, place, clause)
        elif first_with(said, _PHRASES[name]) is None:
            yield failed(
                put(
                    "nothing is said of {clause}",
                    "rien n'est dit sur {clause}",
                    clause=clause,
                ),
                expected=EXPECTED,
                fix=put("Say what holds for {clause}", "Dites ce qui vaut pour {clause}",
                        clause=clause),
                document=subject.documents[0].path,
            )  # fmt: skip


def _listed_cells(subject: Subject, around: Sequence[Reading]) -> set[tuple[str, str]]:
    """Return the cells of tables on purchases: a payment on acceptance is no acceptance clause."""
    return {
        (reading.path, cell.location)
        for reading in around
        for register in subject.dossier.registers.get(reading.path, ())
        if register.kind in _TABLES
        for row in (*register.header, *register.rows)
        for cell in row.cells
    }


def _column(register: Register, name: str) -> int | None:
    """Return the column of a table of contracts that is about a clause."""
    for place, header in enumerate(register.headers):
        folded = fold(header)
        if place in register.columns.values() and name == "acceptance":
            continue  # the date of acceptance, or a payment on acceptance
        if _PHRASES[name].within(folded) or folded in _SHORT.get(name, frozenset()):
            return place
    return None


def _blank(
    found: Sequence[Contract], register: Register, place: int, clause: Text
) -> Iterator[Verdict]:
    for each in found:
        if each.register is not register:
            continue
        cells = each.row.cells
        text = cells[place].value if place < len(cells) else ""
        if not is_blank(text) and fold(text) not in _NO:
            continue
        yield failed(
            put(
                "{name}: nothing on {clause}",
                "{name} : rien sur {clause}",
                name=each.label,
                clause=clause,
            ),
            expected=EXPECTED,
            fix=put("Say what holds for {clause}", "Dites ce qui vaut pour {clause}",
                    clause=clause),
            document=each.reading.path,
            location=cells[place].location if place < len(cells) else each.row.location,
        )  # fmt: skip
