"""Feature 20: each gate has its own words for decisions, and each word what it must carry."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from domain.decision import Decision
from domain.errors import BadInputError
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from storage.database import Database
from tests.service.pages.guests import ORIGIN, Guest, request_of
from tests.unit.language.texts_seats import a_council, ask_about
from tests.world import settled
from web.app import create_app
from web.site import Site

ONE = "committee: {seats: [{role: sponsor}]}"

WORDS = """\
  - {id: sure-go, code: GO, label: {en: Sure go, fr: Accord motivé}, effect: next, fields: [reason]}
  - {id: back-to, code: RECYCLE, label: {en: Back to, fr: Retour}, effect: back, back: 0,
     fields: [to_stage]}
"""


def rejection(instead: Decision, **more: object) -> Given:
    return Given(
        value=VoteValue.REJECT,
        instead=instead,
        reason="Not yet",
        **more,  # type: ignore[arg-type]  # what Given takes
    )


@pytest.mark.gate_rule(13)
def test_a_conditional_go_without_a_due_date_is_refused(database: Database, tmp_path: Path) -> None:
    world = settled(database, tmp_path)
    world.project()
    request = request_of(world, world.asked(), "sara")
    path = f"/decisions/{request.id}"
    condition = {"words-0": "Sign it", "owner-0": str(request.person_id), "evidence-0": "Paper"}
    app = create_app(
        Site(
            installation=world.installation,
            clock=world.clock,
            public_url=ORIGIN,
            nudge=world.nudged.append,
        )
    )

    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        answer = (
            Guest(client)
            .known_as(world, "sara")
            .post(
                path,
                {"revision": request.revision_sha256, "choice": "CONDITIONAL_GO", "reason": "x"}
                | condition,
                at=path,
            )
        )

    assert answer.status_code == 422
    assert "needs an owner and a date" in answer.text


def test_a_condition_without_a_date_is_none(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, ONE)

    with pytest.raises(ValidationError, match="due_on"):
        scene.condition(due_on=None)


def test_a_decision_carries_the_fields_that_its_word_names(
    database: Database, tmp_path: Path
) -> None:
    more = "decisions: [sure-go, wait, back-to]\ncommittee: {seats: [{role: sponsor}]}"
    scene = a_council(database, tmp_path, more, words=WORDS)
    ask_about(scene)

    with pytest.raises(BadInputError, match="Say why"):
        scene.votes("marc", VoteValue.APPROVE)
    with pytest.raises(BadInputError, match="until when"):
        scene.votes("marc", rejection(Decision.HOLD))
    with pytest.raises(BadInputError, match="to which stage"):
        scene.votes("marc", rejection(Decision.RECYCLE))
    with pytest.raises(BadInputError, match="knows no decision under conditions"):
        scene.votes(
            "marc",
            Given(
                value=VoteValue.APPROVE_WITH_CONDITIONS,
                conditions=[scene.condition()],
                reason="Nearly",
            ),
        )
    scene.votes("marc", Given(value=VoteValue.APPROVE, reason="It is worth it"))

    assert scene.review().code == Decision.GO


@pytest.mark.parametrize(
    ("given", "stage", "state"),
    [
        pytest.param(Given(value=VoteValue.APPROVE), "second", "open", id="next"),
        pytest.param(rejection(Decision.RECYCLE), "first", "open", id="stay"),
        pytest.param(rejection(Decision.KILL), "first", "closed", id="close"),
    ],
)
@pytest.mark.gate_rule(10)
def test_the_effect_is_the_words_own(
    database: Database, tmp_path: Path, given: Given, stage: str, state: str
) -> None:
    scene = a_council(database, tmp_path, ONE)
    ask_about(scene)

    scene.votes("marc", given)

    project = scene.look()
    assert (project.stage, project.state) == (stage, state)
