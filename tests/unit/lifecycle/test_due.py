"""Dates that come: due rounds, graces, holds; each fires once, and silence is never consent."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.review.ballot import VoteValue
from lifecycle.deciding.carry_out import reconvene
from lifecycle.deciding.due import close_due, fire_due
from lifecycle.deciding.given import Given
from storage.database import Database
from storage.tables.projects import Drive
from storage.tables.records import LedgerEntry
from tests.unit.lifecycle.scene import Scene, a_scene

APPROVE = VoteValue.APPROVE


def close(scene: Scene) -> bool:
    with scene.write() as session:
        return close_due(session, scene.review().id, at=scene.at)


def kinds(scene: Scene) -> list[str]:
    with scene.installation.database.read() as session:
        return list(session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.seq)))


def test_a_decision_is_due_at_the_end_of_the_fifth_working_day(scene: Scene) -> None:
    scene.asked()

    assert scene.review().due_at == datetime(2026, 3, 9, 17, 0, tzinfo=UTC)


def test_a_due_round_with_its_quorum_closes_on_the_votes_that_are_there(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="quorum: 1")
    scene.asked()
    scene.votes("marc", APPROVE)
    assert not close(scene)

    scene.later(days=8)

    assert close(scene)
    assert scene.review().code == Decision.GO
    assert not close(scene)


@pytest.mark.gate_rule(17)
def test_a_due_round_without_quorum_decides_nothing_and_says_so_once(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.later(days=8)

    assert [close(scene), close(scene)] == [False, False]

    assert scene.review().state == "open"
    assert kinds(scene).count("gate.overdue") == 1


def test_after_the_due_date_the_vote_that_meets_the_quorum_closes_the_round(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="quorum: 1")
    scene.asked()
    scene.later(days=8)
    close(scene)
    assert scene.review().state == "open"

    scene.votes("nadia", APPROVE)

    assert scene.review().code == Decision.GO


def test_the_end_of_the_grace_closes_the_round(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="grace: PT10M")
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)
    scene.later(minutes=9)
    assert not close(scene)

    scene.later(minutes=1)

    assert close(scene)
    assert scene.review().code == Decision.GO


def test_a_date_that_came_wakes_its_project_and_no_other(scene: Scene) -> None:
    scene.asked()
    with scene.write() as session:
        session.scalars(select(Drive)).one().work_due = None
    assert fire_due(scene.installation.database, at=scene.at) == 0

    scene.later(days=8)

    assert fire_due(scene.installation.database, at=scene.at) == 1
    with scene.installation.database.read() as session:
        assert session.scalars(select(Drive)).one().work_due == scene.at


@pytest.mark.gate_rule(12)
def test_a_hold_ends_on_its_day(scene: Scene) -> None:
    scene.asked()
    hold = Given(
        value=VoteValue.REJECT,
        instead=Decision.HOLD,
        until=date(2026, 5, 4),
        reason="After the elections",
    )
    scene.votes("marc", hold)
    scene.votes("nadia", hold)
    scene.at = datetime(2026, 5, 3, 23, 0, tzinfo=UTC)
    with scene.write() as session:
        assert not reconvene(session, scene.project(session).id, at=scene.at)

    scene.at += timedelta(hours=2)

    with scene.write() as session:
        assert reconvene(session, scene.project(session).id, at=scene.at)
    assert scene.look().state == "open"
    scene.hand_in("the same plan, later")
