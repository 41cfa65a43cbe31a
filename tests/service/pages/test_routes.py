"""Who may open and press what: every route as everybody, on an own and on a foreign project."""

from collections.abc import Callable
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from sqlalchemy import delete, select

from lifecycle.authority import find_person, find_project
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.packages.contest import Contested, contest
from lifecycle.packages.matches import say_match
from lifecycle.steering.tailor import ask
from notifications.transport import transport_of
from storage.tables.letters import Letter
from storage.tables.projects import Assignment
from storage.tables.reviews import Review
from tests.service.pages.guests import FROM_HERE, ORIGIN, Guest, dump, link_of, request_of
from tests.world import World
from web.gatekeeper import OPEN_POSTS
from web.headers import HEADERS

SEES = {"paul", "mona", "sara", "finn", "eve", "xena"}
SIGNED_IN = {*SEES, "ada", "stan"}
DEVICE, STRANGER = "sara's device", "stranger"
EVERYBODY = {*SIGNED_IN, DEVICE, STRANGER}
VOTERS = {"sara", "finn", "eve", DEVICE}
NOBODY: set[str] = set()

# Who is let through on the project on which mona, sara, finn and eve hold a role, and on a
# confidential one on which they hold none. Whether the act then fits is another question.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "GET /static/{digest}/{name}": (EVERYBODY, EVERYBODY),
    "GET /healthz": (EVERYBODY, EVERYBODY),
    "GET /readyz": (EVERYBODY, EVERYBODY),
    "GET /metrics": (EVERYBODY, EVERYBODY),
    "GET /first": (EVERYBODY, EVERYBODY),
    "POST /first": (EVERYBODY, EVERYBODY),
    "GET /sign-in": (EVERYBODY, EVERYBODY),
    "POST /sign-in": (EVERYBODY, EVERYBODY),
    "GET /invitation": (EVERYBODY, EVERYBODY),
    "POST /invitation": (EVERYBODY, EVERYBODY),
    "POST /sign-out": ({*SIGNED_IN, DEVICE}, {*SIGNED_IN, DEVICE}),
    "GET /d/{link}": (EVERYBODY, EVERYBODY),
    "GET /": ({*SIGNED_IN, DEVICE}, {*SIGNED_IN, DEVICE}),
    "GET /account": (SIGNED_IN, SIGNED_IN),
    "POST /account/preferences": (SIGNED_IN, SIGNED_IN),
    "POST /account/password": (SIGNED_IN, SIGNED_IN),
    "POST /account/sign-ins/{sign_in_id}/end": (NOBODY, NOBODY),
    "POST /account/tokens": (SIGNED_IN, SIGNED_IN),
    "POST /account/tokens/{token_id}/end": (NOBODY, NOBODY),
    "GET /projects/new": (SIGNED_IN, SIGNED_IN),
    "POST /projects": (SIGNED_IN, SIGNED_IN),
    "GET /projects": ({*SIGNED_IN, DEVICE}, {*SIGNED_IN, DEVICE}),
    "GET /projects/{code}": ({*SEES, DEVICE}, {"paul"}),
    "POST /projects/{code}/roles": ({"paul"}, {"paul"}),
    "POST /projects/{code}/amend": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/plan": (NOBODY, NOBODY),
    "POST /projects/{code}/events": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/tailoring": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/tailoring/{tailoring_id}": ({"sara"}, NOBODY),
    "POST /projects/{code}/tracks": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/try": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/submit": ({"mona"}, NOBODY),
    "POST /projects/{code}/withdraw": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/conditions/{number}/report": (NOBODY, NOBODY),
    "POST /projects/{code}/conditions/{number}/settle": (NOBODY, NOBODY),
    "GET /projects/{code}/gates/{gate}": ({*SEES, DEVICE}, {"paul"}),
    "GET /projects/{code}/gates/{gate}/rounds/{number}/files/{place}": (
        {*SEES, DEVICE},
        NOBODY,
    ),
    "GET /projects/{code}/gates/{gate}/rounds/{number}/files/{place}/read": (
        {*SEES, DEVICE},
        NOBODY,
    ),
    "GET /projects/{code}/gates/{gate}/rounds/{number}/changes": ({*SEES, DEVICE}, NOBODY),
    "POST /projects/{code}/matches": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/matches/{match_id}/revoke": ({"paul", "mona"}, {"paul"}),
    "GET /checks": (SIGNED_IN, SIGNED_IN),
    "GET /contests": ({"paul"}, {"paul"}),
    "POST /projects/{code}/gates/{gate}/contests": ({"mona"}, {"paul"}),
    "POST /projects/{code}/gates/{gate}/contests/{contest_id}": ({"paul"}, {"paul"}),
    "GET /decisions/{request_id}": ({"sara", DEVICE}, {"sara", DEVICE}),
    "POST /decisions/{request_id}": ({"sara", DEVICE}, {"sara", DEVICE}),
    "POST /decisions/{request_id}/take-back": ({"sara", DEVICE}, {"sara", DEVICE}),
    "POST /projects/{code}/gates/{gate}/rounds/{number}/questions": (
        {"sara", "finn", "eve", DEVICE},
        NOBODY,
    ),
    "POST /projects/{code}/gates/{gate}/rounds/{number}/questions/{question_id}": (
        {"mona"},
        NOBODY,
    ),
    "POST /projects/{code}/late-evidence": ({"mona"}, NOBODY),
    "GET /projects/{code}/gates/{gate}/rounds/{number}/evidence": ({*SEES, DEVICE}, NOBODY),
    "GET /projects/{code}/gates/{gate}/rounds/{number}/late/{late}/files/{place}": (
        {*SEES, DEVICE},
        NOBODY,
    ),
    "GET /projects/{code}/arbitrations/new": ({"paul", "mona"}, {"paul"}),
    "POST /projects/{code}/arbitrations": ({"paul", "mona"}, {"paul"}),
    "GET /projects/{code}/arbitrations/{number}": (SEES, NOBODY),
    "POST /projects/{code}/arbitrations/{number}/answer": ({"sara"}, NOBODY),
    "POST /projects/{code}/arbitrations/{number}/withdraw": ({"paul", "mona"}, NOBODY),
    "GET /delegations": (SIGNED_IN, SIGNED_IN),
    "POST /delegations": (SIGNED_IN, SIGNED_IN),
    "POST /delegations/{delegation_id}/end": (NOBODY, NOBODY),
    "GET /methods": (SIGNED_IN, SIGNED_IN),
    "POST /methods": ({"paul"}, {"paul"}),
    "GET /methods/publish": ({"paul"}, {"paul"}),
    "POST /methods/check": ({"paul"}, {"paul"}),
    "GET /methods/{key}/{version}": (SIGNED_IN, SIGNED_IN),
    "GET /methods/{key}/{version}/migrate": ({"paul"}, {"paul"}),
    "POST /methods/{key}/{version}/migrate": ({"paul"}, {"paul"}),
    "POST /methods/{key}/{version}/undo": ({"paul"}, {"paul"}),
    "GET /people": ({"ada"}, {"ada"}),
    "POST /people": ({"ada"}, {"ada"}),
    "POST /people/{handle}/invite": ({"ada"}, {"ada"}),
    "POST /people/{handle}/disable": ({"ada"}, {"ada"}),
    "GET /mailbox": ({"ada"}, {"ada"}),
    "GET /mailbox/{letter_id}": ({"ada", "sara"}, {"ada", "sara"}),
    "POST /mailbox/{letter_id}/release": ({"ada"}, {"ada"}),
    "POST /projects/{code}/gates/{gate}/rounds/{number}/override": ({"paul"}, NOBODY),
    "POST /projects/{code}/gates/{gate}/rounds/{number}/override/sign": (NOBODY, NOBODY),
    "POST /projects/{code}/gates/{gate}/rounds/{number}/override/drop": (NOBODY, NOBODY),
    "POST /projects/{code}/closing/{kind}": (NOBODY, NOBODY),
    "POST /projects/{code}/reopen": ({"xena"}, NOBODY),
    "GET /sessions": (SIGNED_IN, SIGNED_IN),
    "POST /sessions": ({"paul"}, {"paul"}),
    "GET /sessions/{number}": ({"mona", "paul", "sara"}, {"mona", "paul", "sara"}),
    "POST /sessions/{number}/points/{point}/votes": ({"paul"}, {"paul"}),
    "POST /sessions/{number}/points/{point}/notes": ({"paul"}, {"paul"}),
    "POST /sessions/{number}/points/{point}/actions": ({"paul"}, {"paul"}),
    "POST /sessions/{number}/actions/{action}/done": ({"paul", "mona"}, {"paul", "mona"}),
    "POST /sessions/{number}/close": ({"paul"}, {"paul"}),
    "GET /sessions/{number}/minutes": ({"paul"}, {"paul"}),
    "POST /decisions/{request_id}/confirm": (NOBODY, NOBODY),
    "POST /decisions/{request_id}/contest": (NOBODY, NOBODY),
    "GET /radar": ({"paul"}, {"paul"}),
    "GET /ledger": ({"ada", "paul"}, {"ada", "paul"}),
    "POST /ledger/verify": ({"ada", "paul"}, {"ada", "paul"}),
}
"""An act on a thing that nobody has, such as a foreign sign-in, is not found by anybody."""

