"""Conditions and contested findings: said by one, confirmed by another."""

import pytest
from sqlalchemy import select

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.finding import Severity
from domain.review.ballot import VoteValue
from lifecycle.deciding.conditions import open_conditions, report, settle
from lifecycle.deciding.given import Given
from lifecycle.packages.contest import Contested, answer, contest
from storage.tables.reviews import Contest
from tests.unit.lifecycle.scene import Scene, everything_written

SAID = Contested(
    check="COST-11",
    deliverable="budget",
    document_sha256="0" * 64,
    reason="Reason-of-Anna",
    place="Sheet 2",
)


@pytest.fixture
def conditional(scene: Scene) -> Scene:
    """The council let the project go on, on one condition of Anna's that Nadia verifies."""
    scene.asked()
    given = Given(
        value=VoteValue.APPROVE_WITH_CONDITIONS, reason="If", conditions=[scene.condition()]
    )
    scene.votes("marc", given)
    scene.votes("nadia", given)
    return scene


def test_two_voters_who_ask_the_same_ask_one_condition(conditional: Scene) -> None:
    with conditional.installation.database.read() as session:
        project = conditional.project(session)
        assert [each.number for each in open_conditions(session, project.id)] == [1]


@pytest.mark.gate_rule(13)
def test_a_condition_is_reported_by_its_owner_and_settled_by_its_verifier(
    conditional: Scene,
) -> None:
    scene = conditional

    def settled_by(handle: str) -> None:
        with scene.write() as session:
            settle(session, scene.actor(handle), scene.project(session), 1, at=scene.at)

    with pytest.raises(OutOfSequenceError, match="not reported"):
        settled_by("nadia")
    with scene.write() as session:
        report(session, scene.actor("anna"), scene.project(session), 1, "Here", at=scene.at)
    with pytest.raises(NotAllowedError):
        settled_by("anna")
    settled_by("nadia")
    with pytest.raises(OutOfSequenceError, match="settled already"):
        settled_by("nadia")
    with scene.installation.database.read() as session:
        assert open_conditions(session, scene.project(session).id) == []


def test_a_report_needs_evidence_and_a_condition(conditional: Scene) -> None:
    scene = conditional

    with pytest.raises(BadInputError), scene.write() as session:
        report(session, scene.actor("anna"), scene.project(session), 1, " ", at=scene.at)
    with pytest.raises(NotFoundError), scene.write() as session:
        report(session, scene.actor("anna"), scene.project(session), 7, "Here", at=scene.at)


def contested(scene: Scene) -> Contest:
    scene.hand_in()
    scene.judged(ready=False, severity=Severity.BLOCKER)
    with scene.write() as session:
        return contest(session, scene.actor("anna"), scene.review(), SAID, at=scene.at)


@pytest.mark.gate_rule(8)
def test_an_attested_blocker_has_the_package_judged_again(scene: Scene) -> None:
    made = contested(scene)

    with scene.write() as session:
        answer(session, scene.actor("paula"), made.id, attest=True, words="Seen", at=scene.at)

    assert (scene.review().state, scene.review().judgement) == ("submitted", None)
    with pytest.raises(OutOfSequenceError, match="attested already"), scene.write() as session:
        answer(session, scene.actor("paula"), made.id, attest=False, words="No", at=scene.at)
    assert "Reason-of-Anna" not in everything_written(scene.installation.database)


def test_a_refused_contest_changes_nothing(scene: Scene) -> None:
    made = contested(scene)

    with scene.write() as session:
        answer(session, scene.actor("paula"), made.id, attest=False, words="No", at=scene.at)

    assert scene.review().state == "returned"


@pytest.mark.gate_rule(8)
def test_the_submitter_attests_nothing(scene: Scene) -> None:
    made = contested(scene)

    with pytest.raises(NotAllowedError), scene.write() as session:
        answer(session, scene.actor("anna"), made.id, attest=True, words="Mine", at=scene.at)


def test_contesting_again_gives_the_standing_contest(scene: Scene) -> None:
    made = contested(scene)

    with scene.write() as session:
        again = contest(session, scene.actor("anna"), scene.review(), SAID, at=scene.at)

    assert again.id == made.id
    with scene.installation.database.read() as session:
        assert len(session.scalars(select(Contest)).all()) == 1


def test_only_a_finding_that_is_there_is_contested(scene: Scene) -> None:
    contested(scene)
    other = Contested(check="RISK-16", deliverable="budget", reason="Wrong")

    with pytest.raises(NotFoundError), scene.write() as session:
        contest(session, scene.actor("anna"), scene.review(), other, at=scene.at)
