"""Feature 30: a product that was not ready so many working days before the gate is shown late."""

from datetime import date
from pathlib import Path

import pytest

from domain.finding import Outcome, Severity
from domain.judgement import Verdict
from domain.methodology.fitting.circumstances import Circumstances
from tests.unit.language.texts_judge import document, harbour, judged, row, told

PRODUCTS = """\
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- {id: site-open, kind: state, area: integration, label: {en: Site open, fr: Site ouvert}}
"""
METHOD = harbour(
    PRODUCTS,
    {
        "A": "requirements:\n"
        "  - {deliverable: plan, maturity: preliminary, ready_days: 10}\n"
        "  - {deliverable: site-open, ready_days: 5}",
    },
)
GATE = date(2026, 6, 15)
"""A Monday; ten working days before it is Monday 1 June."""


@pytest.mark.parametrize(
    ("handed_in", "dated", "late"),
    [
        (date(2026, 6, 1), "", 0),
        (date(2026, 6, 2), "", 1),
        (date(2026, 6, 12), "", 9),
        (date(2026, 6, 12), "Date: 2026-05-29", 0),
        (date(2026, 6, 12), "Date: 2026-06-08", 5),
    ],
)
def test_a_late_product_is_shown_late_and_blocks_nothing(
    tmp_path: Path, handed_in: date, dated: str, late: int
) -> None:
    known = Circumstances(today=handed_in, stage="first", planned={"A": GATE})
    files = {
        "plan.md": document("Project plan", dated),
        "package.yaml": "states: {site-open: {done: true, signer: Ann, evidence: Log, "
        "on: 2026-06-01}}",
    }

    judgement = judged(tmp_path, METHOD, "A", files, as_of=handed_in, known=known)

    found = told(judgement, "plan", "READINESS")
    assert found.severity is Severity.MINOR
    assert found.outcome is (Outcome.FAIL if late else Outcome.PASS)
    assert "2026-06-01, 10 working days before the gate" in found.expected["en"]
    if late:
        assert f"{late} working days late" in found.found["en"]
    assert told(judgement, "site-open", "READINESS").outcome is Outcome.PASS
    assert judgement.verdict is Verdict.READY


def test_nothing_is_late_for_a_gate_without_a_date(tmp_path: Path) -> None:
    judgement = judged(tmp_path, METHOD, "A", {"plan.md": document("Project plan")})

    assert [each.check for each in row(judgement, "plan").findings] == ["plan"]
