"""What people confirmed of a project's files before: by manifest, or by correcting a match."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gates.evidence.content import Reading

_DAY = r"(?:19|20)\d{2}[-_. ]?\d{2}[-_. ]?\d{2}|\d{2}[-_. ]\d{2}[-_. ](?:19|20)\d{2}"
_AGE = (
    r"v(?:ersion)?[-_. ]?\d+(?:[._]\d+)*|rev(?:ision)?[-_. ]?(?:\d+|[a-z])|r\d+"
    r"|rév(?:ision)?[-_. ]?(?:\d+|[a-z])|final|finale|draft|brouillon|copy|copie"
)
_LAST = re.compile(rf"(?:[-_. ]+(?:{_DAY}|{_AGE})|[-_. ]*\(\d+\)|[-_. ]*\((?:{_AGE})\))$")
_FIRST = re.compile(rf"^(?:{_DAY})[-_. ]+")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a person said a file serves; nothing at all says that it serves no deliverable."""

    path: str
    sha256: str = ""
    deliverables: tuple[str, ...]


@dataclass(frozen=True)
class Remembered:
    """What was confirmed for the same project: by file name in manifests, and by persons."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: tuple[Said, ...] = ()

    def of(self, readings: Sequence[Reading]) -> dict[str, tuple[str, ...]]:
        """Return what the files of a package are known to serve, by path; others are left out.

        A file is known by its content, then by its name, then by its name without version and
        date, unless the file of which a person spoke is there too.
        """
        found: dict[str, tuple[str, ...]] = {}
        there: set[str] = set()
        for reading in readings:
            said = self._said(reading)
            if said is not None:
                found[reading.path] = said.deliverables
                there.add(document_name(said.path))
        for reading in readings:
            if reading.path in found:
                continue
            served = self._like(document_name(reading.path), there)
            if served is None:
                served = self.names.get(file_name(reading.path))
            if served is not None:
                found[reading.path] = served
        return found

    def before(self, said: Sequence[Said]) -> "Remembered":
        """Return the same with other words before it; what they speak of is not kept."""
        spoken = {file_name(each.path) for each in said}
        kept = (each for each in self.said if file_name(each.path) not in spoken)
        return Remembered(self.names, (*said, *kept))

    def _said(self, reading: Reading) -> Said | None:
        same = (each for each in self.said if each.sha256 and each.sha256 == reading.sha256)
        name = file_name(reading.path)
        called = (each for each in self.said if file_name(each.path) == name)
        return next(same, None) or next(called, None)

    def _like(self, name: str, there: set[str]) -> tuple[str, ...] | None:
        served = {each.deliverables for each in self.said if document_name(each.path) == name}
        return served.pop() if len(served) == 1 and name not in there else None


def file_name(path: str) -> str:
    """Return the name under which a file is remembered: without folder, in one spelling."""
    return unicodedata.normalize("NFC", PurePosixPath(path).name).casefold()


def document_name(path: str) -> str:
    """Return what a file is called without the version and the date at its ends."""
    name = PurePosixPath(file_name(path))
    stem = _FIRST.sub("", name.stem) or name.stem
    while shorter := _LAST.sub("", stem):
        if shorter == stem:
            break
        stem = shorter
    return stem.strip(" -_.") + name.suffix
