"""A request that is repeated happens once; what was read is not changed unseen."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from lifecycle.invariants import check_invariants
from storage.tables.projects import Project
from storage.tables.records import KeptAnswer, LedgerEntry
from storage.tables.reviews import Vote
from tests.service.api.conftest import Caller
from tests.world import ROLES, World

PROJECT = {"code": "HEAT", "title": "Heat", "method": "small", "roles": ROLES}


def test_a_request_repeated_with_its_key_gets_its_first_answer_and_happens_once(
    world: World, callers: dict[str, Caller]
) -> None:
    first = callers["paul"].post("/projects", PROJECT, key="k1")
    again = callers["paul"].post("/projects", PROJECT, key="k1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Project)) == 1


def test_a_key_that_came_with_another_request_is_refused(callers: dict[str, Caller]) -> None:
    callers["paul"].post("/projects", PROJECT, key="k1")

    other = callers["paul"].post("/projects", PROJECT | {"code": "OTHER"}, key="k1")

    assert other.status_code == 409
    assert "Idempotency-Key" in other.json()["detail"]


def test_a_key_belongs_to_one_person_and_one_act(callers: dict[str, Caller]) -> None:
    callers["paul"].post("/projects", PROJECT, key="k1")

    mona = callers["mona"].post(
        "/projects", {"code": "MINE", "title": "Mine", "method": "small"}, key="k1"
    )
    paul = callers["paul"].post("/projects/HEAT/withdrawal", {"reason": "no"}, key="k1")

    assert mona.status_code == 201
    assert paul.status_code == 409
    assert "no package under way" in paul.json()["detail"]


def test_a_refusal_is_not_kept(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    early = callers["mona"].post("/projects/HEAT/withdrawal", {"reason": "no"}, key="k1")
    world.asked()
    later = callers["mona"].post("/projects/HEAT/withdrawal", {"reason": "no"}, key="k1")

    assert (early.status_code, later.status_code) == (409, 200)


def test_a_package_repeated_with_its_key_is_one_round(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    files = [("files", ("a.txt", b"a"))]

    first = callers["mona"].post("/projects/HEAT/packages", files=files, key="k1")
    again = callers["mona"].post("/projects/HEAT/packages", files=files, key="k1")
    changed = callers["mona"].post(
        "/projects/HEAT/packages", files=[("files", ("a.txt", b"b"))], key="k1"
    )

    assert first.json() == again.json()
    assert changed.status_code == 409


def test_twelve_equal_votes_at_once_are_one_vote(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    review = world.asked()
    sha256 = callers["sara"].get(f"/reviews/{review}").json()["revision_sha256"]
    ballot = {"revision_sha256": sha256, "value": "approve"}
    gate, answers = threading.Barrier(12), []

    def press() -> None:
        gate.wait()
        answers.append(callers["sara"].post(f"/reviews/{review}/votes", ballot, key="k1"))

    threads = [threading.Thread(target=press) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["vote_id"] for answer in answers}) == 1
    with world.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Vote)) == 1
        cast = select(func.count()).where(LedgerEntry.kind == "vote.cast")
        assert session.scalar(cast) == 1
    assert check_invariants(world.installation) == []


def test_no_kept_answer_opens_anything_or_says_what_was_written(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    review = world.asked()
    sha256 = callers["sara"].get(f"/reviews/{review}").json()["revision_sha256"]
    code = callers["ada"].post("/people/finn/invitation").json()["code"]
    callers["sara"].post(
        f"/reviews/{review}/votes",
        {"revision_sha256": sha256, "value": "reject", "reason": "very private words"},
    )

    with world.database.read() as session:
        kept = str(session.scalars(select(KeptAnswer.answer)).all())

    assert code not in kept
    assert "private" not in kept


def test_what_has_not_changed_is_not_sent_again(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    first = callers["mona"].get("/projects/HEAT")

    again = callers["mona"].get("/projects/HEAT", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


def test_a_vote_on_a_review_that_has_changed_meanwhile_is_refused(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    review = world.asked()
    read = callers["finn"].get(f"/reviews/{review}")
    etag = {"If-Match": read.headers["etag"]}
    ballot = {"revision_sha256": read.json()["revision_sha256"], "value": "reject"}
    ballot |= {"instead": "HOLD", "until": "2027-01-15", "reason": "later"}
    callers["sara"].post(f"/reviews/{review}/votes", ballot)
    callers["finn"].post(f"/reviews/{review}/votes", ballot, headers=etag)

    late = callers["finn"].post(f"/reviews/{review}/votes", ballot, headers=etag)

    assert late.status_code == 412
    assert late.headers["content-type"] == "application/problem+json"


def test_a_role_is_given_only_on_the_project_as_it_was_read(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    etag = {"If-Match": callers["paul"].get("/projects/HEAT").headers["etag"]}
    body = {"role": "expert", "person": "stan"}

    first = callers["paul"].post("/projects/HEAT/roles", body, headers=etag)
    second = callers["paul"].post("/projects/HEAT/roles", body | {"person": "xena"}, headers=etag)

    assert first.status_code == 200
    assert "Stan Dorsey" in str(first.json()["roles"])
    assert second.status_code == 412


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_pages_hold_everything_once_and_in_order(
    world: World, callers: dict[str, Caller], limit: int
) -> None:
    codes = [f"P-{number}" for number in range(5)]
    for code in codes:
        world.project(code)

    assert [each["code"] for each in walked(callers["paul"], "/projects", limit)] == codes
    handles = [each["handle"] for each in walked(callers["ada"], "/people", limit)]
    assert handles == sorted(handles)
    assert len(handles) == 8
    numbers = [each["seq"] for each in walked(callers["ada"], "/ledger/entries", limit)]
    assert numbers == list(range(1, len(numbers) + 1))


def walked(caller: Caller, path: str, limit: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: Any = None
    while True:
        params = {"limit": limit} | ({"after": after} if after is not None else {})
        page = caller.get(path, params=params).json()
        found += page["items"]
        after = page["next"]
        if after is None:
            return found
