"""What moved since the package approved before, and whether an approved change says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from domain.fact_names import fact_name
from domain.finding import Fact
from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.integration.changes_logged import Change, Decided
from gates.checks.wording import day, money, put
from gates.evidence.content import Reading, State, Task
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import plain

_AMOUNTS = ("budget", "stated_total", "total", "budget_at_completion", "baseline_cost")
_DATES = ("start", "finish")
_MOST_TOGETHER = 12
"""More changes at once are not tried in all their sums."""

_WORKING = Decimal("1.6")
"""Calendar days to a working day at most, holidays among them."""

_SLACK = 4
_ROUGHLY = Decimal("0.005")


@dataclass(frozen=True, kw_only=True)
class Move:
    """A figure or a date of the baseline that is another one now."""

    what: Text
    was: Text
    now: Text
    document: str
    location: str
    amount: Decimal | None = None
    days: int | None = None
    names: tuple[str, ...] = ()


def unexplained(
    subject: Subject, changes: Sequence[Change], *, expected: Text
) -> Iterator[Verdict]:
    """Yield what moved without an approved change that accounts for it."""
    approved = [each for each in changes if each.decided is Decided.APPROVED]
    told: set[tuple[str, str]] = set()
    for move in moves(subject):
        key = (move.was["en"], move.now["en"])
        if key in told or _is_explained(move, approved):
            continue
        told.add(key)
        yield failed(
            put(
                "{what}: {now}, {was} in the package approved before, and no approved change"
                " accounts for it",
                "{what} : {now}, {was} dans le dossier approuvé avant, et aucune modification"
                " approuvée n'en rend compte",
                what=move.what,
                now=move.now,
                was=move.was,
            ),
            expected=expected,
            fix=both(
                "Log the change that moved it with its impact, or restore the approved value",
                "Portez au journal la modification qui l'a déplacé avec son impact, ou rétablissez"
                " la valeur approuvée",
            ),
            document=move.document,
            location=move.location,
        )


def moves(subject: Subject) -> Iterator[Move]:
    """Yield the amounts, dates and milestones that differ from the package approved before.

    Estimates that were never made a baseline may differ from the baseline.
    """
    if not subject.dossier.around.earlier_is_baseline:
        return
    share, days = subject.number("tolerance", 0), int(subject.number("tolerance_days", 0))
    for old in subject.dossier.around.earlier:
        new = _heir(subject, old)
        if new is None or new.sha256 == old.sha256:
            continue
        yield from _amounts(old, new, share)
        yield from _dates(old, new, days)
        yield from _milestones(old, new, days)


def _heir(subject: Subject, old: Reading) -> Reading | None:
    """Return the document that now says what another said: of its name, or alone of its role."""
    now = [each for each in subject.dossier.readings if each.state in (State.FILLED, State.PARTIAL)]
    named = next((each for each in now if each.path == old.path), None)
    if named is not None:
        return named
    alike = [each for each in now if each.role == old.role and each.role != "other"]
    before = [each for each in subject.dossier.around.earlier if each.role == old.role]
    return alike[0] if len(alike) == 1 == len(before) else None


def _amounts(old: Reading, new: Reading, share: Decimal) -> Iterator[Move]:
    for name in _AMOUNTS:
        was, now = _one(old.facts, name), _one(new.facts, name)
        if was is None or now is None or (was.unit and now.unit and was.unit != now.unit):
            continue
        a, b = Decimal(was.value), Decimal(now.value)
        if abs(b - a) <= max(abs(a) * share, Decimal(1)):
            continue
        yield Move(
            what=fact_name(name),
            was=money(a, was.unit),
            now=money(b, now.unit),
            document=new.path,
            location=now.location,
            amount=b - a,
            names=(plain(b),),
        )


def _dates(old: Reading, new: Reading, tolerance: int) -> Iterator[Move]:
    """Yield the dates that moved; a forecast may slip where the schedule keeps its baseline."""
    if _has_baseline(old) and _has_baseline(new):
        return
    for name in _DATES:
        was, now = _one(old.facts, name), _one(new.facts, name)
        if was is None or now is None:
            continue
        yield from _moved(
            fact_name(name),
            date.fromisoformat(was.value),
            date.fromisoformat(now.value),
            (new.path, now.location),
            tolerance,
        )


def _has_baseline(reading: Reading) -> bool:
    schedule = reading.content.schedule
    return schedule is not None and any(task.baseline_finish for task in schedule.tasks)


def _milestones(old: Reading, new: Reading, tolerance: int) -> Iterator[Move]:
    if old.content.schedule is None or new.content.schedule is None:
        return
    before = {
        fold(task.name): day for task in old.content.schedule.tasks if (day := _planned(task))
    }
    for task in new.content.schedule.tasks:
        now, was = _planned(task), before.get(fold(task.name))
        if now is not None and was is not None:
            place = (new.path, f"UID {task.uid}")
            yield from _moved(both(task.name, task.name), was, now, place, tolerance)


def _planned(task: Task) -> date | None:
    """Return the day of a milestone in the baseline, else the one that it is planned for."""
    if not task.milestone or task.external or not task.active:
        return None
    found = task.baseline_finish or task.finish
    return found.date() if found else None


def _moved(
    what: Text, was: date, now: date, place: tuple[str, str], tolerance: int
) -> Iterator[Move]:
    if abs((now - was).days) > tolerance:
        yield Move(
            what=what,
            was=day(was),
            now=day(now),
            document=place[0],
            location=place[1],
            days=(now - was).days,
            names=(fold(f"{now:%Y-%m-%d}"), fold(f"{now:%d/%m/%Y}"), fold(f"{now:%d.%m.%Y}")),
        )


def _one(facts: Sequence[Fact], name: str) -> Fact | None:
    found = [fact for fact in facts if fact.name == name]
    return found[0] if found else None


def _is_explained(move: Move, approved: Sequence[Change]) -> bool:
    if any(_speaks_of(each, move) for each in approved):
        return True
    if move.amount is not None:
        costs = [each.cost for each in approved if each.cost]
        near = max(abs(move.amount) * _ROUGHLY, Decimal(1))
        return any(abs(total - move.amount) <= near for total in _sums(costs))
    days = [each.days for each in approved if each.days]
    return move.days is not None and any(_spans(total, move.days) for total in _sums(days))


def _speaks_of(change: Change, move: Move) -> bool:
    """Tell whether a change names the new value, or in words by how much it moved."""
    words = f" {change.words} "
    joined = words.replace(" ", "")
    names = [*move.names]
    if move.amount is not None and change.cost is None:
        names.append(plain(abs(move.amount)))
    return any(
        f" {name} " in words or (len(name) > 4 and name.isdigit() and name in joined)  # noqa: PLR2004 - a figure with its groups
        for name in names
    )


def _sums(parts: Sequence[Decimal]) -> Iterator[Decimal]:
    some = parts[-_MOST_TOGETHER:]
    for count in range(1, len(some) + 1):
        for together in combinations(some, count):
            yield sum(together, Decimal(0))


def _spans(said: Decimal, moved: int) -> bool:
    """Tell whether a delay that a change says, in working or calendar days, is the one seen."""
    if said * moved <= 0:
        return False
    least, most = abs(said), abs(said) * _WORKING + _SLACK
    return least - _SLACK <= abs(moved) <= most
