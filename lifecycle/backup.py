"""A backup: one archive of the database, the files it refers to, and a signed manifest.

The database comes first, so that every file that it names stands in the store already. The
installation's keys are left out: who finds the archive opens no link with it.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.errors import BadInputError, NotFoundError
from lifecycle.checkpoints import require_signed, signed
from lifecycle.installation import Installation
from lifecycle.ledger import head, record
from storage.backup import copy_to, fill_from, is_whole
from storage.database import Database
from storage.files import BLOCK, FileStore
from storage.signing import Signer
from storage.tables.access import OneTimeCode, SignIn
from storage.tables.packages import StoredFile
from storage.tables.projects import Drive
from storage.tables.reviews import DecisionRequest

FORMAT = "jalon-backup/1"
MANIFEST, DATABASE, FILES = "manifest.json", "jalon.db", "files/"
LONGEST_MANIFEST = 256 * 1024 * 1024
SKIPPED_RUNS = 1000
"""A restored project counts its runs on from here, past those started since the backup."""


@dataclass(frozen=True)
class Made:
    """What a backup holds; ``missing`` names files that the store should have had."""

    files: int
    size: int
    seq: int
    missing: tuple[str, ...]


def write_backup(
    installation: Installation, signer: Signer, out: BinaryIO, workplace: Path, *, at: datetime
) -> Made:
    """Write an archive of everything but the keys; the installation goes on meanwhile."""
    copied = workplace / DATABASE
    copy_to(installation.database, copied)
    listed, missing, last = _listed(copied, installation.files)
    said = {
        "format": FORMAT,
        "version": version("jalon"),
        "database": {"sha256": _digest(copied), "size": copied.stat().st_size},
        "files": listed,
        "missing": missing,
        "ledger": {"seq": last[0], "hash": last[1]},
        "left_out": "keys",
    }
    text = json.dumps(signed(said, signer, at=at), indent=1, ensure_ascii=False).encode()
    with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _put(archive, MANIFEST, io.BytesIO(text), len(text), at)
        with copied.open("rb") as opened:
            _put(archive, DATABASE, opened, copied.stat().st_size, at)
        for each in listed:
            with installation.files.open(each["sha256"]) as opened:
                _put(archive, FILES + each["sha256"], opened, each["size"], at)
    return Made(len(listed), copied.stat().st_size, last[0], tuple(missing))


def read_backup(source: BinaryIO, name: str, signer: Signer | None, place: Path) -> dict[str, Any]:
    """Unpack an archive into an empty folder, everything checked; return the manifest.

    Without a signer the signature is not looked at, because its key is lost.

    Raises:
        BadInputError: It is no whole archive of ours, or was changed.
    """
    store = FileStore(place / "files")
    try:
        with tarfile.open(fileobj=source, mode="r|") as archive:
            said = _manifest(archive, name, signer)
            wanted = {each["sha256"]: each["size"] for each in said["files"]}
            while (member := archive.next()) is not None:
                content = archive.extractfile(member)
                if content is None:
                    raise _damaged(name, member.name)
                if member.name == DATABASE:
                    _unpack(content, place / DATABASE)
                else:
                    sha256, size = store.keep(content, at_most=member.size)
                    if wanted.pop(sha256, None) != size or member.name != FILES + sha256:
                        raise _damaged(name, member.name)
    except (tarfile.TarError, EOFError, KeyError, TypeError) as error:
        raise _damaged(name, str(error) or "tar") from error
    if wanted:
        raise _damaged(name, FILES + next(iter(wanted)))
    copied = place / DATABASE
    if not copied.exists() or _digest(copied) != said["database"]["sha256"]:
        raise _damaged(name, DATABASE)
    if not is_whole(copied):
        raise _damaged(name, DATABASE)
    return said


def put_back(place: Path, said: Mapping[str, Any], database: Database, *, at: datetime) -> None:
    """Fill an empty database from an unpacked backup, and end what must not live twice.

    Every mailed link, session, device and one-time code is worthless afterwards; the engine
    starts its runs anew; the ledger tells of the restoration.

    Raises:
        OutOfSequenceError: The database holds something already.
    """

    def end(session: Session) -> None:
        session.execute(update(DecisionRequest).values(generation=DecisionRequest.generation + 2))
        session.execute(update(SignIn).where(SignIn.ended_at.is_(None)).values(ended_at=at))
        session.execute(update(OneTimeCode).where(OneTimeCode.used_at.is_(None)).values(used_at=at))
        _forget_runs(session)
        made = {"seq": said["ledger"]["seq"], "made_at": said["at"]}
        record(session, "installation.restored", None, made, at=at)

    fill_from(place / DATABASE, database, before_commit=end)


def _forget_runs(session: Session) -> None:
    session.execute(
        update(Drive).values(
            epoch=Drive.epoch + SKIPPED_RUNS, run_id=None, claimant=None, claimed_until=None
        )
    )


def _listed(
    copied: Path, store: FileStore
) -> tuple[list[dict[str, Any]], list[str], tuple[int, str]]:
    database = Database(f"sqlite:///{copied}")
    try:
        with database.read() as session:
            rows = list(
                session.execute(
                    select(StoredFile.sha256, StoredFile.size).order_by(StoredFile.sha256)
                )
            )
            last = head(session)
    finally:
        database.dispose()
    missing = [sha256 for sha256, _ in rows if not _is_there(store, sha256)]
    listed = [{"sha256": sha256, "size": size} for sha256, size in rows if sha256 not in missing]
    return listed, missing, (last.seq, last.hash)


def _is_there(store: FileStore, sha256: str) -> bool:
    try:
        with store.open(sha256):
            return True
    except NotFoundError:
        return False


def _manifest(archive: tarfile.TarFile, name: str, signer: Signer | None) -> dict[str, Any]:
    first = archive.next()
    content = archive.extractfile(first) if first is not None else None
    if first is None or content is None or first.name != MANIFEST:
        raise _damaged(name, MANIFEST)
    try:
        said = json.loads(content.read(LONGEST_MANIFEST))
    except ValueError:
        raise _damaged(name, MANIFEST) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise _damaged(name, MANIFEST)
    if signer is not None:
        require_signed(said, name, signer)
    return said


def _put(archive: tarfile.TarFile, name: str, content: BinaryIO, size: int, at: datetime) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(at.timestamp())
    archive.addfile(member, content)


def _unpack(content: Any, target: Path) -> None:
    with target.open("wb") as out:
        while block := content.read(BLOCK):
            out.write(block)


def _digest(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _damaged(name: str, where: str) -> BadInputError:
    return BadInputError(
        f"{name} is no whole backup of Jalon ({where}); take another copy.",
        f"{name} n'est pas une sauvegarde entière de Jalon ({where}) ; prenez une autre copie.",
    )
