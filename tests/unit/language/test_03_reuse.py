"""Feature 3: what one gate accepted serves again at the next ones, as long as it is current."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Judgement, Status, Verdict
from domain.review.ballot import VoteValue
from gates.evidence.reading import Source
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.packages.judging import Judging
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.submit import submit
from lifecycle.packages.trying import try_package
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.reviews import Review
from tests.unit.judging.test_judging_of_revisions import kept
from tests.unit.language.texts_judge import document, harbour, judged, row, told
from tests.unit.lifecycle.scene import Scene, a_scene

METHOD = """\
method: reuse
version: 1
language: en
label: {en: Reuse, fr: Reprise}
manager: manager
areas: [{id: cost, label: {en: Cost, fr: Coûts}}]
ladders:
  - id: standard
    levels:
      - {id: outline, label: {en: Outline, fr: Ébauche}}
      - {id: baseline, label: {en: Baseline, fr: Référence}}
      - {id: final, label: {en: Final, fr: Version finale}}
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until, fields: [until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, back: 0}
deliverables:
  - {id: plan, area: cost, label: {en: Project plan, fr: Plan de projet}}
  - {id: note, area: cost, label: {en: Cover note, fr: Note}}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: Begin?, fr: Commencer ?}
    requirements: [{deliverable: plan, maturity: outline}]
    committee: {seats: [{role: sponsor}]}
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: Build?, fr: Construire ?}
    requirements:
      - {deliverable: plan, maturity: baseline, reuse: true, fresh_within: P90D}
      - {deliverable: note, force: should, maturity: outline}
    committee: {seats: [{role: sponsor}]}
  - id: C
    label: {en: Gate C, fr: Jalon C}
    question: {en: End?, fr: Finir ?}
    requirements: [{deliverable: plan, maturity: final, reuse: true}]
    committee: {seats: [{role: sponsor}]}
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
  - {id: third, label: {en: Third, fr: Troisième}, gate: C}
"""


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    """A project under the method of this file, of which Anna is the manager."""
    scene = a_scene(database, tmp_path)
    with scene.write() as session:
        publish(session, METHOD, name="reuse.yaml", actor=None, at=scene.at)
        scene.code = "AGAIN"
        proposal = Proposal(
            code="AGAIN",
            title="Again",
            method="reuse",
            roles={"manager": "anna", "sponsor": "marc"},
        )
        propose(session, scene.actor("paula"), proposal, at=scene.at)
    return scene


def handed_in(scene: Scene, **files: str) -> Judgement:
    """Hand in documents for the next gate, and have them judged."""
    stored = [kept(scene, name.replace("_", "."), text) for name, text in files.items()]
    with scene.write() as session:
        made = submit(session, scene.actor("anna"), scene.project(session), stored, at=scene.at)
        review_id = made.review.id
    judging = Judging(scene.installation, review_id, lambda: scene.at)
    judging.read()
    for area in judging.areas():
        judging.judge(area)()
    judging.conclude()
    return Judgement.model_validate(scene.review().judgement)


def decided_go(scene: Scene) -> None:
    review_id = scene.review().id
    with scene.write() as session:
        ask(session, review_id, at=scene.at)
    scene.votes("marc", VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, review_id, at=scene.at)


NOTE = document("Cover note")


def test_given_once_it_is_checked_three_times_with_rising_maturity(scene: Scene) -> None:
    first = handed_in(scene, plan_md=document("Project plan", "Status: Baseline"))
    decided_go(scene)
    scene.later(days=30)
    second = handed_in(scene, note_md=NOTE)
    decided_go(scene)
    scene.later(days=30)
    third = handed_in(scene, note_md=NOTE)

    assert (first.verdict, second.verdict) == (Verdict.READY, Verdict.READY)
    again = row(second, "plan")
    assert again.documents == ("A/plan.md",)
    assert again.served[0].gate == "A"
    assert "accepted at A, dated 2026-03-02" in told(second, "plan").found["en"]
    assert third.verdict is Verdict.NOT_READY
    assert told(third, "plan").found["en"] == "its maturity is Baseline"
    assert told(third, "plan").document_sha256 == row(first, "plan").served[0].sha256


def test_it_serves_no_longer_than_it_is_fresh(scene: Scene) -> None:
    handed_in(scene, plan_md=document("Project plan", "Status: Baseline", "Date: 2026-01-15"))
    decided_go(scene)
    scene.later(days=60)

    stale = handed_in(scene, note_md=NOTE)
    renewed = handed_in(scene, plan_md=document("Project plan", "Status: Baseline"), note_md=NOTE)

    assert row(stale, "plan").status is Status.DEFECTIVE
    assert told(stale, "plan").found["en"] == "dated 2026-01-15, 106 days old"
    assert renewed.verdict is Verdict.READY


def test_what_was_not_accepted_does_not_serve_again(scene: Scene, tmp_path: Path) -> None:
    handed_in(scene, plan_md=document("Project plan", "Status: Baseline"))
    with scene.write() as session:
        scene.project(session).stage = "second"
        session.get_one(Review, scene.review().id).state = "withdrawn"
    note = tmp_path / "note"
    note.write_text(NOTE, "utf-8")

    judgement = try_package(
        scene.installation, scene.actor("anna"), "AGAIN", [Source(note, "note.md")], at=scene.at
    )

    assert row(judgement, "plan").status is Status.MISSING


def test_a_dry_run_finds_it_too(scene: Scene, tmp_path: Path) -> None:
    handed_in(scene, plan_md=document("Project plan", "Status: Baseline"))
    decided_go(scene)
    note = tmp_path / "note"
    note.write_text(NOTE, "utf-8")

    judgement = try_package(
        scene.installation, scene.actor("anna"), "AGAIN", [Source(note, "note.md")], at=scene.at
    )

    assert judgement.verdict is Verdict.READY


PLAN = "- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}"
FRESH = harbour(
    PLAN,
    {
        "A": "requirements: [{deliverable: plan, maturity: preliminary, reuse: true, "
        "fresh_within: P30D}]"
    },
)


@pytest.mark.parametrize(
    ("line", "days", "outcome"),
    [
        ("Date: 2026-05-20", 12, Outcome.PASS),
        ("Date : 2 avril 2026", 60, Outcome.FAIL),
        ("Stand: 01.04.2026", 61, Outcome.FAIL),
        ("", 0, Outcome.PASS),
    ],
)
@pytest.mark.gate_rule(4)
def test_stale_evidence_counts_as_not_met_whoever_hands_it_in(
    tmp_path: Path, line: str, days: int, outcome: Outcome
) -> None:
    judgement = judged(tmp_path, FRESH, "A", {"plan.md": document("Project plan", line)})

    found = told(judgement, "plan")
    assert found.outcome is outcome
    if outcome is Outcome.FAIL:
        assert f"{days} days old" in found.found["en"]
        assert timedelta(days=days) > timedelta(days=30)


def test_the_manifest_dates_a_document(tmp_path: Path) -> None:
    files = {
        "plan.md": document("Project plan"),
        "package.yaml": "deliverables: {plan: {path: plan.md, date: 2026-03-01}}",
    }

    assert told(judged(tmp_path, FRESH, "A", files), "plan").outcome is Outcome.FAIL