NOTHING = str(UUID(int=15))
TO_SIGN_IN = "/sign-in?next="


def _tailored(world: World) -> UUID:
    with world.database.write() as session:
        wanted = Wanted(word="n-a", item="budget", gate="B", reason="It is paid for")
        project = find_project(session, "HEAT")
        return ask(session, world.actor("mona"), project, wanted, at=world.at).id


def _matched(world: World) -> UUID:
    with world.database.write() as session:
        project = find_project(session, "HEAT")
        mona = world.actor("mona")
        return say_match(session, mona, project, "x.txt", ["budget"], at=world.at).id


def routes(app: FastAPI) -> list[str]:
    return [
        f"{method} {route.path_format}"
        for route in iter_route_contexts(app.routes)
        if not str(route.path_format).startswith("/api/")
        for method in sorted(route.methods or ())
    ]


@pytest.fixture
def places(world: World) -> dict[str, dict[str, str]]:
    """What stands for the parts of an address, on the own project and on the foreign one."""
    world.project("HEAT")
    world.project("COLD", confidential=True)
    _strip_roles(world, "COLD")
    review_id = world.asked("HEAT")
    with world.database.write() as session:
        review = session.get_one(Review, review_id)
        said = Contested(
            check="COST-11", deliverable="budget", document_sha256="b" * 64, reason="It adds up."
        )
        contest_id = contest(session, world.actor("mona"), review, said, at=world.at).id
    deliver_waiting(
        world.installation,
        transport_of("", world.installation.place.data_dir / "mail"),
        public_url=ORIGIN,
        clock=world.clock,
    )
    request = request_of(world, review_id, "sara")
    with world.database.read() as session:
        letter_id = session.scalar(select(Letter.id).where(Letter.request_id == request.id))
    question_id = world.said_beside(review_id)
    world.called_a_session()
    common = {
        "digest": "0" * 12,
        "name": "jalon.css",
        "link": link_of(world, request).removeprefix("/d/"),
        "sign_in_id": NOTHING,
        "token_id": NOTHING,
        "number": "1",
        "gate": "A",
        "place": "0",
        "contest_id": str(contest_id),
        "tailoring_id": str(_tailored(world)),
        "match_id": str(_matched(world)),
        "request_id": str(request.id),
        "handle": "stan",
        "question_id": str(question_id),
        "late": "1",
        "delegation_id": NOTHING,
        "point": "1",
        "kind": "lessons",
        "action": "1",
        "key": "small",
        "version": "1",
        "letter_id": str(letter_id),
    }
    return {"HEAT": {"code": "HEAT", **common}, "COLD": {"code": "COLD", **common}}


