"""The network of a schedule: the tasks that count, and the links between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from gates.checks.check import Subject
from gates.checks.structures.activity_graph import is_finished
from gates.checks.structures.critical_path import CriticalPath
from gates.checks.structures.task_table import TaskTable, bare_tables, tasks_of
from gates.checks.wording import is_blank
from gates.evidence.content import Link, Reading, Schedule, Task

_DRAWN = frozenset({"gan", "planner"})
"""Kinds of schedule files that keep no actual dates."""


@dataclass(frozen=True)
class Network:
    """Tasks by uid and their links; ``places`` says where each task stands in the document.

    ``columns`` are the concepts that a table has columns for, None for a schedule file;
    ``staffed`` are the tasks that somebody does, or that cost something.
    """

    reading: Reading
    tasks: Mapping[str, Task]
    links: tuple[Link, ...]
    places: Mapping[str, str]
    is_linked: bool
    schedule: Schedule
    columns: frozenset[str] | None = None
    staffed: frozenset[str] = frozenset()

    def place(self, uid: str) -> str:
        """Return where a task stands."""
        return self.places.get(uid, f"UID {uid}")

    @property
    def work(self) -> tuple[Task, ...]:
        """The tasks that are neither summaries, nor inactive, nor of another schedule."""
        return tuple(each for each in self.tasks.values() if _counts(each))

    @property
    def ahead(self) -> tuple[Task, ...]:
        """Those of them that are not finished."""
        return tuple(each for each in self.work if not is_finished(each))

    @property
    def keeps_actual_dates(self) -> bool:
        """Whether the document has a place for the dates on which work ended."""
        if self.columns is not None:
            return "actual_finish" in self.columns
        return self.reading.kind not in _DRAWN

    @cached_property
    def path(self) -> CriticalPath:
        """The dates and slacks of the schedule, computed."""
        return CriticalPath(self.schedule)

    @cached_property
    def states_slack(self) -> bool:
        """Whether the file states the slack of its tasks, and its critical tasks fit them.

        Some programs write nought for each task.
        """
        stated = [task for task in self.ahead if task.total_slack_minutes is not None]
        return any(task.total_slack_minutes or task.critical for task in stated) and not (
            all(not task.total_slack_minutes for task in stated)
            and any(task.critical is False for task in stated)
        )

    @cached_property
    def states_critical(self) -> bool:
        """Whether the file says of tasks to come that they are critical, or not."""
        return any(task.critical is not None for task in self.ahead)

    def slack(self, task: Task) -> Decimal | None:
        """Return the slack of a task in working minutes: stated, else computed from the links."""
        if self.states_slack and task.total_slack_minutes is not None:
            return task.total_slack_minutes
        return self.path.slack(task.uid) if self.is_linked else None

    def is_critical(self, task: Task) -> bool:
        """Tell whether a task is critical: as the file says, else by its slack."""
        if self.states_critical:
            return bool(task.critical)
        slack = self.slack(task)
        return slack is not None and slack <= self.schedule.critical_slack_minutes

    def days(self, minutes: Decimal) -> Decimal:
        """Return minutes of work as working days."""
        return minutes / self.schedule.minutes_per_day


def networks(subject: Subject) -> Iterator[Network]:
    """Yield the networks in the documents of a deliverable: schedule files, then tables."""
    files = [each for each in subject.documents if each.content.schedule is not None]
    for reading in files:
        if reading.content.schedule is not None and _is_plan(reading.content.schedule):
            yield _of_schedule(reading, reading.content.schedule)
    if files:
        return
    tables = [
        (reading, tasks_of(register)) for reading, register in subject.registers("schedule")
    ] or [
        (reading, table) for reading in subject.documents for table in bare_tables(reading.content)
    ]
    # Beside the plan a workbook may hold extracts of it, which add nothing.
    linked = [each for each in tables if each[1].links]
    for reading, table in linked or sorted(tables, key=lambda each: -len(each[1].tasks))[:1]:
        yield _of_table(reading, table)


def _is_plan(schedule: Schedule) -> bool:
    """Tell whether a schedule says when, or in which order, its tasks are done."""
    return bool(schedule.links) or any(task.start or task.finish for task in schedule.tasks)


def finish_of(task: Task) -> date | None:
    """Return the day on which a task ended or will end."""
    moment = task.actual_finish or task.finish or task.start
    return moment.date() if moment is not None else None


def status_of(network: Network) -> datetime | None:
    """Return the instant up to which a schedule tells what was done: stated, or the last fact."""
    if network.schedule.status_date is not None:
        return network.schedule.status_date
    facts = [
        moment
        for task in network.work
        for moment in (task.actual_start, task.actual_finish)
        if moment is not None
    ]
    return max(facts, default=None)


def _counts(task: Task) -> bool:
    return not task.summary and task.active and not task.external


def _of_schedule(reading: Reading, schedule: Schedule) -> Network:
    staffed = {
        each.task for each in schedule.assignments if each.resource and not is_blank(each.resource)
    }
    staffed |= {task.uid for task in schedule.tasks if task.cost or task.work}
    return Network(
        reading=reading,
        tasks={task.uid: task for task in schedule.tasks},
        links=schedule.links,
        places={},
        is_linked=bool(schedule.links),
        schedule=schedule,
        staffed=frozenset(staffed),
    )


def _of_table(reading: Reading, table: TaskTable) -> Network:
    return Network(
        reading=reading,
        tasks={task.uid: task for task in table.tasks},
        links=table.links,
        places=table.places,
        is_linked=bool(table.links),
        schedule=Schedule(tasks=table.tasks, links=table.links),
        columns=table.columns,
        staffed=table.staffed,
    )
