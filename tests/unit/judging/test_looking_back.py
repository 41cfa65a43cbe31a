"""The documents of the package approved before reach the judge, where a check looks back."""

from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from domain.review.ballot import VoteValue
from gates.checks.check import Subject
from gates.looking_back import looks_back
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.methods import method_of
from lifecycle.packages.dossiers import documents_again, open_review_dossier, surroundings_of
from lifecycle.packages.earlier import approved_before
from storage.database import Database
from storage.tables.packages import StoredReading
from storage.tables.reviews import Review
from tests.by_hand import by_hand
from tests.unit.judging.test_judging_of_revisions import BUDGET, handed_in, judged
from tests.unit.lifecycle.scene import Scene, a_scene


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return a_scene(database, tmp_path)


def approved(scene: Scene, text: str = BUDGET) -> Review:
    """Have a package judged, decided and carried out at the gate where the project stands."""
    review = judged(scene, handed_in(scene, Budget_csv=text))
    with scene.write() as session:
        ask(session, review.id, at=scene.at)
    for handle in ("marc", "nadia"):
        if scene.review().state == "open":
            scene.votes(handle, VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, review.id, at=scene.at)
    return review


def asking(scene: Scene, session: Session, *checks: str) -> Gate:
    """Gate B, asking checks of the budget."""
    gate = method_of(session, scene.project(session).method_id).gate("B")
    (budget,) = gate.requirements
    uses = [{"check": each} for each in checks]
    asked = type(budget).model_validate({**budget.model_dump(), "checks": uses})
    return gate.model_copy(update={"requirements": (asked,)})


def test_a_gate_whose_check_looks_back_gets_what_was_approved(scene: Scene) -> None:
    approved(scene)
    scene.later(days=1)

    with scene.installation.database.read() as session:
        project = scene.project(session)
        gate = asking(scene, session, "INTEGRATION-28")
        around = surroundings_of(session, project, None, gate=gate, at=scene.at)
        without = surroundings_of(
            session, project, None, gate=asking(scene, session, "COST-11"), at=scene.at
        )

    assert [each.path for each in around.earlier] == ["Budget.csv"]
    assert around.earlier[0].content.tables
    assert around.earlier_is_baseline
    assert without.earlier == ()


def test_its_tables_are_understood_when_a_check_asks_for_them(scene: Scene) -> None:
    approved(scene)
    scene.later(days=1)
    review_id = handed_in(scene, Budget_csv=BUDGET.replace("12000", "13000"))
    with by_hand(scene.installation.database) as session:
        review = session.get_one(Review, review_id)
        review.policy = asking(scene, session, "INTEGRATION-28").model_dump(mode="json")
    judged(scene, review_id)

    with scene.installation.database.read() as session:
        dossier = open_review_dossier(
            scene.installation, session, session.get_one(Review, review_id)
        )
    requirement = dossier.gate.requirements[0]
    subject = Subject(
        dossier=dossier,
        deliverable=dossier.method.deliverable("budget"),
        requirement=requirement,
        documents=dossier.documents("budget"),
        use=requirement.checks[0],
    )
    first = [register.rows[0].text("amount") for _, register in subject.registers_before("cost")]
    now = [register.rows[0].text("amount") for _, register in subject.registers("cost")]
    assert (first, now) == (["12000"], ["13000"])


def test_what_another_reader_read_is_read_again_before_one_looks_back(scene: Scene) -> None:
    approved(scene)
    with scene.write() as session:
        session.execute(delete(StoredReading))
    scene.later(days=1)
    review_id = handed_in(scene, Budget_csv=BUDGET.replace("12000", "13000"))
    with by_hand(scene.installation.database) as session:
        review = session.get_one(Review, review_id)
        review.policy = asking(scene, session, "INTEGRATION-28").model_dump(mode="json")
        assert [path for _, path in documents_again(session, review)] == ["Budget.csv"]

    judged(scene, review_id)

    with scene.installation.database.read() as session:
        review = session.get_one(Review, review_id)
        dossier = open_review_dossier(scene.installation, session, review)
    assert [each.facts[0].document for each in dossier.around.earlier] == ["Budget.csv"]


def test_only_what_was_handed_in_before_counts(scene: Scene) -> None:
    first = approved(scene)

    with scene.installation.database.read() as session:
        project = scene.project(session)
        review = session.get_one(Review, first.id)
        assert approved_before(session, project, review) is None
        found = approved_before(session, project, None)
        assert found is not None
        assert found.id == first.id
        assert not looks_back(asking(scene, session))


def test_a_package_that_set_no_baseline_is_no_baseline(scene: Scene) -> None:
    first = approved(scene)
    with by_hand(scene.installation.database) as session:
        review = session.get_one(Review, first.id)
        review.policy = {**review.policy, "sets_baseline": False}
        review.policy_sha256 = "0" * 64
    scene.later(days=1)

    with scene.installation.database.read() as session:
        gate = asking(scene, session, "INTEGRATION-29")
        around = surroundings_of(session, scene.project(session), None, gate=gate, at=scene.at)

    assert around.earlier
    assert not around.earlier_is_baseline
