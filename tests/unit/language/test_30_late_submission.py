"""A package has a date before its gate's; one that comes after it is shown late."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import NotAllowedError, NotFoundError
from lifecycle.invariants import check_invariants
from lifecycle.questions.gate import gate_page
from lifecycle.steering.plan import plan
from storage.database import Database
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage

TEXT = method(
    [gate("END", "lead_days: 5"), gate("LAST")], [stage("build", "END"), stage("close", "LAST")]
)


def planned(walk: Walk, day: date | None, *, gate_id: str = "END", by: str = "anna") -> None:
    with walk.write() as session:
        plan(session, walk.actor(by), walk.named(session), {gate_id: day}, at=walk.at)


@pytest.mark.gate_rule(45)
def test_a_late_submission_is_shown_late(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    planned(walk, date(2026, 3, 5))  # a Thursday; five working days before is the 26th of February

    assert walk.opened()["END"].due == date(2026, 2, 26)
    review = walk.passes("END")

    assert review.late_days == 2  # Friday and Monday
    with walk.installation.database.read() as session:
        page = gate_page(session, walk.actor("anna"), walk.code, "END", at=walk.at)
    assert page.round is not None
    assert page.round.late_days == 2
    assert check_invariants(walk.installation) == []


def test_a_package_in_time_is_not_late(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    planned(walk, date(2026, 3, 9))

    assert walk.opened()["END"].due == walk.at.date()
    assert walk.passes("END").late_days == 0


def test_a_date_is_set_moved_and_taken_away_by_who_may(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    planned(walk, date(2026, 3, 9))
    planned(walk, date(2026, 3, 9))
    assert walk.kinds().count("project.planned") == 1
    planned(walk, None)

    assert walk.look().planned == {}
    assert walk.opened()["END"].due is None
    with pytest.raises(NotAllowedError):
        planned(walk, date(2026, 3, 9), by="marc")
    with pytest.raises(NotFoundError, match="no gate 'MOON'"):
        planned(walk, date(2026, 3, 9), gate_id="MOON")
    assert check_invariants(walk.installation) == []
