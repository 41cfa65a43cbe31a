"""Feature 6: a product is replaced by another under a condition."""

from pathlib import Path

import pytest

from domain.judgement import Status, Verdict
from domain.methodology.fitting.circumstances import Circumstances
from tests.unit.language.texts_judge import DAY, document, harbour, judged, row

PRODUCTS = """\
- {id: study, area: integration, label: {en: Feasibility study, fr: Étude de faisabilité}}
- {id: risks, area: risk, label: {en: Risk register, fr: Registre des risques}}
- id: note
  area: integration
  label: {en: Short note, fr: Note brève}
  when: kind == "renewal"
  replaces: [study]
"""
GATES = {
    "A": """\
requirements:
  - {deliverable: study, maturity: preliminary}
  - {deliverable: risks, maturity: preliminary}
"""
}
KINDS = """\
attributes:
  - id: kind
    label: {en: Kind of project, fr: Genre de projet}
    kind: choice
    choices: [new, renewal]
"""
RISKS = document("Risk register", "Status: Preliminary")
NOTE = {"risks.md": RISKS, "note.md": document("Short note", "Status: Preliminary")}
STUDY = {"risks.md": RISKS, "study.md": document("Feasibility study", "Status: Preliminary")}


@pytest.mark.parametrize(
    ("kind", "files", "ready"),
    [
        ("renewal", NOTE, True),
        ("renewal", STUDY, False),
        ("new", STUDY, True),
        ("new", NOTE, False),
        # As long as nobody says what it is, the study is asked: unknown never asks for less.
        ("", STUDY, True),
        ("", NOTE, False),
    ],
)
def test_the_kind_of_project_says_which_product_is_asked(
    tmp_path: Path, kind: str, files: dict[str, str], *, ready: bool
) -> None:
    known = Circumstances(today=DAY, stage="first", attributes={"kind": kind})

    judgement = judged(tmp_path, harbour(PRODUCTS, GATES, KINDS), "A", files, known=known)

    assert judgement.verdict is (Verdict.READY if ready else Verdict.NOT_READY)
    asked = "note" if kind == "renewal" else "study"
    expected = Status.PRESENT if ready else Status.MISSING
    assert row(judgement, asked).status is expected
