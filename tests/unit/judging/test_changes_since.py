"""A round is compared with the one before at its gate, or with the package approved before."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete

from domain.revision_change import ChangeKind
from lifecycle.packages.changed import Against, ChangesSince, changes_since
from storage.database import Database
from storage.tables.packages import StoredReading
from storage.tables.reviews import Review
from tests.unit.judging.test_judging_of_revisions import BUDGET, handed_in, judged
from tests.unit.judging.test_looking_back import approved
from tests.unit.lifecycle.scene import Scene, a_scene

FEW = "budget follows"


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return a_scene(database, tmp_path)


def asked(scene: Scene, review_id: UUID, against: Against) -> ChangesSince | None:
    with scene.installation.database.read() as session:
        review = session.get_one(Review, review_id)
        return changes_since(session, scene.installation, review, against=against)


def told(found: ChangesSince | None) -> dict[ChangeKind, list[str]]:
    assert found is not None
    return {
        group.kind: [each.words["en"] for each in group.changes] for group in found.changes.groups
    }


def test_the_first_round_is_compared_with_nothing(scene: Scene) -> None:
    review = judged(scene, handed_in(scene, Budget_csv=BUDGET))

    assert asked(scene, review.id, "round") is None
    assert asked(scene, review.id, "baseline") is None


def test_a_round_is_compared_with_the_one_before(scene: Scene) -> None:
    judged(scene, handed_in(scene, Budget_csv=BUDGET, Note_txt=FEW))
    scene.later(days=1)
    raised = BUDGET.replace("12000", "15000").replace("320000", "323000")
    second = judged(scene, handed_in(scene, Budget_csv=raised))

    found = asked(scene, second.id, "round")

    assert found is not None
    assert (found.gate, found.round, found.revision) == ("A", 1, 1)
    said = told(found)
    assert said[ChangeKind.DOCUMENT] == ["Note.txt: removed"]
    assert any("323,000 EUR (+3,000 EUR)" in each for each in said[ChangeKind.FACT])
    assert any(each.startswith("Study of the site") for each in said[ChangeKind.ROW])


def test_a_round_is_compared_with_what_was_approved_at_another_gate(scene: Scene) -> None:
    first = approved(scene)
    scene.later(days=1)
    raised = BUDGET.replace("12000", "15000").replace("320000", "323000")
    second = judged(scene, handed_in(scene, Costs_csv=raised))

    assert asked(scene, second.id, "round") is None
    found = asked(scene, second.id, "baseline")
    assert found is not None
    assert (found.gate, found.review_id, found.against) == ("A", first.id, "baseline")
    assert told(found)[ChangeKind.DOCUMENT] == ["Costs.csv: was Budget.csv"]


def test_what_this_reader_has_not_read_is_read_for_the_answer(scene: Scene) -> None:
    judged(scene, handed_in(scene, Budget_csv=BUDGET))
    scene.later(days=1)
    second = judged(scene, handed_in(scene, Budget_csv=BUDGET.replace("9000", "9001")))
    with scene.write() as session:
        session.execute(delete(StoredReading))

    said = told(asked(scene, second.id, "round"))

    assert any("9001" in each for each in said[ChangeKind.ROW])
