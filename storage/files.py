"""Files kept under their SHA-256: written aside, synced, then given their name."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from domain.errors import BadInputError, NotFoundError
from storage.failpoint import failpoint

BLOCK = 1024 * 1024
RESERVE = 256 * 1024 * 1024
"""Free bytes that uploads leave on the disk, so that decisions still fit."""


class FileStore:
    """A folder of files named by their hash; a file is immutable once it has its name."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Return where the file with a hash is kept."""
        return self.root / sha256[:2] / sha256

    def keep(self, source: IO[bytes], *, at_most: int) -> tuple[str, int]:
        """Keep a stream and return its hash and size in bytes; keeping twice does nothing.

        Raises:
            BadInputError: The stream is longer than ``at_most``, or the disk is nearly full.
        """
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._check_room()
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self.root, prefix=".arriving-")
        try:
            with os.fdopen(handle, "wb") as out:
                for block in _blocks(source, at_most):
                    size += len(block)
                    digest.update(block)
                    out.write(block)
                out.flush()
                os.fsync(out.fileno())
            failpoint("files.written")
            self._settle(Path(name), digest.hexdigest())
            failpoint("files.named")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return digest.hexdigest(), size

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading.

        Raises:
            NotFoundError: No such file is kept.
        """
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise NotFoundError(
                f"The file {sha256[:12]} is not in the store; restore it from the backup.",
                f"Le fichier {sha256[:12]} n'est pas conservé ; restaurez-le de la sauvegarde.",
            ) from None

    def _settle(self, arrived: Path, sha256: str) -> None:
        place = self.path(sha256)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        if place.exists():
            arrived.unlink()
            return
        arrived.chmod(0o400)
        arrived.replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.root).free
        if free < RESERVE:
            raise BadInputError(
                f"Only {free // BLOCK} MiB are free on the disk; files wait until there is room.",
                f"Il ne reste que {free // BLOCK} Mio sur le disque ; libérez de la place.",
            )


def _blocks(source: IO[bytes], at_most: int) -> Iterator[bytes]:
    size = 0
    while block := source.read(BLOCK):
        size += len(block)
        if size > at_most:
            raise _too_large(at_most)
        yield block


def _too_large(at_most: int) -> BadInputError:
    size = at_most // BLOCK
    return BadInputError(
        f"A file is larger than {size} MiB; split it, or link to it from a document.",
        f"Un fichier dépasse {size} Mio ; découpez-le, ou citez-le par un lien.",
    )
