"""A zip container in memory, opened only if its directory is sound and its sizes are true.

Every part is unpacked with a byte counter before any reader sees the file: neither the sizes in
the directory nor those in front of the parts are believed.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError, damaged, oversized

SIGNATURE = b"PK\x03\x04"

_LOCAL = struct.Struct("<4s5H3L2H")
_END = struct.Struct("<4s4H2LH")
_CHUNK = 1024 * 1024
_DIRECTORY_BYTES = limits.PARTS * 512
_ENCRYPTED = 0x1
_UTF8 = 0x800
_SYMLINK = 0o120000
_FORMAT = 0o170000


@dataclass(frozen=True)
class _Part:
    name: str
    start: int
    packed: int
    size: int
    crc: int
    deflated: bool


class Archive:
    """The parts of a zip container by name; directories are left out."""

    def __init__(self, parts: dict[str, _Part], data: bytes) -> None:
        self._parts = parts
        self._data = data
        self.unpacked = sum(part.size for part in parts.values())

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            RefusedError: The part is larger than stated, or its checksum is wrong.
            KeyError: There is no such part.
        """
        return b"".join(self._chunks(self._parts[name]))

    def verify(self) -> None:
        """Unpack every part once and let it go.

        Raises:
            RefusedError: A part is larger than stated, or its checksum is wrong.
        """
        for part in self._parts.values():
            for _ in self._chunks(part):
                pass

    def _chunks(self, part: _Part) -> Iterator[bytes]:
        packed = self._data[part.start : part.start + part.packed]
        size, crc = 0, 0
        for chunk in _inflated(packed) if part.deflated else (packed,):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            if size > part.size:
                raise oversized(
                    "a part is larger than the directory says",
                    "un élément est plus grand que ce qu’annonce le répertoire",
                )
            yield chunk
        if size != part.size or crc != part.crc:
            raise damaged(part.name)


def open_archive(data: bytes) -> Archive:
    """Open a zip container.

    Raises:
        RefusedError: The directory is damaged, lies, or asks for more than the limits.
    """
    _weigh_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as directory:
            entries = directory.infolist()
            first_after = directory.start_dir
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError) as error:
        raise damaged() from error
    except (OverflowError, struct.error, UnicodeDecodeError) as error:
        raise damaged() from error
    if len(entries) > limits.PARTS:
        raise _too_many()
    _check_names(entries)
    parts = {}
    spans = []
    for entry in entries:
        part, span = _part(entry, data, first_after)
        spans.append(span)
        if not entry.is_dir():
            parts[part.name] = part
    _check_spans(sorted(spans))
    for entry in entries:
        _check_twin(entry, data)
    _check_sizes(parts)
    return Archive(parts, data)


def _weigh_directory(data: bytes) -> None:
    """Look at the end record first: a directory of 100,000 entries is not even listed."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 65_535))
    if at < 0 or at + _END.size > len(data):
        raise damaged()
    _, _, _, _, entries, size, _, _ = _END.unpack_from(data, at)
    if entries > limits.PARTS or size > _DIRECTORY_BYTES:
        raise _too_many()


def _too_many() -> RefusedError:
    return oversized(
        f"it holds more than {limits.PARTS} parts", f"il contient plus de {limits.PARTS} éléments"
    )


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        path = PurePosixPath(name)
        # zipfile turns the separator of the system into a slash, so the raw name is asked too.
        raw = entry.orig_filename
        if path.is_absolute() or ".." in path.parts or "\\" in raw or "\0" in raw or ":" in name:
            raise RefusedError(
                "The file holds a part whose name leads out of it: it was not written by an "
                "office program; save the document again and hand in the new copy.",
                "Le fichier contient un élément dont le nom mène hors de lui : il ne vient pas "
                "d’un logiciel de bureautique ; enregistrez de nouveau le document et déposez "
                "la nouvelle copie.",
            )
        if name.casefold() in seen:
            raise damaged(name[:80])
        seen.add(name.casefold())
        if entry.external_attr >> 16 & _FORMAT == _SYMLINK:
            raise RefusedError(
                "The file is an archive that points to other files: hand in the documents "
                "themselves.",
                "Le fichier est une archive qui renvoie à d’autres fichiers : déposez les "
                "documents eux-mêmes.",
            )
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError(
                "The file is protected by a password: remove the password and hand it in again.",
                "Le fichier est protégé par un mot de passe : retirez le mot de passe et "
                "déposez-le de nouveau.",
            )
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise damaged(name[:80])


def _part(entry: zipfile.ZipInfo, data: bytes, first_after: int) -> tuple[_Part, tuple[int, int]]:
    """Return a part and the bytes that it takes, by the header in front of it."""
    at = entry.header_offset
    if at < 0 or at + _LOCAL.size > first_after:
        raise damaged(entry.filename[:80])
    header = _LOCAL.unpack_from(data, at)
    signature, method, name_length, extra_length = header[0], header[3], header[9], header[10]
    start = at + _LOCAL.size + name_length + extra_length
    end = start + entry.compress_size
    if signature != SIGNATURE or method != entry.compress_type or end > first_after:
        raise damaged(entry.filename[:80])
    part = _Part(
        name=entry.filename,
        start=start,
        packed=entry.compress_size,
        size=entry.file_size,
        crc=entry.CRC,
        deflated=entry.compress_type == zipfile.ZIP_DEFLATED,
    )
    return part, (at, end)


def _check_spans(spans: list[tuple[int, int]]) -> None:
    if spans and spans[0][0] != 0:
        raise damaged()
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise oversized("its parts overlap", "ses éléments se recouvrent")


def _check_twin(entry: zipfile.ZipInfo, data: bytes) -> None:
    """Refuse a part that has another name in front of it than in the directory.

    Who unpacks from the front would see other parts than who reads the directory.
    """
    at = entry.header_offset + _LOCAL.size
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
    if data[at : at + len(name)] != name:
        raise damaged(entry.filename[:80])


def _check_sizes(parts: dict[str, _Part]) -> None:
    for part in parts.values():
        if part.size > limits.PART_BYTES:
            raise oversized(
                f"a part unpacks to more than {limits.PART_BYTES // limits.MIB} MiB",
                f"un élément dépasse {limits.PART_BYTES // limits.MIB} Mio une fois décompressé",
            )
        if part.size > limits.RATIO_FROM and part.size > limits.RATIO * part.packed:
            raise oversized(
                f"a part shrinks more than {limits.RATIO} times",
                f"un élément est compressé plus de {limits.RATIO} fois",
            )
    if sum(part.size for part in parts.values()) > limits.ARCHIVE_UNPACKED:
        raise oversized(
            f"it unpacks to more than {limits.ARCHIVE_UNPACKED // limits.MIB} MiB",
            f"il dépasse {limits.ARCHIVE_UNPACKED // limits.MIB} Mio une fois décompressé",
        )


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting = packed
    try:
        while waiting and not inflater.eof:
            yield inflater.decompress(waiting, _CHUNK)
            waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise damaged() from error
