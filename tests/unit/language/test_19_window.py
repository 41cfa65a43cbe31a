"""A decision is allowed within its window only, whenever its package came."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import OutOfSequenceError
from lifecycle.invariants import check_invariants
from lifecycle.steering.plan import plan
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

WINDOW = 'decide_when: "today >= planned.END and today <= planned.END + days(5)"'
TEXT = method([gate("END", WINDOW)], [stage("build", "END")])


def test_a_vote_outside_the_window_is_refused(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    with walk.write() as session:
        dates = {"END": date(2026, 3, 4)}
        plan(session, walk.actor("anna"), walk.named(session), dates, at=walk.at)

    with pytest.raises(OutOfSequenceError, match="END is decided only while") as refused:
        walk.passes("END", text="the same")
    assert "ne se décide que si" in refused.value.say("fr")
    walk.later(days=2)
    walk.passes("END", text="another")

    assert walk.look().closed_as == "COMPLETED"
    assert check_invariants(walk.installation) == []


def test_a_window_of_which_nothing_is_known_is_closed(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(OutOfSequenceError, match=r"planned\.END"):
        walk.passes("END")
