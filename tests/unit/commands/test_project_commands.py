"""Projects at the command line: entered, handed in, voted on, withdrawn."""

import os
from datetime import date
from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from lifecycle.packages.entering import DecidedOutside
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

ROLES = ("--role", "sponsor=sara", "--role", "finance=finn", "--role", "manager=mona")
JSON = ("--format", "json")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "annex").mkdir(parents=True)
    (folder / "Budget.txt").write_text("budget 100", "utf-8")
    (folder / "annex" / "Détail.txt").write_text("lines", "utf-8")
    (folder / ".DS_Store").write_text("left behind", "utf-8")
    (folder / "~$Budget.txt").write_text("left behind", "utf-8")
    return folder


def create(jalon: Line, *more: str) -> None:
    args = ("project", "create", "HEAT", "--title", "Heat", "--method", "small", "--as", "paul")
    assert jalon(*args, *ROLES, *more).code == 0


def test_a_project_enters_as_an_idea(world: World, jalon: Line) -> None:
    create(jalon, "--budget", "1200000.50", "--attribute", "site=North")

    shown = jalon("project", "show", "HEAT", "--as", "mona", *JSON).said

    assert (shown["stage"], shown["gate"], shown["waits_for"]) == ("first", "A", "package")
    assert shown["budget"] == "1200000.50"
    assert check_invariants(world.installation) == []


def test_a_project_enters_later_with_its_gates_decided_outside(world: World, jalon: Line) -> None:
    create(jalon, "--stage", "second", "--passed", "A=2026-01-12;The board;Minutes 12, item 3")

    shown = jalon("project", "show", "HEAT", "--as", "paul", *JSON).said

    (passage,) = shown["passages"]
    assert (passage["gate"], passage["outside_by"]) == ("A", "The board")
    assert passage["evidence"] == "Minutes 12, item 3"
    assert check_invariants(world.installation) == []


def test_a_project_enters_from_a_file_whose_facts_options_override(
    world: World, jalon: Line, tmp_path: Path
) -> None:
    facts = tmp_path / "project.yaml"
    facts.write_text(
        "name: From a file\ncode: FILE\nmethod: small\ncurrency: CHF\nbudget: 900\n"
        "start: 2026-03-01\nclass: major\nattributes: {bought: true}\n",
        "utf-8",
    )

    made = jalon("project", "create", "--file", facts, "--currency", "EUR", "--as", "mona", *JSON)

    assert made.said["title"] == "From a file"
    assert (made.said["currency"], made.said["budget"]) == ("EUR", "900")


@pytest.mark.parametrize(
    "more",
    [
        ("--stage", "second"),
        ("--stage", "none"),
        ("--passed", "A"),
        ("--passed", "A=yesterday;who;what"),
        ("--passed", "A=2026-01-12;who"),
        ("--role", "sponsor"),
        ("--role", "none=sara"),
        ("--role", "sponsor=nobody"),
        ("--budget", "much"),
        ("--start", "soon"),
        ("--method", "none"),
        ("--file", "no-such-file"),
    ],
)
def test_what_does_not_fit_has_its_sentence(
    world: World, jalon: Line, more: tuple[str, ...]
) -> None:
    answer = jalon(
        "project", "create", "HEAT", "--title", "Heat", "--method", "small", "--as", "paul", *more
    )

    assert answer.code == (1 if more == ("--stage", "second") else 2)
    assert is_one_sentence(answer)


def test_who_acts_must_be_said(world: World, jalon: Line) -> None:
    nobody = jalon("project", "list")
    unknown = jalon("project", "list", "--as", "nobody")

    assert (nobody.code, unknown.code) == (2, 2)
    assert "--as PERSON" in nobody.err
    assert is_one_sentence(unknown)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a directory away")
def test_acting_for_others_takes_the_owner_of_the_data_directory(
    world: World, jalon: Line, data: Path
) -> None:
    os.chown(data, 54321, -1)

    answer = jalon("project", "list", "--as", "paul")

    assert answer.code == 1
    assert "Only the owner" in answer.err


def test_projects_are_listed_for_whom_may_see_them(world: World, jalon: Line) -> None:
    world.project("HEAT")
    world.project("SECRET", confidential=True)

    mona = jalon("project", "list", "--as", "mona", "--lang", "fr")
    xena = jalon("project", "list", "--as", "xena", *JSON)

    assert "SECRET" in mona.out
    assert "dossier" in mona.out
    assert [each["code"] for each in xena.said] == ["HEAT"]


def test_a_package_is_handed_in_and_known_again(world: World, jalon: Line, package: Path) -> None:
    world.project()

    first = jalon("project", "submit", "HEAT", package, "--as", "mona", *JSON)
    again = jalon("project", "submit", "HEAT", package, "--as", "mona")

    assert first.said["again"] is False
    assert [each["path"] for each in first.said["files"]] == ["Budget.txt", "annex/Détail.txt"]
    assert len(first.said["sha256"]) == 64
    assert "the same to the byte" in again.out
    assert first.said["sha256"] in again.out
    assert check_invariants(world.installation) == []


