"""Whether issues, decisions and assumptions are followed up."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.entries import Wanted, label_of, lacking
from gates.checks.structures.package_day import overdue_from
from gates.checks.wording import day, is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_CLOSED = Phrases.listed(load("values")["closed"])
_CONDITIONS = Phrases.listed(load("control")["conditions"])
_EVIDENCE = Phrases.listed(load("control")["evidence"])
_OF_A_LOG = frozenset({"owner", "due", "status", "raised", "closed", "priority", "id"})
_ENOUGH = 3


def unattended(subject: Subject, *, late: timedelta, expected: Text) -> Iterator[Verdict]:
    """Yield what the logs of the package leave without owner, date, decider or answer."""
    for reading, register in subject.registers_anywhere("issues"):
        if _are_conditions(register):
            yield from _unproven(reading, register, expected)
        if _is_log(subject, reading, register):
            rows = _open(register.rows)
            yield from (
                lacking(reading, register, _OF_ISSUES, expected=expected, name=_issue, rows=rows)
                if rows
                else ()
            )
            yield from _overdue(subject, reading, rows, late, expected)
    for reading, register in subject.registers_anywhere("decisions"):
        yield from lacking(reading, register, _OF_DECISIONS, expected=expected, name=_decision)
    for reading, register in subject.registers_anywhere("assumptions"):
        yield from _unchecked(reading, register, expected)
        yield from _overdue(subject, reading, _open(register.rows), late, expected)


def _is_log(subject: Subject, reading: Reading, register: Register) -> bool:
    """Tell a log of issues from any table with descriptions and states."""
    own = reading.role == "issues" or any(each.path == reading.path for each in subject.documents)
    return own or len(_OF_A_LOG & register.columns.keys()) >= _ENOUGH


def _open(rows: Sequence[Row]) -> list[Row]:
    return [
        row
        for row in rows
        if not _CLOSED.open(fold(row.text("status"))) and row.day("closed") is None
    ]


def _overdue(
    subject: Subject, reading: Reading, rows: Sequence[Row], late: timedelta, expected: Text
) -> Iterator[Verdict]:
    since = overdue_from(subject)
    for row in rows:
        due = row.day("due")
        if due is not None and due + late < since:
            yield failed(
                put(
                    "{name}: open and due since {due}",
                    "{name} : ouvert, échéance dépassée depuis le {due}",
                    name=_issue(row),
                    due=day(due),
                ),
                expected=expected,
                fix=both(
                    "Settle it, or have a new date agreed by who has the authority",
                    "Réglez-le, ou faites convenir d'une nouvelle date par qui en a l'autorité",
                ),
                document=reading.path,
                location=row.place("due"),
            )


def _are_conditions(register: Register) -> bool:
    """Tell whether a table lists what an earlier gate asked for."""
    place = register.columns.get("issue")
    header = register.headers[place] if place is not None else ""
    return _CONDITIONS.within(fold(header)) or _CONDITIONS.within(fold(register.title))


def _unproven(reading: Reading, register: Register, expected: Text) -> Iterator[Verdict]:
    """Yield conditions that were closed without evidence, or after their day."""
    proofs = [n for n, text in enumerate(register.headers) if _EVIDENCE.within(fold(text))]
    waiting = [id(row) for row in _open(register.rows)]
    for row in register.rows:
        if id(row) in waiting:
            continue
        shown = [row.cells[n].value for n in proofs if n < len(row.cells)] or [
            row.text("comment", "response", "result")
        ]
        closed, due = row.day("closed"), row.day("due")
        if all(is_blank(each) for each in shown):
            found = put(
                "{name}: closed without evidence", "{name} : levée sans preuve", name=_issue(row)
            )
            yield failed(
                found,
                expected=expected,
                fix=both(
                    "Say what shows that it is met", "Dites ce qui montre qu'elle est remplie"
                ),
                document=reading.path,
                location=row.cells[proofs[0]].location if proofs else row.location,
            )
        if closed is not None and due is not None and closed > due:
            yield failed(
                put(
                    "{name}: closed on {closed}, due on {due}",
                    "{name} : levée le {closed}, échéance le {due}",
                    name=_issue(row),
                    closed=day(closed),
                    due=day(due),
                ),
                expected=expected,
                fix=both(
                    "Give the new date and who agreed to it",
                    "Donnez la nouvelle date et qui l'a acceptée",
                ),
                document=reading.path,
                location=row.place("closed"),
            )


def _unchecked(reading: Reading, register: Register, expected: Text) -> Iterator[Verdict]:
    if "status" not in register.columns:
        return
    for row in register.rows:
        if is_blank(row.text("status")):
            yield failed(
                put(
                    "{name}: not said whether it still holds",
                    "{name} : pas dit si elle tient encore",
                    name=_issue(row),
                ),
                expected=expected,
                fix=both("Check it and say so", "Vérifiez-la et dites-le"),
                document=reading.path,
                location=row.place("status"),
            )


def _issue(row: Row) -> str:
    return label_of(row, "issue", "assumption", "description", "name")


def _decision(row: Row) -> str:
    return label_of(row, "decision", "description", "name")


def _wanted(concepts: tuple[str, ...], en: str, fr: str, fix: Text) -> Wanted:
    return Wanted(
        concepts=concepts,
        column=both(f"the log has no column for the {en}", f"le journal n'a pas de colonne : {fr}"),
        cell=both(f"{{name}}: no {en}", f"{{name}} : pas de {fr}"),
        fix=fix,
    )


_OF_ISSUES = (
    _wanted(
        ("owner", "person"),
        "owner",
        "responsable",
        both("Name who settles it", "Nommez qui le règle"),
    ),
    _wanted(("due", "date"), "due date", "échéance", both("Set a date", "Fixez une date")),
)
_OF_DECISIONS = (
    _wanted(
        ("decider", "owner", "person", "organisation"),
        "decider",
        "décideur",
        both("Say who decided", "Dites qui a décidé"),
    ),
    _wanted(
        ("decision_date", "date", "raised", "closed"),
        "date",
        "date",
        both("Say when it was decided", "Dites quand c'est décidé"),
    ),
)
