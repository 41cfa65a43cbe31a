"""People, keys and tokens at the command line."""

from pathlib import Path

import pytest

from lifecycle.installation import Place, make_installation
from lifecycle.invariants import check_invariants
from storage.keys import load
from storage.migrate import upgrade
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")
ANNA = ("--name", "Anna Weiss", "--email", "anna@example.org")


def test_the_first_administrator_needs_nobody_else_but_only_once(data: Path, jalon: Line) -> None:
    installation = make_installation(Place.from_environment())
    upgrade(installation.database)
    installation.close()

    plain = jalon("person", "add", "anna", *ANNA)
    first = jalon("person", "add", "anna", *ANNA, "--role", "admin", "--role", "pmo", *JSON)
    second = jalon("person", "add", "otto", *ANNA, "--role", "admin")

    assert plain.code == 2
    assert first.said["roles"] == ["admin", "pmo"]
    assert second.code == 2
    assert "--as PERSON" in second.err
    assert jalon("ledger", "verify", "--deep").code == 0


def test_people_are_added_listed_invited_and_disabled(world: World, jalon: Line) -> None:
    added = jalon("person", "add", "anna", *ANNA, "--language", "fr", "--as", "ada", *JSON)
    taken = jalon("person", "add", "anna", *ANNA, "--as", "ada")
    invited = jalon("person", "invite", "anna", "--as", "ada", *JSON)
    listed = jalon("person", "list", "--as", "ada")
    disabled = jalon("person", "disable", "anna", "--as", "ada", *JSON)
    last = jalon("person", "disable", "ada", "--as", "ada")
    other = jalon("person", "list", "--as", "mona")

    assert added.said["language"] == "fr"
    assert (taken.code, is_one_sentence(taken)) == (1, True)
    assert invited.said["code"].count("-") == 4
    assert "Anna Weiss" in listed.out
    assert disabled.said["disabled_at"] is not None
    assert (last.code, other.code) == (1, 1)
    assert check_invariants(world.installation) == []


@pytest.mark.parametrize(
    "more",
    [
        ("--email", "nowhere"),
        ("--role", "king"),
        ("--language", "de"),
        ("--zone", "Mars/Olympus"),
    ],
)
def test_a_person_who_does_not_fit_has_a_sentence(
    world: World, jalon: Line, more: tuple[str, str]
) -> None:
    answer = jalon("person", "add", "anna", *ANNA, *more, "--as", "ada")

    assert (answer.code, is_one_sentence(answer)) == (2, True)


def test_a_table_of_people_is_imported_and_every_refused_row_said(
    world: World, jalon: Line, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "Handle;Name;Email;Language;Roles\n"
        "anna;Anna Weiss;anna@example.org;fr;executive\n"
        "bob;Bob;nowhere;;\n"
        "sara;Sara Lind;sara@example.org;;\n"
        "mona;Somebody Else;else@example.org;;\n",
        "utf-8-sig",
    )

    first = jalon("person", "import", table, "--as", "ada")
    again = jalon("person", "import", table, "--as", "ada", *JSON)

    assert (first.code, again.code) == (1, 1)
    assert first.out == "1 added, 1 stood already, 2 refused\n"
    assert f"{table}:3: 'nowhere' is not an e-mail address" in first.err
    assert f"{table}:5: The sign-in name 'mona' is taken" in first.err
    outcomes = [row["outcome"] for row in again.said]
    assert outcomes == ["standing", "refused", "standing", "refused"]
    assert check_invariants(world.installation) == []


@pytest.mark.parametrize(
    "content", [b"", b"name\nx\n", b"\xff\xfe\x00", b"handle,name,email,shoe\n", None]
)
def test_what_is_no_table_of_people_has_a_sentence(
    world: World, jalon: Line, tmp_path: Path, content: bytes | None
) -> None:
    table = tmp_path / "people.csv"
    if content is not None:
        table.write_bytes(content)

    answer = jalon("person", "import", table, "--as", "ada")

    assert (answer.code, is_one_sentence(answer)) == (2, True)


def test_a_token_acts_as_its_person_until_it_is_ended(
    world: World, jalon: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.project()
    made = jalon("token", "create", "laptop", "--scope", "project:read", "--as", "mona", *JSON).said

    monkeypatch.setenv("JALON_TOKEN", made["token"])
    listed = jalon("project", "list", *JSON)
    refused = jalon("project", "withdraw", "HEAT", "--reason", "x")
    more = jalon("token", "create", "second", "--scope", "vote")
    own = jalon("token", "list", "--as", "mona", *JSON)
    ended = jalon("token", "end", made["id"], "--as", "mona")
    after = jalon("project", "list")

    assert [each["code"] for each in listed.said] == ["HEAT"]
    assert (refused.code, more.code) == (1, 1)
    assert [each["name"] for each in own.said] == ["laptop"]
    assert ended.code == 0
    assert (after.code, is_one_sentence(after)) == (1, True)
    assert check_invariants(world.installation) == []


@pytest.mark.parametrize("more", [("--scope", "everything"), ("--scope", "vote", "--days", "0")])
def test_a_token_that_cannot_be_has_a_sentence(
    world: World, jalon: Line, more: tuple[str, ...]
) -> None:
    answer = jalon("token", "create", "x", *more, "--as", "mona")

    assert (answer.code, is_one_sentence(answer)) == (2, True)


def test_somebody_elses_token_is_not_there(world: World, jalon: Line) -> None:
    made = jalon("token", "create", "x", "--scope", "vote", "--as", "mona", *JSON).said

    assert jalon("token", "end", made["id"], "--as", "sara").code == 2
    assert jalon("token", "end", "none", "--as", "sara").code == 2


def test_keys_are_rotated_and_the_old_ones_kept_or_dropped(world: World, jalon: Line) -> None:
    path = world.installation.place.keys_file
    before = load(path).current

    kept = jalon("keys", "rotate", *JSON).said
    dropped = jalon("keys", "rotate", "--drop-old", *JSON).said

    assert before in kept["keys"]
    assert dropped["keys"] == [dropped["current"]]
    assert path.stat().st_mode & 0o077 == 0
    assert check_invariants(world.installation) == []
