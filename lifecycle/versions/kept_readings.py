"""Readings of a judged package, unpacked only when a check looks into the document."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.finding import Fact
from gates.evidence.content import Read, Reading, State
from gates.evidence.outline import Outline
from gates.evidence.reading import READER
from lifecycle.packages.packing import outlined, unpacked
from storage.database import directly
from storage.tables.packages import StoredReading

MOST = 256
"""So many documents are held unpacked at once; the same file of two packages is one of them."""

AHEAD = 400
"""So many outlines are fetched at once."""

Key = tuple[str, str]
"""A document: its SHA-256 and its name."""


class Shelf:
    """The stored readings, fetched a package at a time and unpacked one by one.

    Outlines are small and come first: most documents need not be unpacked then.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._open: OrderedDict[Key, Reading] = OrderedDict()
        self._packed: dict[Key, bytes] = {}
        self._alone: tuple[Key, ...] = ()
        self._outlines: dict[Key, bytes | None] = {}
        self._awaited: list[Key] = []

    def expect(self, documents: Iterable[Key]) -> None:
        """Say which documents will be asked for, in their order, so that few questions do."""
        self._awaited = list(documents)[::-1]

    def unpacked(self, key: Key, together: Sequence[Key]) -> Reading:
        """Return a whole reading; with a second one all that stand ``together`` are fetched.

        Most drafts have one document of a package looked into, or all of them.

        Raises:
            NotFoundError: This version of the reader has not read the document.
        """
        if key in self._open:
            self._open.move_to_end(key)
            return self._open[key]
        if key not in self._packed:
            alone = self._alone != tuple(together)
            self._alone = tuple(together)
            self._packed = self._fetched([key] if alone else together)
        if key not in self._packed:
            raise NotFoundError(
                f"{key[1]} was not read yet by this version of the reader.",
                f"{key[1]} n'a pas encore été lu par cette version du lecteur.",
            )
        reading = unpacked(self._packed[key], None)
        self._open[key] = reading
        while len(self._open) > MOST:
            self._open.popitem(last=False)
        return reading

    def outline(self, key: Key, together: Sequence[Key]) -> Outline | None:
        """Return the outline of a document, if one is kept; see ``unpacked``."""
        if key not in self._outlines:
            wanted = [*together, *self._following(together)]
            rows = directly(self._session, _OUTLINES, _asked(wanted))
            self._outlines = {(row.sha256, row.name): row.outline for row in rows}
        found = self._outlines.get(key)
        return None if found is None else outlined(found)

    def _following(self, together: Sequence[Key]) -> list[Key]:
        """Return the next documents that are expected after some."""
        while self._awaited and self._awaited[-1] not in together:
            self._awaited.pop()
        found = self._awaited[-AHEAD:]
        del self._awaited[-AHEAD:]
        return found

    def _fetched(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        rows = directly(self._session, _READINGS, _asked(keys))
        return {(row.sha256, row.name): row.reading for row in rows}


_KEPT = (
    StoredReading.sha256.in_(bindparam("files", expanding=True)),
    StoredReading.reader == READER,
)
_OUTLINES = select(StoredReading.sha256, StoredReading.name, StoredReading.outline).where(*_KEPT)
_READINGS = select(StoredReading.sha256, StoredReading.name, StoredReading.reading).where(*_KEPT)


def _asked(keys: Sequence[Key]) -> dict[str, list[str]]:
    return {"files": sorted({sha256 for sha256, _ in keys})}


class KeptReading(Reading):
    """A reading of which the judgement tells the head; the rest comes when it is asked for."""

    def __getattr__(self, name: str) -> Any:
        fetch = self.__dict__.get("fetch")
        if fetch is None:
            raise AttributeError(name)
        shelf, key, together = fetch
        if name == "outline":
            self.__dict__[name] = shelf.outline(key, together)
        else:
            outline = self.outline
            del self.__dict__["fetch"]
            self.__dict__.update(shelf.unpacked(key, together).__dict__ | {"outline": outline})
        return self.__dict__[name]


def kept_readings(
    shelf: Shelf, documents: Sequence[Mapping[str, Any]], facts: Sequence[Fact]
) -> tuple[Reading, ...]:
    """Return the readings of a package from what its judgement says of each document."""
    keys = [(each["sha256"], each["path"]) for each in documents]
    of: dict[str, list[Fact]] = {}
    for fact in facts:
        of.setdefault(fact.document, []).append(fact)
    return tuple(
        _kept(shelf, key, keys, each, tuple(of.get(each["path"], ())))
        for key, each in zip(keys, documents, strict=True)
    )


def _kept(
    shelf: Shelf, key: Key, keys: Sequence[Key], said: Mapping[str, Any], facts: tuple[Fact, ...]
) -> Reading:
    head: dict[str, Any] = {
        "path": said["path"],
        "sha256": said["sha256"],
        "kind": said["kind"],
        "language": said["language"],
        "role": said["role"],
        "state": State(said["state"]),
        "read": Read(said["read"]),
        "reason": said["reason"],
        "facts": facts,
    }
    reading = KeptReading.__new__(KeptReading)
    object.__setattr__(reading, "__dict__", head | {"fetch": (shelf, key, keys)})
    object.__setattr__(reading, "__pydantic_fields_set__", set(head))
    object.__setattr__(reading, "__pydantic_extra__", None)
    object.__setattr__(reading, "__pydantic_private__", None)
    return reading
