"""The day on which a package speaks: what is old then is old whenever it is judged."""

from datetime import date

from gates.checks.check import Subject


def package_day(subject: Subject) -> date | None:
    """Return the newest day that documents of the package give themselves, or None.

    A day to come, seen from the day of judgement, is nobody's present.
    """
    as_of = subject.dossier.as_of
    return max(
        (
            day
            for reading in subject.dossier.readings
            for day, _ in subject.dossier.marks[reading.path].days
            if day <= as_of
        ),
        default=None,
    )
