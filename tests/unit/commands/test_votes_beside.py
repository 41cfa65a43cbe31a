"""Scores, answers, ratings, dissents and meetings at the command line."""

from uuid import UUID

from tests.beside_method import publish_beside
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")
SARA = (
    *("--value", "approve", "--score", "fit=7,5", "--answer", "legal=yes"),
    *("--rating", "confidence=amber-red"),
)


def test_a_vote_carries_what_the_gate_asks_beside_it(world: World, jalon: Line) -> None:
    publish_beside(world)
    world.project()
    world.asked()

    jalon("vote", "HEAT", "A", "--value", "reject", "--reason", "Too hot",
          "--rating", "confidence=red", "--as", "eve")  # fmt: skip
    first = jalon("vote", "HEAT", "A", *SARA, "--to-dissent", "We cool it", "--as", "sara")
    last = jalon(
        *("vote", "HEAT", "A", "--value", "approve", "--score", "fit=6", "--score", "reward=4"),
        *("--rating", "confidence=green", "--meeting", "Board 12", "--as", "finn", *JSON),
    )

    assert first.code == 0
    assert (last.said["scorecard"], last.said["dissents"]) == ("58.33 %", 1)
    assert last.said["rule"] == "scorecard 58.33 % under 60 %, when rejected RECYCLE"
    assert last.said["outcome"]["ratings"][0]["level"] == "red"
    with world.database.read() as session:
        assert world.review(session, UUID(last.said["review"])).meeting == "Board 12"


def test_what_does_not_fit_has_its_sentence(world: World, jalon: Line) -> None:
    publish_beside(world)
    world.project()
    world.asked()

    for wrong, said in (
        (("--score", "fit"), "write it as ID=VALUE"),
        (("--score", "fit=high"), "not a number"),
        (("--answer", "legal=maybe"), "write yes or no"),
        (("--score", "fit=11"), "scored from 0 to 10, not 11"),
    ):
        answer = jalon("vote", "HEAT", "A", *SARA, *wrong, "--as", "sara")
        assert (answer.code, is_one_sentence(answer)) == (2, True)
        assert said in answer.err
