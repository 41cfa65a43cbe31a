"""The arbitration desk: who has the power decides, in time, and the answer becomes a change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import (
    BadInputError,
    GovernanceError,
    NotAllowedError,
    NotFoundError,
    OutOfSequenceError,
)
from domain.review.arbitration import Option
from domain.review.ballot import VoteValue
from lifecycle.arbitrating.answering import answer
from lifecycle.arbitrating.asking import NewRequest, ask, money, take_back_request
from lifecycle.deciding.given import Given
from lifecycle.driving.timers import fire_timers
from lifecycle.invariants import check_invariants
from storage.database import Database
from storage.tables.arbitration import Arbitration, Change
from storage.tables.letters import Letter
from storage.tables.reviews import Review
from storage.tables.waits import Timer
from tests.unit.lifecycle.scene import METHOD, Scene, a_scene, everything_written

MATRIX = METHOD.replace(
    "areas:\n",
    """arbitration:
  - {role: sponsor, when: change.share <= 0.1 and change.days <= 20}
  - {role: finance, when: change.cost <= 50000}
  - {role: deputy}
areas:
""",
    1,
)
WAIT = Option(words="Wait for the first supplier", days=30, risk="The season is missed")
KILL = Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No")
BUY = Option(words="Buy from the second supplier", cost=Decimal(9000), quality="As asked")
NEW = NewRequest(
    subject="Which supplier delivers the pump?",
    context="The first one is a month late.",
    options=(WAIT, BUY),
    recommended=2,
    why="The season counts more than the money",
    decide_by=date(2026, 3, 6),
    without_answer="The team stands still from Monday on",
)


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Any:
    """A project of 100,000 that ends in a year, under a matrix of three lines."""
    made = a_scene(database, tmp_path, method=MATRIX)
    with made.write() as session:
        project = made.project(session)
        project.budget, project.finish = "100000", date(2026, 12, 1)
    yield made
    assert check_invariants(made.installation) == []


def put(scene: Scene, by: str = "anna", /, **changed: Any) -> Arbitration:
    with scene.write() as session:
        return ask(
            session,
            scene.actor(by),
            scene.project(session),
            replace(NEW, **changed),
            at=scene.at,
        )


def say(scene: Scene, by: str, chosen: int, reason: str = "", *, number: int = 1) -> Arbitration:
    with scene.write() as session:
        return answer(
            session, scene.actor(by), scene.project(session), number, chosen, reason, at=scene.at
        )


def told(scene: Scene, handle: str) -> list[str]:
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Letter)
            .where(Letter.recipient_id == scene.people[handle], Letter.message == "notice")
            .order_by(Letter.posted_at, Letter.key)
        )
        return [row.facts["kind"] for row in rows]


@pytest.mark.parametrize(
    ("options", "role"),
    [
        pytest.param((Option(words="a"), BUY), "sponsor", id="a tenth of the budget at most"),
        pytest.param((WAIT, BUY), "finance", id="too many days for the sponsor"),
        pytest.param(
            (Option(words="a", cost=Decimal(-10001)), BUY), "finance", id="savings count too"
        ),
        pytest.param(
            (Option(words="a", cost=Decimal("50000.01")), BUY), "deputy", id="a cent too much"
        ),
    ],
)
def test_the_largest_change_among_the_options_chooses_who_decides(
    desk: Scene, options: tuple[Option, ...], role: str
) -> None:
    assert put(desk, options=options).role == role


def test_without_a_budget_a_share_is_unknown_and_the_next_line_decides(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, method=MATRIX)

    assert put(scene, options=(Option(words="Stay"), BUY)).role == "finance"


def test_without_a_matrix_the_chair_of_the_next_gate_decides(scene: Scene) -> None:
    assert put(scene).role == "sponsor"


@pytest.mark.gate_rule(43)
def test_the_answer_becomes_a_change_with_the_baseline_before_and_after(desk: Scene) -> None:
    with desk.write() as session:
        facts = [
            {"name": "total", "value": "100000", "unit": "EUR", "document": "b.xlsx"},
            {"name": "finish", "value": "2026-12-01", "unit": "", "document": "p.xml"},
        ]
        desk.project(session).baseline = {"gate": "A", "round": 1, "sha256": "0", "facts": facts}
    both = Option(words="Buy, and wait", cost=Decimal("-500.50"), days=3)
    put(desk, options=(BUY, both), recommended=2)

    say(desk, "marc", 2)

    project = desk.look()
    assert (project.budget, project.finish) == ("99499.50", date(2026, 12, 4))
    assert project.baseline is not None
    assert [each["value"] for each in project.baseline["facts"]] == ["99499.50", "2026-12-04"]
    with desk.installation.database.read() as session:
        change = session.scalars(select(Change)).one()
        assert change.before["baseline"]["facts"] == facts
        assert change.after["baseline"]["changes"] == [1]
        assert (change.cost, change.days) == ("-500.50", 3)
    assert told(desk, "anna") == ["arbitration-answered"]


def test_an_answer_that_leaves_all_as_it_is_makes_no_change(desk: Scene) -> None:
    put(desk, options=(Option(words="Stay"), BUY))

    say(desk, "marc", 1, "We wait")
    again = say(desk, "marc", 1, "We wait")

    assert again.chosen == 1
    assert desk.look().budget == "100000"
    with desk.installation.database.read() as session:
        assert session.scalars(select(Change)).all() == []


@pytest.mark.gate_rule(44)
def test_an_answer_during_a_review_marks_the_package_outdated(desk: Scene) -> None:
    desk.asked()
    put(desk, options=(Option(words="Stay"), BUY))

    say(desk, "marc", 2)

    assert desk.review().outdated_at == desk.at
    assert told(desk, "nadia").count("package-outdated") == 1
    assert told(desk, "anna").count("package-outdated") == 1
    desk.votes("nadia", VoteValue.APPROVE)


def test_nobody_answers_in_time_and_the_next_line_is_asked_then_the_pmo(desk: Scene) -> None:
    put(desk, options=(Option(words="Stay"), BUY))
    database = desk.installation.database

    for day, hour in ((4, 17), (5, 17), (6, 17), (11, 17), (16, 17), (20, 17)):
        desk.at = datetime(2026, 3, day, hour, tzinfo=UTC)
        fire_timers(database, at=desk.at)
        assert fire_timers(database, at=desk.at) == 0

    assert told(desk, "marc").count("arbitration-reminder") == 2
    for handle in ("nadia", "denis", "paula"):
        assert told(desk, handle).count("arbitration-escalated") >= 1, handle
    with database.read() as session:
        assert session.scalars(select(Arbitration.state)).all() == ["asked"]
        role = session.scalar(select(Arbitration.role))
    assert role == "pmo"
    with pytest.raises(NotAllowedError):
        say(desk, "marc", 2)
    say(desk, "paula", 2)


def test_a_day_to_decide_by_that_is_a_holiday_is_the_next_working_day(desk: Scene) -> None:
    saturday = date(2026, 3, 7)

    assert put(desk, decide_by=saturday).decide_by == date(2026, 3, 9)


def test_what_was_taken_back_asks_nobody_any_more(desk: Scene) -> None:
    put(desk)
    for _ in range(2):
        with desk.write() as session:
            take_back_request(
                session, desk.actor("anna"), desk.project(session), 1, "Settled", at=desk.at
            )

    assert told(desk, "nadia") == ["arbitration-asked", "arbitration-withdrawn"]
    with pytest.raises(OutOfSequenceError, match="withdrawn already"):
        say(desk, "nadia", 1)
    with desk.installation.database.read() as session:
        assert all(session.scalars(select(Timer.called_off_at)))


def test_words_of_a_request_are_sealed_everywhere(desk: Scene) -> None:
    put(desk)
    say(desk, "nadia", 1, "The season is lost anyway")

    written = everything_written(desk.installation.database)
    for words in (NEW.subject, NEW.context, WAIT.words, WAIT.risk, "lost anyway"):
        assert words not in written


REFUSED: list[Any] = [
    pytest.param("nadia", {}, NotAllowedError, id="by somebody who does not manage it"),
    pytest.param("anna", {"subject": " "}, BadInputError, id="no subject"),
    pytest.param("anna", {"context": ""}, BadInputError, id="no context"),
    pytest.param("anna", {"without_answer": ""}, BadInputError, id="no consequence"),
    pytest.param("anna", {"options": (BUY,)}, BadInputError, id="one option"),
    pytest.param("anna", {"options": (BUY,) * 7}, BadInputError, id="seven options"),
    pytest.param("anna", {"options": (BUY, Option(words=" "))}, BadInputError, id="no words"),
    pytest.param(
        "anna",
        {"options": (BUY, Option(words="x", cost=Decimal("NaN")))},
        BadInputError,
        id="no sum",
    ),
    pytest.param(
        "anna", {"options": (BUY, Option(words="x", days=99999))}, BadInputError, id="a century"
    ),
    pytest.param("anna", {"recommended": 3}, BadInputError, id="recommends what is not there"),
    pytest.param("anna", {"decide_by": date(2026, 3, 1)}, BadInputError, id="a day that is over"),
]


@pytest.mark.parametrize(("by", "changed", "error"), REFUSED)
def test_a_request_that_makes_no_sense_is_refused_in_words(
    desk: Scene, by: str, changed: dict[str, Any], error: type[GovernanceError]
) -> None:
    with pytest.raises(error):
        put(desk, by, **changed)

    with desk.installation.database.read() as session:
        assert session.scalars(select(Arbitration)).all() == []


@pytest.mark.parametrize(
    ("by", "chosen", "reason", "error"),
    [
        pytest.param("anna", 2, "", NotAllowedError, id="who asked"),
        pytest.param("marc", 2, "", NotAllowedError, id="a role without the power"),
        pytest.param("nadia", 3, "", BadInputError, id="no such option"),
        pytest.param("nadia", 1, " ", BadInputError, id="not the recommended, no reason"),
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_in_words(
    desk: Scene, by: str, chosen: int, reason: str, error: type[GovernanceError]
) -> None:
    put(desk)

    with pytest.raises(error):
        say(desk, by, chosen, reason)

    with pytest.raises(NotFoundError):
        say(desk, by, chosen, reason, number=9)


def test_who_asked_never_answers_whatever_roles_they_hold(desk: Scene) -> None:
    put(desk, "paula", options=(Option(words="Stay"), BUY))
    with desk.write() as session:
        row = session.scalars(select(Arbitration)).one()
        row.role = "pmo"

    with pytest.raises(NotAllowedError, match="Who asks"):
        say(desk, "paula", 2)


def test_two_answers_at_once_give_one(desk: Scene) -> None:
    put(desk)
    say(desk, "nadia", 2)

    with pytest.raises(OutOfSequenceError, match="answered already"):
        say(desk, "nadia", 1, "On second thought")

    with desk.installation.database.read() as session:
        assert len(session.scalars(select(Change)).all()) == 1
        assert session.scalars(select(Review)).all() == []


def test_a_closed_project_is_changed_by_no_answer(desk: Scene) -> None:
    put(desk, options=(Option(words="Stay"), BUY))
    desk.asked()
    for handle in ("marc", "nadia"):
        desk.votes(handle, KILL)

    with pytest.raises(OutOfSequenceError, match="is closed"):
        say(desk, "marc", 2)

    assert desk.look().budget == "100000"


@pytest.mark.parametrize(
    ("text", "sum_"),
    [("1 200,50", "1200.50"), ("−5000", "-5000"), ("", "0"), ("1e3", "1E+3")],
)
def test_sums_are_read_as_people_write_them(text: str, sum_: str) -> None:
    assert money(text) == Decimal(sum_)


def test_what_is_no_sum_is_said_so() -> None:
    with pytest.raises(BadInputError, match="no sum of money"):
        money("a lot")
