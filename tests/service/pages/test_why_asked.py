"""What is asked on top of the method's own words says why, on the page of the gate."""

from collections.abc import Callable

from domain.judgement import Judgement
from domain.text import both
from lifecycle.deciding.ask import ask
from lifecycle.packages.judging import keep
from tests.service.pages.guests import Guest
from tests.world import World, judgement


def test_a_check_says_why_it_is_asked(world: World, guest: Callable[..., Guest]) -> None:
    world.project()
    review = world.hand_in().review.id
    plain = judgement(ready=True, at=world.at)
    why = both("asked on top since the class became L", "demandé en plus, la classe étant L")
    rows = tuple(each.model_copy(update={"origin": why}) for each in plain.deliverables)
    with world.database.write() as session:
        told: Judgement = plain.model_copy(update={"deliverables": rows})
        keep(session, review, told, at=world.at)
        ask(session, review, at=world.at)

    page = guest("mona").get("/projects/HEAT/gates/A").text

    assert "asked on top since the class became L" in page