@pytest.fixture
def everybody(guest: Callable[..., Guest], stranger: Guest) -> dict[str, Guest]:
    known = {handle: guest(handle) for handle in sorted(SIGNED_IN)}
    return known | {DEVICE: guest("sara", device=True), STRANGER: stranger}


def test_every_route_is_listed(app: FastAPI) -> None:
    assert sorted(routes(app)) == sorted(ALLOWED)


@pytest.mark.parametrize("code", ["HEAT", "COLD"])
def test_a_route_lets_through_whom_the_list_names_and_nobody_else(
    app: FastAPI,
    world: World,
    places: dict[str, dict[str, str]],
    everybody: dict[str, Guest],
    code: str,
) -> None:
    """PM-4: what is not one's own is not found."""
    wrong = []
    for route in routes(app):
        method, path = route.split(" ", 1)
        address = path.format(**places[code])
        let_through = {name for name, guest in everybody.items() if _passes(guest, method, address)}
        if let_through != ALLOWED[route][code == "COLD"]:
            wrong.append((route, sorted(let_through)))
        _restore(world, everybody)

    assert wrong == []


def test_reading_changes_nothing(
    app: FastAPI,
    world: World,
    places: dict[str, dict[str, str]],
    everybody: dict[str, Guest],
) -> None:
    before = dump(world)

    for route in routes(app):
        address = route.split(" ", 1)[1].format(**places["HEAT"])
        for guest in everybody.values():
            for method in ("GET", "HEAD", "OPTIONS"):
                guest.client.request(method, address)

    assert dump(world) == before


