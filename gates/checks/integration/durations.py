"""Tables of tasks whose durations are not those that their dates give."""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.entries import label_of
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases

_UNITS: tuple[tuple[Phrases, Decimal, Decimal], ...] = (
    (Phrases.listed("month*, mois, monat*, mes, meses"), Decimal(28), Decimal(31)),
    (Phrases.listed("week*, semaine*, woche*, semana*, wks"), Decimal(7), Decimal(7)),
    (Phrases.listed("day*, jour*, tag*, dia, dias, d, j"), Decimal(1), Decimal("1.6")),
)
"""Words of a header, and how many calendar days such a unit takes at least and at most."""

_LEAST = 2
_SLACK = 4
_ROUNDED = Decimal(1)


def odd_durations(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield the tables in which tasks take no time, or another time, than their dates say."""
    for reading, register in subject.registers_anywhere("schedule"):
        if not {"start", "finish", "duration"} <= register.columns.keys():
            continue
        odd = [row for row in register.rows if _is_odd(register, row)]
        if odd:
            first = odd[0]
            yield failed(
                put(
                    "{count} durations are not those of the dates, such as {name}: {said} for"
                    " {days} days",
                    "{count} durées ne sont pas celles des dates, telle {name} : {said} pour {days}"
                    " jours",
                    count=len(odd),
                    name=label_of(first, "task", "name", "description", "milestone"),
                    said=first.text("duration"),
                    days=_days(first),
                ),
                expected=expected,
                fix=both(
                    "Compute the durations from the dates, and give their unit",
                    "Calculez les durées d'après les dates, et donnez leur unité",
                ),
                document=reading.path,
                location=first.place("duration"),
            )


def _is_odd(register: Register, row: Row) -> bool:
    said, days = row.number("duration"), _days(row)
    if said is None or days < _LEAST:
        return False
    if said == 0:
        return True
    place = register.columns["duration"]
    header = fold(register.headers[place]) if place < len(register.headers) else ""
    for words, least, most in _UNITS:
        if words.within(header):
            low = (said - _ROUNDED) * least - _SLACK
            return not low <= days <= (said + _ROUNDED) * most + _SLACK
    return False


def _days(row: Row) -> int:
    """Return how many days lie from start to finish, both counted."""
    start, finish = row.day("start"), row.day("finish")
    return (finish - start).days + 1 if start and finish else 0
