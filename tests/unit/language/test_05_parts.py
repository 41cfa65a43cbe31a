"""Feature 5: a product may be a section of another, or be there in all of its parts."""

from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Status, Verdict
from tests.unit.language.texts_judge import PROSE, document, harbour, judged, row, told

PRODUCTS = """\
- {id: handbook, area: integration, label: {en: Project handbook, fr: Manuel de projet}}
- id: risk-plan
  area: risk
  part_of: handbook
  label: {en: Risk management plan, fr: Plan de gestion des risques}
- {id: team, area: integration, part_of: handbook, label: {en: Team charter, fr: Charte d'équipe}}
"""
METHOD = harbour(
    PRODUCTS,
    {
        "A": "requirements: [{deliverable: risk-plan, maturity: preliminary}]",
        "B": "requirements: [{deliverable: handbook, maturity: preliminary}]",
        "C": "requirements:\n"
        "  - {deliverable: handbook, maturity: preliminary}\n"
        "  - {deliverable: risk-plan, maturity: preliminary}",
    },
)
WITH_RISKS = document("Project handbook", f"## Risk management plan\n\n{PROSE}")
WITHOUT = document("Project handbook", f"## Organisation\n\n{PROSE}")


def test_a_handbook_that_holds_the_risk_plan_fulfils_risk_management_plan(tmp_path: Path) -> None:
    judgement = judged(tmp_path, METHOD, "A", {"handbook.md": WITH_RISKS})

    assert judgement.verdict is Verdict.READY
    assert row(judgement, "risk-plan").documents == ("handbook.md",)
    assert "as the section Risk management plan" in told(judgement, "risk-plan").found["en"]


def test_a_heading_in_another_language_of_the_method_does_too(tmp_path: Path) -> None:
    text = document("Manuel de projet", f"## Plan de gestion des risques\n\n{PROSE}")

    assert judged(tmp_path, METHOD, "A", {"m.md": text}).verdict is Verdict.READY


@pytest.mark.parametrize(
    "files",
    [
        {"handbook.md": WITHOUT},
        {"handbook.md": document("Project handbook", "## Risk management plan", "## Costs")},
        {"minutes.md": document("Minutes", f"## Risk management plan\n\n{PROSE}")},
    ],
    ids=["no such section", "an empty section", "a section of something else"],
)
def test_what_the_whole_does_not_hold_is_missing(tmp_path: Path, files: dict[str, str]) -> None:
    judgement = judged(tmp_path, METHOD, "A", files)

    assert row(judgement, "risk-plan").status is Status.MISSING
    assert "a section of: Project handbook" in told(judgement, "risk-plan").fix["en"]


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("{handbook: h.md, risk-plan: h.md}", Outcome.PASS),
        ("{risk-plan: 'h.md#Organisation'}", Outcome.PASS),
        ("{risk-plan: 'h.md#Finances'}", Outcome.FAIL),
    ],
)
def test_the_manifest_names_the_file_or_the_heading_in_it(
    tmp_path: Path, said: str, outcome: Outcome
) -> None:
    files = {"h.md": WITHOUT, "package.yaml": f"deliverables: {said}"}

    judgement = judged(tmp_path, METHOD, "A", files)

    assert told(judgement, "risk-plan").outcome is outcome


def test_a_composite_is_there_in_all_of_its_parts(tmp_path: Path) -> None:
    risks, team = document("Risk management plan"), document("Team charter")

    one = judged(tmp_path / "1", METHOD, "B", {"r.md": risks})
    both = judged(tmp_path / "2", METHOD, "B", {"r.md": risks, "t.md": team})
    whole = judged(tmp_path / "3", METHOD, "B", {"h.md": WITHOUT})

    assert row(one, "handbook").status is Status.DEFECTIVE
    assert told(one, "handbook").found["en"] == "parts missing: Team charter"
    assert both.verdict is Verdict.READY
    assert (
        "in its parts: Risk management plan and Team charter"
        in (told(both, "handbook").found["en"])
    )
    assert whole.verdict is Verdict.READY


def test_the_parts_that_the_gate_asks_for_make_the_composite(tmp_path: Path) -> None:
    judgement = judged(tmp_path, METHOD, "C", {"r.md": document("Risk management plan")})

    assert judgement.verdict is Verdict.READY
