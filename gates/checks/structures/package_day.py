"""The day on which a package speaks: what is old then is old whenever it is judged."""

from datetime import date
from statistics import median_high

from gates.checks.check import Subject


def package_day(subject: Subject) -> date | None:
    """Return the newest day that documents of the package give themselves, or None.

    A day to come, seen from the day of judgement, is nobody's present.
    """
    as_of = subject.dossier.as_of
    return max((day for day in _days(subject) if day <= as_of), default=None)


def present_day(subject: Subject) -> date:
    """Return the day after which everything that documents state is yet to come.

    It is the day of judgement; where most documents that have a day date themselves later, the
    package is read before its time, and its own newest day is its present. One document
    dated ahead of the others makes no present.
    """
    as_of = subject.dossier.as_of
    newest = sorted(
        max(day for day, _ in marks.days)
        for reading in subject.dossier.readings
        if (marks := subject.dossier.marks[reading.path]).days
    )
    if not newest or median_high(newest) <= as_of:
        return as_of
    return newest[-1]


def is_to_come(subject: Subject, day: date) -> bool:
    """Tell whether a day lies ahead: after the day of judgement, and the package's present."""
    return day > subject.dossier.as_of and day > present_day(subject)


def overdue_from(subject: Subject) -> date:
    """Return the day before which what was due is late: that of the package, or of judgement."""
    return package_day(subject) or subject.dossier.as_of


def _days(subject: Subject) -> list[date]:
    return [
        day
        for reading in subject.dossier.readings
        for day, _ in subject.dossier.marks[reading.path].days
    ]
