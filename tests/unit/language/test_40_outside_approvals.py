"""Feature 40: the approval of a body outside is an input of the gate."""

from pathlib import Path

import pytest

from domain.judgement import Status, Verdict
from tests.unit.language.texts_judge import document, harbour, judged, row, told

APPROVAL = """\
- id: customer-approval
  kind: approval
  area: integration
  label: {en: Approval of the design, fr: Accord sur la conception}
  party: {en: the customer, fr: le client}
"""
METHOD = harbour(APPROVAL, {"A": "requirements: [{deliverable: customer-approval}]"})


def test_the_customers_approval_is_an_input(tmp_path: Path) -> None:
    letter = {"letter.md": document("Letter of the customer")}
    said = "{done: true, signer: Jane Customer, evidence: letter.md, on: 2026-05-20}"
    given = letter | {"package.yaml": f"states: {{customer-approval: {said}}}"}

    without = judged(tmp_path / "1", METHOD, "A", letter)
    approved = judged(tmp_path / "2", METHOD, "A", given)

    assert without.verdict is Verdict.NOT_READY
    assert row(without, "customer-approval").status is Status.MISSING
    assert told(without, "customer-approval").expected["fr"].startswith("l'accord (le client) :")
    assert approved.verdict is Verdict.READY
    assert told(approved, "customer-approval").found["en"] == (
        "signed by Jane Customer, on 2026-05-20, approval of the customer"
    )


@pytest.mark.parametrize(
    ("evidence", "ready"),
    [("Letter ref. C-2026-114", True), ("letter.pdf", False), ("''", False)],
)
def test_its_evidence_is_a_file_of_the_package_or_a_reference(
    tmp_path: Path, evidence: str, *, ready: bool
) -> None:
    said = f"{{done: true, signer: Jane Customer, evidence: {evidence}}}"
    files = {
        "note.md": document("Note"),
        "package.yaml": f"states: {{customer-approval: {said}}}",
    }

    assert (judged(tmp_path, METHOD, "A", files).verdict is Verdict.READY) is ready
