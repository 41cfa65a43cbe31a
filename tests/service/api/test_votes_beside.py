"""Scores, answers, ratings, dissents and meetings through the interface."""

from typing import Any

from tests.beside_method import publish_beside
from tests.service.api.conftest import Caller
from tests.world import World


def test_a_program_gives_what_the_question_asks(world: World, callers: dict[str, Caller]) -> None:
    publish_beside(world)
    world.project()
    review = world.asked()

    question = callers["sara"].get(f"/reviews/{review}/decision").json()
    asked = question["beside"]
    assert [each["id"] for each in asked["scores"]] == ["fit"]
    assert [each["id"] for each in asked["answers"]] == ["legal"]
    assert [level["id"] for level in asked["ratings"][0]["levels"]][:2] == ["green", "amber-green"]

    def cast(handle: str, **given: Any) -> Any:
        ballot = {"revision_sha256": question["revision_sha256"], "value": "approve"}
        confidence = {"ratings": {"confidence": "green"}}
        return callers[handle].post(f"/reviews/{review}/votes", ballot | confidence | given)

    missing = cast("sara", scores={"fit": 8})
    assert missing.status_code == 422
    assert "The law allows it (legal) is missing" in missing.text
    dissent = cast("eve", value="reject", reason="Too hot")
    first = cast("sara", scores={"fit": 8}, answers={"legal": True}, to_dissent="We cool it")
    last = cast("finn", scores={"fit": "7.5", "reward": 6}, meeting="Board 12")

    assert [each.status_code for each in (dissent, first, last)] == [200, 200, 200]
    assert (last.json()["code"], last.json()["scorecard"]) == ("GO", "71.66 %")
    shown = callers["mona"].get(f"/reviews/{review}").json()
    assert shown["meeting"] == "Board 12"
    assert [each["is_answered"] for each in shown["outcome"]["dissents"]] == [True]
