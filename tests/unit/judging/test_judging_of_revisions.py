"""A handed-in package is read once, judged, and judged again when the PMO attests."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from domain.errors import NotFoundError
from domain.finding import Outcome
from domain.judgement import Judgement, Verdict
from domain.review.ballot import VoteValue
from gates.evidence.content import Read
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.packages.contest import Contested, answer, contest
from lifecycle.packages.dossiers import areas_asked, open_review_dossier
from lifecycle.packages.judging import Judging
from lifecycle.packages.readings import kept_readings, read_revision, readings_of
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from storage.database import Database
from storage.tables.packages import Revision, StoredReading
from storage.tables.reviews import Review
from tests.unit.lifecycle.scene import Scene, a_scene

BUDGET = """\
Item;Cost (EUR)
Study of the site and of its neighbours;12000
Construction of the northern wing;250000
Furniture for twelve offices;38000
Training of the people who work there;9000
Moving in two weekends;11000
Total;320000
"""
"""A budget that adds up, as a CSV file."""


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return a_scene(database, tmp_path)


def kept(scene: Scene, name: str, text: str) -> HandedIn:
    sha256, size = scene.installation.files.keep(BytesIO(text.encode()), at_most=10_000)
    return HandedIn(name, sha256, size)


def handed_in(scene: Scene, **files: str) -> UUID:
    """Hand in files by name; ``Budget_csv`` is ``Budget.csv``."""
    stored = [kept(scene, name.replace("_", "."), text) for name, text in files.items()]
    with scene.write() as session:
        made = submit(session, scene.actor("anna"), scene.project(session), stored, at=scene.at)
        return made.review.id


def judged(scene: Scene, review_id: UUID) -> Review:
    """Do the whole work of a judgement, area by area."""
    judging = Judging(scene.installation, review_id, lambda: scene.at)
    judging.read()
    for area in judging.areas():
        judging.judge(area)()
    judging.conclude()
    return scene.review()


def judgement(review: Review) -> Judgement:
    return Judgement.model_validate(review.judgement)


def test_a_sound_package_is_judged_ready(scene: Scene) -> None:
    review = judged(scene, handed_in(scene, Budget_csv=BUDGET))

    assert review.state == "judged"
    (document,) = judgement(review).documents
    assert (document.path, document.deliverables, document.read) == (
        "Budget.csv",
        ("budget",),
        "whole",
    )


def test_a_package_of_a_few_words_comes_back_and_an_attestation_lets_it_pass(
    scene: Scene,
) -> None:
    review = judged(scene, handed_in(scene, Budget_txt="budget follows"))
    (finding,) = judgement(review).deliverables[0].findings
    assert review.state == "returned"
    assert finding.outcome is Outcome.FAIL

    said = Contested(
        check=finding.check,
        deliverable=finding.deliverable,
        document_sha256=finding.document_sha256,
        reason="The figures are in the contract",
    )
    with scene.write() as session:
        made = contest(
            session, scene.actor("anna"), session.get_one(Review, review.id), said, at=scene.at
        )
        answer(session, scene.actor("paula"), made.id, attest=True, words="Seen", at=scene.at)

    again = judged(scene, review.id)
    assert again.state == "judged"
    assert judgement(again).deliverables[0].findings[0].outcome is Outcome.FAIL


def test_a_file_is_read_once_whatever_is_judged_again(scene: Scene) -> None:
    judged(scene, handed_in(scene, Budget_csv=BUDGET))
    read_at = scene.at
    scene.later(days=1)
    judged(scene, handed_in(scene, Budget_csv=BUDGET, Notes_md="# Notes\n\nNothing yet to say."))

    with scene.installation.database.read() as session:
        rows = {row.name: row.read_at for row in session.scalars(select(StoredReading))}
    assert rows == {"Budget.csv": read_at, "Notes.md": scene.at}


def test_a_refused_file_is_read_again_the_next_time(scene: Scene) -> None:
    review_id = handed_in(scene, Budget_docx="this is no Word document at all\0\0")
    first = judged(scene, review_id)
    assert judgement(first).documents[0].read == Read.REFUSED
    later = scene.later(days=1)

    with scene.installation.database.read() as session:
        revision = session.get_one(Revision, first.revision_id)
    read_revision(scene.installation, revision, at=later)

    with scene.installation.database.read() as session:
        assert session.scalars(select(StoredReading.read_at)).one() == later
        assert list(kept_readings(session, revision)) == ["Budget.docx"]
        assert [each.path for each in readings_of(session, revision)] == ["Budget.docx"]


def test_a_manifest_is_no_document_and_is_remembered_in_the_next_round(scene: Scene) -> None:
    given = "deliverables: {budget: Money.csv}\n"
    first = judged(scene, handed_in(scene, Money_csv=BUDGET, package_yaml=given))
    assert [each.matched_by for each in judgement(first).documents] == ["manifest"]
    scene.later(days=1)

    second = judged(scene, handed_in(scene, Money_csv=BUDGET.replace("9000", "9000 ")))

    (document,) = judgement(second).documents
    assert (document.path, document.matched_by) == ("Money.csv", "remembered")


def test_an_unsound_manifest_sends_the_package_back_with_the_line(scene: Scene) -> None:
    given = "deliverables:\n  budjet: Budget.csv\n"

    review = judged(scene, handed_in(scene, Budget_csv=BUDGET, package_yaml=given))

    assert review.state == "returned"
    row = judgement(review).deliverables[-1]
    assert row.id == "package"
    assert "package.yaml:2:3" in row.findings[0].found["en"]


def test_a_condition_that_stands_open_holds_the_next_gate(scene: Scene) -> None:
    scene.asked()
    with_condition = Given(
        value=VoteValue.APPROVE_WITH_CONDITIONS,
        conditions=(scene.condition(),),
        reason="The contract is not signed",
    )
    scene.votes("marc", with_condition)
    scene.votes("nadia", VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, scene.review().id, at=scene.at)
    scene.later(days=1)

    review_id = handed_in(scene, Budget_csv=BUDGET)
    with scene.installation.database.read() as session:
        assert areas_asked(session, session.get_one(Review, review_id)) == ("cost",)
    review = judged(scene, review_id)

    assert judgement(review).verdict is Verdict.NOT_READY
    row = judgement(review).deliverables[-1]
    assert [each.location for each in row.findings] == ["A #1"]


def test_a_dossier_is_not_opened_before_its_documents_were_read(scene: Scene) -> None:
    review_id = handed_in(scene, Budget_csv=BUDGET)

    with (
        scene.installation.database.read() as session,
        pytest.raises(NotFoundError, match="not read yet"),
    ):
        open_review_dossier(scene.installation, session, session.get_one(Review, review_id))

    with scene.installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(StoredReading)) == 0
