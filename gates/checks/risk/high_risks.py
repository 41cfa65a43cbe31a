"""Check 16: does somebody act in time on each risk that could hurt?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import (
    Subject,
    Verdict,
    cannot_tell,
    check,
    failed,
    passed,
)
from gates.checks.structures.levels import Scale
from gates.checks.wording import day, is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "an owner, a response that does something, and a date to come for each high risk",
    "un porteur, une réponse qui agit et une échéance à venir pour chaque risque élevé",
)

_CLOSED = (
    *("closed", "clos", "close", "cloture", "ferme", "termine", "resolu", "retired", "expired"),
    *("geschlossen", "erledigt", "lukket", "cerrado", "fechado", "chiuso", "leve", "occurred"),
)
_WATCHED = frozenset(
    {
        *("monitor", "monitoring", "watch", "watched", "to monitor", "surveiller", "a surveiller"),
        *("surveillance", "suivi", "a suivre", "suivre", "beobachten", "follow up", "observe"),
    }
)
_OTHER_ENTRIES = frozenset(
    {
        *("issue", "assumption", "dependency", "decision", "action", "constraint", "opportunity"),
        *("probleme", "hypothese", "dependance", "contrainte", "opportunite", "annahme"),
    }
)
_INSTEAD = {"response": ("strategy",), "due": ("trigger",)}
_ACCEPTED = ("accept", "accepter", "accepte", "acceptation", "acceptance", "akzeptieren")


@check(
    "RISK-16",
    en="Each high risk has an owner, a response and a date",
    fr="Chaque risque élevé a un porteur, une réponse et une échéance",
    source="PMBOK Guide, plan risk responses; PM² Guide, Risk Log; NPR 8000.4C",
    settings=("high",),
)
def high_risks_have_owner_response_and_date(subject: Subject) -> Iterator[Verdict]:
    """Judge each open risk at or above the method's ``high`` score, or of a high class."""
    found = list(_registers(subject))
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_REGISTER, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    limit = subject.number("high", 0) or None
    counted = [_Counted(subject, reading, register, limit) for reading, register in found]
    faults = [fault for each in counted for fault in each.faults()]
    if faults:
        yield from faults
        return
    words = put(
        "{risks} open risks, {high} of them high, all answered",
        "{risks} risques ouverts, dont {high} élevés, tous traités",
        risks=sum(len(each.open) for each in counted),
        high=sum(len(each.high) for each in counted),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path)


class _Counted:
    """A register with its open risks, the high ones, and those whose level cannot be read."""

    def __init__(
        self, subject: Subject, reading: Reading, register: Register, limit: Decimal | None
    ) -> None:
        self.subject, self.reading, self.register = subject, reading, register
        scale = Scale(register.rows, limit)
        self.open = [row for row in register.rows if not _is_closed(row) and not _is_no_risk(row)]
        self.high = [row for row in self.open if scale.is_high(row)]
        self.unrated = [row for row in self.open if scale.is_high(row) is None]

    def faults(self) -> Iterator[Verdict]:
        """Yield what the register lacks, then what its high risks lack."""
        yield from _columns_missing(self.reading, self.register)
        for row in self.high:
            yield from _of_risk(self.subject, self.reading, self.register, row)
        if self.unrated:
            yield _not_rated(self.reading, self.unrated)


def _registers(subject: Subject) -> Iterator[tuple[Reading, Register]]:
    """Yield the registers in which risks are followed, not the tables that only price them."""
    found = list(subject.registers("risk"))
    followed = [
        (reading, register)
        for reading, register in found
        if {"owner", "response", "status"} & set(register.columns)
    ]
    yield from followed or found


def _is_closed(row: Row) -> bool:
    words = fold(row.text("status")).split()
    return bool(words) and words[0] in _CLOSED


def _is_no_risk(row: Row) -> bool:
    """Tell whether a row of a mixed log is something else: an issue, an assumption."""
    words = fold(row.text("category")).split()
    return bool(words) and words[0] in _OTHER_ENTRIES


def _columns_missing(reading: Reading, register: Register) -> Iterator[Verdict]:
    """Tell once what no risk of a register can have, because there is no column for it."""
    for concept, found, fix in (
        ("owner", _NO_OWNERS, _NAME_OWNER),
        ("response", _NO_RESPONSES, _GIVE_RESPONSE),
        ("due", _NO_DATES, _GIVE_DATE),
    ):
        if not {concept, *_INSTEAD.get(concept, ())} & set(register.columns):
            yield failed(
                found,
                expected=EXPECTED,
                fix=fix,
                document=reading.path,
                location=register.location,
            )


