"""A round is judged by its frozen gate, the facts of its documents and who holds which role."""

from pathlib import Path

import pytest

from domain.judgement import Judgement, Status, Verdict
from lifecycle.packages.judging import Judging
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.submit import submit
from lifecycle.versions.publishing import publish
from storage.database import Database
from tests.unit.judging.test_judging_of_revisions import kept
from tests.unit.language.texts_judge import document, harbour_text, row, told
from tests.unit.lifecycle.scene import Scene, a_scene

PRODUCTS = """\
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- {id: hedge, area: risk, label: {en: Hedging note, fr: Note de couverture}}
- id: safety-file
  area: risk
  when: people-exposed
  label: {en: Safety file, fr: Dossier de sécurité}
- id: check
  kind: review
  area: risk
  signed_by: [auditor, manager]
  label: {en: Check, fr: Revue}
"""
ASKED = """\
requirements:
  - {deliverable: plan, maturity: preliminary}
  - {deliverable: hedge, maturity: preliminary, when: fact.budget > 1000000}
  - {deliverable: safety-file, maturity: preliminary}
  - {deliverable: check}
criteria:
  - id: covered
    label: {en: The budget is covered, fr: Le budget est couvert}
    holds: fact.budget <= budget
"""
MORE = """\
attributes:
  - {id: people-exposed, kind: yes_no, label: {en: People exposed, fr: Personnes exposées}}
"""
SIGNED = "states: {check: {done: true, signer: SIGNER, evidence: Minutes of 3 May}}"


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    """A project of the harbour that exposes people; Nadia is its auditor."""
    scene = a_scene(database, tmp_path)
    with scene.write() as session:
        text = harbour_text(PRODUCTS, {"A": ASKED}, MORE)
        publish(session, text, name="harbour.yaml", actor=None, at=scene.at)
        scene.code = "QUAY"
        proposal = Proposal(
            code="QUAY",
            title="Quay",
            method="harbour",
            budget="1200000",
            attributes={"people-exposed": True},
            roles={"manager": "anna", "sponsor": "marc", "auditor": "nadia"},
        )
        propose(session, scene.actor("paula"), proposal, at=scene.at)
    return scene


def handed_in(scene: Scene, budget: str, *, signer: str = "Nadia", safe: bool = True) -> None:
    files = {
        "plan.md": document("Project plan", f"Budget: {budget} EUR"),
        "package.yaml": SIGNED.replace("SIGNER", signer),
    }
    if safe:
        files["safety.md"] = document("Safety file")
    stored = [kept(scene, name, text) for name, text in files.items()]
    with scene.write() as session:
        submit(session, scene.actor("anna"), scene.project(session), stored, at=scene.at)


def judged(scene: Scene) -> Judgement:
    judging = Judging(scene.installation, scene.review().id, lambda: scene.at)
    judging.read()
    for area in judging.areas():
        judging.judge(area)()
    judging.conclude()
    return Judgement.model_validate(scene.review().judgement)


def test_the_facts_of_its_documents_decide_what_is_asked(scene: Scene) -> None:
    handed_in(scene, "900,000")
    small = judged(scene)
    handed_in(scene, "1,100,000")
    large = judged(scene)
    handed_in(scene, "1,300,000")
    larger = judged(scene)

    assert small.verdict is Verdict.READY
    assert row(small, "hedge").status is Status.NOT_APPLICABLE
    assert row(large, "hedge").status is Status.MISSING
    assert row(large, "covered").status is Status.PRESENT
    assert told(larger, "covered").found["en"] == "fact.budget 1300000 > budget 1200000"


@pytest.mark.parametrize(
    ("signer", "why"),
    [
        ("nadia", "signed by nadia"),
        ("Anna", "Anna hands in the package"),
        ("Marc", "Marc is not Auditor or Manager of this project"),
    ],
)
def test_the_holders_of_roles_on_the_project_may_sign(scene: Scene, signer: str, why: str) -> None:
    handed_in(scene, "900,000", signer=signer)

    assert told(judged(scene), "check").found["en"] == why


def test_what_the_frozen_gate_asks_stays_asked_whatever_the_project_tells_later(
    scene: Scene,
) -> None:
    handed_in(scene, "900,000", safe=False)
    with scene.write() as session:
        scene.project(session).attributes = {"people-exposed": False}

    judgement = judged(scene)

    assert row(judgement, "safety-file").status is Status.MISSING
    assert judgement.verdict is Verdict.NOT_READY
