"""Signing in: for those who may, at a bearable pace, and never told who exists."""

import re
from collections.abc import Callable, Generator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient

from lifecycle.authority import find_person
from lifecycle.installation import Installation
from lifecycle.people import disable_person
from lifecycle.signing_in.attempts import PER_ADDRESS
from lifecycle.signing_in.codes import first_code, invite
from lifecycle.signing_in.passwords import hashed
from storage.database import Database
from storage.tables.people import Person, PersonRole
from tests.service.pages.guests import ORIGIN, Guest, link_of, request_of
from tests.world import World
from web.app import create_app
from web.site import Site

PASSWORD = "four words well apart"


@pytest.fixture
def with_password(world: World) -> World:
    proof = hashed(PASSWORD)
    with world.database.write() as session:
        for handle in ("sara", "mona"):
            find_person(session, handle).password_hash = proof
    return world


@pytest.fixture
def elsewhere(world: World) -> Generator[Guest]:
    """A stranger in front of another process of the same site: nothing in memory is common."""
    database = Database(world.database.url)
    other = Installation(
        world.installation.place, database, world.installation.files, world.installation.keys
    )
    app = create_app(Site(other, world.clock, ORIGIN, world.nudged.append))
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        yield Guest(client)
    database.dispose()


def sign_in(guest: Guest, handle: str, password: str, **more: str) -> Any:
    fields = {"handle": handle, "password": password, "next": "/"} | more
    return guest.post("/sign-in", fields, at="/sign-in")


def test_the_right_password_opens_what_was_asked_for(with_password: World, stranger: Guest) -> None:
    first = stranger.get("/projects?after=A")

    assert first.headers["location"] == "/sign-in?next=/projects%3Fafter%3DA"
    answer = sign_in(stranger, "sara", PASSWORD, next="/projects?after=A")
    assert (answer.status_code, answer.headers["location"]) == (303, "/projects?after=A")
    assert stranger.get("/projects").status_code == 200


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:x", "evil", "/\n/x"],
)
def test_signing_in_leads_nowhere_else(with_password: World, stranger: Guest, wanted: str) -> None:
    answer = sign_in(stranger, "sara", PASSWORD, next=wanted)

    assert answer.headers["location"] == "/"


def test_cookies_keep_to_themselves(with_password: World, stranger: Guest) -> None:
    answer = sign_in(stranger, "sara", PASSWORD, remember="1")

    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 2
    assert all("HttpOnly" in each and "SameSite=lax" in each for each in cookies)
    assert all("Path=/" in each and "Domain" not in each for each in cookies)


def test_over_tls_cookies_carry_the_host_prefix(with_password: World) -> None:
    origin = "https://jalon.example"
    app = create_app(Site(with_password.installation, with_password.clock, origin, print))
    with TestClient(app, base_url=origin, follow_redirects=False) as client:
        answer = sign_in(Guest(client), "sara", PASSWORD, remember="1")

    assert [each.split("=")[0] for each in answer.headers.get_list("set-cookie")] == [
        "__Host-jalon",
        "__Host-jalon-device",
    ]
    assert all("Secure" in each for each in answer.headers.get_list("set-cookie"))
    assert "max-age" in answer.headers["strict-transport-security"]


def test_an_office_behind_one_address_signs_in_as_often_as_it_likes(
    with_password: World, stranger: Guest
) -> None:
    opened = [sign_in(stranger, "sara", PASSWORD).status_code for _ in range(PER_ADDRESS + 2)]
    failed = [sign_in(stranger, "sara", "wrong").status_code for _ in range(PER_ADDRESS + 1)]

    assert set(opened) == {303}
    assert failed == [401] * PER_ADDRESS + [429]


def test_an_2_ten_attempts_whichever_process_counts_them(
    with_password: World, stranger: Guest, elsewhere: Guest
) -> None:
    statuses = [
        sign_in(each, "sara", "wrong and far too long").status_code
        for _ in range(5)
        for each in (stranger, elsewhere)
    ]

    assert statuses == [401] * 10
    for each in (stranger, elsewhere):
        answer = sign_in(each, "sara", PASSWORD)
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "300"
    with_password.later(minutes=6)
    assert sign_in(elsewhere, "sara", PASSWORD).status_code == 303


