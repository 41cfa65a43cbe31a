"""Files read, each in a process of its own: whatever a file does, the others are read.

A file that must not be read, or that its reader died of, comes back as refused with one sentence
that says why and what to do.
"""

import hashlib
import os
import signal
import stat
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from domain.text import Text, both
from gates.evidence.content import Read, Reading
from gates.evidence.guard import limits
from gates.evidence.process import asking
from gates.evidence.process.wire import MEMORY, CutOffError, unpack

READER = "5"
"""The version of readers and understanding: what was read by another is read again."""

AT_ONCE = 2
"""How many readers work at once in this process."""

_LONGEST_KIND = 40

_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Source:
    """A file to read: its place on the disk, and its name inside the package."""

    path: Path
    name: str


@dataclass(frozen=True)
class _Read:
    reading: Reading
    unpacked: int = 0


def read_files(sources: Sequence[Source]) -> list[Reading]:
    """Return one reading for each file, in order; a bad file never disturbs the others.

    The limits of a package hold for the files of one call: what is beyond them is refused.
    """
    taken, beyond = sources[: limits.FILES], sources[limits.FILES :]
    if len(taken) < AT_ONCE:
        found = [_read(source) for source in taken]
    else:
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading") as pool:
            found = list(pool.map(_read, taken))
    readings = []
    unpacked = 0
    for one in found:
        unpacked += one.unpacked
        fits = unpacked <= limits.PACKAGE_UNPACKED
        readings.append(one.reading if fits else _without_content(one.reading, _PACKAGE_TOO_LARGE))
    return readings + [_refused(source.name, _TOO_MANY_FILES) for source in beyond]


def start_early() -> None:
    """Start what reading needs, without waiting: worth it where files will come soon."""
    asking.start()


def _read(source: Source) -> _Read:
    started = time.perf_counter()
    try:
        descriptor = os.open(source.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return _Read(_refused(source.name, _CANNOT_OPEN))
    try:
        found = _read_open(source.name, descriptor)
    finally:
        os.close(descriptor)
    seconds = round(time.perf_counter() - started, 4)
    return replace(found, reading=found.reading.model_copy(update={"seconds": seconds}))


def _read_open(name: str, descriptor: int) -> _Read:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        return _Read(_refused(name, _NO_FILE, kind="directory"))
    if about.st_size > limits.HASHED_BYTES:
        return _Read(_refused(name, _TOO_LARGE))
    sha256 = _hash(descriptor)
    if about.st_size > limits.FILE_BYTES:
        return _Read(_refused(name, _TOO_LARGE, sha256=sha256))
    with _places:
        answer = asking.ask({"name": name, "sha256": sha256}, descriptor)
    return _understood(name, sha256, answer)


def _understood(name: str, sha256: str, answer: asking.Answer) -> _Read:
    """Take the answer of a reader that may have been taken over by what it read."""
    kind, unpacked = "", 0
    try:
        if answer.admitted:
            first = unpack(answer.admitted)
            kind, unpacked = str(first["kind"])[:_LONGEST_KIND], max(0, int(first["unpacked"]))
        if answer.reading:
            reading = Reading.model_validate_json(answer.reading)
            return _Read(reading.model_copy(update={"path": name, "sha256": sha256}), unpacked)
    except (CutOffError, KeyError, TypeError, ValueError):
        return _Read(_refused(name, _BROKE, sha256=sha256, kind=kind))
    return _Read(_refused(name, _reason(answer.fate), sha256=sha256, kind=kind))


def _reason(fate: int | None) -> Text:
    """Say why a reader died."""
    if fate is None:
        return _NOBODY
    if os.WIFSIGNALED(fate):
        number = os.WTERMSIG(fate)
        if number in {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}:
            return _TOO_LONG
        return _TOO_MUCH if number == signal.SIGABRT else _BROKE
    return _TOO_MUCH if os.waitstatus_to_exitcode(fate) == MEMORY else _BROKE


def _hash(descriptor: int) -> str:
    digest = hashlib.sha256()
    at = 0
    while piece := os.pread(descriptor, limits.MIB, at):
        digest.update(piece)
        at += len(piece)
        if at > limits.HASHED_BYTES:
            return ""
    return digest.hexdigest()


def _refused(name: str, reason: Text, *, sha256: str = "", kind: str = "") -> Reading:
    return Reading(
        path=name, sha256=sha256, kind=kind or "unknown", read=Read.REFUSED, reason=reason
    )


def _without_content(reading: Reading, reason: Text) -> Reading:
    return _refused(reading.path, reason, sha256=reading.sha256, kind=reading.kind)


_CANNOT_OPEN = both(
    "The file cannot be opened: check that it exists and may be read.",
    "Le fichier ne peut pas être ouvert : vérifiez qu’il existe et qu’il peut être lu.",
)
_NO_FILE = both(
    "This is a folder or a device, not a file: hand in the documents themselves.",
    "Ceci est un dossier ou un périphérique, pas un fichier : déposez les documents eux-mêmes.",
)
_TOO_LARGE = both(
    f"The file is larger than {limits.FILE_BYTES // limits.MIB} MiB: take out pictures or split "
    "it, and hand in the parts.",
    f"Le fichier dépasse {limits.FILE_BYTES // limits.MIB} Mio : retirez des images ou "
    "scindez-le, et déposez les parties.",
)
_TOO_MANY_FILES = both(
    f"The package holds more than {limits.FILES} files: hand in those that the gate asks for.",
    f"Le dossier compte plus de {limits.FILES} fichiers : déposez ceux que le jalon demande.",
)
_PACKAGE_TOO_LARGE = both(
    f"The files of the package unpack to more than {limits.PACKAGE_UNPACKED // limits.MIB} MiB "
    "together: take out pictures, or hand in only what the gate asks for.",
    f"Les fichiers du dossier dépassent ensemble {limits.PACKAGE_UNPACKED // limits.MIB} Mio une "
    "fois décompressés : retirez des images, ou ne déposez que ce que le jalon demande.",
)
_TOO_LONG = both(
    "Reading the file took too long, so it was stopped: split it, or save it anew in a simpler "
    "form, and hand in that copy.",
    "La lecture du fichier a duré trop longtemps et a été arrêtée : scindez-le, ou "
    "enregistrez-le sous une forme plus simple, et déposez cette copie.",
)
_TOO_MUCH = both(
    "Reading the file took too much memory, so it was stopped: split it, or delete empty rows, "
    "columns and pictures, and hand in that copy.",
    "La lecture du fichier a demandé trop de mémoire et a été arrêtée : scindez-le, ou supprimez "
    "les lignes et colonnes vides et les images, et déposez cette copie.",
)
_BROKE = both(
    "The file broke its reader, so it is damaged or very unusual: save it again from the program "
    "that wrote it, or as PDF, and hand in that copy.",
    "Le fichier a mis sa lecture en échec : il est endommagé ou très inhabituel. Enregistrez-le "
    "de nouveau depuis le logiciel d’origine, ou en PDF, et déposez cette copie.",
)
_NOBODY = both(
    "The file could not be read because no reader could be started: hand it in again, and tell "
    "the administrator if it happens twice.",
    "Le fichier n’a pas pu être lu, faute de pouvoir lancer la lecture : déposez-le de nouveau, "
    "et prévenez l’administrateur si cela se répète.",
)
