"""The outline of a schedule: work below its headings, and what headings take from the work."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from gates.evidence.content import Task

_DEEPEST = 100


@dataclass(frozen=True)
class Node:
    """A heading of a breakdown; ``parent`` is the key of the one above, unknown for the top."""

    key: str
    parent: str
    code: str
    name: str
    order: int


def outlined(nodes: Sequence[Node], tasks: Mapping[str, Sequence[Task]]) -> tuple[Task, ...]:
    """Return headings and tasks in the order of the outline, the tasks of a heading below it.

    ``tasks`` are those of each heading by its key; those of an unknown heading come last. A
    heading within itself, which only a damaged file has, stands at the top.
    """
    known = {node.key: node for node in nodes}
    below: dict[str, list[Node]] = {}
    for node in sorted(known.values(), key=lambda one: one.order):
        below.setdefault(node.parent if node.parent in known else "", []).append(node)
    found: list[Task] = []
    placed: set[str] = set()
    for start in (*below.get("", []), *known.values()):
        waiting = [(start, 1, "")]
        while waiting:
            node, level, path = waiting.pop()
            if node.key in placed:
                continue
            placed.add(node.key)
            # The code of the top is the name of the project, and no part of the codes below it.
            code = f"{path}.{node.code}" if path else node.code
            found.append(_heading(node, code, level))
            found.extend(
                task.model_copy(update={"level": level + 1}) for task in tasks.get(node.key, ())
            )
            if level < _DEEPEST:
                inner = "" if level == 1 else code
                waiting.extend((one, level + 1, inner) for one in reversed(below.get(node.key, [])))
    found.extend(task for key, some in tasks.items() if key not in placed for task in some)
    return rolled_up(found)


def _heading(node: Node, code: str, level: int) -> Task:
    return Task(uid=f"W{node.key}", wbs=code, name=node.name, level=level, summary=True)


def top_of(nodes: Sequence[Node]) -> Node | None:
    """Return the first heading that stands below no other."""
    keys = {node.key for node in nodes}
    return next((node for node in nodes if node.parent not in keys), None)


def numbered(levels: Iterable[int]) -> list[str]:
    """Return outline numbers such as ``1.2.1`` for the levels of rows in their order."""
    counters: list[int] = []
    numbers = []
    for level in levels:
        depth = max(1, level)
        del counters[depth:]
        counters.extend([0] * (depth - len(counters)))
        counters[-1] += 1
        numbers.append(".".join(map(str, counters)))
    return numbers


def rolled_up(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return tasks, whose order is that of the outline, with headings that sum up their work.

    What a heading states itself is kept.
    """
    waiting: list[tuple[int, Task]] = []
    found: list[Task] = []
    for task in reversed(tasks):
        below = []
        while waiting and waiting[-1][0] > task.level:
            below.append(waiting.pop()[1])
        whole = task.model_copy(update=_summed(task, below)) if task.summary and below else task
        waiting.append((task.level, whole))
        found.append(whole)
    return tuple(reversed(found))


def _summed(heading: Task, below: Sequence[Task]) -> dict[str, Any]:
    update: dict[str, Any] = {}
    for name, choose in _CHOSEN.items():
        if getattr(heading, name) is None:
            values = [value for task in below if (value := getattr(task, name)) is not None]
            if values:
                update[name] = choose(values)
    return update


def _sum(values: list[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _first(values: list[datetime]) -> datetime:
    return min(values)


def _last(values: list[datetime]) -> datetime:
    return max(values)


_CHOSEN: Mapping[str, Callable[[list[Any]], Any]] = {
    "start": _first,
    "finish": _last,
    "baseline_start": _first,
    "baseline_finish": _last,
    "cost": _sum,
    "baseline_cost": _sum,
    "actual_cost": _sum,
    "work": _sum,
}
