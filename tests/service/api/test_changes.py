"""A project is amended, planned, tailored and branched by programs alone."""

from lifecycle.invariants import check_invariants
from tests.rich_method import rich_project
from tests.service.api.conftest import Caller
from tests.world import World


def test_a_project_that_grows_is_told_its_class_and_what_is_asked_on_top(
    world: World, callers: dict[str, Caller]
) -> None:
    rich_project(world)

    made = callers["mona"].post(
        "/projects/HEAT/amend",
        {"budget": "2000", "attributes": {"exposed": True}, "take": ["tender"]},
    )
    shown = callers["mona"].get("/projects/HEAT").json()

    assert made.status_code == 200
    said = made.json()
    assert (said["class_before"], said["class_now"]) == ("S", "L")
    assert said["changed"] == ["budget", "attributes", "packs"]
    fitting = shown["fitting"]
    assert (fitting["klass"], fitting["klass_because"]["en"]) == ("L", "budget 2000 > 1000")
    assert [each["in_force"] for each in fitting["packs"]] == [True]
    values = {each["id"]: each["value"] for each in fitting["attributes"]}
    assert values == {"exposed": "True", "site": None}
    assert shown["budget"] == "2000"
    assert check_invariants(world.installation) == []


def test_what_does_not_fit_is_a_problem_in_one_sentence(
    world: World, callers: dict[str, Caller]
) -> None:
    rich_project(world)

    answer = callers["mona"].post("/projects/HEAT/amend", {"attributes": {"site": "west"}})

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert "must be one of north, south" in answer.json()["detail"]


def test_a_gate_is_planned_and_an_event_opens_another(
    world: World, callers: dict[str, Caller]
) -> None:
    rich_project(world)
    mona = callers["mona"]

    planned = mona.post("/projects/HEAT/plan", {"gates": {"A": "2099-11-27"}})
    raised = mona.post("/projects/HEAT/events", {"event": "incident", "reason": "A pump failed"})
    opened = {each["gate"]: each for each in mona.get("/projects/HEAT").json()["opened"]}

    assert (planned.status_code, raised.status_code) == (200, 200)
    assert opened["A"]["due"] == "2099-11-25"
    assert opened["ALARM"]["by"]["en"] == "Incident"
    assert opened["A"]["hindered"]["en"].startswith("A awaits ALARM")
    gate = mona.get("/projects/HEAT/gates/ALARM").json()
    assert (gate["is_current"], gate["may_submit"]) == (True, True)
    package = mona.post(
        "/projects/HEAT/packages",
        files=[("files", ("Budget.txt", b"budget 100"))],
        data={"gate": "A"},
    )
    assert package.status_code == 409
    package = mona.post(
        "/projects/HEAT/packages",
        files=[("files", ("Budget.txt", b"budget 100"))],
        data={"gate": "ALARM"},
    )
    assert (package.status_code, package.json()["gate"]) == (201, "ALARM")
    assert check_invariants(world.installation) == []


def test_a_departure_is_asked_and_approved_by_another(
    world: World, callers: dict[str, Caller]
) -> None:
    rich_project(world)
    departure = {"word": "n-a", "item": "budget", "gate": "A", "reason": "It is paid for"}

    asked = callers["mona"].post("/projects/HEAT/tailoring", departure)
    path = f"/projects/HEAT/tailoring/{asked.json()['id']}/answer"
    refused = callers["mona"].post(path, {"approve": True})
    mine = callers["sara"].get("/projects/HEAT").json()["fitting"]["tailoring"]
    approved = callers["sara"].post(path, {"approve": True})

    assert (asked.status_code, asked.json()["state"]) == (201, "asked")
    assert refused.status_code == 403
    assert [each["to_answer"] for each in mine] == [True]
    assert approved.json()["state"] == "approved"
    gate = callers["mona"].get("/projects/HEAT/gates/A").json()
    assert [each["id"] for area in gate["asked"] for each in area["deliverables"]] == ["safety"]
    assert check_invariants(world.installation) == []


def test_a_track_begins_as_a_project_of_its_own(world: World, callers: dict[str, Caller]) -> None:
    rich_project(world)

    begun = callers["mona"].post("/projects/HEAT/tracks", {"track": "works", "code": "DIG"})
    again = callers["mona"].post("/projects/HEAT/tracks", {"track": "works", "code": "DIG"})
    child = callers["mona"].get("/projects/DIG").json()

    assert (begun.status_code, again.json()) == (201, begun.json())
    assert (child["stage"], child["gate"]) == ("digging", "W")
    assert child["fitting"]["parent"]["code"] == "HEAT"
    above = callers["mona"].get("/projects/HEAT").json()["fitting"]["tracks"]
    assert [each["code"] for each in above] == ["DIG"]
    assert check_invariants(world.installation) == []
