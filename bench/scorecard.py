"""How often we are right about real documents whose answers are known, and which we get wrong.

Needs ``JALON_SAMPLES``, the folder of sample documents with their known answers. Prints the
confusion table of the roles, every schedule fact and every number that differs, every file that
is still wrong and why, and what was refused with its sentence.
"""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from bench import inconsistencies, schedules, understanding
from bench.figure import Figure
from bench.known_numbers import Answer, answers
from gates.evidence.content import Read, Reading
from gates.evidence.reading import Source, read_files
from jalon.output import note, table

_ROW = re.compile(r"^\| (\S+) \|.*\| ([^|]*) \|$", re.MULTILINE)
_FIGURES = {
    "BAC": "budget_at_completion",
    "PV": "planned_value",
    "EV": "earned_value",
    "AC": "actual_cost",
    "SV": "schedule_variance",
    "CV": "cost_variance",
    "SPI": "spi",
    "CPI": "cpi",
    "EAC": "eac",
}
_STATED = re.compile(r"\b(BAC|PV|EV|AC|SV|CV|SPI|CPI|EAC) (-?\d+(?:\.\d+)?)")
_SHOWN = re.compile(r"so shows ([^;|]*)")
_NEAR = Decimal("0.000001")


def run() -> list[Figure]:
    """Take every figure of the scorecard."""
    folder = os.environ.get("JALON_SAMPLES")
    if not folder:
        note("scorecard: JALON_SAMPLES names no folder of sample documents")
        return []
    return [
        *understanding.figures(Path(folder) / "documents"),
        *schedules.figures(Path(folder) / "schedules"),
        _wrong("numbers of documents that differ", numbers(Path(folder) / "documents")),
        _wrong("earned-value figures that differ", earned_value(Path(folder) / "evm")),
        _wrong("inconsistencies not found", inconsistencies.answers(Path(folder))),
        _refusals(Path(folder)),
    ]


def said(folder: Path) -> dict[str, str]:
    """Return what the list of sources says of each file that is there."""
    text = (folder / "SOURCES.md").read_text("utf-8")
    return {name: words for name, words in _ROW.findall(text) if (folder / name).is_file()}


def numbers(folder: Path) -> list[Answer]:
    """Return every number that is known of a document, with what was read."""
    known = said(folder)
    readings = read_files([Source(folder / name, name) for name in known])
    return [one for each in readings for one in answers(each, known[each.path])]


def earned_value(folder: Path) -> list[Answer]:
    """Return the figures of the earned-value sheets that we read, as the sheets state them.

    A figure of which we read nothing is told on the way and not counted.
    """
    known = said(folder)
    readings = read_files([Source(folder / name, name) for name in known if "EV" in known[name]])
    return [one for each in readings for one in _figures_of(each, known[each.path])]


def _figures_of(reading: Reading, words: str) -> Iterator[Answer]:
    facts = {fact.name: fact.value for fact in reading.facts}
    expected = dict(_STATED.findall(words))
    shown = _SHOWN.search(words)
    expected |= dict(_STATED.findall(shown[1])) if shown else {}
    for short, value in expected.items():
        read = facts.get(_FIGURES[short])
        if read is None:
            note(f"scorecard: {reading.path} gives no {_FIGURES[short]} that we read as a fact")
            continue
        if shown and short in {"SV", "CV"} and short not in shown[1]:
            # The sheet rounds what these follow from, and the list does not say to what.
            continue
        places = len(value.partition(".")[2])
        near = abs(round(Decimal(read), places) - Decimal(value)) <= _NEAR
        yield Answer(reading.path, _FIGURES[short], value, value if near else read)


def _wrong(name: str, found: Sequence[Answer]) -> Figure:
    differing = [one for one in found if not one.right]
    rows = [("file", name, "known", "read")]
    rows += [(one.document, one.what, one.known, one.read) for one in differing]
    print(table(rows) if differing else f"{name}: none of {len(found)}", file=sys.stderr)
    return Figure(name, len(differing), f"of {len(found)}", 0, "all that the list of sources gives")


def _refusals(folder: Path) -> Figure:
    """Return how many refusals say too little; print each with its sentence."""
    places = [
        path
        for name in ("documents", "schedules", "evm", "hostile")
        for path in sorted((folder / name).iterdir())
        if path.name != "SOURCES.md"
    ]
    refused = [
        reading
        for start in range(0, len(places), 50)
        for reading in read_files([Source(path, path.name) for path in places[start : start + 50]])
        if reading.read is Read.REFUSED
    ]
    rows = [("refused", "kind", "said")]
    rows += [(one.path, one.kind, one.reason["en"][:110]) for one in refused]
    print(table(rows), file=sys.stderr)
    unclean = [
        one
        for one in refused
        if not all(one.reason.get(language) for language in ("en", "fr"))
        or "broke its reader" in one.reason["en"]
    ]
    return Figure(
        "refusals without a clean sentence", len(unclean), f"of {len(refused)}", 0,
        f"{len(places)} files of four folders",
    )  # fmt: skip
