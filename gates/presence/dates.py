"""Whether what is there is recent enough, and was ready in time for the gate."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.calendar import is_working
from domain.methodology.model.requirement import Requirement
from domain.text import both
from gates.checks.check import Verdict, failed, passed
from gates.dossier import Dossier
from gates.presence.held import Held, Told

_WEEK = 5
"""Working days of a week."""


def stale(dossier: Dossier, requirement: Requirement, held: Sequence[Held]) -> Told:
    """Tell whether the newest document is too old; one without a date is as old as today."""
    if requirement.fresh_within is None:
        return Told()
    newest = max(held, key=lambda each: each.standing.dated or dossier.as_of)
    day = newest.standing.dated
    fault = too_old(day, requirement.fresh_within, dossier.as_of, newest.reading.path)
    if fault is not None or day is None:
        return Told(fault)
    return Told(note=both(f"dated {day}", f"daté du {day}") if newest.accepted is None else {})


def too_old(day: date | None, within: timedelta, as_of: date, document: str = "") -> Verdict | None:
    """Return the fault of something dated too long ago, or None; stale counts as not met."""
    if day is None or as_of - day <= within:
        return None
    age, most = (as_of - day).days, within.days
    return failed(
        both(f"dated {day}, {age} days old", f"daté du {day}, vieux de {age} jours"),
        expected=both(f"at most {most} days old", f"au plus {most} jours"),
        fix=both("Bring it up to date, and date it", "Mettez-le à jour, et datez-le"),
        document=document,
    )


def readiness(
    dossier: Dossier, requirement: Requirement, days: Sequence[date | None]
) -> Verdict | None:
    """Tell whether something was ready as many working days before the gate as it should be.

    ``days`` are the days from which it was there; one that is not known is that of the hand-in.
    None where the gate asks no such thing, or its date is not planned.
    """
    around = dossier.around.circumstances
    planned = around.planned.get(dossier.gate.id) if around is not None else None
    if not requirement.ready_days or planned is None or not days:
        return None
    due = working_days_before(planned, requirement.ready_days)
    ready = max(each or dossier.as_of for each in days)
    expected = both(
        f"ready by {due}, {requirement.ready_days} working days before the gate",
        f"prêt le {due}, {requirement.ready_days} jours ouvrés avant le jalon",
    )
    if ready <= due:
        return passed(both(f"ready on {ready}", f"prêt le {ready}"), expected=expected)
    late = working_days_between(due, ready)
    return failed(
        both(
            f"ready on {ready}, {late} working days late",
            f"prêt le {ready}, {late} jours ouvrés de retard",
        ),
        expected=expected,
        fix=both(
            "Tell the approvers, or move the gate", "Prévenez les décideurs, ou déplacez le jalon"
        ),
    )


def working_days_before(day: date, count: int) -> date:
    """Return the working day that lies so many working days before a day; weekends count out."""
    weeks, left = divmod(count, _WEEK)
    try:
        while count and not is_working(day, ()):
            day += timedelta(days=1)
        day -= timedelta(weeks=weeks)
        while left:
            day -= timedelta(days=1)
            left -= is_working(day, ())
    except OverflowError:
        return date.min
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days lie after one day, up to another; at least one."""
    weeks, left = divmod((end - start).days, 7)
    rest = sum(is_working(end - timedelta(days=each), ()) for each in range(left))
    return weeks * _WEEK + rest or 1
