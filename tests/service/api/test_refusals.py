"""Every refusal is a problem document in the reader's language, with the right status."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from lifecycle.invariants import check_invariants
from lifecycle.signing_in.attempts import PACKAGES
from tests.service.api.conftest import Caller
from tests.world import ROLES, World

PROJECT = {"code": "HEAT", "title": "Heat", "method": "small", "roles": ROLES}


def is_problem(answer: Any, status: int) -> bool:
    said = answer.json()
    return (
        answer.status_code == status
        and answer.headers["content-type"] == "application/problem+json"
        and set(said) == {"type", "title", "status", "detail"}
        and said["status"] == status
        and said["detail"].endswith(".")
    )


def test_a_request_without_a_token_is_asked_for_one(callers: dict[str, Caller]) -> None:
    for answer in (
        callers["nobody"].get("/projects"),
        callers["nobody"].post("/projects", PROJECT),
    ):
        assert is_problem(answer, 401)
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_cookie_opens_nothing_here(client: TestClient) -> None:
    client.cookies.set("jalon", "a" * 43)

    assert is_problem(client.get("/api/v1/projects"), 401)


def test_a_token_that_was_ended_or_is_too_old_opens_nothing(
    world: World, callers: dict[str, Caller]
) -> None:
    callers["ada"].post("/people/mona/disable")
    assert is_problem(callers["mona"].get("/me"), 401)

    world.later(days=31)
    assert is_problem(callers["paul"].get("/me"), 401)


def test_a_body_that_is_no_json_is_a_bad_request(callers: dict[str, Caller]) -> None:
    for content in (b"{", b"\xff\xfe", b"no json"):
        answer = callers["paul"].post(
            "/projects", content=content, headers={"Content-Type": "application/json"}
        )
        assert is_problem(answer, 400)


@pytest.mark.parametrize(
    "change",
    [
        {"code": ""},
        {"code": "heat"},
        {"title": ""},
        {"title": "a\x00b"},
        {"title": "\x1b[31mred"},
        {"titel": "misspelt"},
        {"budget": "a lot"},
        {"budget": 12.5},
        {"budget": "NaN"},
        {"currency": "euros"},
        {"start": "2026-02-30"},
        {"start": "2027-01-01", "finish": "2026-01-01"},
        {"roles": {"sponsor": ["sara"]}},
        {"attributes": {"deep": {"er": 1}}},
        {"earlier": [{"gate": "A"}]},
        {"stage": "none"},
        {"confidential": "perhaps"},
    ],
)
def test_a_field_that_does_not_fit_is_named(
    callers: dict[str, Caller], change: dict[str, Any]
) -> None:
    assert is_problem(callers["paul"].post("/projects", PROJECT | change), 422)


def test_a_post_without_a_key_is_refused(callers: dict[str, Caller]) -> None:
    answer = callers["paul"].send("POST", "/projects", json=PROJECT)

    assert is_problem(answer, 422)
    assert "Idempotency-Key" in answer.json()["detail"]


def test_what_is_not_there_is_not_found(callers: dict[str, Caller]) -> None:
    nothing = "00000000-0000-0000-0000-000000000001"
    for path in (
        "/nothing",
        "/projects/NONE",
        "/projects/NONE/gates/A",
        f"/reviews/{nothing}",
        f"/reviews/{nothing}/files/0",
        "/methods/none/1",
        "/people/none",
        f"/letters/{nothing}",
    ):
        caller = callers["ada" if path.startswith(("/people", "/letters")) else "paul"]
        assert is_problem(caller.get(path), 404), path


def test_a_method_that_an_address_does_not_take_is_refused(callers: dict[str, Caller]) -> None:
    answer = callers["paul"].send("DELETE", "/projects")

    assert is_problem(answer, 405)
    assert "GET" in answer.headers["allow"]


def test_a_body_that_is_too_large_is_refused_unread(callers: dict[str, Caller]) -> None:
    large = PROJECT | {"title": "a" * 2_000_000}

    assert is_problem(callers["paul"].post("/projects", large), 413)


def test_a_chunked_body_that_grows_too_large_is_refused(callers: dict[str, Caller]) -> None:
    def chunks() -> Any:
        for _ in range(40):
            yield b" " * 65_536

    answer = callers["paul"].post(
        "/projects", content=chunks(), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 413


def test_the_sentence_comes_in_the_language_asked_for(callers: dict[str, Caller]) -> None:
    english = callers["paul"].get("/projects/NONE", headers={"Accept-Language": "en"})
    french = callers["paul"].get("/projects/NONE", headers={"Accept-Language": "fr-CH, en;q=0.5"})

    assert english.json()["detail"].startswith("There is no project")
    assert french.json()["detail"].startswith("Il n'y a pas de projet")
    assert french.headers["content-language"] == "fr"


@pytest.mark.parametrize("path", ["/projects/a%00b", "/projects?after=%00", "/people/a%0ab"])
def test_control_characters_in_an_address_are_refused(
    callers: dict[str, Caller], path: str
) -> None:
    assert is_problem(callers["ada"].get(path), 422)


@pytest.mark.parametrize(
    ("path", "value"),
    [("/projects", "a"), ("/projects", "_" * 9), ("/people", "*"), ("/letters", "QUJD")],
)
def test_a_cursor_of_nobodys_is_refused(callers: dict[str, Caller], path: str, value: str) -> None:
    answer = callers["ada"].get(path, params={"after": value})

    assert answer.status_code in {200, 422}
    assert answer.status_code == 200 or is_problem(answer, 422)


def test_a_person_is_told_nothing_of_a_project_that_they_may_not_see(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project("SECRET", confidential=True)
    review = str(world.asked("SECRET"))
    stranger = callers["stan"]

    answers = [
        stranger.get("/projects/SECRET"),
        stranger.get(f"/reviews/{review}"),
        stranger.get(f"/reviews/{review}/judgement"),
        stranger.get(f"/reviews/{review}/changes"),
        stranger.get(f"/reviews/{review}/files/0"),
        stranger.post(
            f"/reviews/{review}/votes", {"revision_sha256": "0" * 64, "value": "approve"}
        ),
        stranger.post(
            f"/reviews/{review}/contests",
            {"check": "COST-11", "deliverable": "budget", "reason": "no"},
        ),
        stranger.post("/projects/SECRET/withdrawal", {"reason": "no"}),
        stranger.post("/projects/SECRET/conditions/1/report", {"evidence": "no"}),
        stranger.post("/projects/SECRET/conditions/1/settle"),
        stranger.post("/projects/SECRET/roles", {"role": "sponsor", "person": "stan"}),
        stranger.post("/projects/SECRET/packages", files=[("files", ("a.txt", b"a"))]),
    ]

    assert [answer.status_code for answer in answers] == [404] * len(answers)
    told = [answer for answer in answers if "SECRET" not in str(answer.request.url)]
    assert not any("SECRET" in json.dumps(answer.json()) for answer in told)
    assert "SECRET" not in stranger.get("/projects").text
    assert "SECRET" not in callers["xena"].get("/projects").text


def test_two_votes_on_one_seat_and_votes_too_late_have_their_sentence(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    review = world.asked()
    sha256 = callers["sara"].get(f"/reviews/{review}").json()["revision_sha256"]
    ballot = {"revision_sha256": sha256, "value": "approve"}
    path = f"/reviews/{review}/votes"

    other = callers["finn"].post(path, ballot | {"seat": "sponsor"})
    wrong = callers["sara"].post(path, ballot | {"revision_sha256": "0" * 64})
    author = callers["mona"].post(path, ballot)
    unreasoned = callers["sara"].post(path, ballot | {"value": "reject"})
    callers["sara"].post(path, ballot)
    callers["finn"].post(path, ballot)
    late = callers["finn"].post(path, ballot | {"value": "abstain"})

    assert is_problem(other, 403)
    assert is_problem(wrong, 409)
    assert is_problem(author, 403)
    assert is_problem(unreasoned, 422)
    assert is_problem(late, 409)
    assert "decided already: GO" in late.json()["detail"]
    assert check_invariants(world.installation) == []


@pytest.mark.gate_rule(30)
def test_a_vote_on_a_superseded_revision_names_the_new_one(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    old = world.asked()
    sha256 = callers["sara"].get(f"/reviews/{old}").json()["revision_sha256"]
    world.asked(text="budget 200")

    answer = callers["sara"].post(
        f"/reviews/{old}/votes", {"revision_sha256": sha256, "value": "approve"}
    )

    assert is_problem(answer, 409)
    assert "round 2" in answer.json()["detail"]
    assert check_invariants(world.installation) == []


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ([], 422),
        ([("files", ("a.txt", b"a")), ("files", ("a.txt", b"b"))], 422),
        ([("files", ("../a.txt", b"a"))], 422),
        ([("files", ("/etc/a.txt", b"a"))], 422),
        ([("files", (f"{n}.txt", b"a")) for n in range(101)], 422),
        ([("files", ("sub/a.txt", b"a"))], 201),
    ],
    ids=["none", "twice", "upwards", "absolute", "too many", "in a folder"],
)
def test_a_package_is_checked_before_it_is_frozen(
    world: World, callers: dict[str, Caller], files: list[Any], status: int
) -> None:
    world.project()

    answer = callers["mona"].post("/projects/HEAT/packages", files=files)

    assert answer.status_code == status
    assert status == 201 or is_problem(answer, status)


def test_who_may_not_hand_in_leaves_no_file_behind(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()

    answer = callers["sara"].post(
        "/projects/HEAT/packages", files=[("files", ("a.txt", b"left behind"))]
    )

    assert is_problem(answer, 403)
    assert not [each for each in world.installation.files.root.rglob("*") if each.is_file()]


def test_a_token_that_was_not_made_for_votes_casts_none(
    world: World, caller: Callable[..., Caller]
) -> None:
    world.project()
    review = world.asked()
    sara = caller("sara", "project:read")

    answer = sara.post(
        f"/reviews/{review}/votes", {"revision_sha256": "0" * 64, "value": "approve"}
    )

    assert is_problem(answer, 403)
    assert "lacks the scope vote" in answer.json()["detail"]


def test_who_has_too_many_packages_read_is_asked_to_wait(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()

    def hand_in(number: int) -> Any:
        files = [("files", ("a.txt", str(number % 2).encode()))]
        return callers["mona"].post("/projects/HEAT/packages", files=files)

    answers = [hand_in(number) for number in range(PACKAGES + 1)]
    world.later(minutes=6)
    later = hand_in(0)

    assert {answer.status_code for answer in answers[:-1]} == {201}
    assert is_problem(answers[-1], 429)
    assert answers[-1].headers["retry-after"] == "300"
    assert later.status_code == 201
