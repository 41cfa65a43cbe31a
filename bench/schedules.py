"""How many facts of schedules equal what an independent reader found: part of the scorecard.

Where the list of sources itself corrects a known answer, the correction counts.
"""

import re
import sys
from collections import defaultdict
from pathlib import Path

from bench.figure import Figure
from gates.evidence.content import Read, Reading
from gates.evidence.reading import Source, read_files
from jalon.output import table

KNOWN = {
    "task_rows": r"tasks (\d+)",
    "leaf": r"leaf (\d+)",
    "summary": r"summary (\d+)",
    "milestones": r"milestones (\d+)",
    "links": r"links (\d+)",
    "resources": r"resources (\d+)",
    "assignments": r"assignments (\d+)",
    "critical": r"critical leaf tasks (\d+)",
    "start": r" start ([\d-]{10})",
    "finish": r", finish ([\d-]{10})",
    "status_date": r"status date ([\d-]{10})",
    "cost": r", cost ([\d.]+?)(?:\.0)? ",
    "baseline_cost": r"BAC ([\d.]+?)(?:\.0)?,",
    "actual_cost": r"actual cost ([\d.]+?)(?:\.0)?,",
}
_CORRECTED = re.compile(r"the file holds (\d+) real links")
_ROW = re.compile(r"^\| (\S+) \|.*\| ([^|]*) \|$", re.MULTILINE)


def figures(schedules: Path) -> list[Figure]:
    """Compare the facts of all schedules that are read, format by format; print each that differs.

    ``schedules`` is the folder with its list of sources.
    """
    told = {
        name: said
        for name, said in _ROW.findall((schedules / "SOURCES.md").read_text("utf-8"))
        if (schedules / name).is_file()
    }
    readings = read_files([Source(schedules / name, name) for name in told])
    read = [reading for reading in readings if reading.read is not Read.REFUSED]
    equal: dict[str, int] = defaultdict(int)
    known: dict[str, int] = defaultdict(int)
    differing = [("file", "fact", "known", "read")]
    for reading in read:
        found = _facts(reading)
        for name, value in _answers(told[reading.path]).items():
            known[reading.kind] += 1
            equal[reading.kind] += found.get(name) == value
            if found.get(name) != value:
                differing.append((reading.path, name, value, found.get(name, "not in the file")))
    print(table(differing), file=sys.stderr)
    kinds = ", ".join(f"{kind} {equal[kind]} of {known[kind]}" for kind in sorted(known))
    total = sum(known.values())
    return [
        Figure(
            name="facts of schedules that differ from the known answers",
            value=100 * (total - sum(equal.values())) / total if total else 0,
            unit="%",
            at_most=2,
            how=f"{len(read)} schedules; {kinds}",
        )
    ]


def _answers(said: str) -> dict[str, str]:
    found = {
        name: match[1] for name, pattern in KNOWN.items() if (match := re.search(pattern, said))
    }
    if corrected := _CORRECTED.search(said):
        found["links"] = corrected[1]
    return found


def _facts(reading: Reading) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in reading.facts:
        found.setdefault(fact.name, fact.value)
    return found
