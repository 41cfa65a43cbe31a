"""Feature 28: criteria with quantities are judged; what the figures do not tell is not green."""

from pathlib import Path

import pytest

from domain.finding import Fact, Outcome, Severity
from domain.judgement import Judgement, Status, Verdict
from domain.methodology.fitting.circumstances import Circumstances
from gates.dossier import Surroundings
from tests.unit.language.texts_judge import DAY, document, harbour, judged, row, told

PRODUCTS = "- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}"
CRITERIA = """\
requirements: [{deliverable: plan, maturity: preliminary}]
criteria:
  - id: affordable
    area: risk
    label: {en: The budget is covered, fr: Le budget est couvert}
    holds: fact.budget <= budget
  - id: on-time
    kind: should
    label: {en: It ends in time, fr: Il finit à temps}
    holds: fact.finish <= finish + days(30)
  - id: site-known
    kind: entrance
    label: {en: The site is known, fr: Le site est connu}
  - id: steady
    kind: success
    label: {en: The budget stays, fr: Le budget reste}
    holds: fact.budget <= baseline.budget * 1.1
  - id: liked
    label: {en: The voters like it, fr: Les votants l'aiment}
    score: {weight: 2}
"""
METHOD = harbour(PRODUCTS, {"A": CRITERIA})
KNOWN = Circumstances.model_validate(
    {"today": DAY, "stage": "first", "budget": "1000000", "finish": "2026-12-31"}
)
SITE = "states: {site-known: {done: true, signer: Ann Lee, evidence: Map 3}}"


def checked(
    folder: Path, *lines: str, manifest: str = SITE, around: Surroundings | None = None
) -> Judgement:
    """Judge a plan with these lines, and its manifest."""
    files = {"plan.md": document("Project plan", *lines), "package.yaml": manifest}
    return judged(folder, METHOD, "A", files, known=KNOWN, around=around)


@pytest.mark.parametrize(
    ("lines", "outcome", "found"),
    [
        (("Budget: 900,000 EUR",), Outcome.PASS, "fact.budget 900000 <= budget 1000000"),
        (("Budget: 1,200,000 EUR",), Outcome.FAIL, "fact.budget 1200000 > budget 1000000"),
        ((), Outcome.CANNOT_TELL, "fact.budget is unknown"),
    ],
)
def test_a_quantity_holds_fails_or_cannot_be_told_with_its_values(
    tmp_path: Path, lines: tuple[str, ...], outcome: Outcome, found: str
) -> None:
    judgement = checked(tmp_path, *lines)

    said = told(judgement, "affordable")
    assert (said.outcome, said.found["en"]) == (outcome, found)
    assert said.expected["en"] == "fact.budget <= budget"
    assert (judgement.verdict is Verdict.READY) is (outcome is Outcome.PASS)
    assert row(judgement, "affordable").knowledge_area == "risk"


def test_documents_that_differ_leave_a_figure_unknown(tmp_path: Path) -> None:
    files = {
        "plan.md": document("Project plan", "Budget: 900,000 EUR"),
        "charter.md": document("Project charter", "Budget: 950,000 EUR"),
        "package.yaml": SITE,
    }

    found = told(judged(tmp_path, METHOD, "A", files, known=KNOWN), "affordable")

    assert found.outcome is Outcome.CANNOT_TELL
    assert "the documents differ" in found.found["en"]
    assert "950000 (charter.md)" in found.found["fr"]


def test_what_only_should_hold_never_blocks(tmp_path: Path) -> None:
    judgement = checked(tmp_path, "Budget: 900,000 EUR", "End date: 2027-05-01")

    found = told(judgement, "on-time")
    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.MAJOR)
    assert "fact.finish 2027-05-01 > " in found.found["en"]
    assert not row(judgement, "on-time").required
    assert judgement.verdict is Verdict.READY


def test_an_entrance_criterion_without_an_expression_is_signed(tmp_path: Path) -> None:
    judgement = checked(tmp_path, "Budget: 900,000 EUR", manifest="deliverables: {}")

    assert judgement.verdict is Verdict.NOT_READY
    asked = row(judgement, "site-known")
    assert (asked.status, asked.required) == (Status.MISSING, True)
    assert asked.name["en"] == "Entrance criterion: The site is known"


def test_success_is_shown_beside_the_baseline_and_blocks_nothing(tmp_path: Path) -> None:
    before = Fact(name="budget", value="600000", document="old.md", location="1")

    judgement = checked(tmp_path, "Budget: 900,000 EUR", around=Surroundings(baseline=(before,)))

    found = told(judgement, "steady")
    assert (found.outcome, found.severity) == (Outcome.FAIL, Severity.MINOR)
    assert "baseline.budget 600000" in found.found["en"]
    assert judgement.verdict is Verdict.READY


def test_what_the_voters_answer_is_not_the_judges(tmp_path: Path) -> None:
    judgement = checked(tmp_path, "Budget: 900,000 EUR")

    assert [each.id for each in judgement.deliverables] == [
        "plan",
        "affordable",
        "on-time",
        "site-known",
        "steady",
    ]