def _of_risk(subject: Subject, reading: Reading, register: Register, row: Row) -> Iterator[Verdict]:
    name = _name(row)
    for concept, found, fix in (
        ("owner", _NO_OWNER, _NAME_OWNER),
        ("response", _NO_RESPONSE, _GIVE_RESPONSE),
        ("due", _NO_DATE, _GIVE_DATE),
    ):
        if concept not in register.columns or not _lacks(row, concept):
            continue
        yield failed(
            put(found["en"], found["fr"], risk=name),
            expected=EXPECTED,
            fix=fix,
            document=reading.path,
            location=row.place(concept),
        )
    due = row.day("due")
    if due is not None and due < _judged_on(subject, row) and "due" in register.columns:
        yield failed(
            put(
                "{risk}: the date {day} is past and the risk still open",
                "{risk} : l'échéance du {day} est passée et le risque reste ouvert",
                risk=name,
                day=day(due),
            ),
            expected=EXPECTED,
            fix=both(
                "Close the risk, or give the response a new date",
                "Fermez le risque, ou donnez une nouvelle échéance à la réponse",
            ),
            document=reading.path,
            location=row.place("due"),
        )


def _judged_on(subject: Subject, row: Row) -> date:
    """Return the day on which a row's dates are judged: when it was last brought up to date.

    A row that says no such day is judged on the day of the package.
    """
    updated, as_of = row.day("updated"), subject.dossier.as_of
    return min(updated, as_of) if updated is not None else as_of


def _lacks(row: Row, concept: str) -> bool:
    if concept == "owner":
        return is_blank(row.text("owner"))
    if concept == "due":
        return row.day("due") is None and is_blank(row.text("due", "trigger"))
    strategy, response = fold(row.text("strategy")), fold(row.text("response"))
    accepted = any(word.startswith(_ACCEPTED) for word in (*strategy.split(), *response.split()))
    return not accepted and (is_blank(response) or response in _WATCHED)


def _name(row: Row) -> str:
    number, words = row.text("id"), row.text("risk", "event", "description", "name", "cause")
    short = words if len(words) <= 60 else f"{words[:57]}..."  # noqa: PLR2004 - a line's room
    return f"{number} {short}".strip() or row.location


def _not_rated(reading: Reading, rows: list[Row]) -> Verdict:
    return cannot_tell(
        put(
            "{count} risks have no level that can be read, the first is {risk}",
            "{count} risques n'ont pas de niveau lisible, le premier est {risk}",
            count=len(rows),
            risk=_name(rows[0]),
        ),
        expected=EXPECTED,
        fix=both(
            "Give each risk a score or a class",
            "Donnez à chaque risque une criticité ou une classe",
        ),
        document=reading.path,
        location=rows[0].place("score", "class", "probability"),
    )


_NO_REGISTER = both(
    "no table of risks was found in the document",
    "aucun tableau de risques trouvé dans le document",
)
_AS_TABLE = both(
    "Write the risks as a table, one row each, with owner, response and date",
    "Écrivez les risques dans un tableau, une ligne chacun, avec porteur, réponse et échéance",
)
_NO_OWNERS = both("there is no column for the owner", "il n'y a pas de colonne pour le porteur")
_NO_RESPONSES = both(
    "there is no column for the response", "il n'y a pas de colonne pour la réponse"
)
_NO_DATES = both("there is no column for the date", "il n'y a pas de colonne pour l'échéance")
_NO_OWNER: Text = both("{risk}: no owner", "{risk} : pas de porteur")
_NAME_OWNER = both("Name a person who answers for it", "Nommez une personne qui en répond")
_NO_RESPONSE = both("{risk}: no response that does something", "{risk} : pas de réponse qui agisse")
_GIVE_RESPONSE = both(
    "Say what is done to avoid, reduce, transfer or accept it",
    "Dites ce qui est fait pour l'éviter, le réduire, le transférer ou l'accepter",
)
_NO_DATE = both("{risk}: no date", "{risk} : pas d'échéance")
_GIVE_DATE = both("Give the response a date", "Donnez une échéance à la réponse")
