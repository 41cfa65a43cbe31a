"""A backup is taken while others write, holds no key, and stands again after it is put back."""

import io
import tarfile
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import BadInputError, OutOfSequenceError
from lifecycle.backup import put_back, read_backup, write_backup
from lifecycle.installation import Installation, Place
from lifecycle.invariants import check_invariants
from lifecycle.ledger import head
from storage.database import Database
from storage.files import FileStore
from storage.signing import Signer, load, load_or_make
from storage.tables.access import SignIn
from storage.tables.projects import Drive, Project
from storage.tables.reviews import DecisionRequest
from tests.world import World

DEADLINE = 30


@pytest.fixture
def signer(world: World) -> Signer:
    return load_or_make(world.installation.place.data_dir / "keys" / "signing.pem")


def test_what_is_backed_up_under_writes_stands_again_and_goes_on(
    world: World, signer: Signer, tmp_path: Path
) -> None:
    first, stop = threading.Event(), threading.Event()

    def work() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            world.project(f"LOAD-{number}")
            first.set()

    writer = threading.Thread(target=work)
    writer.start()
    assert first.wait(DEADLINE)
    try:
        archive = backed_up(world, signer, tmp_path)
    finally:
        stop.set()
        writer.join(DEADLINE)

    restored, said = put(archive, signer, tmp_path / "again", world)

    assert check_invariants(restored.installation) == []
    with restored.database.read() as session:
        assert head(session).seq == said["ledger"]["seq"] + 1
        assert session.scalar(select(Project.code).where(Project.code == "LOAD-1"))
    restored.asked("HEAT")
    assert check_invariants(restored.installation) == []
    restored.installation.close()


def test_links_sessions_and_runs_of_before_are_worthless_afterwards(
    world: World, signer: Signer, tmp_path: Path
) -> None:
    with world.database.read() as session:
        before = session.scalars(select(DecisionRequest.generation)).all()
        epoch = session.scalars(select(Drive.epoch)).one()

    restored, _ = put(backed_up(world, signer, tmp_path), signer, tmp_path / "again", world)

    with restored.database.read() as session:
        after = session.scalars(select(DecisionRequest.generation)).all()
        assert sorted(after) == sorted(number + 2 for number in before)
        assert session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all() == []
        assert session.scalars(select(Drive.epoch)).one() > epoch + 100
    restored.installation.close()


def test_no_key_of_the_installation_is_in_the_archive(
    world: World, signer: Signer, tmp_path: Path
) -> None:
    archive = backed_up(world, signer, tmp_path)

    keys = world.installation.place.keys_file
    secrets = [*world.installation.keys.secrets.values(), keys.read_bytes()]
    assert not any(secret in archive for secret in secrets)
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        assert not [name for name in opened.getnames() if "key" in name or "pem" in name]


def test_a_changed_archive_is_refused(world: World, signer: Signer, tmp_path: Path) -> None:
    archive = backed_up(world, signer, tmp_path)

    for changed in (
        archive.replace(b"budget 100", b"budget 999"),
        archive.replace(b'"seq": ', b'"seq": 1'),
        archive.replace(b"Heat recovery", b"Heat recoverx"),
        archive[: len(archive) // 2],
        b"no archive",
        b"",
    ):
        assert changed != archive
        folder = fresh(tmp_path)
        with pytest.raises(BadInputError):
            read_backup(io.BytesIO(changed), "backup", signer, folder)


def test_another_installations_signature_is_refused(
    world: World, signer: Signer, tmp_path: Path
) -> None:
    archive = backed_up(world, signer, tmp_path)
    other = load_or_make(tmp_path / "other" / "signing.pem")

    with pytest.raises(BadInputError, match="not signed by the key"):
        read_backup(io.BytesIO(archive), "backup", other, fresh(tmp_path))


def test_a_backup_is_not_put_over_an_installation(
    world: World, signer: Signer, tmp_path: Path
) -> None:
    archive = backed_up(world, signer, tmp_path)
    folder = fresh(tmp_path)
    said = read_backup(io.BytesIO(archive), "backup", signer, folder)

    with pytest.raises(OutOfSequenceError, match="not empty"):
        put_back(folder, said, world.database, at=world.at)


def test_a_file_that_is_missing_is_named(world: World, signer: Signer, tmp_path: Path) -> None:
    (path, *_) = [each for each in world.installation.files.root.rglob("*") if each.is_file()]
    path.unlink()

    out = io.BytesIO()
    made = write_backup(world.installation, signer, out, fresh(tmp_path), at=world.at)

    assert made.missing == (path.name,)


def test_the_signing_key_is_for_its_owner_only(world: World, signer: Signer) -> None:
    path = world.installation.place.data_dir / "keys" / "signing.pem"

    assert path.stat().st_mode & 0o077 == 0
    assert load(path) is not None
    assert load_or_make(path).public == signer.public


def backed_up(world: World, signer: Signer, tmp_path: Path) -> bytes:
    out = io.BytesIO()
    write_backup(world.installation, signer, out, fresh(tmp_path), at=world.at)
    return out.getvalue()


def put(archive: bytes, signer: Signer, place: Path, world: World) -> tuple[World, dict[str, Any]]:
    """Put a backup back into an empty SQLite installation of its own."""
    place.mkdir()
    said = read_backup(io.BytesIO(archive), "backup", signer, place)
    database = Database(f"sqlite:///{place / 'again.db'}")
    put_back(place, said, database, at=world.at)
    installation = Installation(
        place=Place(place, database.url),
        database=database,
        files=FileStore(place / "files"),
        keys=world.installation.keys,
    )
    return World(installation, at=world.at), said


def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / f"fresh-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    return folder
