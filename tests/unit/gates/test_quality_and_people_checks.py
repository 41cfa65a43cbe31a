"""QUALITY-23 and PEOPLE-25: criteria that can be measured, and one person who answers."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
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


RACI = ["WBS", "Work package", "Ann Lee", "Ben Ray", "Cas Tan"]
ROWS = [
    ["1.1", "Survey", "A", "R", "I"],
    ["1.2", "Report", "A", "R", "C"],
    ["2.1", "Walls", "I", "A/R", "C"],
    ["2.2", "Roof", "C", "A", "R"],
]


def people(*rows: Sequence[object], others: tuple[Reading, ...] = ()) -> tuple[Verdict, ...]:
    matrix = reading("raci.xlsx", "organisation", sheet([RACI, *rows], title="RACI"))
    return answers("PEOPLE-25", "responsibility-matrix", matrix, *others)


def test_one_a_and_an_r_in_each_row_pass() -> None:
    assert outcomes(people(*ROWS)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(["2.2", "Roof", "C", "I", "R"], "no A", id="nobody answers"),
        pytest.param(["2.2", "Roof", "A", "A", "R"], "several answer", id="two answer"),
        pytest.param(["2.2", "Roof", "A/R", "A", ""], "several answer", id="A/R counts as A"),
        pytest.param(["2.2", "Roof", "A", "C", "I"], "no R", id="nobody does it"),
        pytest.param(["2.2", "Roof", "", "", ""], "nobody", id="a blank row"),
    ],
)
def test_a_row_that_leaves_open_who_answers_is_told(row: list[object], told: str) -> None:
    verdicts = people(*ROWS[:3], row)

    assert places(verdicts) == ["RACI!A5"]
    assert told in verdicts[0].found["en"]


def test_a_column_without_any_letter_is_told() -> None:
    head = [*RACI, "Dan Orr"]
    rows = [[*row, ""] for row in ROWS]
    matrix = reading("raci.xlsx", "organisation", sheet([head, *rows], title="RACI"))

    (verdict,) = answers("PEOPLE-25", "responsibility-matrix", matrix)

    assert verdict.found["en"] == "Dan Orr has no letter at all"


def test_somebody_whom_the_organisation_does_not_know_is_told() -> None:
    chart = reading(
        "team.xlsx",
        "organisation",
        sheet([["Role", "Name", "Responsibilities"], ["Lead", "Ann Lee", "Leads"],
               ["Builder", "Ben Ray", "Builds"]]),
    )  # fmt: skip

    (verdict,) = people(*ROWS, others=(chart,))

    assert verdict.found["en"] == "Cas Tan is not in the organisation"


def test_a_leaf_of_the_breakdown_without_a_row_is_told() -> None:
    codes = ["1.1", "1.2", "2.1", "2.2", "2.3"]
    rows: list[list[object]] = [
        ["WBS code", "Work package", "Effort (h)"],
        *[[code, f"Work {code}", 5] for code in codes],
    ]
    wbs = reading("wbs.xlsx", "wbs", sheet(rows))

    (verdict,) = people(*ROWS, others=(wbs,))

    assert verdict.found["en"] == "not in the matrix: 2.3 Work 2.3"


def test_a_document_without_a_matrix_cannot_be_told() -> None:
    assert outcomes(
        answers("PEOPLE-25", "responsibility-matrix", reading("raci.docx", "organisation"))
    ) == {Outcome.CANNOT_TELL}
