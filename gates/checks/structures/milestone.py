"""The milestones of a schedule, from a schedule file or from a table."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.structures.activity_graph import is_finished
from gates.checks.structures.network import Network, finish_of, networks
from gates.evidence.content import Reading, Task


@dataclass(frozen=True)
class Milestone:
    """A milestone of a schedule: its name, day, place, and what is known of its baseline.

    ``minutes`` is the duration that the schedule gives it, which should be none.
    """

    uid: str
    name: str
    day: date | None
    place: str
    has_predecessor: bool
    has_baseline: bool
    is_finished: bool
    minutes: Decimal = Decimal(0)


def milestones_of(subject: Subject) -> tuple[Reading, list[Milestone], Network | None] | None:
    """Return the milestones of the first schedule among the documents, with its network."""
    for network in networks(subject):
        successors = {link.successor for link in network.links}
        # A table without a column for it cannot show a baseline; it is not asked of each row.
        keeps = network.columns is None or "baseline_finish" in network.columns
        milestones = [
            Milestone(
                task.uid,
                task.name,
                finish_of(task),
                network.place(task.uid),
                task.uid in successors,
                task.baseline_finish is not None or not keeps,
                is_finished(task),
                task.duration_minutes or Decimal(0),
            )
            for task in network.work
            if _is_milestone(task)
        ]
        return network.reading, milestones, network
    for reading, register in subject.registers("milestones"):
        rows = [
            Milestone(
                row.location,
                row.text("milestone", "name", "description"),
                row.day("finish")
                or row.day("due")
                or row.day("date")
                or row.day("baseline_finish"),
                row.place("due", "date", "finish", "baseline_finish"),
                has_predecessor=True,
                has_baseline=True,
                is_finished=False,
            )
            for row in register.rows
        ]
        return reading, rows, None
    return None


def _is_milestone(task: Task) -> bool:
    return task.milestone or (task.duration_minutes == 0 and task.start is not None)
