"""The radar: every open wait has its owner, since and next date; what has none is an orphan."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import NotAllowedError
from domain.review.arbitration import Option
from domain.review.ballot import VoteValue
from lifecycle.arbitrating.asking import NewRequest
from lifecycle.arbitrating.asking import ask as arbitrate
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.driving.timers import fire_timers
from lifecycle.people import disable_person
from lifecycle.questions.radar import radar_latency, radar_waits
from lifecycle.radar.latency import latencies
from lifecycle.radar.telling import look_for_orphans, prove_life
from lifecycle.radar.wait import Wait
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.waits import Question
from tests.unit.lifecycle.scene import Scene


def waits(scene: Scene) -> list[Wait]:
    with scene.installation.database.read() as session:
        return list(radar_waits(session, scene.actor("paula"), at=scene.at))


def kinds(scene: Scene) -> list[str]:
    return sorted(each.kind for each in waits(scene))


def told(scene: Scene, handle: str = "paula") -> list[str]:
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Letter)
            .where(Letter.recipient_id == scene.people[handle], Letter.message == "notice")
            .order_by(Letter.posted_at, Letter.key)
        )
        return [row.facts["kind"] for row in rows]


def test_each_step_of_a_gate_waits_for_somebody_since_a_moment(scene: Scene) -> None:
    (package,) = waits(scene)
    assert (package.kind, package.gate, package.owners) == ("package", "A", ["Anna"])
    assert package.since == scene.look().stage_since

    scene.hand_in()
    (work,) = waits(scene)
    assert (work.kind, work.by_itself, work.orphan) == ("work", True, False)


def test_votes_wait_for_the_persons_of_the_seats_until_the_round_is_due(scene: Scene) -> None:
    scene.asked()
    due = scene.review().due_at

    found = waits(scene)
    assert {each.kind for each in found} == {"vote"}
    assert sorted((tuple(each.owners), each.next_at) for each in found) == [
        (("Marc",), due),
        (("Nadia",), due),
    ]
    scene.votes("marc", VoteValue.APPROVE)
    assert [tuple(each.owners) for each in waits(scene)] == [("Nadia",)]


def test_conditions_questions_and_requests_wait_too(scene: Scene) -> None:
    scene.asked()
    with scene.write() as session:
        ask_question(session, scene.actor("marc"), scene.review().id, "Why?", at=scene.at)
    new = NewRequest(
        subject="Which?",
        context="Late",
        options=(Option(words="a"), Option(words="b", cost=Decimal(1))),
        recommended=1,
        why="",
        decide_by=date(2026, 3, 6),
        without_answer="Nothing",
    )
    with scene.write() as session:
        arbitrate(session, scene.actor("anna"), scene.project(session), new, at=scene.at)

    assert kinds(scene) == ["arbitration", "question", "vote", "vote"]
    by_kind = {str(each.kind): each for each in waits(scene)}
    assert by_kind["question"].owners == ["Anna"]
    assert by_kind["vote"].next_at is None  # the clock stands still
    assert by_kind["arbitration"].owners == ["Marc"]


def test_a_question_that_waits_three_working_days_is_told_once(scene: Scene) -> None:
    scene.asked()
    with scene.write() as session:
        ask_question(session, scene.actor("marc"), scene.review().id, "Why?", at=scene.at)
    database = scene.installation.database

    scene.at = datetime(2026, 3, 5, 16, 59, tzinfo=UTC)
    assert fire_timers(database, at=scene.at) == 0
    scene.at = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
    assert fire_timers(database, at=scene.at) == 1
    assert fire_timers(database, at=scene.at) == 0

    assert told(scene, "anna").count("question-overdue") == 1
    assert told(scene, "paula").count("question-overdue") == 1


def test_an_answer_in_time_calls_the_warning_off(scene: Scene) -> None:
    scene.asked()
    with scene.write() as session:
        ask_question(session, scene.actor("marc"), scene.review().id, "Why?", at=scene.at)
    with scene.write() as session:
        question = session.scalars(select(Question.id)).one()
        answer_question(session, scene.actor("anna"), question, "So", at=scene.at)

    scene.at = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
    fire_timers(scene.installation.database, at=scene.at)

    assert "question-overdue" not in told(scene, "anna")


def test_what_waits_for_nobody_is_an_orphan_and_told_once_a_week(scene: Scene) -> None:
    database = scene.installation.database
    assert look_for_orphans(database, at=scene.at) == 0
    with scene.write() as session:
        disable_person(session, scene.actor("paula"), "anna", at=scene.at)

    (package,) = waits(scene)
    assert package.orphan
    assert look_for_orphans(database, at=scene.at) == 1
    look_for_orphans(database, at=scene.later(hours=2))
    assert told(scene).count("orphan") == 1
    look_for_orphans(database, at=scene.later(days=7))
    assert told(scene).count("orphan") == 2


def test_work_of_our_own_that_stands_still_is_an_orphan(scene: Scene) -> None:
    scene.hand_in()
    scene.later(minutes=11)

    (work,) = waits(scene)

    assert work.overdue
    assert work.orphan
    assert look_for_orphans(scene.installation.database, at=scene.at) == 1


@pytest.mark.gate_rule(52)
def test_the_pmo_gets_a_proof_of_life_each_monday_morning_once(scene: Scene) -> None:
    database = scene.installation.database
    early = datetime(2026, 3, 2, 6, 59, tzinfo=UTC)  # 07:59 in Paris

    assert prove_life(database, at=early) == 0
    for minutes in (1, 2, 60 * 24 * 3):
        prove_life(database, at=early + timedelta(minutes=minutes))
    assert told(scene).count("proof-of-life") == 1
    prove_life(database, at=early + timedelta(days=7, minutes=1))

    assert told(scene).count("proof-of-life") == 2
    with database.read() as session:
        facts = session.scalars(select(Letter.facts).where(Letter.message == "notice")).all()
    assert facts[-1]["figures"]["projects"] == 1


@pytest.mark.parametrize(
    ("zone", "before"),
    [
        ("America/Los_Angeles", datetime(2026, 3, 9, 14, 59, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2026, 3, 8, 18, 59, tzinfo=UTC)),
    ],
)
def test_monday_is_that_of_each_ones_own_clock(scene: Scene, zone: str, before: datetime) -> None:
    database = scene.installation.database
    with scene.write() as session:
        session.get_one(Person, scene.people["paula"]).zone = zone
    prove_life(database, at=before - timedelta(days=3))  # the week before
    told_before = told(scene).count("proof-of-life")

    assert prove_life(database, at=before) == 0
    assert prove_life(database, at=before + timedelta(minutes=1)) == 1
    assert prove_life(database, at=before + timedelta(minutes=2)) == 0

    assert told(scene).count("proof-of-life") == told_before + 1


def test_latency_counts_the_working_days_of_each_persons_own_calendar(scene: Scene) -> None:
    scene.asked()
    asked = scene.at
    scene.at = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
    scene.votes("marc", VoteValue.APPROVE)
    scene.at = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)  # the Monday after
    scene.votes("nadia", VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, scene.review().id, at=scene.at)

    with scene.installation.database.read() as session:
        found = {
            (each.gate, each.who): each
            for each in latencies(session, since=asked - timedelta(days=1))
        }

    assert found["A", "sponsor"].median == pytest.approx(1.0, abs=0.05)
    assert found["A", "finance"].median == pytest.approx(5.0, abs=0.05)
    assert found["A", ""].answers == 1
    assert found["", "committee"].answers == 2


def test_who_was_asked_and_has_not_answered_is_counted_apart(scene: Scene) -> None:
    scene.asked()

    with scene.installation.database.read() as session:
        found = radar_latency(session, scene.actor("paula"), at=scene.at)

    sponsor = next(each for each in found if each.who == "sponsor")
    assert (sponsor.answers, sponsor.still, sponsor.label["fr"]) == (0, 1, "Commanditaire")


def test_the_radar_is_the_pmos(scene: Scene) -> None:
    with scene.installation.database.read() as session, pytest.raises(NotAllowedError):
        radar_waits(session, scene.actor("anna"), at=scene.at)
