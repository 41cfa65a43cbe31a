"""Feature 4: one of several documents, or so many of them."""

from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Status, Verdict
from tests.unit.language.texts_judge import document, harbour, judged, row, told

PLANS = """\
- {id: full-study, area: integration, label: {en: Full study, fr: Étude complète}}
- {id: short-note, area: integration, label: {en: Short note, fr: Note courte}}
- {id: site-visit, area: integration, label: {en: Site visit report, fr: Compte rendu de visite}}
"""
METHOD = harbour(
    PLANS,
    {
        "A": "requirements: [{deliverable: full-study, or_any_of: [short-note], "
        "maturity: preliminary}]",
        "B": "requirements: [{deliverable: full-study, or_any_of: [short-note, site-visit], "
        "at_least: 2, maturity: preliminary}]",
        "C": "requirements: [{deliverable: full-study, or_any_of: [short-note], "
        "maturity: preliminary, checks: [{check: RISK-16}]}]",
    },
)
STUDY, NOTE = document("Full study"), document("Short note")
VISIT = document("Site visit report")


@pytest.mark.parametrize(
    "files", [{"study.md": STUDY}, {"note.md": NOTE}, {"study.md": STUDY, "note.md": NOTE}]
)
def test_either_document_alone_passes(tmp_path: Path, files: dict[str, str]) -> None:
    judgement = judged(tmp_path, METHOD, "A", files)

    assert judgement.verdict is Verdict.READY
    (asked,) = judgement.deliverables
    assert (asked.id, asked.status) == ("full-study", Status.PRESENT)
    assert asked.name == {"en": "Full study or Short note", "fr": "Étude complète ou Note courte"}
    assert set(asked.documents) == set(files)


def test_neither_says_which_would_do(tmp_path: Path) -> None:
    judgement = judged(tmp_path, METHOD, "A", {"visit.md": VISIT})

    found = told(judgement, "full-study")
    assert (found.outcome, row(judgement, "full-study").status) == (Outcome.FAIL, Status.MISSING)
    assert found.expected["fr"] == "Étude complète ou Note courte"
    assert "1 more needed of Full study or Short note" in found.found["en"]


def test_at_least_two_say_which_are_there_and_how_many_more(tmp_path: Path) -> None:
    one = judged(tmp_path / "1", METHOD, "B", {"note.md": NOTE})
    two = judged(tmp_path / "2", METHOD, "B", {"note.md": NOTE, "visit.md": VISIT})

    assert one.verdict is Verdict.NOT_READY
    assert told(one, "full-study").found["en"] == (
        "there: Short note; 1 more needed of Full study or Site visit report"
    )
    assert two.verdict is Verdict.READY
    assert told(two, "full-study").found["en"] == "there: Short note and Site visit report"


def test_a_blank_form_is_no_choice(tmp_path: Path) -> None:
    blank = document("Full study", prose="[Describe the site]\n\n[Name the owner]\n\n[Budget]")

    judgement = judged(tmp_path, METHOD, "A", {"study.md": blank})

    assert row(judgement, "full-study").status is Status.DEFECTIVE
    assert "Full study (" in told(judgement, "full-study").found["en"]


def test_checks_run_on_the_document_of_the_choice_that_is_there(tmp_path: Path) -> None:
    risks = (
        "| Risk | Probability | Impact | Owner | Response | Due |\n|---|---|---|---|---|---|\n"
        "| Fire | 5 | 5 |  | Sprinklers | 2027-09-01 |\n"
        "| Flood | 1 | 2 | Ann Lee | Dam | 2027-09-01 |"
    )

    judgement = judged(tmp_path, METHOD, "C", {"note.md": f"{NOTE}\n\n{risks}"})

    found = told(judgement, "full-study", "RISK-16")
    assert (found.document, found.outcome) == ("note.md", Outcome.FAIL)
