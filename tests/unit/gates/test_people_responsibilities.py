"""PEOPLE-25: one person answers for each piece of work, and somebody does it."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

RACI = ["WBS", "Work package", "Ann Lee", "Ben Ray", "Cas Tan"]
ROWS: list[list[object]] = [
    ["1.1", "Survey", "A", "R", "I"],
    ["1.2", "Report", "A", "R", "C"],
    ["2.1", "Walls", "I", "A/R", "C"],
    ["2.2", "Roof", "C", "A", "R"],
]


def people(
    *rows: Sequence[object],
    head: Sequence[object] = RACI,
    above: Sequence[Sequence[object]] = (),
    others: tuple[Reading, ...] = (),
    **given: Any,
) -> tuple[Verdict, ...]:
    matrix = reading("raci.xlsx", "organisation", sheet([*above, head, *rows], title="RACI"))
    return answers("PEOPLE-25", "responsibility-matrix", matrix, *others, **given)


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


def test_a_matrix_further_down_or_in_a_text_document_is_found() -> None:
    above = [["Matrice RACI"], [], ["Projet", "Chaleur"], []]
    head = ["N°", "Livrable", "Chef de projet", "Architecte", "Pilote"]
    gap = ["2.2", "Toit", "C", "I", "R"]
    lines: list[list[object]] = [list(head), *[list(row) for row in ROWS], list(gap)]
    table = form(lines)
    note = reading("raci.docx", "organisation", content=text("RACI", tables=[table]))

    assert outcomes(people(*ROWS, head=head, above=above)) == {Outcome.PASS}
    assert places(people(*ROWS, gap, head=head, above=above)) == ["RACI!A10"]
    assert places(answers("PEOPLE-25", "responsibility-matrix", note)) == ["table 1, row 6"]


def test_letters_of_support_and_several_in_a_cell_are_read() -> None:
    rows = [["1.1", "Survey", "R, A", "S", "C"], ["1.2", "Report", "S", "A", "R/C"],
            ["1.3", "Walls", "AR", "I", "S"]]  # fmt: skip

    assert outcomes(people(*rows)) == {Outcome.PASS}
    assert outcomes(people(*rows, ["1.4", "Roof", "A", "S", "S"])) == {Outcome.FAIL}


def test_rows_that_only_add_up_what_is_below_need_no_letters() -> None:
    summary = ["1", "Design", "", "", ""]

    assert outcomes(people(summary, *ROWS)) == {Outcome.PASS}


SHORT = [row[1:] for row in ROWS]


def test_a_row_without_letters_in_a_list_without_sections_is_told() -> None:
    head = RACI[1:]

    assert outcomes(people(*SHORT, head=head)) == {Outcome.PASS}
    assert places(people(*SHORT[:2], ["Stairs"], *SHORT[2:], head=head)) == ["RACI!A4"]
    assert places(people(*SHORT, ["Stairs"], head=head)) == ["RACI!A6"]


def test_headings_of_sections_and_legends_are_no_rows() -> None:
    head = RACI[1:]
    sections: list[list[object]] = [["Design"], *SHORT[:2], ["Building"], ["Outside"], *SHORT[2:]]
    legend: list[list[object]] = [[], ["Legend"], ["R: does it"], ["A = answers for it"]]

    assert outcomes(people(*sections, *legend, head=head)) == {Outcome.PASS}
    assert places(people(*sections, ["Stairs"], head=head)) == ["RACI!A9"]


def test_two_columns_of_the_same_name_are_both_read() -> None:
    head = ["WBS", "Work package", "Ann", "User", "User"]

    rows: list[list[object]] = [["1.1", "Survey", "A", "R", ""], ["1.2", "Report", "A", "", "R"]]
    assert outcomes(people(*rows, head=head)) == {Outcome.PASS}


def test_the_deliverables_of_the_quality_plan_are_covered_too() -> None:
    names = ["Survey", "Report", "Walls", "Roof", "Stairs"]
    rows: list[list[object]] = [["Deliverable", "Acceptance criterion", "Verification method"]]
    rows += [[name, "No crack above 1 mm", "Inspection"] for name in names]
    quality = reading("quality.xlsx", "quality", sheet(rows))

    (verdict,) = people(*ROWS, others=(quality,))

    assert verdict.found["en"] == "not in the matrix: Stairs"


def many(count: int, of_ann: int) -> list[list[object]]:
    own, other = ["A", "R", "C"], ["C", "A", "R"]
    return [[f"1.{n}", f"Work {n}", *(own if n < of_ann else other)] for n in range(count)]


@pytest.mark.parametrize(
    ("count", "of_ann", "settings", "outcome"),
    [
        pytest.param(10, 9, {}, Outcome.PASS, id="at the share"),
        pytest.param(11, 10, {}, Outcome.FAIL, id="above the share"),
        pytest.param(7, 7, {}, Outcome.PASS, id="a small matrix"),
        pytest.param(11, 11, {"most_share": 1}, Outcome.PASS, id="the method allows it"),
        pytest.param(10, 6, {"most_share": "x"}, Outcome.PASS, id="no number"),
    ],
)
def test_who_answers_for_nearly_everything_is_told(
    count: int, of_ann: int, settings: dict[str, Any], outcome: Outcome
) -> None:
    assert outcomes(people(*many(count, of_ann), settings=settings)) == {outcome}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        pytest.param({"separate": "walls / roof"}, "2.2 Roof: Ben Ray also has walls", id="rows"),
        pytest.param({"separate": "survey/report"}, "also has survey", id="two hands"),
        pytest.param({"separate": "Cas Tan / roof"}, "2.2 Roof: Cas Tan must not", id="a column"),
        pytest.param({"distinct": True}, "2.1 Walls: Ben Ray does it and answers", id="distinct"),
    ],
)
def test_duties_that_the_method_keeps_apart_are_told(settings: dict[str, Any], told: str) -> None:
    (verdict,) = people(*ROWS, settings=settings)

    assert told in verdict.found["en"]


def test_duties_in_different_hands_pass() -> None:
    settings = {"separate": "survey / roof; Ann Lee / walls", "distinct": False}

    assert outcomes(people(*ROWS, settings={"separate": "Ann Lee / walls"})) == {Outcome.PASS}
    assert outcomes(people(*ROWS, settings=settings)) == {Outcome.FAIL}


def test_a_first_row_without_letters_is_told() -> None:
    assert places(people(["1.0", "Kick-off", "", "", ""], *ROWS)) == ["RACI!A2"]
