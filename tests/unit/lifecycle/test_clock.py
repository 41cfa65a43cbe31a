"""The clock of a round: reminders, escalation, questions that stop it; each once, never early."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.conditions import report, settle
from lifecycle.deciding.due import close_due, fire_due
from lifecycle.deciding.given import Given
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.driving.timers import fire_timers
from lifecycle.invariants import check_invariants
from lifecycle.questions.exchanged import questions_to
from lifecycle.questions.gate import gate_page
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.waits import Question, Timer
from tests.unit.lifecycle.scene import Scene, a_scene

APPROVE = VoteValue.APPROVE


def notices(scene: Scene, handle: str) -> list[str]:
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Letter)
            .where(Letter.recipient_id == scene.people[handle], Letter.message == "notice")
            .order_by(Letter.posted_at, Letter.key)
        )
        return [row.facts["kind"] for row in rows]


def timers(scene: Scene) -> dict[str, datetime]:
    """The timers of the sponsor's seat, and of the round, that still wait."""
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Timer).where(Timer.fired_at.is_(None), Timer.called_off_at.is_(None))
        )
        return {row.step: row.due_at for row in rows}


def fire(scene: Scene) -> int:
    return fire_timers(scene.installation.database, at=scene.at)


def ask(scene: Scene, words: str = "What if the supplier fails?", by: str = "marc") -> UUID:
    with scene.write() as session:
        return ask_question(session, scene.actor(by), scene.review().id, words, at=scene.at).id


def answer(
    scene: Scene, question: UUID, by: str = "anna", words: str = "Another stands by"
) -> None:
    with scene.write() as session:
        answer_question(session, scene.actor(by), question, words, at=scene.at)


@pytest.mark.gate_rule(32)
def test_a_seat_is_reminded_at_half_and_at_eighty_per_cent_of_its_working_time(
    scene: Scene,
) -> None:
    scene.asked()  # Monday, ten in Paris; due on the Monday after at six: 8 and 5 times 9 hours
    waiting = timers(scene)

    assert waiting["reminder-50"] == datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
    assert waiting["reminder-80"] == datetime(2026, 3, 6, 15, 24, tzinfo=UTC)
    assert waiting["escalation-100"] == datetime(2026, 3, 9, 17, 0, tzinfo=UTC)


@pytest.mark.gate_rule(32)
def test_who_has_voted_is_not_reminded_and_nobody_is_reminded_twice(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.at = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)

    assert fire(scene) == 4
    assert fire(scene) == 0

    assert notices(scene, "marc") == []
    assert notices(scene, "nadia") == ["reminder", "last-reminder"]
    assert notices(scene, "claire") == []


@pytest.mark.gate_rule(32)
def test_a_decision_calls_off_what_was_still_to_be_said(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)

    assert timers(scene) == {}
    scene.later(days=30)
    assert fire(scene) == 0


@pytest.mark.gate_rule(7)
@pytest.mark.gate_rule(52)
def test_a_round_that_nobody_decides_is_escalated_once(scene: Scene) -> None:
    scene.asked()
    scene.later(days=9)

    fire(scene)
    fire(scene)

    assert notices(scene, "paula") == ["escalated"]
    with scene.installation.database.read() as session:
        letter = session.scalars(
            select(Letter)
            .where(Letter.recipient_id == scene.people["paula"])
            .where(Letter.message == "notice")
        ).one()
        missing = [each["seat"]["en"] for each in letter.facts["seats"]]
        assert sorted(missing) == ["Finance", "Sponsor"]


def test_a_committee_names_to_whom_it_escalates(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="escalate_to: advisor")
    scene.asked()
    scene.later(days=9)

    fire(scene)

    assert notices(scene, "claire") == ["escalated"]
    assert notices(scene, "paula") == []


def test_a_committee_in_another_country_has_its_own_holidays(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="country: IN\n      zone: Asia/Kolkata")
    scene.asked()

    # The fourth of March 2026 is Holi; the members' own days end later in the day.
    assert scene.review().due_at == datetime(2026, 3, 10, 17, 0, tzinfo=UTC)


@pytest.mark.gate_rule(35)
def test_while_a_question_waits_nothing_is_due_but_its_own_warning(scene: Scene) -> None:
    scene.asked()
    ask(scene)
    scene.later(days=20)

    assert fire(scene) == 1
    assert fire(scene) == 0
    assert fire_due(scene.installation.database, at=scene.at) == 0
    with scene.write() as session:
        assert not close_due(session, scene.review().id, at=scene.at)
    assert notices(scene, "anna") == ["question-asked", "question-overdue"]
    assert scene.review().paused_at is not None


@pytest.mark.gate_rule(35)
def test_an_answer_gives_back_the_working_time_that_was_left(scene: Scene) -> None:
    scene.asked()
    before = timers(scene)
    question = ask(scene)
    scene.later(days=7)  # the same hour, a week later: every date moves by the same week

    answer(scene, question)

    assert scene.review().paused_at is None
    week = timedelta(days=7)
    assert timers(scene) == {step: due + week for step, due in before.items()}
    assert scene.review().due_at == before["escalation-100"] + week
    assert notices(scene, "marc") == notices(scene, "nadia") == ["question-answered"]
    assert check_invariants(scene.installation) == []


@pytest.mark.gate_rule(35)
def test_the_clock_goes_on_with_the_last_answer_only(scene: Scene) -> None:
    scene.asked()
    first, second = ask(scene), ask(scene, by="nadia")

    answer(scene, first)
    assert scene.review().paused_at is not None
    answer(scene, second)

    assert scene.review().paused_at is None


def test_a_vote_may_come_while_a_question_waits(scene: Scene) -> None:
    scene.asked()
    ask(scene)
    scene.votes("marc", APPROVE)

    scene.votes("nadia", APPROVE)

    assert scene.review().code == Decision.GO


