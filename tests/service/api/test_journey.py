"""A project is taken from its idea through a gate by programs alone."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from lifecycle.invariants import check_invariants
from storage.tables.projects import Project
from tests.service.api.conftest import Caller
from tests.world import ROLES, World


def test_a_project_passes_a_gate_by_the_interface_alone(
    world: World, callers: dict[str, Caller]
) -> None:
    created = callers["paul"].post(
        "/projects", {"code": "HEAT", "title": "Heat", "method": "small", "roles": ROLES}
    )
    assert created.status_code == 201
    assert created.headers["location"] == "/api/v1/projects/HEAT"
    with world.database.read() as session:
        project_id = session.scalars(select(Project.id)).one()
    assert world.nudged == [project_id]

    handed_in = callers["mona"].post(
        "/projects/HEAT/packages", files=[("files", ("Budget.txt", b"budget 100"))]
    )
    assert handed_in.status_code == 201
    frozen = handed_in.json()
    assert (frozen["round"], frozen["state"], frozen["again"]) == (1, "submitted", False)
    review = frozen["review_id"]
    world.judged(UUID(review))
    world.carried_out(project_id)

    (waiting,) = callers["sara"].get("/awaiting").json()["decisions"]
    assert waiting["review_id"] == review
    question = callers["sara"].get(f"/reviews/{review}/decision").json()
    assert {choice["code"] for choice in question["choices"]} >= {"GO", "KILL"}
    ballot = {"revision_sha256": question["revision_sha256"], "value": "approve"}
    first = callers["sara"].post(f"/reviews/{review}/votes", ballot)
    assert (first.status_code, first.json()["standing"]) == (200, "open")
    last = callers["finn"].post(f"/reviews/{review}/votes", ballot | {"seat": "finance"})
    assert (last.json()["standing"], last.json()["code"]) == ("closed", "GO")

    shown = callers["mona"].get("/projects/HEAT").json()
    assert (shown["stage"], shown["gate"]) == ("second", "B")
    assert [passage["code"] for passage in shown["passages"]] == ["GO"]
    gate = callers["eve"].get("/projects/HEAT/gates/A").json()
    assert gate["round"]["state"] == "decided"
    assert callers["eve"].get(f"/reviews/{review}/judgement").json()["verdict"] == "ready"
    file = callers["eve"].get(f"/reviews/{review}/files/0")
    assert file.content == b"budget 100"
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''Budget.txt"
    assert callers["paul"].get("/ledger/verification").json()["sound"] is True
    assert check_invariants(world.installation) == []


def test_conditions_are_reported_and_settled(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review = world.asked()
    sha256 = callers["sara"].get(f"/reviews/{review}").json()["revision_sha256"]
    condition = {
        "words": "Sign the contract",
        "owner": "mona",
        "verifier": "sara",
        "due_on": "2026-12-15",
        "evidence": "The signed contract",
    }
    callers["sara"].post(
        f"/reviews/{review}/votes",
        {
            "revision_sha256": sha256,
            "value": "approve_with_conditions",
            "reason": "The contract is missing",
            "conditions": [condition],
        },
    )
    decided = callers["finn"].post(
        f"/reviews/{review}/votes", {"revision_sha256": sha256, "value": "approve"}
    )
    assert decided.json()["code"] == "CONDITIONAL_GO"

    path = "/projects/HEAT/conditions/1"
    early = callers["sara"].post(f"{path}/settle")
    reported = callers["mona"].post(f"{path}/report", {"evidence": "Signed on Monday"})
    own = callers["mona"].post(f"{path}/settle")
    settled = callers["sara"].post(f"{path}/settle")

    assert (early.status_code, own.status_code) == (409, 403)
    assert reported.json() == {"number": 1, "state": "reported"}
    assert settled.json() == {"number": 1, "state": "settled"}
    (seen,) = callers["mona"].get("/projects/HEAT/conditions").json()["items"]
    assert (seen["words"], seen["state"]) == ("Sign the contract", "settled")
    assert check_invariants(world.installation) == []


def test_a_finding_is_contested_and_attested(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review = world.hand_in().review.id
    world.judged(review, ready=False)
    finding = {"check": "COST-11", "deliverable": "budget", "document_sha256": "b" * 64}

    contested = callers["mona"].post(
        f"/reviews/{review}/contests", finding | {"reason": "The total is in the annex"}
    )
    contest = contested.json()["id"]
    own = callers["mona"].post(f"/contests/{contest}/answer", {"attest": True, "words": "yes"})
    attested = callers["paul"].post(
        f"/contests/{contest}/answer", {"attest": True, "words": "Seen in the annex"}
    )

    assert contested.json()["state"] == "asked"
    assert own.status_code == 403
    assert attested.json()["state"] == "attested"
    (seen,) = callers["mona"].get("/projects/HEAT/contests").json()["items"]
    assert (seen["answered_by"], seen["answer"]) == ("Paul Morel", "Seen in the annex")
    assert callers["mona"].get(f"/reviews/{review}").json()["state"] == "submitted"
    assert check_invariants(world.installation) == []


def test_a_package_is_withdrawn(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review = world.asked()

    ended = callers["mona"].post("/projects/HEAT/withdrawal", {"reason": "The site changes"})

    assert ended.json()["state"] == "withdrawn"
    refused = vote(callers["sara"], str(review))
    assert (refused.status_code, refused.json()["title"]) == (409, "Conflict")
    assert check_invariants(world.installation) == []


def test_a_vote_is_changed_and_taken_back(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review = world.asked()

    first = vote(callers["sara"], str(review))
    again = vote(callers["sara"], str(review))
    changed = vote(callers["sara"], str(review), value="abstain")
    back = callers["sara"].send("DELETE", f"/reviews/{review}/vote")
    twice = callers["sara"].send("DELETE", f"/reviews/{review}/vote")

    assert (first.json()["again"], again.json()["again"]) == (False, True)
    assert changed.json()["value"] == "abstain"
    assert back.json()["vote_id"] == changed.json()["vote_id"]
    assert twice.status_code == 409
    assert check_invariants(world.installation) == []


def test_people_are_added_invited_and_disabled(world: World, callers: dict[str, Caller]) -> None:
    ada = callers["ada"]
    added = ada.post("/people", {"handle": "nina", "name": "Nina Ash", "email": "n@example.org"})
    invited = ada.post("/people/nina/invitation", key="same")
    repeated = ada.post("/people/nina/invitation", key="same")
    disabled = ada.post("/people/nina/disable")

    assert added.status_code == 201
    assert invited.json()["code"].count("-") == 4
    assert repeated.json() == {"handle": "nina", "code": None}
    assert disabled.json() == {"handle": "nina", "disabled": True}
    assert ada.get("/people/nina").json()["disabled_at"] is not None
    assert check_invariants(world.installation) == []


def test_a_method_is_published_and_its_faults_are_named(
    world: World, callers: dict[str, Caller]
) -> None:
    source = callers["paul"].get("/methods/small/1").json()["source"]

    second = callers["paul"].post(
        "/methods", {"source": source.replace("version: 1", "version: 2")}
    )
    unsound = callers["paul"].post("/methods", {"source": source.replace("gate: B", "gate: C")})
    refused = callers["mona"].post("/methods", {"source": source})

    assert (second.status_code, second.json()["version"]) == (201, 2)
    assert unsound.status_code == 422
    assert "method.yaml:" in unsound.json()["detail"]
    assert refused.status_code == 403
    keys = [line["version"] for line in callers["mona"].get("/methods").json()["items"]]
    assert keys == [1, 2]


def test_letters_are_listed_for_administrators(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    world.asked()

    listed = callers["ada"].get("/letters").json()["items"]

    assert {"sara@example.org", "finn@example.org"} <= {each["email"] for each in listed}
    assert callers["sara"].get("/letters").status_code == 403


def vote(caller: Caller, review: str, value: str = "approve", **more: Any) -> Any:
    sha256 = caller.get(f"/reviews/{review}").json()["revision_sha256"]
    return caller.post(
        f"/reviews/{review}/votes", {"revision_sha256": sha256, "value": value} | more
    )
