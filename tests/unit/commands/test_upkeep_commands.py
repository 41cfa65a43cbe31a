"""The operator's commands: ledger, checkpoints, backup, restore, upgrade."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from lifecycle.ledger import head
from tests.by_hand import by_hand
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")


@pytest.fixture
def decided(world: World) -> World:
    project_id = world.project()
    review_id = world.asked()
    with world.database.read() as session:
        sha256 = world.review(session, review_id).revision_sha256
    world.voted(review_id, "sara", sha256)
    world.voted(review_id, "finn", sha256)
    world.carried_out(project_id)
    return world


def test_a_sound_ledger_is_said_to_be_sound(decided: World, jalon: Line, tmp_path: Path) -> None:
    with decided.database.read() as session:
        last = head(session)
    signed = tmp_path / "head.json"

    checkpoint = jalon("ledger", "checkpoint", signed)
    plain = jalon("ledger", "verify")
    deep = jalon(
        *("ledger", "verify", "--deep", "--head", f"{last.seq}:{last.hash[:16]}"),
        *("--checkpoint", signed, *JSON),
    )

    assert checkpoint.out.strip() == f"{last.seq}:{last.hash}"
    assert plain.code == 0
    assert plain.out.startswith("sound")
    assert deep.said | {"entries": 0} == {
        "sound": True,
        "entries": 0,
        "witnesses": 2,
        "deep": True,
        "first_bad": None,
        "reason": "",
        "broken": [],
    }


def test_a_broken_ledger_is_code_1_with_the_first_bad_number(
    decided: World, jalon: Line, tmp_path: Path
) -> None:
    signed = tmp_path / "head.json"
    jalon("ledger", "checkpoint", signed)
    with by_hand(decided.database) as session:
        last = head(session).seq
        session.execute(text("DELETE FROM ledger_entry WHERE seq = :seq"), {"seq": last})

    unseen = jalon("ledger", "verify")
    witnessed = jalon("ledger", "verify", "--checkpoint", signed, *JSON)
    deep = jalon("ledger", "verify", "--deep")

    assert unseen.code == 0
    assert (witnessed.code, witnessed.said["first_bad"]) == (1, last)
    assert deep.code == 0
    with by_hand(decided.database) as session:
        session.execute(text("UPDATE ledger_entry SET payload = '{}' WHERE seq = 7"))
    broken = jalon("ledger", "verify", "--lang", "fr")
    assert broken.code == 1
    assert "rompu à l'entrée 7" in broken.out


def test_a_changed_table_is_found_by_the_deep_look_only(decided: World, jalon: Line) -> None:
    with by_hand(decided.database) as session:
        session.execute(text("UPDATE vote SET value = 'reject'"))

    assert jalon("ledger", "verify").code == 0
    deep = jalon("ledger", "verify", "--deep")
    assert deep.code == 1
    assert "I3" in deep.out


@pytest.mark.parametrize("head_given", ["12", "x:y", "0:abcdef0123456789"])
def test_a_head_or_checkpoint_that_is_none_cannot_be_checked(
    decided: World, jalon: Line, tmp_path: Path, head_given: str
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}", "utf-8")

    for answer in (
        jalon("ledger", "verify", "--head", head_given),
        jalon("ledger", "verify", "--checkpoint", tmp_path / "none.json"),
        jalon("ledger", "verify", "--checkpoint", other),
    ):
        assert (answer.code, is_one_sentence(answer)) == (2, True)


def test_a_backup_is_restored_into_another_place_and_verified(
    decided: World, jalon: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, keys = tmp_path / "backup.tar", decided.installation.place.data_dir / "keys"
    made = jalon("backup", archive, *JSON)
    assert made.code == 0
    assert str(keys) in made.err
    assert archive.stat().st_mode & 0o077 == 0

    monkeypatch.setenv("JALON_DATA_DIR", str(tmp_path / "again"))
    monkeypatch.delenv("JALON_DATABASE_URL")
    keyless = jalon("restore", archive)
    restored = jalon("restore", archive, "--keys", keys, "--verify", *JSON)
    twice = jalon("restore", archive, "--keys", keys)

    assert (keyless.code, is_one_sentence(keyless)) == (2, True)
    assert restored.code == 0
    assert restored.said["broken"] == []
    assert restored.said["signature"] == "checked"
    assert (twice.code, is_one_sentence(twice)) == (1, True)
    shown = jalon("project", "show", "HEAT", "--as", "mona", *JSON)
    assert shown.said["stage"] == "second"
    assert jalon("ledger", "verify", "--deep").code == 0


def test_lost_keys_are_made_anew_when_that_is_accepted(
    decided: World, jalon: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "backup.tar"
    jalon("backup", archive)

    monkeypatch.setenv("JALON_DATA_DIR", str(tmp_path / "again"))
    monkeypatch.delenv("JALON_DATABASE_URL")
    restored = jalon("restore", archive, "--new-keys", "--verify", *JSON)

    assert restored.said["signature"] == "not checked"
    assert jalon("project", "list", "--as", "mona").code == 0


def test_what_is_no_backup_leaves_nothing_behind(
    decided: World, jalon: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, keys = tmp_path / "backup.tar", decided.installation.place.data_dir / "keys"
    jalon("backup", archive)
    shortened = tmp_path / "short.tar"
    shortened.write_bytes(archive.read_bytes()[:-20_000])

    monkeypatch.setenv("JALON_DATA_DIR", str(tmp_path / "again"))
    monkeypatch.delenv("JALON_DATABASE_URL")
    for given in (shortened, keys / "links.json", tmp_path / "none.tar"):
        answer = jalon("restore", given, "--keys", keys)
        assert (answer.code, is_one_sentence(answer)) == (2, True), given
    assert jalon("restore", archive, "--keys", keys).code == 0


def test_a_backup_never_writes_over_a_file(decided: World, jalon: Line, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_text("precious", "utf-8")

    there = jalon("backup", archive)
    nowhere = jalon("backup", tmp_path / "none" / "backup.tar")

    assert (there.code, nowhere.code) == (2, 2)
    assert archive.read_text("utf-8") == "precious"


def test_the_tables_are_made_and_older_ones_copied_aside(data: Path, jalon: Line) -> None:
    first = jalon("db", "upgrade", *JSON)
    again = jalon("db", "upgrade", *JSON)

    assert (first.code, again.code) == (0, 0)
    assert first.said["copy"] is None
    with closing(sqlite3.connect(data / "jalon.db")) as opened:
        opened.execute("DELETE FROM alembic_version")
        opened.commit()

    other = jalon("db", "upgrade")

    (copied,) = (data / "backups").iterdir()
    assert copied.stat().st_mode & 0o077 == 0
    assert (other.code, other.out, other.err.count("\n")) == (2, "", 1)
    assert "not ours" in other.err


def test_a_database_of_a_newer_version_is_refused(
    world: World, jalon: Line, tmp_path: Path
) -> None:
    with world.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for line in (
        ("db", "upgrade"),
        ("project", "list", "--as", "paul"),
        ("ledger", "verify"),
        ("backup", tmp_path / "backup.tar"),
    ):
        answer = jalon(*line)
        assert (answer.code, is_one_sentence(answer)) == (2, True)
        assert "newer version" in answer.err


def test_without_an_installation_every_command_says_what_to_start(
    jalon: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_LANG", "en")
    monkeypatch.setenv("JALON_DATA_DIR", str(tmp_path / "none"))

    answer = jalon("project", "list", "--as", "paul")

    assert (answer.code, is_one_sentence(answer)) == (2, True)
    assert "jalon up" in answer.err


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "mysql://a@b/c"])
def test_a_database_that_does_not_answer_is_one_sentence(
    jalon: Line, world: World, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("JALON_DATABASE_URL", url)

    for line in (("project", "list", "--as", "paul"), ("ledger", "verify"), ("db", "upgrade")):
        answer = jalon(*line)
        assert (answer.code, is_one_sentence(answer)) == (2, True)


def test_a_file_that_is_no_database_is_one_sentence(
    jalon: Line, data: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / "broken.db").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("JALON_DATABASE_URL", f"sqlite:///{data / 'broken.db'}")

    answer = jalon("project", "list", "--as", "paul")

    assert (answer.code, is_one_sentence(answer)) == (2, True)
