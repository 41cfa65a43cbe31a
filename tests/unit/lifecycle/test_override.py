"""A decision past the committee: two persons, a reason, told to every seat, and counted."""

from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.carry_out import carry_out
from lifecycle.invariants import check_invariants
from lifecycle.overriding.override import (
    ask_override,
    drop_override,
    overrides_since,
    sign_override,
)
from lifecycle.packages.propose import assign
from lifecycle.people import NewPerson, add_person
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.overrides import Override
from storage.tables.reviews import DecisionRequest
from tests.unit.lifecycle.scene import Scene, a_scene
from tests.unit.lifecycle.test_evidence_file import export, verify

GO, KILL, HOLD = Decision.GO, Decision.KILL, Decision.HOLD


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Generator[Scene]:
    """A committee that is asked, and a PMO of two."""
    made = a_scene(database, tmp_path)
    with made.write() as session:
        second = NewPerson(handle="peter", name="Peter", email="peter@example.org", roles=("pmo",))
        made.people["peter"] = add_person(session, None, second, at=made.at).id
    made.asked()
    yield made
    assert check_invariants(made.installation) == []


def ask(
    scene: Scene,
    code: Decision = GO,
    by: str = "paula",
    reason: str = "Nobody answers",
    until: date | None = None,
) -> None:
    review = scene.review()
    with scene.write() as session:
        ask_override(session, scene.actor(by), review.id, code, reason, at=scene.at, until=until)


def sign(scene: Scene, by: str = "peter") -> None:
    review = scene.review()
    with scene.write() as session:
        sign_override(session, scene.actor(by), review.id, at=scene.at)


@pytest.mark.gate_rule(27)
def test_two_persons_decide_past_the_committee_and_every_seat_is_told(
    office: Scene, tmp_path: Path
) -> None:
    ask(office)
    assert office.review().state == "open"

    sign(office)

    review = office.review()
    assert (review.state, review.code) == ("decided", GO)
    assert office.look().stage == "second"
    with office.installation.database.read() as session:
        told = {
            letter.recipient_id
            for letter in session.scalars(
                select(Letter).where(Letter.message == "decision-announced")
            )
        }
        assert {office.people["marc"], office.people["nadia"]} <= told
        assert "open" not in session.scalars(select(DecisionRequest.status)).all()
        assert overrides_since(session, office.at - timedelta(days=1)) == 1
        assert overrides_since(session, office.at + timedelta(days=1)) == 0
    with office.write() as session:
        carry_out(session, review.id, at=office.at)
    code, said = verify(export(office, tmp_path / "e.zip"))
    assert (code, "past the committee, by two signatures" in said) == (0, True), said


def test_who_asks_does_not_sign_whatever_roles_they_hold(office: Scene) -> None:
    ask(office)

    with pytest.raises(NotAllowedError, match="never signs"):
        sign(office, by="paula")

    assert office.review().state == "open"


@pytest.mark.parametrize("by", ["marc", "anna", "claire"])
def test_only_the_pmo_and_administrators_override(office: Scene, by: str) -> None:
    with pytest.raises(NotAllowedError):
        ask(office, by=by)
    ask(office)
    with pytest.raises(NotAllowedError):
        sign(office, by=by)


def test_who_manages_the_project_by_now_does_not_sign(office: Scene) -> None:
    ask(office)
    with office.write() as session:
        project = office.project(session)
        assign(session, office.actor("paula"), project, "manager", "peter", at=office.at)

    with pytest.raises(NotAllowedError, match="manages"):
        sign(office)


def test_who_asked_and_manages_the_project_since_is_not_signed_for(office: Scene) -> None:
    ask(office)
    with office.write() as session:
        project = office.project(session)
        assign(session, office.actor("peter"), project, "manager", "paula", at=office.at)

    with pytest.raises(NotAllowedError, match="manages"):
        sign(office)


def test_a_decision_of_the_committee_ends_what_was_not_signed(office: Scene) -> None:
    ask(office, KILL)
    office.votes("marc", VoteValue.APPROVE)
    office.votes("nadia", VoteValue.APPROVE)

    with pytest.raises(OutOfSequenceError):
        sign(office)

    assert office.review().code == GO
    with office.installation.database.read() as session:
        assert session.scalars(select(Override.state)).all() == ["dropped"]


def test_an_override_is_dropped_and_another_may_be_asked(office: Scene) -> None:
    ask(office)
    with pytest.raises(OutOfSequenceError, match="waits"):
        ask(office, KILL, by="peter")
    with office.write() as session:
        drop_override(session, office.actor("peter"), office.review().id, at=office.at)
    with pytest.raises(NotFoundError):
        sign(office)

    ask(office, KILL, by="peter")
    sign(office, by="paula")

    assert office.look().closed_as == KILL


def test_a_hold_past_the_committee_lasts_until_its_day(office: Scene) -> None:
    until = office.at.date() + timedelta(days=30)
    ask(office, HOLD, until=until)

    sign(office)

    assert (office.look().state, office.look().held_until) == ("held", until)


def test_what_makes_no_sense_is_refused_in_words(office: Scene) -> None:
    with pytest.raises(BadInputError, match="Say why"):
        ask(office, reason=" ")
    with pytest.raises(BadInputError, match="needs a date"):
        ask(office, HOLD)
    with pytest.raises(BadInputError, match="needs a date"):
        ask(office, GO, until=date(2026, 9, 1))
    with pytest.raises(BadInputError, match="future"):
        ask(office, HOLD, until=date(2026, 3, 1))
    with pytest.raises(BadInputError, match="cannot lead"):
        ask(office, Decision.CONDITIONAL_GO)
    with office.installation.database.read() as session:
        assert session.scalars(select(Override)).all() == []
