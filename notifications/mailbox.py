"""The mailbox of an installation without a mail server: one file for each letter."""

import os
from pathlib import Path
from uuid import UUID

from notifications.handing import Answer, Handed


class Mailbox:
    """A folder of ``.eml`` files that only their owner may read; a letter is written whole."""

    address = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, raw: bytes, *, sender: str, recipient: str, letter_id: UUID) -> Handed:  # noqa: ARG002 - the letter itself says from whom and to whom
        """Keep a letter; keeping it again replaces it by itself."""
        fresh = self.folder / f".{letter_id}.new"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out:
                out.write(raw)
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(self.folder / f"{letter_id}.eml")
            _sync(self.folder)
        except OSError as error:
            return Handed(Answer.UNREACHABLE, f"the mailbox cannot be written: {error.strerror}")
        return Handed(Answer.ACCEPTED)

    def close(self) -> None:
        """Nothing is held open."""


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
