"""What the decision page asks beside the vote, and what it shows of a dissent."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from storage.tables.reviews import Vote
from tests.beside_method import publish_beside
from tests.service.pages.guests import Guest, request_of
from tests.world import World

GIVEN = {"choice": "GO", "score-fit": "7,5", "answer-legal": "yes", "rating-confidence": "amber"}


@pytest.fixture
def review_id(world: World) -> UUID:
    publish_beside(world)
    world.project()
    return world.asked()


def voted(
    world: World, review_id: UUID, guest: Callable[..., Guest], handle: str, **given: str
) -> tuple[int, str]:
    request = request_of(world, review_id, handle)
    world.later(minutes=1)
    path = f"/decisions/{request.id}"
    fields = {"revision": request.revision_sha256, "choice": "GO"} | given
    answer = guest(handle).post(path, fields, at=path)
    return answer.status_code, answer.text


def test_each_seat_is_asked_for_what_is_its_to_give(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    pages = {
        handle: guest(handle).get(f"/decisions/{request_of(world, review_id, handle).id}").text
        for handle in ("sara", "finn", "eve")
    }

    asked = {
        handle: sorted(set(re.findall(r'name="((?:score|answer|rating)-[\w-]+)"', page)))
        for handle, page in pages.items()
    }
    assert asked == {
        "sara": ["answer-legal", "rating-confidence", "score-fit"],
        "finn": ["rating-confidence", "score-fit", "score-reward"],
        "eve": ["rating-confidence"],
    }
    assert "You concur or dissent as Expert" in pages["eve"]


def test_what_was_given_is_kept_and_shown_again(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    status, _ = voted(world, review_id, guest, "sara", **GIVEN)

    page = guest("sara").get(f"/decisions/{request_of(world, review_id, 'sara').id}").text
    assert status == 303
    assert re.search(r'name="score-fit"[^>]* value="7.5"', page)
    assert re.search(r'name="rating-confidence" value="amber" checked', page)
    with world.database.read() as session:
        vote = session.scalars(select(Vote)).one()
    assert (vote.scores, vote.answers, vote.ratings) == (
        {"fit": "7.5"},
        {"legal": True},
        {"confidence": "amber"},
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        pytest.param({"score-fit": ""}, "Fit with our strategy (fit) is missing", id="no score"),
        pytest.param({"score-fit": "a lot"}, "is not a number", id="no number"),
        pytest.param({"score-fit": "12"}, "scored from 0 to 10, not 12", id="out of scale"),
        pytest.param({"answer-legal": ""}, "The law allows it (legal) is missing", id="no answer"),
        pytest.param({"rating-confidence": "pink"}, "has no level", id="no such level"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_filled_in_stays(
    world: World,
    review_id: UUID,
    guest: Callable[..., Guest],
    given: dict[str, str],
    sentence: str,
) -> None:
    status, page = voted(world, review_id, guest, "sara", **(GIVEN | given))

    assert status == 422
    assert sentence in page.replace("&#39;", "'")
    assert re.search(r'name="choice" value="GO"[^>]* checked', page)


def test_a_dissent_is_shown_to_the_chair_who_answers_it(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    no = {"choice": "RECYCLE", "reason": "It gets too hot", "rating-confidence": "red"}
    voted(world, review_id, guest, "eve", **no)

    path = f"/decisions/{request_of(world, review_id, 'sara').id}"
    before = guest("sara").get(path).text
    refused = voted(world, review_id, guest, "sara", **GIVEN)
    answered = voted(world, review_id, guest, "sara", **GIVEN, to_dissent="We add a fan")
    after = guest("finn").get(f"/decisions/{request_of(world, review_id, 'finn').id}").text

    assert "It gets too hot" in before
    assert 'name="to_dissent"' in before
    assert (refused[0], "A formal dissent stands" in refused[1]) == (422, True)
    assert answered[0] == 303
    assert "We add a fan" in after


def test_who_abstains_is_asked_for_nothing(
    world: World, review_id: UUID, guest: Callable[..., Guest]
) -> None:
    status, _ = voted(world, review_id, guest, "sara", **(GIVEN | {"choice": "abstain"}))

    assert status == 303
