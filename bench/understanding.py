"""How often documents are understood rightly, and how long that takes: part of the scorecard."""

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Figure, median
from gates.evidence.content import Read, Reading, State
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.understand import understand
from jalon.output import table

PASSING = {State.FILLED, State.PARTIAL}
ROW = re.compile(
    r"^\| (?P<name>\S+) \|.*?role=(?P<role>[^;(]+?)(?: \([^)]*\))?; lang=(?P<language>\w+);"
    r" state=(?P<state>\w+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Known:
    """The known answers for one file."""

    name: str
    role: str
    language: str
    state: str


def figures(documents: Path) -> list[Figure]:
    """Measure roles, states, languages and time; print what was taken for what, and what is wrong.

    ``documents`` is the folder with its list of sources.
    """
    known = answers(documents)
    readings = read_files([Source(documents / one.name, one.name) for one in known])
    print(confusion(known, readings), file=sys.stderr)
    print(mistaken(known, readings), file=sys.stderr)
    took = sorted(seconds(reading) for reading in readings)
    blank = {State.TEMPLATE.value, State.IMAGE.value, State.STUB.value}
    pairs = list(zip(known, readings, strict=True))
    refused = sum(reading.read is Read.REFUSED for reading in readings)
    of_all = f"{len(known)} documents, {refused} refused by the readers among the wrong"
    return [
        wrong("roles told wrongly", [r.role == k.role for k, r in pairs], 4, of_all),
        wrong(
            "blank forms, pictures and stubs that pass as filled",
            [r.state is not State.FILLED for k, r in pairs if k.state in blank],
            0,
            of_all,
        ),
        wrong(
            "filled documents that do not pass",
            [r.state in PASSING for k, r in pairs if k.state == State.FILLED],
            2,
            of_all,
        ),
        wrong(
            "languages told wrongly, en and fr",
            [
                r.language == k.language
                for k, r in pairs
                if k.language in {"en", "fr"} and r.read is not Read.REFUSED
            ],
            0,
            of_all,
        ),
        wrong(
            "other languages named wrongly",
            [
                r.language in {k.language, "unknown"}
                for k, r in pairs
                if k.language not in {"en", "fr"} and r.read is not Read.REFUSED
            ],
            0,
            of_all,
        ),
        Figure("understand a document", 1000 * median(took), "ms", 50, "median, processor time"),
        Figure("understand the largest document", 1000 * took[-1], "ms", 500, "processor time"),
    ]


def answers(documents: Path) -> list[Known]:
    """Return the known answers of the folder, in its order."""
    text = (documents / "SOURCES.md").read_text("utf-8")
    return [Known(**match.groupdict()) for match in ROW.finditer(text)]


def confusion(known: Sequence[Known], readings: Sequence[Reading]) -> str:
    """Return a table of the roles: how many there are, how many were told, the others as what."""
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    for one, reading in zip(known, readings, strict=True):
        taken[one.role][reading.role] += 1
    rows = [("role", "documents", "right", "taken for")]
    for role, counts in sorted(taken.items()):
        others = ", ".join(f"{other} ({n})" for other, n in counts.items() if other != role)
        rows.append((role, str(counts.total()), str(counts[role]), others))
    return table(rows)


def mistaken(known: Sequence[Known], readings: Sequence[Reading]) -> str:
    """Return a table of the documents that are still taken wrongly, and for what."""
    rows = [("still wrong", "known", "taken for", "how sure")]
    for one, reading in zip(known, readings, strict=True):
        sure = f"{reading.confidence:.0%}"
        if reading.role != one.role:
            rows.append((one.name, f"role {one.role}", reading.role, sure))
        if reading.language not in {one.language, "unknown"}:
            rows.append((one.name, f"language {one.language}", reading.language, ""))
        blank = one.state in {State.TEMPLATE, State.IMAGE, State.STUB}
        if blank is (reading.state in PASSING) or (
            blank is False and one.state == State.PARTIAL and reading.state is not State.PARTIAL
        ):
            rows.append((one.name, f"state {one.state}", reading.state.value, ""))
    return table(rows)


def wrong(name: str, right: Sequence[bool], at_most: int, how: str) -> Figure:
    """Return how many answers are wrong."""
    return Figure(name, right.count(False), f"of {len(right)}", at_most, how)


def seconds(reading: Reading) -> float:
    """Return the processor time that understanding a document takes."""
    start = time.process_time()
    understand(reading.path, reading.kind, reading.content)
    return time.process_time() - start
