"""Feature 2: no words of maturity, only an issue higher than at the gate before, and a last one."""

from datetime import date
from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Judgement, Verdict
from gates.dossier import Surroundings
from gates.past import Accepted
from lifecycle.packages.propose import Proposal, propose
from lifecycle.versions.publishing import publish
from storage.database import Database
from tests.unit.language.test_03_reuse import decided_go, handed_in
from tests.unit.language.texts_judge import document, harbour, harbour_text, judged, row, told
from tests.unit.lifecycle.scene import a_scene

DRAWING = (
    "- {id: layout, area: integration, ladder: issues, label: {en: Site layout, fr: Plan masse}}"
)
METHOD = harbour(
    DRAWING,
    {
        "A": "requirements: [{deliverable: layout}]",
        "B": "requirements: [{deliverable: layout}]",
        "C": "requirements: [{deliverable: layout, last_issue: true}]",
    },
)


def at_gate_b(folder: Path, text: str, *, accepted: Accepted | None = None) -> Judgement:
    """Judge a layout at gate B after gate A accepted another, of issue 2 unless said."""
    before = accepted or Accepted(
        gate="A", sha256="0" * 64, path="layout.md", issue="2", dated=date(2026, 3, 2)
    )
    around = Surroundings(accepted={"layout": (before,)})
    return judged(folder, METHOD, "B", {"layout.md": text}, around=around)


def test_the_same_issue_handed_in_twice_fails(tmp_path: Path) -> None:
    text = document("Site layout", "Issue 2")
    first = judged(tmp_path, METHOD, "A", {"layout.md": text})
    (served,) = row(first, "layout").served
    before = Accepted(
        gate="A", sha256=served.sha256, path=served.path, issue=served.issue, dated=date(2026, 3, 2)
    )

    second = at_gate_b(tmp_path, text, accepted=before)

    assert first.verdict is Verdict.READY
    assert second.verdict is Verdict.NOT_READY
    assert told(second, "layout").found["en"] == "unchanged since gate A"
    assert told(second, "layout").expected["en"] == "an issue higher than 2"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Issue 3", Outcome.PASS),
        ("Version 2.1", Outcome.PASS),
        ("Révision : 10", Outcome.PASS),
        ("Site plan - Rev. 3 - 12 May 2026", Outcome.PASS),
        ("Issue 2", Outcome.FAIL),
        ("Indice 1.9", Outcome.FAIL),
        ("Indice C", Outcome.CANNOT_TELL),
        ("Issue 3 of the crane is open.", Outcome.CANNOT_TELL),
        ("", Outcome.CANNOT_TELL),
    ],
)
def test_the_issue_must_be_higher_than_at_the_gate_before(
    tmp_path: Path, line: str, outcome: Outcome
) -> None:
    judgement = at_gate_b(tmp_path, document("Site layout", line))

    assert told(judgement, "layout").outcome is outcome


@pytest.mark.parametrize(("old", "rises"), [("B", True), ("C", False), ("D", False)])
def test_letters_count_among_themselves(tmp_path: Path, old: str, *, rises: bool) -> None:
    before = Accepted(gate="A", sha256="0", path="x", issue=old, dated=date(2026, 3, 2))

    judgement = at_gate_b(tmp_path, document("Site layout", "Indice : C"), accepted=before)

    assert (told(judgement, "layout").outcome is Outcome.PASS) is rises


def test_the_last_row_of_a_history_of_versions_is_its_issue(tmp_path: Path) -> None:
    history = (
        "## Document history\n\n| Version | Date | Author | Change |\n|---|---|---|---|\n"
        "| 1 | 2026-01-10 | Anna Berg | First issue |\n| 3 | 2026-05-02 | Anna Berg | Cranes |"
    )

    judgement = at_gate_b(tmp_path, document("Site layout", history))

    assert told(judgement, "layout").outcome is Outcome.PASS
    assert row(judgement, "layout").served[0].issue == "3"


@pytest.mark.parametrize(
    ("line", "manifest", "ready"),
    [
        ("Issue 4", "", False),
        ("Issue 4, final", "", True),
        ("Version : définitive", "", True),
        ("Statut : dernier indice", "", True),
        ("Issue 4", "deliverables: {layout: {path: layout.md, final: true}}", True),
        ("Issue 4, final", "deliverables: {layout: {path: layout.md, final: false}}", False),
    ],
)
def test_the_last_gate_wants_the_last_issue(
    tmp_path: Path, line: str, manifest: str, *, ready: bool
) -> None:
    files = {"layout.md": document("Site layout", line)}
    if manifest:
        files["package.yaml"] = manifest

    judgement = judged(tmp_path, METHOD, "C", files)

    assert (judgement.verdict is Verdict.READY) is ready


def test_what_the_committee_accepted_is_the_issue_to_pass(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path)
    everything = dict.fromkeys("ABC", "requirements: [{deliverable: layout}]")
    with scene.write() as session:
        publish(
            session, harbour_text(DRAWING, everything), name="harbour.yaml", actor=None, at=scene.at
        )
        scene.code = "QUAY"
        roles = {"manager": "anna", "sponsor": "marc"}
        proposal = Proposal(code="QUAY", title="Quay", method="harbour", roles=roles)
        propose(session, scene.actor("paula"), proposal, at=scene.at)
    text = document("Site layout", "Issue 1")
    handed_in(scene, layout_md=text)
    decided_go(scene)
    scene.later(days=20)

    same = handed_in(scene, layout_md=text)
    lower = handed_in(scene, layout_md=document("Site layout", "Issue 0.9"))
    higher = handed_in(scene, layout_md=document("Site layout", "Issue 2"))

    assert told(same, "layout").found["en"] == "unchanged since gate A"
    assert told(lower, "layout").found["en"] == "issue 0.9; gate A accepted issue 1"
    assert higher.verdict is Verdict.READY
