"""Whether a date has slipped: of a fact or of a milestone, against the baseline or another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.model.criterion_tests import BASELINE, DateSlip
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.checks.wording import day, put
from gates.dossier import Dossier
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.typed.looked_at import USABLE, LookedAt, about
from gates.typed.stated import facts_stated

_KINDS = ("milestones", "schedule")
_NAMES = ("milestone", "name", "task", "description")
_DAYS = ("finish", "due", "date")


@dataclass(frozen=True)
class _Dated:
    """A day as a document gives it, with the day of its baseline where that stands beside it."""

    day: date
    baseline: date | None
    document: str
    location: str
    exact: bool = True


def date_slip(dossier: Dossier, test: DateSlip) -> Sequence[Verdict]:
    """Tell whether a date lies at most so long after another; earlier is no slip."""
    return about(dossier, test.deliverable, lambda looked: _slips(dossier, looked, test))


def _slips(dossier: Dossier, looked: LookedAt, test: DateSlip) -> Sequence[Verdict]:
    called = test.fact or ", ".join(test.milestone)
    found = _found(dossier, looked, test)
    if not found:
        words = put(
            "{name} gives no date of {called}",
            "pas de date pour {called} dans : {name}",
            name=looked.name,
            called=called,
        )
        fix = both(f"Give the date of {called}", f"Donnez la date : {called}")
        return [cannot_tell(words, expected=_within(test, None), fix=fix)]
    return [_judged(dossier, each, test, called) for each in found]


def _judged(dossier: Dossier, each: _Dated, test: DateSlip, called: str) -> Verdict:
    against, doubt = _against(dossier, each, test)
    expected = _within(test, against)
    if against is None:
        return cannot_tell(
            doubt,
            expected=expected,
            fix=both(
                f"Give the date with which {called} is compared",
                f"Donnez la date à laquelle comparer : {called}",
            ),
            document=each.document,
            location=each.location,
        )
    late = (each.day - against).days
    said = day(each.day)
    if late <= test.at_most.days:
        return passed(said, expected=expected, document=each.document, location=each.location)
    return failed(
        both(f"{said['en']}, {late} days later", f"{said['fr']}, {late} jours plus tard"),
        expected=expected,
        fix=both(
            "Win the time back, or have the change of the date approved",
            "Rattrapez le retard, ou faites approuver le changement de date",
        ),
        document=each.document,
        location=each.location,
    )


def _against(dossier: Dossier, each: _Dated, test: DateSlip) -> tuple[date | None, Text]:
    """Return the day that a date is compared with, or why it is not known."""
    if test.against == BASELINE and test.fact is None:
        before = each.baseline or _before(dossier, test)
        return before, both("its baseline is not known", "sa référence n'est pas connue")
    asked = f"baseline.{test.fact}" if test.against == BASELINE else test.against
    answer = evaluate(asked, dossier.names)
    value = answer.value
    return (value if isinstance(value, date) else None), answer.because


def _before(dossier: Dossier, test: DateSlip) -> date | None:
    """Return the day of a milestone in the package that was approved last, if it is one day."""
    earlier = dossier.around.earlier
    days = {each.day for each in _best(_milestones(earlier, dossier.registers_before, test))}
    return next(iter(days)) if len(days) == 1 else None


def _found(dossier: Dossier, looked: LookedAt, test: DateSlip) -> list[_Dated]:
    if test.fact is not None:
        return [
            _Dated(each.value, None, each.document, each.location)
            for each in facts_stated(looked, test.fact)
            if isinstance(each.value, date)
        ]
    return _best(_milestones(looked.documents, dossier.registers, test))


def _best(found: Iterator[_Dated]) -> list[_Dated]:
    """Return the milestones that are called just so, else those whose name holds it."""
    listed = list(found)
    return [each for each in listed if each.exact] or listed


def _milestones(
    readings: Sequence[Reading], registers: Mapping[str, tuple[Register, ...]], test: DateSlip
) -> Iterator[_Dated]:
    sought = [plain for name in test.milestone if (plain := fold(name))]
    for reading in readings:
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            plain, until = fold(task.name), _day(task.actual_finish or task.finish)
            if until is not None and not task.summary and _is_called(plain, sought):
                baseline = _day(task.baseline_finish)
                place = f"UID {task.uid}"
                yield _Dated(until, baseline, reading.path, place, plain in sought)
        if reading.state in USABLE:
            yield from _in_tables(reading, registers.get(reading.path, ()), sought)


def _in_tables(
    reading: Reading, registers: Sequence[Register], sought: Sequence[str]
) -> Iterator[_Dated]:
    for register in registers:
        for row in register.rows if register.kind in _KINDS and not register.hidden else ():
            plain = fold(row.text(*_NAMES))
            until = next((found for name in _DAYS if (found := row.day(name))), None)
            if until is not None and _is_called(plain, sought):
                place = row.place(*(name for name in _DAYS if row.day(name)))
                baseline = row.day("baseline_finish")
                yield _Dated(until, baseline, reading.path, place, plain in sought)


def _is_called(plain: str, sought: Sequence[str]) -> bool:
    return any(f" {each} " in f" {plain} " for each in sought)


def _day(instant: datetime | None) -> date | None:
    return instant.date() if instant is not None else None


def _within(test: DateSlip, against: date | None) -> Text:
    days = test.at_most.days
    if against is None:
        return both(
            f"at most {days} days after: {test.against}",
            f"au plus {days} jours après : {test.against}",
        )
    said = day(against)
    return both(
        f"at most {days} days after {said['en']}", f"au plus {days} jours après le {said['fr']}"
    )
