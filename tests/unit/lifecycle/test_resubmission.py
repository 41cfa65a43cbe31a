"""Another revision: what becomes of the votes, how often it may come, and evidence beside it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from lifecycle.packages.late_evidence import add_late_evidence
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.packages import LateEvidence
from storage.tables.reviews import Vote
from tests.unit.lifecycle.scene import METHOD, Scene, a_scene
from tests.unit.lifecycle.test_clock import notices

APPROVE = VoteValue.APPROVE


def again(scene: Scene, text: str, authors: Sequence[str] = ()) -> None:
    """Hand in another revision and have it asked about."""
    scene.later(hours=1)
    scene.hand_in(text, authors=authors)
    scene.judged()
    scene.ask()


def standing(scene: Scene) -> list[tuple[str, bool]]:
    """Who has a vote in the newest round, and whether it was carried there."""
    names = {person: handle for handle, person in scene.people.items()}
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Vote).where(Vote.review_id == scene.review().id, Vote.standing)
        )
        return sorted((names[row.person_id], row.carried_from is not None) for row in rows)


@pytest.mark.gate_rule(6)
def test_by_default_another_revision_asks_everybody_again(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)

    again(scene, "another budget")

    assert standing(scene) == []


@pytest.fixture(params=["keep_unaffected", "ask_affected"])
def signing(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> Scene:
    """A gate at which finance signs a document of its own, and the sponsor looks at all."""
    policy = f"quorum: 2\n      when_resubmitted: {request.param}"
    return a_scene(database, tmp_path, committee=policy, method=SIGNED)


SIGNED = METHOD.replace(
    "    label: {en: Budget, fr: Budget}\n",
    "    label: {en: Budget, fr: Budget}\n"
    "  - id: offer\n    area: cost\n    label: {en: Offer, fr: Offre}\n    signed_by: [finance]\n",
    1,
)


@pytest.mark.gate_rule(6)
def test_an_approval_stands_where_nothing_changed_of_what_the_seat_signs(signing: Scene) -> None:
    signing.asked()
    signing.votes("nadia", APPROVE)

    again(signing, "another budget")

    assert standing(signing) == [("nadia", True)]
    assert notices(signing, "nadia") == ["carried-vote"]
    signing.votes("marc", APPROVE)
    assert signing.review().code == Decision.GO
    assert check_invariants(signing.installation) == []


@pytest.mark.gate_rule(6)
def test_who_looks_at_the_whole_package_is_asked_again(signing: Scene) -> None:
    signing.asked()
    signing.votes("marc", APPROVE)

    again(signing, "another budget")

    assert standing(signing) == []


@pytest.mark.gate_rule(6)
@pytest.mark.parametrize(
    "given",
    [
        Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"),
        Given(value=VoteValue.ABSTAIN),
    ],
)
def test_who_did_not_plainly_approve_is_always_asked_again(signing: Scene, given: Given) -> None:
    signing.asked()
    signing.votes("nadia", given)

    again(signing, "another budget")

    assert standing(signing) == []


def test_a_carried_vote_may_be_changed(signing: Scene) -> None:
    signing.asked()
    signing.votes("nadia", APPROVE)
    again(signing, "another budget")

    signing.votes("nadia", Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"))

    assert standing(signing) == [("nadia", False)]
    assert check_invariants(signing.installation) == []


def test_an_author_of_the_new_revision_keeps_no_vote(signing: Scene) -> None:
    signing.asked()
    signing.votes("marc", APPROVE)

    again(signing, "another budget", authors=["marc"])

    assert standing(signing) == []


@pytest.mark.gate_rule(7)
def test_an_attempt_too_many_is_escalated_and_goes_on(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="most_attempts: 2")
    scene.asked()
    again(scene, "second")
    assert notices(scene, "paula") == []

    again(scene, "third")

    assert notices(scene, "paula") == ["many-attempts"]
    assert scene.review().state == "open"
    assert check_invariants(scene.installation) == []


def add(scene: Scene, text: str = "an offer", reason: str = "It came", by: str = "anna") -> None:
    late = scene.keep(text)
    with scene.write() as session:
        add_late_evidence(
            session, scene.actor(by), scene.project(session), [late], reason, at=scene.at
        )


@pytest.mark.gate_rule(3)
def test_late_evidence_stands_beside_the_package_and_every_voter_is_told(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    before = scene.review().revision_sha256

    add(scene)
    add(scene)

    assert scene.review().revision_sha256 == before
    assert standing(scene) == [("marc", False)]
    assert [notices(scene, each) for each in ("marc", "nadia", "claire")] == [["late-evidence"]] * 3
    with scene.installation.database.read() as session:
        assert session.scalars(select(LateEvidence)).one().number == 1
    scene.votes("marc", Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="Now I see"))


@pytest.mark.gate_rule(3)
def test_late_evidence_needs_an_open_review_a_reason_and_the_manager(scene: Scene) -> None:
    with pytest.raises(OutOfSequenceError, match="no open review"):
        add(scene)
    scene.asked()
    with pytest.raises(BadInputError, match="what the late evidence shows"):
        add(scene, reason=" ")
    with pytest.raises(NotAllowedError):
        add(scene, by="nadia")

    with scene.installation.database.read() as session:
        assert session.scalars(select(LateEvidence)).all() == []
        assert session.scalars(select(Letter).where(Letter.message == "notice")).all() == []
