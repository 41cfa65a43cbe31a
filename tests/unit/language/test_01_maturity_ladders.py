"""Feature 1: maturity is asked of a product at a gate, on a ladder that the method names."""

from pathlib import Path

import pytest

from domain.errors import BadInputError
from domain.finding import Outcome
from domain.judgement import Status, Verdict
from tests.unit.language.texts_judge import document, harbour, judged, row, told

PLAN = "- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}"
STRICT = (
    "- {id: plan, area: integration, ladder: strict, label: {en: Project plan, fr: Plan de projet}}"
)
RISING = {
    "A": "requirements: [{deliverable: plan, maturity: preliminary}]",
    "B": "requirements: [{deliverable: plan, maturity: baseline}]",
}


def test_a_preliminary_plan_passes_gate_1_and_fails_gate_2_which_wants_a_baseline(
    tmp_path: Path,
) -> None:
    method = harbour(PLAN, RISING)
    files = {"plan.md": document("Project plan", "Status: Preliminary")}

    first = judged(tmp_path, method, "A", files)
    second = judged(tmp_path, method, "B", files)

    assert first.verdict is Verdict.READY
    assert "Preliminary" in told(first, "plan").found["en"]
    assert second.verdict is Verdict.NOT_READY
    found = told(second, "plan")
    assert (found.outcome, found.expected["en"]) == (Outcome.FAIL, "Baseline")
    assert found.found["fr"] == "sa maturité est Provisoire"
    assert row(second, "plan").status is Status.DEFECTIVE


@pytest.mark.parametrize(
    ("line", "ready"),
    [
        ("Statut : provisoire", False),
        ("Status: Draft, for review", False),
        ("Reifegrad: vorläufig", False),
        ("Version: draft 0.3", False),
        ("Status: Baseline", True),
        ("Statut : Version finale", True),
        ("Status: green", True),
        ("Status: final payment is late", True),
        ("The draft of the annex follows.", True),
    ],
)
def test_a_document_says_its_maturity_in_the_words_of_any_language(
    tmp_path: Path, line: str, *, ready: bool
) -> None:
    judgement = judged(
        tmp_path, harbour(PLAN, RISING), "B", {"plan.md": document("Project plan", line)}
    )

    assert (judgement.verdict is Verdict.READY) is ready


def test_a_cell_beside_its_label_says_it_too(tmp_path: Path) -> None:
    table = "| Owner | Anna Berg |\n|---|---|\n| Status | Preliminary |"

    judgement = judged(
        tmp_path, harbour(PLAN, RISING), "B", {"plan.md": document("Project plan", table)}
    )

    assert told(judgement, "plan").outcome is Outcome.FAIL


def test_the_manifest_says_it_for_a_document_that_does_not(tmp_path: Path) -> None:
    said = "deliverables: {plan: {path: plan.md, maturity: preliminary}}"
    files = {"plan.md": document("Project plan"), "package.yaml": said}

    judgement = judged(tmp_path, harbour(PLAN, RISING), "B", files)

    assert told(judgement, "plan").outcome is Outcome.FAIL
    assert row(judgement, "plan").served[0].maturity == "preliminary"


def test_a_manifest_that_says_more_than_the_document_is_not_believed(tmp_path: Path) -> None:
    files = {
        "plan.md": document("Project plan", "Status: Preliminary"),
        "package.yaml": "deliverables: {plan: {path: plan.md, maturity: Référence}}",
    }

    found = told(judged(tmp_path, harbour(PLAN, RISING), "B", files), "plan")

    assert found.outcome is Outcome.CANNOT_TELL
    assert "the document itself Preliminary" in found.found["en"]


def test_a_ladder_may_want_every_document_to_say_its_maturity(tmp_path: Path) -> None:
    method = harbour(STRICT, {"A": "requirements: [{deliverable: plan, maturity: approved}]"})

    silent = judged(tmp_path / "1", method, "A", {"plan.md": document("Project plan")})
    said = judged(
        tmp_path / "2", method, "A", {"plan.md": document("Project plan", "Statut : Approuvé")}
    )

    assert told(silent, "plan").outcome is Outcome.CANNOT_TELL
    assert told(said, "plan").outcome is Outcome.PASS


def test_a_level_that_the_ladder_does_not_have_is_refused_with_its_place(tmp_path: Path) -> None:
    files = {
        "plan.md": document("Project plan"),
        "package.yaml": "deliverables:\n  plan: {path: plan.md, maturity: baselin}\n",
    }

    with pytest.raises(BadInputError, match=r"package\.yaml:2:35: .*did you mean baseline"):
        judged(tmp_path, harbour(PLAN, RISING), "A", files)
