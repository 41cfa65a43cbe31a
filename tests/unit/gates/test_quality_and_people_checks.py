"""QUALITY-23: criteria that can be measured."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

CRITERIA = ["Deliverable", "Acceptance criterion", "Verification method", "Responsible"]
SOUND = ["Boiler", "At least 3.2 MW for 72 hours", "Test", "Ann"]


def quality(*rows: Sequence[object]) -> tuple[Verdict, ...]:
    plan = reading("quality.xlsx", "quality", sheet([CRITERIA, *rows]))
    return answers("QUALITY-23", "quality-plan", plan)


def test_a_figure_and_a_way_to_verify_pass() -> None:
    assert outcomes(quality(SOUND, ["Report", "Signed by the sponsor", "Review", "Ben"])) == {
        Outcome.PASS
    }


@pytest.mark.parametrize(
    ("row", "place"),
    [
        pytest.param(["Portal", "", "Test", "Ann"], "Feuil1!B3", id="no criterion"),
        pytest.param(["Portal", "Fast and easy to use", "Test", ""], "Feuil1!B3", id="vague"),
        pytest.param(
            ["Portail", "Simple et rapide", "Essai", ""], "Feuil1!B3", id="vague in French"
        ),
        pytest.param(
            ["Portal", "At most 2 seconds", "", "Ann"], "Feuil1!C3", id="no way to verify"
        ),
    ],
)
def test_what_cannot_be_measured_or_verified_is_told(row: list[object], place: str) -> None:
    assert places(quality(SOUND, row)) == [place]


def test_a_vague_word_beside_a_figure_is_forgiven() -> None:
    assert outcomes(quality(["Portal", "Fast: at most 2 seconds", "Test", "Ann"])) == {Outcome.PASS}


def test_a_plan_without_criteria_cannot_be_told() -> None:
    assert outcomes(answers("QUALITY-23", "quality-plan", reading("q.docx", "quality"))) == {
        Outcome.CANNOT_TELL
    }
