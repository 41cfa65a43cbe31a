"""A project's own facts at the command line: amended, planned, tailored, branched."""

import pytest

from lifecycle.invariants import check_invariants
from tests.rich_method import rich_project
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")
MONA = ("--as", "mona")


@pytest.fixture
def heat(world: World) -> World:
    rich_project(world)
    return world


def test_a_project_that_grows_says_its_class_and_why(heat: World, jalon: Line) -> None:
    told = jalon("project", "amend", "HEAT", "--set", "budget=2000", "--set", "exposed=yes", *MONA)
    again = jalon("project", "amend", "HEAT", "--set", "budget=2000", *MONA)

    assert told.code == 0
    assert "class S → L: budget 2000 > 1000" in told.out
    assert again.out == "HEAT: nothing changes\n"
    said = jalon("project", "amend", "HEAT", "--pack", "tender", *MONA, *JSON).said
    assert (said["changed"], said["class"]) == (["packs"], "L")
    assert check_invariants(heat.installation) == []


def test_a_project_enters_with_its_packs(heat: World, jalon: Line) -> None:
    entered = ("project", "create", "COLD", "--title", "Cold", "--method", "rich")

    made = jalon(*entered, "--pack", "tender", *MONA, *JSON)
    refused = jalon("project", "create", "WARM", *entered[3:], "--pack", "moon", *MONA)

    assert [each["chosen"] for each in made.said["fitting"]["packs"]] == [True]
    assert is_one_sentence(refused)


def test_what_does_not_fit_is_one_sentence(heat: World, jalon: Line) -> None:
    assert is_one_sentence(jalon("project", "amend", "HEAT", "--set", "site=west", *MONA))
    assert is_one_sentence(jalon("project", "plan", "HEAT", "MOON=2026-03-01", *MONA))
    assert is_one_sentence(jalon("project", "raise", "HEAT", "flood", "--reason", "x", *MONA))
    assert is_one_sentence(jalon("project", "begin-track", "HEAT", "moon", *MONA))
    assert is_one_sentence(jalon("project", "tailor", "HEAT", "moon", "budget", *MONA))
    assert is_one_sentence(jalon("project", "answer-tailoring", "1", "--approve", *MONA))


def test_gates_are_planned_and_events_raised(heat: World, jalon: Line) -> None:
    planned = jalon("project", "plan", "HEAT", "A=2099-11-27", "B=2099-12-24", *MONA, *JSON).said
    raised = jalon("project", "raise", "HEAT", "incident", "--reason", "A pump failed", *MONA)

    assert planned["planned"] == {"A": "2099-11-27", "B": "2099-12-24"}
    assert raised.out == "HEAT incident raised\n"
    told = jalon("project", "show", "HEAT", *MONA).out
    assert "ALARM · Incident" in told
    assert "A · due 2099-11-25 · A awaits ALARM" in told
    assert "S (no heavier class applies)" in told
    shown = jalon("project", "show", "HEAT", *MONA, *JSON).said
    assert [each["gate"] for each in shown["opened"]] == ["ALARM", "A"]
    assert check_invariants(heat.installation) == []


def test_a_departure_is_asked_and_answered(heat: World, jalon: Line) -> None:
    words = ("n-a", "budget", "--gate", "A", "--reason", "It is paid for")
    asked = jalon("project", "tailor", "HEAT", *words, *MONA, *JSON).said
    number = asked["tailoring"]
    mine = jalon("project", "answer-tailoring", number, "--approve", *MONA)
    answered = jalon("project", "answer-tailoring", number, "--approve", "--as", "sara", *JSON)

    assert asked["state"] == "asked"
    assert (mine.code, is_one_sentence(mine)) == (1, True)
    assert answered.said["state"] == "approved"
    assert check_invariants(heat.installation) == []


def test_a_track_begins(heat: World, jalon: Line) -> None:
    begun = jalon("project", "begin-track", "HEAT", "works", "--code", "DIG", *MONA, *JSON).said

    assert (begun["project"], begun["parent"], begun["stage"]) == ("DIG", "HEAT", "digging")
    assert jalon("project", "show", "DIG", *MONA, *JSON).said["gate"] == "W"
    assert check_invariants(heat.installation) == []
