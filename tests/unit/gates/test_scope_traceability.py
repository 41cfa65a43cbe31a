"""SCOPE-2: requirements are traced up to their need and down to work and verification."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.structures.identifiers import identifiers, own_identifier
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

Rows = Sequence[Sequence[object]]

LIST_HEAD = ["Requirement ID", "Requirement", "Priority"]
LIST = [
    ["REQ-001", "The mast shall stand a wind of 120 km/h", "High"],
    ["REQ-002", "The door shall open within two seconds", "Low"],
]
MATRIX_HEAD = ["Requirement ID", "Source need", "WBS", "Test case"]
MATRIX = [["REQ-001", "N-1 Safety", "1.1", "TC-1"], ["REQ-002", "N-2 Comfort", "1.2", "TC-2"]]
TEST_HEAD = ["Test ID", "Description", "Requirement", "Result"]
TESTS = [["TC-1", "Pull the mast", "REQ-001", "Pass"], ["TC-2", "Open the door", "REQ-002", "Pass"]]


def changed(rows: Rows, row: int, column: int, value: object) -> list[list[object]]:
    copy = [list(each) for each in rows]
    copy[row][column] = value
    return copy


def listed(rows: Rows = LIST, head: Sequence[object] = LIST_HEAD) -> Reading:
    return reading("requirements.xlsx", "requirements", sheet([head, *rows], title="List"))


def matrix(rows: Rows = MATRIX, head: Sequence[object] = MATRIX_HEAD) -> Reading:
    return reading("rtm.xlsx", "requirements", sheet([head, *rows], title="Matrix"))


def trials(rows: Rows = TESTS, head: Sequence[object] = TEST_HEAD) -> Reading:
    return reading("tests.xlsx", "quality", sheet([head, *rows], title="Tests"))


def said(*documents: Reading, at: str = "G3", **settings: Any) -> tuple[Verdict, ...]:
    return answers("SCOPE-2", "wbs", *documents, at=at, settings=settings)


def test_traced_requirements_pass() -> None:
    assert outcomes(said(matrix(), listed(), trials())) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("documents", "document", "place", "told"),
    [
        pytest.param(
            (matrix(changed(MATRIX, 1, 1, "")), listed(), trials()),
            "rtm.xlsx", "Matrix!B3", "no need", id="no parent need",
        ),
        pytest.param(
            (matrix(changed(MATRIX, 1, 2, "")), listed(), trials()),
            "rtm.xlsx", "Matrix!C3", "no design item or work", id="no work",
        ),
        pytest.param(
            (matrix(changed(MATRIX, 1, 3, "")), listed(), trials(TESTS[:1])),
            "rtm.xlsx", "Matrix!D3", "no verification", id="no verification",
        ),
        pytest.param(
            (matrix([*MATRIX, ["REQ-009", "N-1", "1.1", "TC-1"]]), listed(), trials()),
            "rtm.xlsx", "Matrix!A4", "stated nowhere", id="a stale identifier in the matrix",
        ),
        pytest.param(
            (matrix(MATRIX[:1]), listed(), trials()),
            "requirements.xlsx", "List!A3", "not in the matrix", id="not in the matrix",
        ),
        pytest.param(
            (matrix(), listed([*LIST, ["REQ-001", "Something else than before", "Low"]]), trials()),
            "requirements.xlsx", "List!A4", "given twice", id="an identifier twice",
        ),
        pytest.param(
            (matrix(), listed([*LIST, LIST[0]]), trials()),
            "requirements.xlsx", "List!A4", "given twice", id="a row twice",
        ),
        pytest.param(
            (matrix(), listed(changed(LIST, 1, 1, LIST[0][1])), trials()),
            "requirements.xlsx", "List!A3", "says the same", id="the same words twice",
        ),
        pytest.param(
            (matrix(), listed(), trials([*TESTS, ["TC-3", "Paint", "", "Pass"]])),
            "tests.xlsx", "Tests!C4", "serves no requirement", id="a test of nothing",
        ),
        pytest.param(
            (matrix(), listed(), trials([*TESTS, ["TC-3", "Paint", "REQ-077", "Pass"]])),
            "tests.xlsx", "Tests!C4", "REQ77", id="a test of what is not required",
        ),
        pytest.param(
            (matrix(changed(MATRIX, 1, 3, "TC-2, TC-8")), listed(), trials()),
            "rtm.xlsx", "Matrix!D3", "TC8", id="a test that is nowhere",
        ),
        pytest.param(
            (matrix([*MATRIX, ["", "N-1", "1.1", ""]]), listed(), trials()),
            "rtm.xlsx", "Matrix!A4", "serves no requirement", id="work for nothing",
        ),
    ],
)  # fmt: skip
def test_each_broken_trace_is_told_once_with_its_place(
    documents: tuple[Reading, ...], document: str, place: str, told: str
) -> None:
    (fault,) = said(*documents)

    assert (fault.document, fault.location) == (document, place)
    assert told in fault.found["en"]


def test_work_that_the_breakdown_does_not_know_is_stale() -> None:
    rows = [["1", "House"], ["1.1", "Mast"], ["1.2", "Door"]]
    wbs = reading("wbs.xlsx", "wbs", sheet([["WBS code", "Work package"], *rows], title="WBS"))

    assert outcomes(said(matrix(), listed(), trials(), wbs)) == {Outcome.PASS}
    verdicts = said(matrix(changed(MATRIX, 0, 2, "1.7")), listed(), trials(), wbs)
    assert places(verdicts) == ["Matrix!C2"]


def test_one_sheet_may_state_and_trace() -> None:
    head = ["ID", "Requirement", "Need", "Design", "Verification method", "Status"]
    rows = [["F1", "The mast shall stand", "Safety", "Steel", "Test", "Approved"],
            ["F2", "The door shall open", "Comfort", "Hinge", "Review", "Approved"]]  # fmt: skip

    assert outcomes(said(listed(rows, head))) == {Outcome.PASS}
    assert places(said(listed(changed(rows, 1, 4, ""), head))) == ["List!E3"]


def test_a_requirement_that_was_dropped_needs_no_trace() -> None:
    head = ["ID", "Requirement", "Need", "Design", "Verification method", "Status"]
    rows = [["F1", "The mast shall stand", "Safety", "Steel", "Test", "Approved"],
            ["F2", "The door shall open", "", "", "", "Withdrawn"]]  # fmt: skip

    assert outcomes(said(listed(rows, head))) == {Outcome.PASS}


def test_several_rows_may_trace_one_requirement() -> None:
    rows = [*MATRIX, ["REQ-002", "N-2 Comfort", "1.2", "TC-1"]]

    assert outcomes(said(matrix(rows), listed(), trials())) == {Outcome.PASS}


def test_french_headers_are_read() -> None:
    stated = listed(LIST, ["ID exigence", "Exigence", "Priorité"])
    traced = matrix(MATRIX, ["Exigence", "Besoin parent", "Code WBS", "Cas de test"])

    assert outcomes(said(traced, stated, trials())) == {Outcome.PASS}
    assert places(said(matrix(changed(MATRIX, 0, 1, ""), ["Exigence", "Besoin parent", "Code WBS",
                                                         "Cas de test"]), stated, trials())) == [
        "Matrix!B2"
    ]  # fmt: skip


def test_requirements_in_paragraphs_are_stated() -> None:
    lines = ["# Requirements", *[f"{row[0]}: {row[1]}." for row in LIST], "ISO 9001 applies here."]
    document = reading("srs.docx", "requirements", content=text(*lines))

    assert outcomes(said(matrix(), document, trials())) == {Outcome.PASS}
    (fault,) = said(matrix(MATRIX[1:]), document, trials())
    assert (fault.document, fault.location) == ("srs.docx", "paragraph 2")


def test_identifiers_are_compared_in_one_spelling() -> None:
    rows = [["REQ 1", *MATRIX[0][1:]], ["REQ_02", *MATRIX[1][1:]]]

    assert outcomes(said(matrix(rows), listed(), trials())) == {Outcome.PASS}


def test_a_kind_of_link_that_nothing_shows_cannot_be_told() -> None:
    rows, head = [[row[0], *row[2:]] for row in MATRIX], [MATRIX_HEAD[0], *MATRIX_HEAD[2:]]

    verdicts = said(matrix(rows, head), listed(), trials())

    assert outcomes(verdicts) == {Outcome.CANNOT_TELL}
    assert "need" in verdicts[0].found["en"]
    assert outcomes(said(matrix(rows, head), listed(), trials(), links="design, verification")) == {
        Outcome.PASS
    }
    assert outcomes(said(matrix(rows, head), listed(), trials(), at="G2")) == {Outcome.PASS}


def test_requirements_without_identifiers_cannot_be_told() -> None:
    rows = [["", "The mast shall stand well", "High"], *LIST]
    assert Outcome.CANNOT_TELL in outcomes(said(listed(rows)))


def test_a_package_without_requirements_cannot_be_told() -> None:
    assert outcomes(said(reading("srs.docx", "requirements"))) == {Outcome.CANNOT_TELL}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("REQ-001 and REQ_2, not ISO 9001 nor EN 50126", ["REQ1", "REQ2"]),
        ("FR-UI-12.3", ["FR-UI12.3"]),
        ("UTF-8 at level A4", []),
        ("TC 7", ["TC7"]),
    ],
)
def test_identifiers_are_found_by_their_pattern(words: str, found: list[str]) -> None:
    assert list(identifiers(words)) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [("R-07", "R7"), ("12", "12"), ("[REQ-3]", "REQ3"), ("The mast", ""), ("", "")],
)
def test_a_cell_of_numbers_may_be_shorter(cell: str, found: str) -> None:
    assert own_identifier(cell) == found
