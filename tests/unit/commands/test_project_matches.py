"""What the files of a project serve, at the command line."""

from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")
MONA = ("--as", "mona")


@pytest.fixture
def heat(world: World) -> World:
    world.project()
    return world


def test_what_a_file_serves_is_said_listed_and_forgotten(heat: World, jalon: Line) -> None:
    said = jalon("project", "match", "HEAT", "numbers.csv", "budget", *MONA)
    nothing = jalon("project", "match", "HEAT", "notes.txt", *MONA, "--lang", "fr")
    listed = jalon("project", "matches", "HEAT", *MONA).out
    taken = jalon("project", "unmatch", "HEAT", "NUMBERS.csv", *MONA)
    kept = jalon("project", "matches", "HEAT", *MONA, *JSON).said

    assert said.out == "numbers.csv serves budget\n"
    assert nothing.out == "notes.txt répond à rien\n"
    assert "said by Mona Reyes" in listed
    assert taken.out == "numbers.csv: forgotten\n"
    assert {each["path"]: each["revoked_by"] for each in kept} == {
        "notes.txt": None,
        "numbers.csv": "Mona Reyes",
    }
    assert check_invariants(heat.installation) == []


@pytest.mark.usefixtures("heat")
def test_a_file_that_is_here_is_known_by_its_content_too(jalon: Line, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_bytes(b"abc")

    said = jalon("project", "match", "HEAT", str(path), "budget", *MONA, *JSON).said

    assert said["path"] == "numbers.csv"
    assert said["sha256"].startswith("ba7816bf")


@pytest.mark.usefixtures("heat")
def test_what_does_not_fit_is_one_sentence(jalon: Line) -> None:
    assert is_one_sentence(jalon("project", "match", "HEAT", "x.csv", "plan", *MONA))
    assert is_one_sentence(jalon("project", "match", "COLD", "x.csv", "budget", *MONA))
    assert is_one_sentence(jalon("project", "unmatch", "HEAT", "x.csv", *MONA))
    assert is_one_sentence(jalon("project", "match", "HEAT", "x.csv", "budget", "--as", "sara"))


def test_the_checks_are_listed_with_their_record(heat: World, jalon: Line) -> None:
    review_id = heat.hand_in().review.id
    heat.judged(review_id, ready=False)

    told = jalon("checks", *MONA, "--lang", "fr").out
    said = jalon("checks", *MONA, "--method", "small@1", *JSON).said
    none = jalon("checks", *MONA, "--until", "2001-01-01", *JSON).said

    assert "COST-11" in told
    assert "fausses" in told.splitlines()[0]
    (cost,) = [each for each in said if each["id"] == "COST-11"]
    assert (cost["count"]["failed"], cost["count"]["rate"]) == (1, "0.0000")
    assert all(each["count"]["asked"] == 0 for each in none)
    assert is_one_sentence(jalon("checks", *MONA, "--since", "soon"))