def test_a_folder_that_is_no_package_has_its_sentence(
    world: World, jalon: Line, package: Path, tmp_path: Path
) -> None:
    world.project()
    empty = tmp_path / "empty"
    empty.mkdir()
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "passwords").symlink_to("/etc/passwd")
    piped = tmp_path / "piped"
    piped.mkdir()
    os.mkfifo(piped / "pipe")

    for folder in (empty, linked, piped, package / "Budget.txt", tmp_path / "none"):
        answer = jalon("project", "submit", "HEAT", folder, "--as", "mona")
        assert answer.code == 2, folder
        assert is_one_sentence(answer)


def test_a_package_is_withdrawn_with_a_reason(world: World, jalon: Line, package: Path) -> None:
    world.project()
    jalon("project", "submit", "HEAT", package, "--as", "mona")

    ended = jalon("project", "withdraw", "HEAT", "--reason", "moved", "--as", "mona", *JSON)
    again = jalon("project", "withdraw", "HEAT", "--reason", "moved", "--as", "mona")

    assert ended.said["state"] == "withdrawn"
    assert (again.code, is_one_sentence(again)) == (1, True)


def test_the_vote_that_closes_the_round_prints_its_outcome(world: World, jalon: Line) -> None:
    project_id = world.project()
    world.asked()

    first = jalon("vote", "HEAT", "A", "--seat", "sponsor", "--value", "approve", "--as", "sara")
    last = jalon(
        "vote", "HEAT", "A", "--seat", "finance", "--value", "approve", "--as", "finn", *JSON
    )

    assert first.code == 0
    assert "votes 1/2" in first.out
    assert (last.said["code"], last.said["stage"]) == ("GO", "second")
    assert last.said["outcome"]["move"]["stage"] == "second"
    world.at = world.at.replace(year=world.at.year + 1)
    world.carried_out(project_id)
    assert check_invariants(world.installation) == []


def test_a_rejection_says_what_is_wanted_and_conditions_have_their_five_parts(
    world: World, jalon: Line
) -> None:
    world.project()
    world.asked()

    hold = ("--value", "reject", "--instead", "hold", "--until", "2099-01-15", "--reason", "later")
    held = jalon("vote", "HEAT", "A", *hold, "--as", "sara", *JSON)
    condition = "Sign it;mona;sara;2099-01-15;The contract"
    approved = jalon(
        "vote",
        "HEAT",
        "A",
        *("--value", "approve_with_conditions", "--reason", "nearly", "--condition", condition),
        *("--as", "sara", *JSON),
    )

    assert held.said["value"] == "reject"
    assert approved.said["value"] == "approve_with_conditions"
    assert check_invariants(world.installation) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--value", "perhaps"), 2),
        (("--value", "reject"), 2),
        (("--value", "reject", "--instead", "never", "--reason", "x"), 2),
        (("--value", "approve", "--until", "2099-01-01"), 2),
        (("--value", "approve_with_conditions", "--reason", "x", "--condition", "a;b"), 2),
        (("--value", "approve", "--seat", "finance"), 1),
        (("--value", "approve", "--revision", "00000000"), 1),
    ],
)
def test_a_vote_that_does_not_fit_has_its_sentence(
    world: World, jalon: Line, more: tuple[str, ...], code: int
) -> None:
    world.project()
    world.asked()

    answer = jalon("vote", "HEAT", "A", "--as", "sara", *more)

    assert (answer.code, is_one_sentence(answer)) == (code, True)


def test_a_gate_or_round_that_is_not_there_has_its_sentence(world: World, jalon: Line) -> None:
    world.project()

    none = jalon("vote", "HEAT", "A", "--value", "approve", "--as", "sara")
    gate = jalon("vote", "HEAT", "Z", "--value", "approve", "--as", "sara")
    project = jalon("vote", "NONE", "A", "--value", "approve", "--as", "sara")

    assert (none.code, gate.code, project.code) == (1, 2, 2)
    assert all(is_one_sentence(each) for each in (none, gate, project))


def test_an_operator_votes_only_where_the_method_allows_it(world: World, jalon: Line) -> None:
    decided = DecidedOutside(
        gate="A", decided_on=date(2026, 1, 12), decided_by="The board", evidence="Minutes"
    )
    world.project(stage="second", earlier=[decided])
    world.asked()

    answer = jalon("vote", "HEAT", "B", "--value", "approve", "--as", "sara")

    assert answer.code == 1
    assert "takes no vote by operator" in answer.err
    assert check_invariants(world.installation) == []
