"""SCOPE-1: what parents state, weights, promised deliverables, and outlines of other kinds."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Content, Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

HEAD = ["WBS code", "Work package", "Weight", "Effort (h)", "Cost"]
SOUND: list[list[object]] = [
    ["1", "Study", 60, 30, 300],
    ["1.1", "Survey of the site", 40, 10, 100],
    ["1.2", "Cost report", 20, 20, 200],
    ["2", "Build", 40, 70, 700],
    ["2.1", "Walls", 30, 30, 300],
    ["2.2", "Roof", 10, 40, 400],
]


def said(
    *rows: Sequence[object],
    others: tuple[Reading, ...] = (),
    at: str = "G3",
    head: Sequence[object] = HEAD,
    **settings: object,
) -> tuple[Verdict, ...]:
    wbs = reading("wbs.xlsx", "wbs", sheet([head, *rows], title="WBS"))
    return answers("SCOPE-1", "wbs", wbs, *others, at=at, settings=settings)


def changed(place: int, column: int, value: object) -> list[list[object]]:
    rows = [list(row) for row in SOUND]
    rows[place][column] = value
    return rows


def test_weights_that_make_up_the_parents_and_the_whole_pass() -> None:
    assert outcomes(said(*SOUND)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param(changed(4, 2, 25), "WBS!C5", id="a weight that is no sum"),
        pytest.param(changed(3, 3, 71), "WBS!D5", id="an effort that is no sum"),
        pytest.param(changed(3, 4, 7000), "WBS!E5", id="a cost that is no sum"),
        pytest.param(changed(5, 3, ""), "WBS!D5", id="an effort left blank below a sum"),
    ],
)
def test_a_parent_that_is_not_the_sum_of_its_children_is_told(
    rows: list[list[object]], place: str
) -> None:
    assert places(said(*rows)) == [place]


def test_weights_of_the_first_level_make_the_whole() -> None:
    rows = changed(0, 2, 65)
    rows[1][2] = 45

    assert places(said(*rows)) == ["WBS!C2"]


@pytest.mark.parametrize(
    ("weights", "outcome"),
    [
        pytest.param((60, 50, 50, 40, 75, 25), Outcome.PASS, id="each hundred"),
        pytest.param((0.6, 0.5, 0.5, 0.4, 0.75, 0.25), Outcome.PASS, id="each one"),
        pytest.param((60, 50, 50, 40, 75, 35), Outcome.FAIL, id="one above hundred"),
        pytest.param(("", 40, 20, "", 30, 10), Outcome.PASS, id="on leaves only"),
        pytest.param(("", 40, 20, "", 30, 15), Outcome.FAIL, id="on leaves only above hundred"),
        pytest.param((3, 1, 1, 5, 4, 2), Outcome.PASS, id="points that are no shares"),
        pytest.param((100, 33.3, 66.6, "", 50, 50), Outcome.PASS, id="rounded"),
    ],
)
def test_weights_may_be_shares_of_the_parent(weights: tuple[object, ...], outcome: Outcome) -> None:
    rows = [list(row) for row in SOUND]
    for row, weight in zip(rows, weights, strict=True):
        row[2] = weight

    assert outcomes(said(*rows)) == {outcome}


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        pytest.param(100, Outcome.PASS, id="the sum of the leaves"),
        pytest.param(110, Outcome.FAIL, id="another sum"),
    ],
)
def test_a_row_of_totals_is_the_sum_of_the_leaves(total: int, outcome: Outcome) -> None:
    assert outcomes(said(*SOUND, ["", "Total", "", total, 1000])) == {outcome}


def test_french_headers_and_decimal_commas_are_read() -> None:
    head = ["Code WBS", "Lot", "Poids", "Charge (h)", "Coût (€)"]
    rows = [
        ["1.", "Étude", "", "30,5", "300,50"],
        ["1.1", "Relevé", "", "10,25", "100,25"],
        ["1.2", "Rapport", "", "20,25", "200,20"],
    ]

    assert places(said(*rows, head=head)) == ["WBS!E2"]


def schedule(*rows: Sequence[object]) -> Reading:
    head = ["WBS", "Task", "Start", "Finish", "Duration"]
    return reading("plan.xlsx", "schedule", sheet([head, *rows], title="Plan"))


def line(code: str, name: str) -> list[object]:
    return [code, name, "2027-04-01", "2027-05-01", 20]


TASKS = [line("1.1", "Survey of the site"), line("1.2", "Cost report"), line("2.1", "Walls"),
         line("2.2", "Roof")]  # fmt: skip


def test_a_schedule_in_a_table_is_compared() -> None:
    assert outcomes(said(*SOUND, others=(schedule(*TASKS),))) == {Outcome.PASS}
    (fault,) = said(*SOUND, others=(schedule(*TASKS[:3]),))
    assert "2.2 Roof" in fault.found["en"]
    assert fault.location == "WBS!A7"


def test_a_task_that_is_no_leaf_is_told_where_it_stands() -> None:
    (fault,) = said(*SOUND, others=(schedule(*TASKS, line("2.3", "Garden")),))

    assert (fault.document, fault.location) == ("plan.xlsx", "Plan!A6")


def test_names_are_compared_where_codes_are_others() -> None:
    rows = [line(f"T.{number}", str(task[1])) for number, task in enumerate(TASKS, 1)]

    assert outcomes(said(*SOUND, others=(schedule(*rows),))) == {Outcome.PASS}
    (fault,) = said(*SOUND, others=(schedule(*rows[:3]),))
    assert "2.2 Roof" in fault.found["en"]


def test_reserves_in_a_budget_are_no_work() -> None:
    head = ["WBS", "Item", "Cost"]
    lines = [["1.1", "Survey", 100], ["1.2", "Report", 200], ["2.1", "Walls", 300],
             ["2.2", "Roof", 400], ["9", "Contingency", 50]]  # fmt: skip
    budget = reading("budget.xlsx", "cost", sheet([head, *lines], title="Budget"))

    assert outcomes(said(*SOUND, others=(budget,))) == {Outcome.PASS}


def test_tables_of_one_budget_are_compared_together() -> None:
    head = ["WBS", "Item", "Cost"]
    labour = sheet([head, ["1.1", "Survey", 100], ["1.2", "Report", 200], ["2.1", "Walls", 1]])
    goods = sheet([head, ["2.1", "Bricks", 299], ["2.2", "Tiles", 400]], title="Goods")
    budget = reading("budget.xlsx", "cost", labour, goods)

    assert outcomes(said(*SOUND, others=(budget,))) == {Outcome.PASS}


def charter(*names: str) -> Reading:
    lines = ["# Project charter", "## Deliverables", *names, "## Budget", "A sum of money."]
    return reading("charter.docx", "charter", content=text(*lines))


PROMISED = ("Cost report", "Walls", "Roof of the house")


def test_promised_deliverables_have_an_element() -> None:
    assert outcomes(said(*SOUND, others=(charter(*PROMISED),))) == {Outcome.PASS}


def test_a_promised_deliverable_without_work_is_told_where_it_is_promised() -> None:
    (fault,) = said(*SOUND, others=(charter(*PROMISED, "Heated greenhouse"),))

    assert (fault.document, fault.location) == ("charter.docx", "paragraph 6")
    assert "Heated greenhouse" in fault.found["en"]


def test_deliverables_of_a_form_and_of_a_table_count_too() -> None:
    pairs = form([["Livrables", "Cost report; Walls; Garage"], ["Budget", "10 k€"]])
    scope = reading("scope.docx", "scope", content=text("Périmètre", tables=[pairs]))

    (fault,) = said(*SOUND, others=(scope,))

    assert "Garage" in fault.found["fr"]


def test_other_names_for_most_deliverables_are_not_compared() -> None:
    others = (charter("Walls", "Heated greenhouse", "Pond", "Fence"),)

    assert outcomes(said(*SOUND, others=others)) == {Outcome.PASS}


def test_what_a_deliverable_must_meet_is_no_part_of_its_name() -> None:
    named = [f"{each}: 12 loads borne for a day, no crack" for each in PROMISED]

    assert outcomes(said(*SOUND, others=(charter(*named),))) == {Outcome.PASS}
    (fault,) = said(*SOUND, others=(charter(*named, "Pond: 2 m deep, tight"),))
    assert "“Pond”" in fault.found["en"]


def test_a_first_draft_is_judged_on_its_structure_unless_the_method_asks_more() -> None:
    others = (charter(*PROMISED, "Heated greenhouse"),)

    assert outcomes(said(*SOUND, others=others, at="G2")) == {Outcome.PASS}
    assert outcomes(said(*SOUND, others=others, at="G2", compare=True)) == {Outcome.FAIL}
    assert outcomes(said(*SOUND, others=others, compare=False)) == {Outcome.PASS}


def outline(content: Content) -> tuple[Verdict, ...]:
    return answers("SCOPE-1", "wbs", reading("wbs.docx", "wbs", content=content))


def test_bullets_with_codes_and_a_root_that_ends_in_nought_are_an_outline() -> None:
    sound = text("1.0 House", "- 1.1 Study", "- 1.1.1 Survey", "- 1.1.2 Report", "- 1.2 Build")

    assert outcomes(outline(sound)) == {Outcome.PASS}


def test_headings_are_an_outline_where_there_is_little_else() -> None:
    heads = ["# House", "## Study", "### Survey", "### Report", "## Build", "### Walls", "### Roof"]

    assert outcomes(outline(text(*heads))) == {Outcome.PASS}
    assert places(outline(text(*heads[:-1]))) == ["paragraph 5"]


def test_chapters_are_no_outline() -> None:
    lines = [line for name in "ABCDE" for line in (f"# {name}", "Words of it.", "More of it.")]

    assert outcomes(outline(text(*lines))) == {Outcome.CANNOT_TELL}


def test_columns_of_levels_are_a_breakdown() -> None:
    head = ["WBS L2", "WBS L3", "Name", "Hours"]
    rows = [
        ["2.1 Study", "2.1.1 Survey", "Ann", 3],
        ["2.1 Study", "2.1.2 Report", "Ben", 4],
        ["2.2 Build", "2.2.1 Walls", "Cas", 3],
        ["2.2 Build", "2.2.2 Roof", "Dan", 3],
    ]

    assert outcomes(said(*rows, head=head)) == {Outcome.PASS}
    assert places(said(*rows[:3], head=head)) == ["WBS!A4"]


def test_a_column_of_levels_stands_for_codes() -> None:
    head = ["Outline level", "WBS", "Task name", "Work"]
    rows = [[1, "", "Study", 30], [2, "", "Survey", 10], [2, "", "Report", 20]]

    assert outcomes(said(*rows, head=head)) == {Outcome.PASS}
    assert places(said(*rows[:2], [2, "", "Report", 5], head=head)) == ["WBS!D2"]
