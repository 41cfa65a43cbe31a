"""What the lists of known answers say is not sound, and what the checks find of it."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench.known_numbers import Answer
from domain.finding import Outcome
from gates.evidence.content import Reading, State
from gates.evidence.reading import Source, read_files
from tests.unit.gates.packages import answers as answers_of

_ROW = re.compile(r"^\| (\S+) \|.*$", re.MULTILINE)
_SLIP = re.compile(r"finish .*?(\d{4}-\d\d-\d\d)\D+(?:to )?.*?(\d+) calendar days")
_BASELINE = re.compile(r"^(.*)_update_")


class Described(NamedTuple):
    """Words of a list, the check that must see it, where it is asked, and what it then says."""

    words: re.Pattern[str]
    check: str
    deliverable: str
    says: str


DESCRIBED = (
    Described(
        re.compile("durations do not match the dates"), "INTEGRATION-28", "schedule", "durations"
    ),
    Described(re.compile("no total row in the file"), "COST-11", "cost-baseline", "no total"),
    Described(re.compile("wrong sd formula"), "COST-14", "cost-baseline", "standard deviation"),
    Described(
        re.compile("EV cannot be recomputed"), "COST-15", "cost-baseline", "cannot be recomputed"
    ),
    Described(re.compile("present but empty"), "SCHEDULE-6", "schedule", "no tasks"),
    Described(re.compile("schedule without any task"), "SCHEDULE-6", "schedule", "no tasks"),
    Described(
        re.compile("start and finish unknown"), "SCHEDULE-6", "schedule", "no tasks with dates"
    ),
)
FOUND, MISSED = "found", "missed"


def answers(folder: Path) -> list[Answer]:
    """Return each described inconsistency with what was found of it.

    Slips of updates against their baseline are counted in days.
    """
    return [
        answer for name in ("documents", "evm", "schedules") for answer in _of_folder(folder / name)
    ]


def _of_folder(folder: Path) -> Iterator[Answer]:
    text = (folder / "SOURCES.md").read_text("utf-8")
    for row in _ROW.finditer(text):
        path = folder / row[1]
        if path.is_file():
            yield from _of_file(path, row[0])


def _of_file(path: Path, said: str) -> Iterator[Answer]:
    described = [each for each in DESCRIBED if each.words.search(said)]
    slip = _SLIP.search(said)
    is_partial = "state=partial" in said
    if not (described or slip or is_partial):
        return
    reading = _read(path)
    for each in described:
        yield Answer(path.name, each.words.pattern, FOUND, _told(reading, each))
    if is_partial:
        known = reading.state is State.PARTIAL
        yield Answer(path.name, "essential parts missing", FOUND, FOUND if known else MISSED)
    if slip:
        yield Answer(path.name, "days of slip", slip[2], str(_slipped(path, reading)))


def _told(reading: Reading, described: Described) -> str:
    verdicts = answers_of(described.check, described.deliverable, reading)
    told = any(
        described.says in each.found["en"]
        for each in verdicts
        if each.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    )
    return FOUND if told else MISSED


def _slipped(path: Path, update: Reading) -> int | None:
    """Return by how many days a plan ends later than the baseline that stands beside it."""
    named = _BASELINE.match(path.name)
    found = sorted(path.parent.glob(f"{named[1]}_baseline_*")) if named else []
    ends = [_finish(each) for each in (*map(_read, found[:1]), update)]
    known = [each for each in ends if each is not None]
    return (known[1] - known[0]).days if len(known) == len(ends) == 2 else None  # noqa: PLR2004 - both


def _finish(reading: Reading) -> date | None:
    return next(
        (date.fromisoformat(fact.value[:10]) for fact in reading.facts if fact.name == "finish"),
        None,
    )


def _read(path: Path) -> Reading:
    (found,) = read_files([Source(path, path.name)])
    return found
