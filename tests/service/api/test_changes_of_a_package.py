"""The interface tells what changed in a package since the round before."""

from lifecycle.packages.readings import read_revision
from storage.tables.packages import Revision
from storage.tables.reviews import Review
from tests.service.api.conftest import Caller
from tests.world import World


def test_the_first_round_has_nothing_to_be_compared_with(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    review = world.hand_in().review.id

    told = callers["eve"].get(f"/reviews/{review}/changes").json()

    assert told == {"against": "round", "since": None, "count": 0, "groups": []}


def test_a_second_round_is_compared_with_the_first(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    first = world.hand_in(text="The budget is 100 EUR for everything").review
    world.judged(first.id, ready=False)
    world.later(days=1)
    second = world.hand_in(text="The budget is 120 EUR for everything").review
    with world.database.read() as session:
        revision = session.get_one(Revision, session.get_one(Review, second.id).revision_id)
    read_revision(world.installation, revision, at=world.clock())

    told = callers["eve"].get(f"/reviews/{second.id}/changes?most=1").json()

    assert (told["since"]["review_id"], told["since"]["round"]) == (str(first.id), 1)
    text = told["groups"][-1]
    assert (text["kind"], text["more"]) == ("text", 0)
    assert text["changes"][0]["before"]["en"].startswith("The budget is 100")
    assert text["changes"][0]["is_at"]["document"] == "budget.txt"
    wrong = callers["eve"].get(f"/reviews/{second.id}/changes?against=yesterday")
    assert wrong.status_code == 422
