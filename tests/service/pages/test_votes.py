"""The approver's path: one vote for one form, on the revision that was looked at."""

import hashlib
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from starlette.testclient import TestClient

from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.packages.propose import assign
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Condition, DecisionRequest, Review, Vote
from tests.service.pages.guests import FROM_HERE, ORIGIN, Guest, link_of, request_of
from tests.world import World


@pytest.fixture
def review_id(world: World) -> UUID:
    world.project()
    return world.asked()


@pytest.fixture
def request_(world: World, review_id: UUID) -> DecisionRequest:
    return request_of(world, review_id, "sara")


def ballot(request: DecisionRequest, choice: str = "GO", **more: str) -> dict[str, str]:
    return {"revision": request.revision_sha256, "choice": choice} | more


def votes(world: World) -> list[Vote]:
    with world.database.read() as session:
        return list(session.scalars(select(Vote).order_by(Vote.cast_at)))


def test_two_approvals_close_the_round_and_open_the_next_stage(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    answers = []
    for handle in ("finn", "sara"):
        request = request_of(world, review_id, handle)
        world.later(minutes=1)
        answers.append(
            guest(handle).post(
                f"/decisions/{request.id}", ballot(request), at=f"/decisions/{request.id}"
            )
        )

    assert [answer.headers["location"].split("=")[1] for answer in answers] == ["voted", "decided"]
    page = guest("mona").get("/projects/HEAT/gates/A")
    assert "Decided: Go" in page.text
    assert len(world.nudged) == 2
    decided = guest("finn").get(f"/decisions/{request_of(world, review_id, 'finn').id}")
    assert "Decided: Go" in decided.text
    with world.database.read() as session:
        assert find_project(session, "HEAT").stage == "second"


def test_the_button_says_when_the_vote_closes_the_round(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    finn, sara = request_of(world, review_id, "finn"), request_of(world, review_id, "sara")

    before = guest("finn").get(f"/decisions/{finn.id}").text
    guest("finn").post(f"/decisions/{finn.id}", ballot(finn), at=f"/decisions/{finn.id}")
    after = guest("sara").get(f"/decisions/{sara.id}").text

    assert not re.search(r'value="GO" class="[^"]*closes', before)
    assert re.search(r'value="GO" class="[^"]*closes', after)
    assert "this vote closes the round and has no undo" in after


def test_the_choice_of_the_link_is_selected_and_nothing_without_one(
    request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    sara = guest("sara")

    chosen = sara.get(f"/decisions/{request_.id}?choice=HOLD").text
    bare = sara.get(f"/decisions/{request_.id}").text

    assert re.findall(r'type="radio" name="choice" value="(\w+)"[^>]* checked', chosen) == ["HOLD"]
    assert not re.search(r'type="radio"[^>]* checked', bare)


def test_a_vote_is_taken_back_for_ten_minutes(
    world: World, request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    path, sara = f"/decisions/{request_.id}", guest("sara")
    sara.post(path, ballot(request_), at=path)
    world.later(minutes=9)

    undone = sara.post(f"{path}/take-back", at=path)
    sara.post(path, ballot(request_, "HOLD", until="2027-03-01", reason="later"), at=path)
    world.later(minutes=11)
    late = sara.post(f"{path}/take-back", at=path)

    assert undone.headers["location"].endswith("taken-back")
    assert late.status_code == 409
    assert [(vote.value, vote.standing) for vote in votes(world)] == [
        (VoteValue.APPROVE, False),
        (VoteValue.REJECT, True),
    ]


@pytest.mark.parametrize(
    ("choice", "more", "sentence"),
    [
        pytest.param("", {}, "Choose one of the answers", id="nothing chosen"),
        pytest.param("NONSENSE", {}, "Choose one of the answers", id="no such answer"),
        pytest.param("KILL", {}, "Say why", id="a stop without a reason"),
        pytest.param("HOLD", {"reason": "x"}, "until when", id="a hold without a date"),
        pytest.param("HOLD", {"reason": "x", "until": "soon"}, "not a date", id="no date"),
        pytest.param(
            "HOLD", {"reason": "x", "until": "2020-01-01"}, "in the future", id="a past date"
        ),
        pytest.param(
            "CONDITIONAL_GO", {"reason": "x"}, "at least one condition", id="no condition"
        ),
        pytest.param(
            "CONDITIONAL_GO",
            {"reason": "x", "words-0": "Sign it"},
            "needs an owner and a date",
            id="a condition of nobody",
        ),
    ],
)
def test_an_answer_that_does_not_fit_keeps_what_was_filled_in(
    world: World,
    request_: DecisionRequest,
    guest: Callable[..., Guest],
    choice: str,
    more: dict[str, str],
    sentence: str,
) -> None:
    path = f"/decisions/{request_.id}"

    answer = guest("sara").post(path, ballot(request_, choice, **more), at=path)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(f'value="{value}"' in answer.text or value in answer.text for value in more.values())
    assert votes(world) == []


def test_a_condition_of_one_s_own_is_kept_and_verified_by_its_author(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    owner = str(world.actor("mona").person_id)
    condition = {
        "words-0": "Sign the contract",
        "evidence-0": "The signed contract",
        "owner-0": owner,
        "due-0": "2027-01-15",
        "reason": "The price holds until January.",
    }
    for handle, choice, more in (("finn", "GO", {}), ("sara", "CONDITIONAL_GO", condition)):
        request = request_of(world, review_id, handle)
        path = f"/decisions/{request.id}"
        guest(handle).post(path, ballot(request, choice, **more), at=path)

    page = guest("mona").get("/projects/HEAT").text
    assert "Sign the contract" in page
    reported = guest("mona").post("/projects/HEAT/conditions/1/report", {"evidence": "Signed."})
    assert reported.status_code == 303
    settled = guest("sara").post("/projects/HEAT/conditions/1/settle", at="/projects/HEAT")
    assert settled.headers["location"].endswith("settled")
    with world.database.read() as session:
        assert session.scalars(select(Condition.state)).all() == ["settled"]


def test_pm_1_who_handed_in_a_package_never_votes_on_it(
    world: World, guest: Callable[..., Guest]
) -> None:
    world.project()
    with world.database.write() as session:
        project = find_project(session, "HEAT")
        assign(session, world.actor("paul"), project, "finance", "mona", at=world.at)
    review_id = world.asked()

    with world.database.read() as session:
        seats = session.scalars(
            select(DecisionRequest.person_id).where(DecisionRequest.review_id == review_id)
        ).all()
    assert world.actor("mona").person_id not in seats
    page = guest("mona").get("/projects/HEAT/gates/A")
    assert "/decisions/" not in page.text


STEPS = ("before the link", "after the link", "after the page", "after the vote")


@pytest.mark.parametrize("step", STEPS)
def test_pm_2_a_new_revision_at_any_step_of_the_path_is_met_with_409(
    world: World, review_id: UUID, request_: DecisionRequest, guest: Callable[..., Guest], step: str
) -> None:
    """AP-2: the answer names the newer revision and leads to it; nothing is counted for it."""
    sara, path = guest("sara"), f"/decisions/{request_.id}"
    form: dict[str, str] = {}

    for each in STEPS:
        if each == step:
            newer_id = world.asked(text="budget 200")
        elif each == "before the link":
            assert sara.get(link_of(world, request_)).status_code == 303
        elif each == "after the link":
            form = sara.proof(path)
        elif each == "after the page":
            data = form | ballot(request_)
            assert sara.client.post(path, data=data, headers=FROM_HERE).status_code == 303
        if each == step:
            break

    newer = request_of(world, newer_id, "sara")
    shown = sara.get(path)
    followed = sara.get(sara.get(link_of(world, request_)).headers["location"])
    proof = form or sara.proof(f"/decisions/{newer.id}")
    posted = sara.client.post(path, data=proof | ballot(request_), headers=FROM_HERE)
    undone = sara.client.post(f"{path}/take-back", data=proof, headers=FROM_HERE)
    repeated = step == "after the vote"
    assert [each.status_code for each in (shown, followed, undone)] == [409] * 3
    # The very form that was answered before gets its first answer again, and leads to the 409.
    assert posted.status_code == (303 if repeated else 409)
    assert f"/decisions/{newer.id}" in shown.text
    assert "round 2" in (shown if repeated else posted).text or "newer revision" in shown.text
    with world.database.read() as session:
        counted = select(func.count()).select_from(Vote).where(Vote.review_id == newer_id)
        assert session.scalar(counted) == 0
        assert session.get_one(Review, newer_id).state == "open"


def test_pm_2_a_forged_revision_is_refused(
    world: World, request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    path = f"/decisions/{request_.id}"

    answer = guest("sara").post(path, ballot(request_) | {"revision": "0" * 64}, at=path)

    assert answer.status_code == 409
    assert votes(world) == []


def test_ap_1_one_form_sent_fifty_times_at_once_is_one_vote(
    app: FastAPI, world: World, request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    path, sara = f"/decisions/{request_.id}", guest("sara")
    form = sara.proof(path) | ballot(request_)
    cookie = sara.client.cookies["jalon"]

    def send(_number: int) -> Any:
        with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
            client.cookies.set("jalon", cookie)
            return client.post(path, data=form, headers=FROM_HERE)

    with ThreadPoolExecutor(max_workers=50) as pool:
        answers = list(pool.map(send, range(50)))

    assert {(each.status_code, each.headers["location"]) for each in answers} == {
        (303, f"{path}?done=voted")
    }
    assert len(votes(world)) == 1
    with world.database.read() as session:
        cast = select(func.count()).where(LedgerEntry.kind == "vote.cast")
        assert session.scalar(cast) == 1


def test_ap_1_two_tabs_and_the_back_button_show_the_first_result(
    world: World, request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    path, sara = f"/decisions/{request_.id}", guest("sara")
    tabs = [sara.proof(path) for _ in range(2)]

    for form in (*tabs, tabs[0]):
        answer = sara.client.post(path, data=form | ballot(request_), headers=FROM_HERE)
        assert answer.headers["location"] == f"{path}?done=voted"

    assert len(votes(world)) == 1


def test_ap_3_a_vote_leaves_a_proof_that_others_can_check(
    world: World, request_: DecisionRequest, guest: Callable[..., Guest]
) -> None:
    path = f"/decisions/{request_.id}"
    guest("sara").post(path, ballot(request_), at=path)

    with world.database.read() as session:
        entries = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)).all()

    # A verifier that shares no code with the product: the chain, then the words of the vote.
    previous = "0" * 64
    for entry in entries:
        assert json.loads(entry.payload)["previous"] == previous
        previous = hashlib.sha256(b"jalon/ledger/v1\n" + entry.payload.encode()).hexdigest()
        assert previous == entry.hash
    said = json.loads(next(each.payload for each in entries if each.kind == "vote.cast"))
    assert said["actor"] == str(request_.person_id)
    assert said["body"]["meaning"] == f"approve on revision {request_.revision_sha256}"
    proof = said["body"]["by"]
    assert (proof["channel"], proof["assurance"]) == ("page", "A")
    assert proof["signed_in_at"].endswith("Z")
    assert re.fullmatch(r"[0-9a-f]{64}", proof["commitment"])


def test_a_vote_on_a_decided_round_says_what_was_decided(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    eve = request_of(world, review_id, "eve")
    waiting = guest("eve")
    stale = waiting.proof(f"/decisions/{eve.id}")
    for handle in ("finn", "sara"):
        request = request_of(world, review_id, handle)
        path = f"/decisions/{request.id}"
        guest(handle).post(path, ballot(request), at=path)

    answer = waiting.client.post(
        f"/decisions/{eve.id}", data=stale | ballot(eve), headers=FROM_HERE
    )

    assert answer.status_code == 409
    assert "A is decided already" in answer.text
