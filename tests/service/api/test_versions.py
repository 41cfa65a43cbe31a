"""Methods over the interface: a draft weighed, a version taken up by a project, and left again."""

from collections.abc import Callable
from typing import Any

from tests.small_method import METHOD
from tests.world import World

SECOND = METHOD.replace("version: 1", "version: 2").replace("force: should}", "force: must}")


def test_a_draft_is_weighed_and_nothing_is_kept(caller: Callable[..., Any], world: World) -> None:
    world.project("HEAT")
    world.judged(world.hand_in().review.id)

    answer = caller("paul").post("/methods/effect", {"source": SECOND})

    assert answer.status_code == 200
    said = answer.json()
    assert (said["method"], said["without_package"]) == ("small@2", 0)
    (package,) = said["packages"]
    assert (package["code"], package["gate"], package["version"]) == ("HEAT", "A", 1)
    versions = caller("paul").get("/methods").json()["items"]
    assert [each["version"] for each in versions] == [1]


def test_an_unsound_draft_is_refused_with_its_faults(caller: Callable[..., Any]) -> None:
    answer = caller("paul").post(
        "/methods/effect", {"source": SECOND.replace("gate: B", "gate: C")}
    )

    assert answer.status_code == 422
    assert "stages[second].gate" in answer.json()["detail"]


def test_a_project_goes_to_a_version_once_for_a_key_and_comes_back(
    caller: Callable[..., Any], world: World
) -> None:
    world.project("HEAT")
    paul = caller("paul")
    paul.post("/methods", {"source": SECOND})
    at = "/methods/small/2/migrations"

    (dry,) = paul.get(at).json()["items"]
    gone = paul.post(at, {"project": "HEAT"}, key="k")
    again = paul.post(at, {"project": "HEAT"}, key="k")
    refused = paul.post(at, {"project": "HEAT"})

    assert (dry["code"], dry["refusals"]) == ("HEAT", [])
    assert [each["en"] for each in dry["gates"][0]["changed"]] == ["Budget"]
    assert (gone.status_code, again.json()) == (200, gone.json())
    assert refused.status_code == 409
    assert "stands on this version already" in refused.json()["detail"]

    back = paul.post(f"{at}/undo", {"project": "HEAT"})

    assert (back.json()["key"], back.json()["version"]) == ("small", 1)
    assert paul.post(f"{at}/undo", {"project": "HEAT"}).status_code == 409


def test_only_the_pmo_weighs_and_migrates(caller: Callable[..., Any], world: World) -> None:
    world.project("HEAT")
    mona = caller("mona")

    for answer in (
        mona.post("/methods/effect", {"source": SECOND}),
        mona.get("/methods/small/1/migrations"),
        mona.post("/methods/small/1/migrations", {"project": "HEAT"}),
        mona.post("/methods/small/1/migrations/undo", {"project": "HEAT"}),
    ):
        assert answer.status_code == 403
