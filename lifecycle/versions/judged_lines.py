"""The findings of two judgements of one package, set side by side by check and deliverable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.finding import Outcome, Severity
from domain.text import Text
from lifecycle.fitted.renaming import Renaming

OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)
WEIGHT = (Severity.MINOR, Severity.MAJOR, Severity.BLOCKER)

Entry = Mapping[str, Any]
"""A judged deliverable as it is kept."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What one check says of one deliverable: open findings, or none that is open."""

    check: str
    deliverable: str
    title: Text
    name: Text
    is_open: bool
    severity: Severity
    found: Text
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What changes of a package's findings.

    ``gained`` are open after and not before, ``lost`` the other way round; ``heavier`` and
    ``lighter`` are open on both sides and weigh otherwise; ``newly_passed`` are asked for the
    first time and met.
    """

    gained: Sequence[Line] = ()
    lost: Sequence[Line] = ()
    heavier: Sequence[Line] = ()
    lighter: Sequence[Line] = ()
    newly_passed: Sequence[Line] = ()


NOTHING = Compared()
"""Nothing changes."""


def compared(before: Iterable[Entry], after: Iterable[Entry]) -> Compared:
    """Compare two lists of judged deliverables, both in the ids of the new version."""
    was, becomes = list(before), list(after)
    kept = {id(entry) for entry in was} & {id(entry) for entry in becomes}
    old = _lines(entry for entry in was if id(entry) not in kept)
    new = _lines(entry for entry in becomes if id(entry) not in kept)
    both = [(old[key], line) for key, line in new.items() if key in old]
    return Compared(
        gained=[line for key, line in new.items() if line.is_open and not _is_open(old.get(key))],
        lost=[line for key, line in old.items() if line.is_open and not _is_open(new.get(key))],
        heavier=[now for was, now in both if _open_both(was, now) and _weight(was) < _weight(now)],
        lighter=[now for was, now in both if _open_both(was, now) and _weight(was) > _weight(now)],
        newly_passed=[line for key, line in new.items() if not line.is_open and key not in old],
    )


def in_new_ids(entries: Iterable[Entry], renamed: Renaming) -> list[Entry]:
    """Return judged deliverables with the ids that a newer version has for them."""
    if renamed.is_nothing:
        return list(entries)
    return [
        {
            **entry,
            "id": renamed.item(entry["id"]),
            "findings": [
                {
                    **finding,
                    "check": renamed.item(finding["check"]),
                    "deliverable": renamed.item(finding["deliverable"]),
                }
                for finding in entry["findings"]
            ],
        }
        for entry in entries
    ]


def _lines(entries: Iterable[Entry]) -> dict[tuple[str, str], Line]:
    found: dict[tuple[str, str], Line] = {}
    for entry in entries:
        for finding in entry["findings"]:
            if finding["outcome"] == Outcome.NOT_APPLICABLE:
                continue
            key = (finding["check"], finding["deliverable"])
            line = _line(finding, entry, key)
            if key not in found or _rank(line) > _rank(found[key]):
                found[key] = line
    return found


def _line(finding: Entry, entry: Entry, key: tuple[str, str]) -> Line:
    return Line(
        check=key[0],
        deliverable=key[1],
        title=finding["title"],
        name=entry["name"],
        is_open=finding["outcome"] in OPEN,
        severity=Severity(finding["severity"]),
        found=finding["found"],
        document=finding["document"],
    )


def _rank(line: Line) -> tuple[bool, int]:
    return line.is_open, _weight(line)


def _weight(line: Line) -> int:
    return WEIGHT.index(line.severity)


def _is_open(line: Line | None) -> bool:
    return line is not None and line.is_open


def _open_both(was: Line, now: Line) -> bool:
    return was.is_open and now.is_open