def test_questions_are_asked_by_seats_and_answered_by_the_team(scene: Scene) -> None:
    scene.asked()
    with pytest.raises(NotAllowedError):
        ask(scene, by="anna")
    question = ask(scene)
    with pytest.raises(NotAllowedError):
        answer(scene, question, by="nadia")
    with pytest.raises(BadInputError, match="Write the answer"):
        answer(scene, question, words=" ")
    with pytest.raises(BadInputError, match="Write the question"):
        ask(scene, words="")

    answer(scene, question)

    with pytest.raises(OutOfSequenceError, match="answered already"):
        answer(scene, question)


@pytest.mark.gate_rule(52)
def test_an_open_question_waits_for_somebody_by_name(scene: Scene) -> None:
    scene.asked()
    question = ask(scene)

    with scene.installation.database.read() as session:
        waiting = {
            handle: [each.id for each in questions_to(session, scene.people[handle])]
            for handle in ("anna", "marc", "paula")
        }
    assert waiting == {"anna": [question], "marc": [], "paula": []}

    answer(scene, question)

    with scene.installation.database.read() as session:
        assert questions_to(session, scene.people["anna"]) == []


def test_a_seat_has_at_most_five_open_questions(scene: Scene) -> None:
    scene.asked()
    for _ in range(5):
        ask(scene)

    with pytest.raises(OutOfSequenceError, match="5 questions"):
        ask(scene)


def test_an_answer_after_the_end_is_refused(scene: Scene) -> None:
    scene.asked()
    question = ask(scene)
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)

    with pytest.raises(OutOfSequenceError, match="is over"):
        answer(scene, question)

    with scene.installation.database.read() as session:
        assert session.scalars(select(Question)).one().answered_at is None


def conditional(scene: Scene) -> None:
    """Decide a go under one condition, due on the 22nd of March, a Sunday."""
    scene.asked()
    given = Given(
        value=VoteValue.APPROVE_WITH_CONDITIONS, conditions=[scene.condition()], reason="First"
    )
    scene.votes("marc", given)
    scene.votes("nadia", APPROVE)


@pytest.mark.gate_rule(13)
@pytest.mark.gate_rule(53)
def test_a_condition_is_reminded_overdue_escalated_and_then_has_its_consequence(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="when_overdue: hold")
    conditional(scene)
    said = []
    for day in (18, 24, 30):  # the third working day before, the first after, the fifth after
        scene.at = datetime(2026, 3, day, 12, 0, tzinfo=UTC)
        fire(scene)
        said.append([notices(scene, each) for each in ("anna", "nadia", "paula")])
    scene.at = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
    assert scene.look().state == "open"

    fire(scene)

    assert said[0] == [["condition-due"], ["condition-due"], []]
    assert said[1][0] == ["condition-due", "condition-overdue"]
    assert said[2][2] == ["condition-escalated"]
    assert scene.look().state == "held"
    assert notices(scene, "paula")[-1] == "condition-consequence"
    assert check_invariants(scene.installation) == []


@pytest.mark.gate_rule(13)
def test_where_the_gate_declares_none_an_overdue_condition_holds_nothing(scene: Scene) -> None:
    conditional(scene)
    scene.later(days=90)

    fire(scene)

    assert scene.look().state == "open"
    assert "condition-consequence" not in notices(scene, "anna")


def test_a_condition_that_is_settled_is_not_spoken_of_again(scene: Scene) -> None:
    conditional(scene)
    with scene.write() as session:
        project = scene.project(session)
        report(session, scene.actor("anna"), project, 1, "Signed", at=scene.at)
        settle(session, scene.actor("nadia"), project, 1, at=scene.at)
    scene.later(days=90)

    assert fire(scene) == 0

    assert notices(scene, "anna") == []


@pytest.mark.gate_rule(19)
def test_a_tie_to_be_escalated_is_told_at_once(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="quorum: 2\n      tie: escalate")
    scene.asked()
    scene.votes("marc", APPROVE)
    assert "escalated" not in notices(scene, "paula")

    scene.votes("nadia", Given(value=VoteValue.REJECT, reason="Too dear"))

    assert scene.review().state == "open"
    assert notices(scene, "paula").count("escalated") == 1
    scene.votes("nadia", APPROVE)
    assert scene.review().code == Decision.GO
    assert check_invariants(scene.installation) == []


@pytest.mark.gate_rule(9)
def test_the_preview_says_who_would_decide_and_until_when(scene: Scene) -> None:
    with scene.installation.database.read() as session:
        page = gate_page(session, scene.actor("anna"), "NORTH", "A", at=scene.at)
    assert page.foreseen is not None
    assert [each.person for each in page.foreseen.seats] == ["Marc", "Nadia", "Claire"]
    assert not any(each.substitute for each in page.foreseen.seats)

    scene.asked()

    assert scene.review().due_at == page.foreseen.due_at
    with scene.installation.database.read() as session:
        again = gate_page(session, scene.actor("anna"), "NORTH", "A", at=scene.at)
    assert again.foreseen is None


def test_the_preview_names_the_substitute_where_nobody_holds_the_seat(
    database: Database, tmp_path: Path
) -> None:
    roles = (("manager", "anna"), ("finance", "nadia"), ("deputy", "denis"))
    scene = a_scene(database, tmp_path, roles=roles)

    with scene.installation.database.read() as session:
        page = gate_page(session, scene.actor("anna"), "NORTH", "A", at=scene.at)

    assert page.foreseen is not None
    found = [(each.person, each.substitute) for each in page.foreseen.seats]
    assert found == [("Denis", True), ("Nadia", False), ("", False)]
