"""SCOPE-1: the work breakdown holds all the work, once."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Content, Paragraph, Reading, Schedule, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

HEAD = ["WBS code", "Work package", "Responsible", "Effort (h)"]
SOUND = [
    ["1", "Study", "Ann", 30],
    ["1.1", "Survey", "Ann", 10],
    ["1.2", "Report", "Ben", 20],
    ["2", "Build", "Cas", 70],
    ["2.1", "Walls", "Cas", 30],
    ["2.2", "Roof", "Cas", 40],
]


def said(
    *rows: Sequence[object], others: tuple[Reading, ...] = (), at: str = "G3"
) -> tuple[Verdict, ...]:
    wbs = reading("wbs.xlsx", "wbs", sheet([HEAD, *rows], title="WBS"))
    return answers("SCOPE-1", "wbs", wbs, *others, at=at)


def test_a_whole_breakdown_passes() -> None:
    assert outcomes(said(*SOUND)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("place", "row", "told"),
    [
        pytest.param(2, ["1.1", "Report", "Ben", 20], "stands twice", id="a code twice"),
        pytest.param(5, ["3.2", "Roof", "Cas", 40], "no element 3", id="no parent"),
        pytest.param(5, ["2.2", "Survey", "Cas", 40], "also stands under", id="a name twice"),
        pytest.param(3, ["2", "Build", "Cas", 75], "75 stated", id="a parent that is no sum"),
    ],
)
def test_each_fault_is_told_once_with_its_place(place: int, row: list[object], told: str) -> None:
    rows = [list(each) for each in SOUND]
    rows[place] = row

    verdicts = said(*rows)

    assert [each for each in verdicts if told in each.found["en"]]
    assert all(each.location.startswith("WBS!") for each in verdicts)


def test_a_single_child_is_told() -> None:
    assert places(said(*SOUND[:3], ["2", "Build", "Cas", 30], ["2.1", "Walls", "Cas", 30])) == [
        "WBS!A5"
    ]


def test_codes_may_be_padded_or_end_with_a_point() -> None:
    rows = [["01.", "Study", "", 3], ["01.01", "Survey", "", 1], ["01.02", "Report", "", 2]]

    assert outcomes(said(*rows)) == {Outcome.PASS}


def schedule(*codes: str) -> Reading:
    tasks = [
        Task(uid=str(number), wbs=code, name=f"Task {code}") for number, code in enumerate(codes)
    ]
    return reading("plan.xml", "schedule", schedule=Schedule(tasks=tuple(tasks)))


@pytest.mark.parametrize(
    ("codes", "outcome"),
    [
        pytest.param(("1.1", "1.2", "2.1", "2.2"), Outcome.PASS, id="the same leaves"),
        pytest.param(("1.1", "1.2", "2.1.1", "2.1.2", "2.2"), Outcome.PASS, id="finer tasks"),
        pytest.param(("1.1", "1.2", "2.1"), Outcome.FAIL, id="a leaf not planned"),
        pytest.param(
            ("1.1", "1.2", "2.1", "2.2", "3.1"), Outcome.FAIL, id="a task not broken down"
        ),
        pytest.param(("7.1", "7.2", "8.1"), Outcome.PASS, id="codes of another kind"),
    ],
)
def test_leaves_are_compared_with_the_schedule(codes: tuple[str, ...], outcome: Outcome) -> None:
    assert outcomes(said(*SOUND, others=(schedule(*codes),))) == {outcome}


def test_a_first_draft_is_not_compared() -> None:
    assert outcomes(said(*SOUND, others=(schedule("1.1", "1.2", "2.1"),), at="G2")) == {
        Outcome.PASS
    }


def test_an_outline_in_a_text_is_a_breakdown() -> None:
    lines = ["1 Study", "1.1 Survey", "1.2 Report", "2 Build", "2.1 Walls"]
    content = Content(
        paragraphs=tuple(
            Paragraph(text=line, location=f"paragraph {number}")
            for number, line in enumerate(lines, 1)
        )
    )

    verdicts = answers("SCOPE-1", "wbs", reading("wbs.docx", "wbs", content=content))

    assert places(verdicts) == ["paragraph 4"]


def test_a_document_without_codes_cannot_be_told() -> None:
    assert outcomes(answers("SCOPE-1", "wbs", reading("wbs.docx", "wbs"))) == {Outcome.CANNOT_TELL}