def test_an_2_an_unknown_name_looks_like_a_wrong_password(
    with_password: World, stranger: Guest
) -> None:
    known = sign_in(stranger, "sara", "wrong and far too long")
    unknown = sign_in(stranger, "nobody", "wrong and far too long")
    without = sign_in(stranger, "finn", "wrong and far too long")

    pages = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (known, unknown, without)]
    assert len(set(pages)) == 1
    assert {answer.status_code for answer in (known, unknown, without)} == {401}


def test_a_password_of_a_megabyte_is_refused_unread(stranger: Guest) -> None:
    answer = sign_in(stranger, "sara", "x" * 1_000_000)

    assert answer.status_code == 413


def test_signing_out_ends_the_session_everywhere(world: World, guest: Callable[..., Guest]) -> None:
    sara = guest("sara")
    copied = sara.client.cookies["jalon"]

    sara.post("/sign-out")

    sara.client.cookies.set("jalon", copied)
    assert sara.get("/").headers["location"].startswith("/sign-in")


def test_an_idle_session_ends_and_the_device_opens_decisions_only(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    request = request_of(world, world.asked(), "sara")
    session, device = guest("sara"), guest("sara", device=True)

    world.later(minutes=31)

    assert session.get("/").status_code == 303
    assert device.get(f"/decisions/{request.id}").status_code == 200
    assert device.get("/account").headers["location"].startswith("/sign-in")
    assert device.get("/projects/new").headers["location"].startswith("/sign-in")


def test_ap_6_disabling_ends_cookies_devices_and_links(
    world: World, guest: Callable[..., Guest], stranger: Guest
) -> None:
    world.project()
    request = request_of(world, world.asked(), "sara")
    sara, device, link = guest("sara"), guest("sara", device=True), link_of(world, request)

    with world.database.write() as session:
        disable_person(session, world.actor("ada"), "sara", at=world.at)

    assert sara.get("/").status_code == 303
    assert device.get(f"/decisions/{request.id}").status_code == 303
    first = stranger.get(link)
    assert "HEAT" not in first.text


def test_the_first_administrator_comes_with_the_code_of_the_console(
    world: World, stranger: Guest
) -> None:
    with world.database.write() as session:
        session.execute(delete(PersonRole).where(PersonRole.role == "admin"))
    code = first_code(world.installation, at=world.at)
    given = {"name": "New One", "email": "new@example.org", "handle": "new", "password": PASSWORD}

    asked = stranger.get("/sign-in")
    wrong = stranger.post("/first", given | {"code": "aaaa-bbbb"}, at="/first")
    right = stranger.post("/first", given | {"code": code}, at="/first")

    assert asked.headers["location"] == "/first"
    assert wrong.status_code == 422
    assert 'value="New One"' in wrong.text
    assert right.headers["location"] == "/?done=welcome"
    assert stranger.get("/people").status_code == 200
    assert stranger.get("/first").headers["location"] == "/sign-in"


def test_an_invited_person_sets_a_password_once(
    world: World, stranger: Guest, guest: Callable[..., Guest]
) -> None:
    with world.database.write() as session:
        code = invite(session, world.actor("ada"), session.get_one(Person, _id(world)), at=world.at)

    short = stranger.post("/invitation", {"code": code, "password": "short"}, at="/invitation")
    done = stranger.post("/invitation", {"code": code, "password": PASSWORD}, at="/invitation")

    assert (short.status_code, done.status_code) == (422, 303)
    stranger.client.cookies.clear()
    again = stranger.post("/invitation", {"code": code, "password": PASSWORD}, at="/invitation")
    assert again.status_code == 422
    assert sign_in(stranger, "stan", PASSWORD).status_code == 303


def _id(world: World) -> UUID:
    with world.database.read() as session:
        return find_person(session, "stan").id
