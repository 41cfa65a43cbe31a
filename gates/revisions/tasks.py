"""Which tasks of a schedule came, went, or moved, and by how many days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, Spot
from domain.text import Text, both
from gates.checks.wording import put
from gates.evidence.content import Schedule, Task
from gates.evidence.understanding.folding import fold
from gates.revisions.writing import amount_of, change, plain, shown

_DATES: tuple[tuple[Callable[[Task], datetime | None], Text], ...] = (
    (lambda task: task.finish, both("finish", "fin")),
    (lambda task: task.start, both("start", "début")),
    (lambda task: task.baseline_finish, both("baseline finish", "fin de référence")),
    (lambda task: task.deadline, both("deadline", "échéance")),
)
_COSTS: tuple[tuple[Callable[[Task], Decimal | None], Text], ...] = (
    (lambda task: task.cost, both("cost", "coût")),
    (lambda task: task.baseline_cost, both("baseline cost", "coût de référence")),
)


def task_changes(
    before: Schedule, after: Schedule, *, was: str, now: str
) -> Iterator[RevisionChange]:
    """Yield the tasks that differ; a summary is told only where it came or went.

    Args:
        before: The older schedule.
        after: The newer one.
        was: The path of the older document.
        now: The path of the newer one.
    """
    for old, new in _paired(before.tasks, after.tasks):
        if old is None and new is not None:
            yield change(
                ChangeKind.TASK,
                ChangeHow.ADDED,
                plain(new.name),
                after=_when(new),
                is_at=_spot(now, new),
            )
        elif new is None and old is not None:
            yield change(
                ChangeKind.TASK,
                ChangeHow.REMOVED,
                plain(old.name),
                before=_when(old),
                was_at=_spot(was, old),
            )
        elif old is not None and new is not None:
            yield from _moved(old, new, after.currency, was=_spot(was, old), now=_spot(now, new))


def _moved(
    old: Task, new: Task, currency: str, *, was: Spot, now: Spot
) -> Iterator[RevisionChange]:
    if fold(old.name) != fold(new.name):
        yield change(
            ChangeKind.TASK,
            ChangeHow.CHANGED,
            _about(new, both("name", "nom")),
            before=plain(old.name),
            after=plain(new.name),
            was_at=was,
            is_at=now,
        )
    if old.summary and new.summary:
        return
    single = new.milestone and old.milestone
    for of, what in _DATES:
        first, last = of(old), of(new)
        if first is None and last is None:
            continue
        if first and last and first.date() == last.date():
            continue
        if single and what["en"] == "start":
            continue  # a milestone starts when it ends
        yield change(
            ChangeKind.TASK,
            ChangeHow.CHANGED,
            _about(new, what),
            before=_day(first),
            after=_day(last),
            days=(last.date() - first.date()).days if first and last else None,
            was_at=was,
            is_at=now,
        )
    for cost, what in _COSTS:
        a, b = cost(old), cost(new)
        if a is None or b is None or a == b:
            continue
        yield change(
            ChangeKind.TASK,
            ChangeHow.CHANGED,
            _about(new, what),
            before=amount_of(a, currency),
            after=amount_of(b, currency),
            unit=currency,
            amount=b - a,
            was_at=was,
            is_at=now,
        )


def _paired(before: Sequence[Task], after: Sequence[Task]) -> list[tuple[Task | None, Task | None]]:
    """Pair tasks by identity and name, by code and name, by name, then by identity."""
    keys: tuple[Callable[[Task], str], ...] = (
        lambda task: f"{task.uid}\n{fold(task.name)}",
        lambda task: f"{task.wbs}\n{fold(task.name)}",
        lambda task: fold(task.name),
        lambda task: task.uid,
    )
    left, right = list(before), list(after)
    found: list[tuple[Task | None, Task | None]] = []
    for key in keys:
        waiting: dict[str, list[Task]] = {}
        for task in left:
            waiting.setdefault(key(task), []).append(task)
        rest = []
        for task in right:
            same = waiting.get(key(task))
            if same:
                found.append((same.pop(0), task))
            else:
                rest.append(task)
        paired = {id(old) for old, _ in found}
        left = [task for task in left if id(task) not in paired]
        right = rest
    return [*found, *((None, task) for task in right), *((task, None) for task in left)]


def _about(task: Task, what: Text) -> Text:
    return put("{task} · {what}", "{task} · {what}", task=plain(task.name), what=what)


def _when(task: Task) -> Text:
    return _day(task.finish) if task.finish else {}


def _day(moment: datetime | None) -> Text:
    return shown(moment.date().isoformat()) if moment else both("nothing", "rien")


def _spot(document: str, task: Task) -> Spot:
    return Spot(document=document, location=f"UID {task.uid}")
