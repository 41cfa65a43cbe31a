"""Who stands in for whom: for these days and gates, never for oneself, never undoing a vote."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import take_back
from lifecycle.invariants import check_invariants
from lifecycle.people import disable_person
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from lifecycle.standing_in.requests import keep_delegations
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.reviews import DecisionRequest, Vote
from storage.tables.standing_in import Delegation
from tests.unit.lifecycle.scene import Scene, a_scene

APPROVE = VoteValue.APPROVE
AWAY = NewDelegation(
    delegate="denis", first_day=date(2026, 3, 2), last_day=date(2026, 3, 6), reason="On leave"
)


def give(scene: Scene, by: str = "marc", /, **changed: object) -> UUID:
    with scene.write() as session:
        new = replace(AWAY, **changed)  # type: ignore[arg-type]
        return delegate(session, scene.actor(by), new, at=scene.at).id


def told(scene: Scene, handle: str) -> list[str]:
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Letter).where(Letter.recipient_id == scene.people[handle]).order_by(Letter.key)
        )
        return [row.facts.get("kind", row.message) for row in rows]


def asked(scene: Scene, handle: str) -> list[str]:
    with scene.installation.database.read() as session:
        rows = select(DecisionRequest.status).where(
            DecisionRequest.person_id == scene.people[handle]
        )
        return list(session.scalars(rows))


@pytest.mark.gate_rule(23)
def test_a_delegate_is_asked_and_votes_on_behalf_of_the_seat(scene: Scene) -> None:
    give(scene)
    scene.asked()
    assert sorted(told(scene, "denis")) == ["decision-asked", "delegation-received"]
    assert "delegation-given" in told(scene, "marc")

    scene.votes("denis", APPROVE)
    scene.votes("nadia", APPROVE)

    assert scene.review().code == Decision.GO
    with scene.installation.database.read() as session:
        vote = session.scalars(select(Vote).where(Vote.person_id == scene.people["denis"])).one()
        assert vote.delegation_id is not None
    assert check_invariants(scene.installation) == []


@pytest.mark.gate_rule(23)
def test_a_delegation_takes_open_questions_along(scene: Scene) -> None:
    scene.asked()
    assert asked(scene, "denis") == []

    give(scene)

    assert asked(scene, "denis") == ["open"]
    assert asked(scene, "marc") == ["open"]


def test_a_delegation_that_begins_later_is_asked_on_its_day(scene: Scene) -> None:
    give(scene, first_day=date(2026, 3, 4))
    scene.asked()
    assert asked(scene, "denis") == []
    with pytest.raises(NotAllowedError, match="may not vote"):
        scene.votes("denis", APPROVE)

    scene.at = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)  # half past midnight in Paris
    assert keep_delegations(scene.installation.database, at=scene.at) == 1

    assert keep_delegations(scene.installation.database, at=scene.at) == 0
    assert asked(scene, "denis") == ["open"]
    scene.votes("denis", APPROVE)


@pytest.mark.gate_rule(23)
def test_after_its_last_day_a_delegation_is_worth_nothing(scene: Scene) -> None:
    give(scene)
    scene.asked()
    scene.at = datetime(2026, 3, 6, 23, 0, tzinfo=UTC)

    with pytest.raises(NotAllowedError, match="given to you"):
        scene.votes("denis", APPROVE)

    assert keep_delegations(scene.installation.database, at=scene.at) == 1
    assert asked(scene, "denis") == ["revoked"]
    assert asked(scene, "marc") == ["open"]


@pytest.mark.gate_rule(23)
def test_who_delegated_may_vote_first_and_is_not_undone(scene: Scene) -> None:
    give(scene)
    scene.asked()
    scene.votes("marc", APPROVE)

    with pytest.raises(NotAllowedError, match="Marc has voted"):
        scene.votes("denis", Given(value=VoteValue.REJECT, reason="No"))
    with scene.write() as session, pytest.raises(OutOfSequenceError, match="no vote"):
        take_back(
            session, scene.actor("denis"), scene.review().id, at=scene.at, seat_role="sponsor"
        )


def test_who_delegated_may_change_the_vote_of_the_delegate(scene: Scene) -> None:
    give(scene)
    scene.asked()
    scene.votes("denis", APPROVE)

    scene.votes("marc", Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"))

    with scene.installation.database.read() as session:
        standing = session.scalars(select(Vote).where(Vote.standing)).one()
        assert standing.person_id == scene.people["marc"]


@pytest.mark.gate_rule(23)
def test_nobody_delegates_in_a_circle(scene: Scene) -> None:
    give(scene)
    scene.newcomer("rosa")
    give(scene, "denis", delegate="rosa")

    with pytest.raises(OutOfSequenceError, match="in turn"):
        give(scene, "rosa", delegate="marc")

    give(scene, "rosa", delegate="marc", first_day=date(2026, 3, 9), last_day=date(2026, 3, 9))


@pytest.mark.gate_rule(23)
def test_what_was_delegated_is_not_delegated_further(scene: Scene) -> None:
    give(scene)
    scene.newcomer("rosa")
    give(scene, "denis", delegate="rosa")
    scene.asked()

    assert asked(scene, "rosa") == []
    with pytest.raises(NotFoundError):
        scene.votes("rosa", APPROVE)


@pytest.mark.gate_rule(25)
def test_a_delegation_to_who_handed_the_package_in_is_refused(scene: Scene) -> None:
    scene.asked()

    with pytest.raises(OutOfSequenceError, match="Anna cannot stand in at A of NORTH"):
        give(scene, delegate="anna")

    assert asked(scene, "anna") == []


@pytest.mark.gate_rule(25)
def test_a_delegate_who_hands_in_later_is_passed_over_and_refused(scene: Scene) -> None:
    give(scene, delegate="anna")

    scene.asked()

    assert asked(scene, "anna") == []
    with pytest.raises(NotAllowedError, match="handed in or wrote the package"):
        scene.votes("anna", APPROVE)


@pytest.mark.gate_rule(24)
def test_a_delegate_with_a_seat_of_their_own_votes_for_one_of_the_two(scene: Scene) -> None:
    give(scene, delegate="nadia")
    scene.asked()
    scene.votes("nadia", APPROVE)

    with pytest.raises(NotAllowedError, match="nobody votes twice"):
        scene.votes("nadia", APPROVE, seat_role="sponsor")


@pytest.mark.gate_rule(24)
def test_a_method_may_let_a_delegate_cast_two_marked_votes(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="two_votes: true")
    give(scene, delegate="nadia")
    scene.asked()
    scene.votes("nadia", APPROVE)

    scene.votes("nadia", APPROVE, seat_role="sponsor")

    assert scene.review().code == Decision.GO
    with scene.installation.database.read() as session:
        marked = session.scalars(select(Vote.delegation_id).where(Vote.standing)).all()
        assert sorted(each is None for each in marked) == [False, True]


@pytest.mark.gate_rule(19)
def test_the_casting_vote_is_not_delegated(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="tie: casting_vote")
    scene.asked()
    scene.votes("nadia", Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"))
    give(scene)
    scene.votes("denis", APPROVE)

    with pytest.raises(NotAllowedError, match="Marc's own"):
        scene.votes("denis", Given(value=APPROVE, casting=True, reason="I think so"))


def test_a_delegation_covers_its_gates_project_and_amounts(scene: Scene) -> None:
    give(scene, gates=("B",))
    give(scene, most="100000")
    scene.asked()

    assert asked(scene, "denis") == []  # the project names no budget: it is above every limit
    give(scene, gates=("A",), project="NORTH")

    assert asked(scene, "denis") == ["open"]


def test_ending_a_delegation_takes_the_question_back_and_tells_both(scene: Scene) -> None:
    row = give(scene)
    scene.asked()

    with scene.write() as session:
        end_delegation(session, scene.actor("denis"), row, at=scene.at)
        end_delegation(session, scene.actor("marc"), row, at=scene.at)

    assert asked(scene, "denis") == ["revoked"]
    assert [told(scene, each).count("delegation-ended") for each in ("marc", "denis")] == [1, 1]
    with pytest.raises(NotAllowedError):
        scene.votes("denis", APPROVE)


def test_a_vote_stands_when_the_delegation_ends_in_the_next_instant(scene: Scene) -> None:
    row = give(scene)
    scene.asked()
    scene.votes("denis", APPROVE)

    with scene.write() as session:
        end_delegation(session, scene.actor("marc"), row, at=scene.at)

    with scene.installation.database.read() as session:
        assert session.scalars(select(Vote.standing)).all() == [True]
    assert check_invariants(scene.installation, read_files=False) == []


@pytest.mark.gate_rule(23)
def test_who_is_delegated_to_anew_gets_a_link_that_works(scene: Scene) -> None:
    row = give(scene)
    scene.asked()
    with scene.write() as session:
        end_delegation(session, scene.actor("marc"), row, at=scene.at)
    scene.later(hours=1)

    give(scene, last_day=date(2026, 3, 8))

    assert asked(scene, "denis") == ["open"]
    assert told(scene, "denis").count("asked-again") == 1
    with scene.installation.database.read() as session:
        request = session.scalars(
            select(DecisionRequest).where(DecisionRequest.person_id == scene.people["denis"])
        ).one()
        assert request.expires_at == datetime(2026, 3, 8, 23, 0, tzinfo=UTC)
    scene.votes("denis", APPROVE)


def test_the_delegations_of_who_leaves_end(scene: Scene) -> None:
    give(scene)

    with scene.write() as session:
        disable_person(session, scene.actor("paula"), "denis", at=scene.at)

    with scene.installation.database.read() as session:
        assert session.scalars(select(Delegation)).one().ended_at == scene.at
    assert "delegation-ended" in told(scene, "marc")


def test_only_the_pmo_delegates_for_somebody_else(scene: Scene) -> None:
    with pytest.raises(NotAllowedError, match="Only the PMO"):
        give(scene, "nadia", delegator="marc")

    give(scene, "paula", delegator="marc")

    scene.asked()
    assert asked(scene, "denis") == ["open"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"delegate": "marc"}, "Nobody stands in for themselves"),
        ({"reason": " "}, "Say why"),
        ({"last_day": date(2026, 3, 1)}, "before it starts"),
        ({"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 2)}, "is over"),
        ({"last_day": date(2028, 3, 1)}, "at most a year"),
        ({"most": "a lot"}, "not an amount"),
        ({"most": "-5"}, "not an amount"),
    ],
)
def test_a_delegation_that_makes_no_sense_is_refused_in_words(
    scene: Scene, changed: dict[str, object], words: str
) -> None:
    with pytest.raises(BadInputError, match=words):
        give(scene, **changed)


def test_everything_is_delegated_to_one_at_a_time(scene: Scene) -> None:
    give(scene)
    assert give(scene) == give(scene)

    with pytest.raises(OutOfSequenceError, match="somebody else for some of these days"):
        give(scene, delegate="claire")
