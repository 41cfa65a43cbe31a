"""After the end: the closing acts of a stopped project, and its opening again."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.methodology.load import load_method
from domain.review.ballot import VoteValue
from lifecycle.closing.acts import KINDS, finish_closing_act
from lifecycle.closing.reopen import reopen
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.people import NewPerson, add_person
from lifecycle.questions.closing import closing_seen
from methodologies.library import text
from storage.tables.closing import ClosingAct
from storage.tables.letters import Letter
from storage.tables.projects import Drive, GatePassage
from tests.unit.lifecycle.scene import Scene

KILL = Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No market")


def stopped(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", KILL)
    scene.votes("nadia", KILL)
    for _ in range(2):
        with scene.write() as session:
            carry_out(session, scene.review().id, at=scene.at)


def finish(scene: Scene, kind: str, words: str, by: str = "anna") -> None:
    with scene.write() as session:
        finish_closing_act(
            session, scene.actor(by), scene.project(session), kind, words, at=scene.at
        )


def open_again(scene: Scene, by: str = "erin", reason: str = "The market is back") -> None:
    with scene.write() as session:
        reopen(session, scene.actor(by), scene.project(session), reason, at=scene.at)


@pytest.fixture
def direction(scene: Scene) -> Scene:
    """Erin is of general management."""
    with scene.write() as session:
        erin = NewPerson(handle="erin", name="Erin", email="erin@example.org", roles=("executive",))
        scene.people["erin"] = add_person(session, None, erin, at=scene.at).id
    return scene


@pytest.mark.gate_rule(12)
def test_a_stop_leaves_four_acts_to_the_manager_once(scene: Scene) -> None:
    stopped(scene)

    with scene.installation.database.read() as session:
        acts = session.scalars(select(ClosingAct)).all()
    assert sorted(act.kind for act in acts) == sorted(KINDS)
    assert {act.owner_id for act in acts} == {scene.people["anna"]}
    assert {act.due_on for act in acts} == {date(2026, 3, 30)}


def test_a_closing_act_is_done_in_words_once(scene: Scene) -> None:
    stopped(scene)
    with pytest.raises(BadInputError):
        finish(scene, "lessons", " ")
    with pytest.raises(NotAllowedError):
        finish(scene, "lessons", "None", by="marc")
    with pytest.raises(NotFoundError):
        finish(scene, "party", "No")

    finish(scene, "lessons", "None: it never began")
    finish(scene, "lessons", "Something else")

    with scene.installation.database.read() as session:
        done = session.scalars(select(ClosingAct).where(ClosingAct.done_at.is_not(None))).one()
    assert (done.kind, done.done_by) == ("lessons", scene.people["anna"])


def test_a_go_leaves_nothing_to_close(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, scene.review().id, at=scene.at)

    with scene.installation.database.read() as session:
        assert session.scalars(select(ClosingAct)).all() == []


@pytest.mark.gate_rule(49)
def test_general_management_opens_a_stopped_project_again(direction: Scene) -> None:
    stopped(direction)
    direction.at = datetime(2026, 5, 4, 9, tzinfo=UTC)

    open_again(direction)

    with direction.installation.database.read() as session:
        told = session.scalars(
            select(Letter.recipient_id).where(Letter.message == "decision-announced")
        ).all()
    assert direction.people["erin"] in told
    project = direction.look()
    assert (project.state, project.closed_as, project.stage) == ("open", None, "first")
    with direction.installation.database.read() as session:
        assert session.scalars(select(GatePassage.code)).all() == ["KILL"]
        drive = session.get_one(Drive, project.id)
        assert not drive.finished
        assert drive.work_due is not None
    direction.asked()
    direction.votes("marc", VoteValue.APPROVE)
    direction.votes("nadia", VoteValue.APPROVE)
    assert direction.look().stage == "second"


def test_who_may_not_or_need_not_open_it_again_is_told(direction: Scene) -> None:
    with pytest.raises(OutOfSequenceError):
        open_again(direction)
    stopped(direction)
    for handle in ("anna", "marc", "paula"):
        with pytest.raises(NotAllowedError):
            open_again(direction, by=handle)
    with pytest.raises(BadInputError):
        open_again(direction, reason=" ")

    assert direction.look().closed_as == "KILL"


def test_a_completed_project_that_is_open_again_passes_its_last_gate_anew(
    direction: Scene,
) -> None:
    for gate in ("A", "B"):
        direction.asked()
        direction.votes("marc", VoteValue.APPROVE)
        if gate == "A":
            direction.votes("nadia", VoteValue.APPROVE)
        with direction.write() as session:
            carry_out(session, direction.review().id, at=direction.at)
        direction.later(hours=1)
    assert direction.look().closed_as == "COMPLETED"

    open_again(direction)
    direction.later(hours=1)
    direction.hand_in("another budget")
    direction.judged()
    direction.ask()
    direction.votes("marc", VoteValue.APPROVE)

    assert direction.look().closed_as == "COMPLETED"
    assert (direction.review().gate, direction.review().round) == ("B", 2)


def test_what_was_to_close_is_not_asked_once_the_project_is_open_again(direction: Scene) -> None:
    stopped(direction)
    with direction.installation.database.read() as session:
        assert len(closing_seen(session, direction.project(session))) == len(KINDS)

    open_again(direction)

    with direction.installation.database.read() as session:
        assert closing_seen(session, direction.project(session)) == []
    with pytest.raises(NotFoundError):
        finish(direction, "lessons", "None")


@pytest.mark.gate_rule(50)
def test_the_closing_gate_of_the_standard_method_asks_what_closure_needs() -> None:
    method = load_method(text("jalon-standard"), "jalon-standard")
    gate = method.gate("G5")

    asked = {each.deliverable: each for each in gate.requirements}
    for needed in ("acceptance-report", "closure-report", "lessons-learned", "benefits-plan"):
        assert (asked[needed].force, asked[needed].maturity) == ("must", "final"), needed
        assert asked[needed].checks, needed
    assert "project-archive" in asked
    assert Decision.CONDITIONAL_GO not in {
        word.code for word in method.decisions if word.id in gate.decisions
    }
