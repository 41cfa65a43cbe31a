"""Who may do what by the interface: every route as every person, and with every scope."""

from collections.abc import Callable

import pytest
from fastapi.routing import APIRoute

from domain.authority import SCOPES
from lifecycle.authority import find_project
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.packages.contest import Contested, contest
from lifecycle.packages.matches import say_match
from lifecycle.steering.tailor import ask
from storage.tables.reviews import Condition, Review
from tests.service.api.conftest import Caller
from tests.world import World
from web.api.document import routes_of
from web.api.permission import Permitted
from web.api.router import SUBJECTS

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""Authority asks no question that two databases would answer differently."""

SEES = {"paul", "mona", "sara", "finn", "eve", "xena"}
EVERYBODY = {*SEES, "ada", "stan"}
ALLOWED: dict[str, set[str]] = {
    "GET /me": EVERYBODY,
    "GET /awaiting": EVERYBODY,
    "GET /tokens": EVERYBODY,
    "GET /projects": EVERYBODY,
    "POST /projects": EVERYBODY,
    "GET /projects/{code}": SEES,
    "POST /projects/{code}/roles": {"paul"},
    "POST /projects/{code}/amend": {"paul", "mona"},
    "POST /projects/{code}/plan": {"paul", "mona"},
    "POST /projects/{code}/events": {"paul", "mona"},
    "POST /projects/{code}/tracks": {"paul", "mona"},
    "POST /projects/{code}/tailoring": {"paul", "mona"},
    "POST /projects/{code}/tailoring/{tailoring_id}/answer": {"sara"},
    "GET /projects/{code}/gates/{gate}": SEES,
    "POST /projects/{code}/tries": {"paul", "mona"},
    "POST /projects/{code}/packages": {"mona"},
    "POST /projects/{code}/withdrawal": {"paul", "mona"},
    "GET /projects/{code}/contests": SEES,
    "GET /projects/{code}/matches": SEES,
    "POST /projects/{code}/matches": {"paul", "mona"},
    "POST /matches/{match_id}/revocation": {"paul", "mona"},
    "GET /checks": EVERYBODY,
    "GET /contests": {"paul"},
    "GET /projects/{code}/conditions": SEES,
    "POST /projects/{code}/conditions/{number}/report": {"mona"},
    "POST /projects/{code}/conditions/{number}/settle": {"sara"},
    "GET /reviews/{review_id}": SEES,
    "GET /reviews/{review_id}/judgement": SEES,
    "GET /reviews/{review_id}/evidence": SEES,
    "GET /reviews/{review_id}/changes": SEES,
    "GET /reviews/{review_id}/decision": {"sara", "finn", "eve"},
    "GET /reviews/{review_id}/files/{number}": SEES,
    "GET /reviews/{review_id}/files/{number}/content": SEES,
    "POST /reviews/{review_id}/votes": {"sara", "finn", "eve"},
    "DELETE /reviews/{review_id}/vote": {"sara", "finn", "eve"},
    "GET /reviews/{review_id}/questions": SEES,
    "POST /reviews/{review_id}/questions": {"sara", "finn", "eve"},
    "POST /reviews/{review_id}/questions/{question_id}/answer": {"mona"},
    "GET /reviews/{review_id}/late-evidence": SEES,
    "GET /reviews/{review_id}/late-evidence/{number}/files/{place}": SEES,
    "POST /projects/{code}/late-evidence": {"mona"},
    "GET /projects/{code}/arbitrations": SEES,
    "GET /projects/{code}/arbitrations/{number}": SEES,
    "POST /projects/{code}/arbitrations": {"paul", "mona"},
    "POST /projects/{code}/arbitrations/{number}/answer": {"sara"},
    "POST /projects/{code}/arbitrations/{number}/withdrawal": {"paul", "mona"},
    "GET /delegations": EVERYBODY,
    "POST /delegations": EVERYBODY,
    "POST /delegations/{delegation_id}/end": EVERYBODY,
    "POST /reviews/{review_id}/contests": {"mona"},
    "POST /contests/{contest_id}/answer": {"paul"},
    "GET /people": {"ada"},
    "POST /people": {"ada"},
    "GET /people/{handle}": {"ada"},
    "POST /people/{handle}/disable": {"ada"},
    "POST /people/{handle}/invitation": {"ada"},
    "GET /methods": EVERYBODY,
    "GET /methods/{method_key}/{version}": EVERYBODY,
    "POST /methods": {"paul"},
    "POST /methods/effect": {"paul"},
    "GET /methods/{method_key}/{version}/migrations": {"paul"},
    "POST /methods/{method_key}/{version}/migrations": {"paul"},
    "POST /methods/{method_key}/{version}/migrations/undo": {"paul"},
    "GET /letters": {"ada"},
    "GET /letters/{letter_id}": {"ada"},
    "POST /letters/{letter_id}/release": {"ada"},
    "GET /reviews/{review_id}/override": set(),
    "POST /reviews/{review_id}/override": {"paul"},
    "POST /reviews/{review_id}/override/signature": set(),
    "POST /reviews/{review_id}/override/withdrawal": set(),
    "GET /projects/{code}/closing": SEES,
    "POST /projects/{code}/closing/{kind}": set(),
    "POST /projects/{code}/reopening": {"xena"},
    "GET /sessions": EVERYBODY,
    "POST /sessions": {"paul"},
    "GET /sessions/due": {"paul"},
    "GET /sessions/{number}": {"mona", "paul", "sara"},
    "POST /sessions/{number}/points/{point}/votes": {"paul"},
    "POST /sessions/{number}/points/{point}/notes": {"paul"},
    "POST /sessions/{number}/points/{point}/actions": {"paul"},
    "POST /sessions/{number}/actions/{action}/done": {"mona", "paul"},
    "POST /sessions/{number}/close": {"paul"},
    "POST /reviews/{review_id}/recorded-vote/confirm": set(),
    "POST /reviews/{review_id}/recorded-vote/contest": set(),
    "GET /radar/waits": {"paul"},
    "GET /radar/latency": {"paul"},
    "GET /ledger/head": {"ada", "paul"},
    "GET /ledger/entries": {"ada", "paul"},
    "GET /ledger/verification": {"ada", "paul"},
}
"""Who is let through to the act; whether it then fits the state is another question."""

NUMBERED = ("conditions", "late-evidence", "arbitrations", "sessions")
FILED = ("/tries", "/packages", "/late-evidence")
NOTHING = "00000000-0000-0000-0000-00000000000f"
SHA256 = "0" * 64
BODIES: dict[str, object] = {
    "POST /projects": {"code": "OTHER", "title": "Other", "method": "none"},
    "POST /projects/{code}/roles": {"role": "none", "person": "stan"},
    "POST /projects/{code}/amend": {"budget": "much"},
    "POST /projects/{code}/plan": {"gates": {"A": None}},
    "POST /projects/{code}/events": {"event": "none", "reason": ""},
    "POST /projects/{code}/tracks": {"track": "none"},
    "POST /projects/{code}/tailoring": {"word": "n-a", "item": "budget", "reason": ""},
    "POST /projects/{code}/tailoring/{tailoring_id}/answer": {"approve": False},
    "POST /projects/{code}/withdrawal": {"reason": ""},
    "POST /projects/{code}/matches": {"path": "\u00a0", "deliverables": []},
    "POST /projects/{code}/conditions/{number}/report": {"evidence": ""},
    "POST /reviews/{review_id}/votes": {"revision_sha256": SHA256, "value": "approve"},
    "POST /reviews/{review_id}/questions": {"words": ""},
    "POST /reviews/{review_id}/questions/{question_id}/answer": {"words": ""},
    "POST /projects/{code}/arbitrations": {
        "subject": "",
        "context": "",
        "options": [],
        "recommended": 1,
        "decide_by": "2030-01-01",
        "without_answer": "",
    },
    "POST /projects/{code}/arbitrations/{number}/answer": {"chosen": 6, "reason": ""},
    "POST /projects/{code}/arbitrations/{number}/withdrawal": {"reason": ""},
    "POST /delegations": {
        "delegate": "stan",
        "first_day": "2030-01-01",
        "last_day": "2030-01-02",
        "reason": "",
    },
    "POST /reviews/{review_id}/contests": {"check": "X-1", "deliverable": "x", "reason": ""},
    "POST /contests/{contest_id}/answer": {"attest": True, "words": ""},
    "POST /reviews/{review_id}/override": {"code": "GO", "reason": ""},
    "POST /projects/{code}/closing/{kind}": {"words": ""},
    "POST /projects/{code}/reopening": {"reason": ""},
    "POST /sessions": {
        "title": "",
        "meets_at": "2030-01-01T09:00:00Z",
        "secretary": "x",
        "items": [],
    },
    "POST /sessions/{number}/points/{point}/votes": {"role": "x", "value": "approve"},
    "POST /sessions/{number}/points/{point}/notes": {"words": ""},
    "POST /sessions/{number}/points/{point}/actions": {
        "words": "",
        "owner": "x",
        "due_on": "2030-01-01",
    },
    "POST /reviews/{review_id}/recorded-vote/contest": {"reason": ""},
    "POST /people": {"handle": "", "name": "", "email": ""},
    "POST /methods": {"source": "method: x"},
    "POST /methods/effect": {"source": "method: x"},
    "POST /methods/{method_key}/{version}/migrations": {"project": "HEAT"},
    "POST /methods/{method_key}/{version}/migrations/undo": {"project": "HEAT"},
}
"""Bodies that pass the gatekeeping and are then refused, so that no call changes anything."""


def routes() -> dict[str, APIRoute]:
    return {
        f"{method} {route.path_format}": route
        for route in routes_of(SUBJECTS)
        for method in route.methods or ()
    }


@pytest.mark.usefixtures("database")
def test_every_route_is_in_the_table() -> None:
    assert set(routes()) == set(ALLOWED)


@pytest.fixture
def paths(world: World) -> Callable[[str], str]:
    """Give the address of a route on a project whose first gate is under way."""
    project_id = world.project()
    first = world.hand_in(text="budget 90").review.id
    world.judged(first, ready=False)
    review = world.asked()
    contest = contested(world, first)
    conditioned(world, project_id, review)
    tailoring, match = tailored(world), matched(world)
    question = world.said_beside(review)
    world.called_a_session()

    def fill(path: str) -> str:
        return path.format(
            code="HEAT",
            gate="A",
            review_id=review,
            number=1 if any(each in path for each in NUMBERED) else 0,
            contest_id=contest,
            handle="none" if "/people" in path else "",
            method_key="small",
            version=1,
            letter_id=NOTHING,
            tailoring_id=tailoring,
            match_id=match,
            delegation_id=NOTHING,
            question_id=question,
            point=1,
            kind="lessons",
            action=1,
            place=0,
        )

    return fill


@pytest.mark.parametrize("route", sorted(ALLOWED))
@pytest.mark.gate_rule(55)
def test_a_route_lets_through_whom_it_should_and_nobody_else(
    paths: Callable[[str], str], callers: dict[str, Caller], route: str
) -> None:
    method, _, path = route.partition(" ")
    body = BODIES.get(route)
    name = "a.txt" if path.endswith("/tries") else "../a.txt"
    files = [("files", (name, b"a"))] if path.endswith(FILED) else None

    def status(who: str) -> int:
        caller = callers[who]
        if method == "POST":
            return int(caller.post(paths(path), body, files=files).status_code)
        return int(caller.send(method, paths(path)).status_code)

    answers = {who: status(who) for who in (*sorted(EVERYBODY), "nobody")}

    assert answers.pop("nobody") == 401
    let_through = {who for who, code in answers.items() if is_let_through(route, code)}
    assert let_through == ALLOWED[route], answers


def is_let_through(route: str, code: int) -> bool:
    """A 404 lets through only where the person manages the list that the thing is missing in."""
    missing = {"GET /people/{handle}", "GET /letters/{letter_id}"}
    acts = {
        "POST /people/{handle}/disable",
        "POST /people/{handle}/invitation",
    }
    late = {
        "POST /letters/{letter_id}/release",
        "POST /projects",
        "POST /delegations/{delegation_id}/end",
    }
    if code == 404:
        return route in missing | acts | late
    return code not in {401, 403}


@pytest.mark.parametrize("route", sorted(ALLOWED))
def test_a_token_without_the_scope_is_refused(
    paths: Callable[[str], str], caller: Callable[..., Caller], route: str
) -> None:
    method, _, path = route.partition(" ")
    wanted = scope_of(routes()[route])
    others = sorted(set(SCOPES.values()) - {wanted})
    who = min(ALLOWED[route] or {"sara"})

    answer = (
        caller(who, *others).post(paths(path), BODIES.get(route))
        if method == "POST"
        else caller(who, *others).send(method, paths(path))
    )

    if wanted is None:
        assert answer.status_code == 200
    else:
        assert answer.status_code in {403, 422}
        assert answer.status_code == 422 or wanted in answer.json()["detail"]


@pytest.mark.usefixtures("database")
def test_every_route_of_the_interface_asks_who_is_there() -> None:
    assert [name for name, route in routes().items() if not is_guarded(route)] == []


def is_guarded(route: APIRoute) -> bool:
    return any(isinstance(each.call, Permitted) for each in route.dependant.dependencies)


def scope_of(route: APIRoute) -> str | None:
    for each in route.dependant.dependencies:
        if isinstance(each.call, Permitted) and each.call.act is not None:
            return SCOPES[each.call.act]
    return None


def tailored(world: World) -> object:
    with world.database.write() as session:
        wanted = Wanted(word="n-a", item="budget", gate="B", reason="It is paid for")
        project = find_project(session, "HEAT")
        return ask(session, world.actor("mona"), project, wanted, at=world.at).id


def matched(world: World) -> object:
    with world.database.write() as session:
        project = find_project(session, "HEAT")
        return say_match(session, world.actor("mona"), project, "x.txt", [], at=world.at).id


def contested(world: World, review: object) -> object:
    with world.database.write() as session:
        return contest(
            session,
            world.actor("mona"),
            session.get_one(Review, review),
            Contested(
                check="COST-11", deliverable="budget", document_sha256="b" * 64, reason="annex"
            ),
            at=world.at,
        ).id


def conditioned(world: World, project_id: object, review: object) -> None:
    with world.database.write() as session:
        people = {who: world.actor(who).person_id for who in ("mona", "sara")}
        session.add(
            Condition(
                project_id=project_id,
                review_id=review,
                number=1,
                words="x",
                owner_id=people["mona"],
                verifier_id=people["sara"],
                due_on=world.at.date(),
                evidence_wanted="x",
            )
        )