def test_every_answer_carries_the_safe_headers(
    app: FastAPI, places: dict[str, dict[str, str]], everybody: dict[str, Guest]
) -> None:
    """AN-6: no framing, no sniffing, no referrer, nothing kept."""
    for route in routes(app):
        method, path = route.split(" ", 1)
        address = path.format(**places["HEAT"])
        for name in ("ada", "mona", STRANGER):
            headers = everybody[name].client.request(method, address).headers
            kept = "no-cache" if address.startswith("/static/") else "no-store"
            given = {key: headers.get(key) for key in HEADERS}
            wanted = dict(HEADERS) | {"Cache-Control": kept}
            if address.endswith("/files/0") and name == "mona":
                wanted["Content-Security-Policy"] = "default-src 'none'; sandbox"
            assert given == wanted, (route, name)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, id="from another site"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, id="from a sibling"),
        pytest.param({"Origin": "https://evil.example"}, id="an old browser on another site"),
        pytest.param({"Origin": "null"}, id="from nowhere"),
        pytest.param(
            {"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, id="an origin that contradicts"
        ),
    ],
)
def test_an_5_a_form_of_another_site_changes_nothing(
    app: FastAPI,
    world: World,
    places: dict[str, dict[str, str]],
    everybody: dict[str, Guest],
    headers: dict[str, str],
) -> None:
    before = dump(world)

    for path in _posts(app):
        for guest in (everybody["ada"], everybody["sara"], everybody["mona"]):
            answer = guest.client.post(
                path.format(**places["HEAT"]), data=guest.proof(), headers=headers
            )
            assert answer.status_code == 403, path

    assert dump(world) == before


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="no token"),
        pytest.param({"form_token": "0" * 64, "nonce": "n"}, id="a made up token"),
    ],
)
@pytest.mark.parametrize(
    "headers", [pytest.param({}, id="no header"), pytest.param(FROM_HERE, id="from here")]
)
def test_an_5_a_form_without_our_token_changes_nothing(
    app: FastAPI,
    world: World,
    places: dict[str, dict[str, str]],
    everybody: dict[str, Guest],
    data: dict[str, str],
    headers: dict[str, str],
) -> None:
    before = dump(world)

    for path in _posts(app):
        for name in ("ada", "sara", "mona", STRANGER):
            answer = everybody[name].client.post(
                path.format(**places["HEAT"]), data=data, headers=headers
            )
            stopped_before = name == STRANGER and path not in OPEN_POSTS
            assert answer.status_code == (401 if stopped_before else 403), (path, name)

    assert dump(world) == before


def test_an_5_another_person_s_token_is_refused(
    world: World, places: dict[str, dict[str, str]], everybody: dict[str, Guest]
) -> None:
    path = "/decisions/{request_id}".format(**places["HEAT"])
    of_finn = everybody["finn"].proof()

    answer = everybody["sara"].client.post(path, data=of_finn, headers=FROM_HERE)

    assert answer.status_code == 403


def _posts(app: FastAPI) -> list[str]:
    return [route.split(" ", 1)[1] for route in routes(app) if route.startswith("POST ")]


def _passes(guest: Guest, method: str, address: str) -> bool:
    if method == "POST":
        answer = guest.client.post(address, data=guest.proof("/invitation"), headers=FROM_HERE)
    else:
        answer = guest.get(address)
    if answer.status_code in {401, 403, 404}:
        # The sign-in form itself answers 401 to a wrong name: whoever got that far was let in.
        return address == "/sign-in" and answer.status_code == 401
    return not answer.headers.get("location", "").startswith(TO_SIGN_IN)


def _restore(world: World, everybody: dict[str, Guest]) -> None:
    """Take back what the acts of a row did: stan is here again, and everybody is signed in."""
    with world.database.write() as session:
        find_person(session, "stan").disabled_at = None
    for name, guest in everybody.items():
        if name not in {DEVICE, STRANGER}:
            guest.known_as(world, name)


def _strip_roles(world: World, code: str) -> None:
    """Leave a project to nobody but those who see all."""
    with world.database.write() as session:
        project = find_project(session, code)
        session.execute(delete(Assignment).where(Assignment.project_id == project.id))
