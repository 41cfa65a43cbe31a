"""Check 31: documents say what they are, are approved in time, and hold nothing open."""

from typing import Any

import pytest

from domain.finding import Outcome
from gates.evidence.content import Reading, Schedule, State
from tests.unit.gates.integration_packages import Rows, book, found, plan, told, with_part
from tests.unit.gates.packages import outcomes, reading

CHECK = "INTEGRATION-31"
CONTROL: Rows = [
    ["Version", "1.2"],
    ["Date", "15/02/2027"],
    ["Status", "Approved"],
    ["Author", "Carl Gauss"],
    ["Approved by", "Emmy Noether", "20/02/2027"],
]
BODY = ("# Quality plan", "We inspect every weld by hand.", "Each test has its own report.")


def controlled(*without: str, **more: Any) -> Reading:
    rows = [row for row in CONTROL if row[0] not in without]
    return plan(*BODY, tables=[rows], **more)


def test_a_document_that_says_all_of_it_passes() -> None:
    (verdict,) = told(CHECK, controlled())

    assert verdict.outcome is Outcome.PASS


def test_in_french_and_by_a_history_too() -> None:
    history = [
        ["Version", "Date", "Auteur", "Objet de la modification", "Approuvé par"],
        ["0.9", "01/02/2027", "Carl Gauss", "Première rédaction", "Emmy Noether"],
        ["1.0", "15/02/2027", "Carl Gauss", "Après relecture", "Emmy Noether"],
    ]
    document = plan("# Plan qualité", "Chaque soudure est contrôlée.", tables=[history])

    assert found(CHECK, document) == []


@pytest.mark.parametrize(
    ("without", "said"),
    [
        pytest.param("Version", "no version", id="version"),
        pytest.param("Date", "no date", id="date"),
        pytest.param("Author", "no author", id="author"),
        pytest.param("Approved by", "no approver", id="approver"),
    ],
)
def test_what_is_not_said_is_missing(without: str, said: str) -> None:
    assert found(CHECK, controlled(without)) == [said]


def test_a_status_may_be_an_approval_but_something_must_say_it() -> None:
    assert found(CHECK, controlled("Status")) == []
    assert found(CHECK, controlled("Status", "Approved by")) == ["no status, approver"]


def test_the_method_may_want_less() -> None:
    assert found(CHECK, plan(*BODY), settings={"wanted": "author"}) == ["no author"]


def test_a_first_draft_need_not_say_it_yet() -> None:
    assert found(CHECK, plan(*BODY, role="charter"), deliverable="project-proposal", at="G0") == []


def test_a_table_of_figures_need_not_say_it() -> None:
    costs: Rows = [["Item", "Cost (EUR)"], ["Study", 10], ["Build", 20]]

    assert found(CHECK, book("Budget.xlsx", "cost", costs), deliverable="cost-baseline") == []


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Tests are run by [name of the tester]", id="slot"),
        pytest.param("Lorem ipsum dolor sit amet", id="filling"),
        pytest.param("Budget: ________", id="blank-line"),
        pytest.param("Valid from DD/MM/YYYY", id="mask"),
    ],
)
def test_what_waits_for_an_answer_fails(line: str) -> None:
    document = plan(*BODY, line, tables=[list(CONTROL)])

    (verdict,) = told(CHECK, document)
    assert verdict.found["en"] == f"still to be filled in: {line}"
    assert verdict.location == "paragraph 4"


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("1 Introduction ........ 3", id="contents"),
        pytest.param("Signature: ______________", id="line-to-sign-on"),
        pytest.param("☑ yes ☐ no", id="boxes"),
        pytest.param("See [1] and the guide <https://example.org>", id="references"),
    ],
)
def test_what_only_looks_like_it_passes(line: str) -> None:
    assert found(CHECK, plan(*BODY, line, tables=[list(CONTROL)])) == []


@pytest.mark.parametrize("part", ["inserted", "deleted", "comment"])
def test_tracked_changes_and_comments_count_in_a_final_document_only(part: str) -> None:
    open_one = with_part(controlled(), part, "by hand and by machine")
    final = [row if row[0] != "Status" else ["Status", "Final"] for row in CONTROL]
    last = with_part(plan(*BODY, tables=[final]), part, "by hand and by machine")

    assert found(CHECK, open_one) == []
    (said,) = found(CHECK, last)
    assert said.endswith("is open: by hand and by machine")


def test_a_prompt_of_a_field_fails() -> None:
    document = with_part(controlled(), "prompt", "Click here to enter text")

    assert found(CHECK, document) == ["still to be filled in: Click here to enter text"]


def test_a_blank_form_fails_and_says_nothing_else() -> None:
    assert found(CHECK, reading("Plan.docx", "quality", state=State.TEMPLATE, kind="docx")) == [
        "it is a blank form"
    ]


@pytest.mark.parametrize("title", ["Document1", "Untitled", "Sans titre", "Template"])
def test_a_title_that_a_program_gave_fails(title: str) -> None:
    assert found(CHECK, controlled(title=title)) == [f"its title is still {title}"]


def test_versions_in_name_properties_and_text_agree() -> None:
    by_name = controlled(path="Quality plan v1.1.docx")
    by_title = controlled(title="Quality plan, version 2")

    assert found(CHECK, by_name) == ["the name of the file says version 1.1, the document 1.2"]
    assert found(CHECK, by_title) == [
        "the title in its properties says version 2, the document 1.2"
    ]
    assert found(CHECK, controlled(path="Quality plan v1.2.docx", title="Plan V1.2")) == []


@pytest.mark.parametrize(
    ("on", "said"),
    [
        pytest.param("01/03/2027", [], id="on-the-day-of-the-gate"),
        pytest.param("02/03/2027", ["approved after the gate, 2027-03-02"], id="a-day-later"),
    ],
)
def test_the_approval_is_not_later_than_the_gate(on: str, said: list[str]) -> None:
    rows = [row if row[0] != "Approved by" else [*row[:2], on] for row in CONTROL]

    assert found(CHECK, plan(*BODY, tables=[rows])) == said


def test_a_date_of_its_own_in_the_future_fails() -> None:
    rows = [row if row[0] != "Date" else ["Date", "15/03/2027"] for row in CONTROL]

    assert found(CHECK, plan(*BODY, tables=[rows])) == ["dated in the future, 2027-03-15"]


def test_a_schedule_carries_no_page_of_control() -> None:
    schedule = reading("Plan.xml", "schedule", schedule=Schedule(), kind="mspdi")

    assert outcomes(told(CHECK, schedule, deliverable="schedule")) == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        pytest.param("“I am ready to help.” ------ Emmy Noether", False, id="who said it"),
        pytest.param("Name: --------", True, id="nothing follows"),
    ],
)
def test_a_line_of_dashes_is_open_where_nothing_follows(said: str, is_open: bool) -> None:  # noqa: FBT001
    document = plan(*BODY, said, tables=[CONTROL])

    assert any("filled in" in each for each in found(CHECK, document)) is is_open
