"""Feature 21: a condition of a decision is carried forward and checked at the next gate."""

from io import BytesIO
from pathlib import Path

from domain.finding import Outcome, Severity
from domain.judgement import Judgement
from domain.review.ballot import VoteValue
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.conditions import report, settle
from lifecycle.deciding.given import Given
from lifecycle.packages.judging import Judging
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from storage.database import Database
from storage.tables.reviews import Review
from tests.unit.language.texts_seats import a_council, ask_about
from tests.unit.lifecycle.scene import Scene

ONE = "committee: {seats: [{role: sponsor}]}"
BUDGET = """\
Item;Cost (EUR)
Study of the site and of its neighbours;12000
Construction of the northern wing;250000
Furniture for twelve offices;38000
Training of the people who work there;9000
Total;309000
"""


def under_a_condition(database: Database, folder: Path) -> Scene:
    """Return a project that passed gate A under one condition, which Denis verifies."""
    scene = a_council(database, folder, ONE)
    review_id = ask_about(scene, severity=Severity.MAJOR)
    condition = scene.condition(verifier_id=scene.people["denis"])
    go_if = Given(
        value=VoteValue.APPROVE_WITH_CONDITIONS, conditions=[condition], reason="Nearly there"
    )
    scene.votes("marc", go_if)
    with scene.write() as session:
        carry_out(session, review_id, at=scene.at)
    return scene


def judged_at_b(scene: Scene) -> Review:
    """Hand in a package for gate B and have it read and judged."""
    scene.later(minutes=5)
    sha256, size = scene.installation.files.keep(BytesIO(BUDGET.encode()), at_most=10_000)
    with scene.write() as session:
        files = [HandedIn("Budget.csv", sha256, size)]
        made = submit(session, scene.actor("anna"), scene.project(session), files, at=scene.at)
        review_id = made.review.id
    judging = Judging(scene.installation, review_id, lambda: scene.at)
    judging.read()
    for area in judging.areas():
        judging.judge(area)()
    judging.conclude()
    return scene.review()


def test_an_open_condition_is_a_must_at_the_next_gate(database: Database, tmp_path: Path) -> None:
    scene = under_a_condition(database, tmp_path)

    review = judged_at_b(scene)

    judgement = Judgement.model_validate(review.judgement)
    [finding] = [
        each
        for deliverable in judgement.deliverables
        for each in deliverable.findings
        if each.outcome is Outcome.FAIL
    ]
    assert finding.check == "INTEGRATION-30"
    assert (review.gate, review.state) == ("B", "returned")
    assert (finding.severity, finding.location) == (Severity.BLOCKER, "A #1")


def test_a_condition_that_is_settled_lets_the_next_gate_be_asked(
    database: Database, tmp_path: Path
) -> None:
    scene = under_a_condition(database, tmp_path)
    with scene.write() as session:
        project = scene.project(session)
        report(session, scene.actor("anna"), project, 1, "Signed on Monday", at=scene.at)
        settle(session, scene.actor("denis"), project, 1, at=scene.at)

    review = judged_at_b(scene)

    assert (review.gate, review.state) == ("B", "judged")
