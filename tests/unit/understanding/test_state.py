"""How complete a document is; a blank form never passes, a sound document is never failed."""

from datetime import datetime

import pytest

from gates.evidence.content import Content, Paragraph, Schedule, State, Task
from gates.evidence.understanding.blanks import is_blank, is_instruction, slots
from gates.evidence.understanding.understand import understand
from tests.unit.understanding.documents import Rows, form, sheet, text, workbook

PROSE = (
    "The bakery loses two hours each morning because orders arrive by telephone and on paper.",
    "Customers will order on a page until ten in the evening, and the ovens start by that list.",
    "Four shops take part; the two kiosks at the station stay out of the project.",
)


def state(content: Content, name: str = "document") -> State:
    return understand(name, "docx", content).state


@pytest.mark.parametrize(
    "value",
    [
        "[Project name]",
        "<prosjektnavn>",
        "[à compléter]",
        "Click here to enter text",
        "Cliquez ici pour entrer du texte.",
        "JJ/MM/AAAA",
        "____/____/____",
        "Red|Yellow|Green",
        "Low / Medium / High",
        "Outcome 1",
        "XX %",
        "insert_text_here",
        "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor",
    ],
)
def test_a_prompt_waits_for_an_answer(value: str) -> None:
    assert is_blank(value)


@pytest.mark.parametrize(
    "value",
    [
        "[Shiva Sindhu]",
        "[$40,000]",
        "[10-10-2023]",
        "<https://example.org>",
        "Anne",
        "12",
        "Lot gaz",
    ],
)
def test_a_value_in_brackets_is_an_answer(value: str) -> None:
    assert not is_blank(value)
    assert slots(value) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Describe the situation today.",
        "Décrivez le besoin et les utilisateurs concernés.",
        "Beschreiben Sie die Ziele des Projekts.",
        "[Beskriv kort bakgrunnen.]".strip("[]"),
        "3. Liste os requisitos técnicos mínimos.",
    ],
)
def test_guidance_speaks_to_the_author(sentence: str) -> None:
    assert is_instruction(sentence)


def test_a_page_of_sentences_is_filled() -> None:
    assert state(text("# Scope statement", *PROSE)) is State.FILLED


def test_headings_without_text_are_a_template() -> None:
    content = text("# Cahier des charges", "## Contexte", "## Fonctions", "## Contraintes")

    assert state(content) is State.TEMPLATE


def test_guidance_alone_is_a_template_however_long() -> None:
    content = text(
        "# Business case",
        "## Background",
        "[Describe the background of the project and the problem that it solves.",
        "Which users have this need, and which work was done before?]",
        "## Options",
        "List the options that were considered, the option of doing nothing among them:",
        "- the cost of each option over its whole life",
        "- the benefits of each option and when they come",
        "## Recommendation",
        "Explain which option is recommended and why the others are not.",
    )

    assert state(content) is State.TEMPLATE


def test_a_form_of_labels_without_values_is_a_template() -> None:
    content = text(
        "# Project request",
        tables=[
            form([["Project name", ""], ["Sponsor", ""], ["Start date", ""], ["Budget", ""]]),
        ],
    )

    assert state(content) is State.TEMPLATE


def test_labels_of_a_printed_form_are_a_template() -> None:
    content = text("Project Charter", "Project Name", "Project Manager Name", "Start Date",
                   "End Date", "Deliverables", "Estimated Cost", "Contract Type")  # fmt: skip

    assert state(content) is State.TEMPLATE


def test_a_header_without_rows_is_a_template() -> None:
    content = workbook(sheet([["Id", "Risk", "Probability", "Impact", "Strategy"]], "Risk Log"))

    assert state(content) is State.TEMPLATE


def test_numbered_rows_without_words_are_a_template() -> None:
    rows: Rows = [["ID", "Description", "Probability", "Impact", "Owner"]]
    content = workbook(sheet(rows + [[n, "", "", "", ""] for n in range(1, 21)], "Risk Register"))

    assert state(content) is State.TEMPLATE


def test_example_figures_are_no_answers() -> None:
    content = workbook(
        sheet(
            [
                ["This sheet helps you; enter the figures of your project in the blue cells."],
                ["The example figures (in thousands) are to be replaced by your own."],
                ["", "Year 1", "Year 2", "Year 3"],
                ["Benefit …", 1000, 2000, 3000],
                ["Costs", 500, 500, 500],
            ],
            "Benefits",
        )
    )

    assert state(content) is not State.FILLED


def test_a_small_register_with_a_large_instruction_sheet_is_filled() -> None:
    rows: Rows = [
        ["Ref", "Risk name", "Description", "Likelihood", "Impact", "Owner"],
        [1, "Manque d'effectif", "Un membre du groupe quitte le projet", "", "", ""],
        [2, "Maladie", "Absences aux réunions et retards", "", "", ""],
    ]
    unused: Rows = [[n, "", "", "", "", ""] for n in range(3, 200)]
    advice = [["High", "Causes a major delay of a milestone of the project"]] * 20

    content = workbook(sheet(rows + unused, "Risk Log"), sheet(advice, "Instructions"))

    assert state(content) is State.FILLED


def test_placeholders_that_were_left_make_it_partial() -> None:
    content = text(
        "# Scope statement",
        *PROSE,
        "The work is led by [Project manager name].",
        "It ends on [date] at the latest.",
    )

    assert state(content) is State.PARTIAL


def test_a_charter_without_its_budget_is_partial() -> None:
    fields = [["Project name", "Bakery"], ["Sponsor", "Ann"], ["Budget", ""]]

    assert state(text("# Project charter", *PROSE, tables=[form(fields)])) is State.PARTIAL


def test_a_status_report_without_a_budget_field_is_not_partial_for_that() -> None:
    fields = [["Project name", "Bakery"], ["Budget", ""]]

    assert state(text("# Status report", *PROSE, tables=[form(fields)])) is State.FILLED


def test_pictures_without_text_are_an_image() -> None:
    assert state(Content(images=3)) is State.IMAGE
    assert state(Content(pages=2, images=2)) is State.IMAGE


def test_a_drawing_with_words_in_its_boxes_is_an_image() -> None:
    boxes = tuple(
        Paragraph(text=f"Lot {n} de la chaufferie", location=f"text box {n}", part="text box")
        for n in range(1, 30)
    )

    assert state(Content(paragraphs=boxes, images=6)) is State.IMAGE


def test_a_few_words_are_a_stub() -> None:
    assert state(text("Budget: see the other file, soon.")) is State.STUB
    assert state(Content()) is State.STUB


def test_a_dash_in_a_register_is_an_answer() -> None:
    rows = [["Name", "Role", "Influence", "Expectations", "Classification"]] + [
        [f"Person {letter}", "Engineer in charge of works", "High", "Clear goals and dates", "-"]
        for letter in "BCDEFG"
    ]

    assert state(text("# Stakeholder register", tables=[form(rows)])) is State.FILLED


def task(number: int) -> Task:
    return Task(uid=str(number), name=f"Dig {number}", start=datetime(2026, 1, number))  # noqa: DTZ001 - schedules hold local time


@pytest.mark.parametrize(
    ("tasks", "expected"), [(0, State.STUB), (2, State.STUB), (3, State.FILLED)]
)
def test_a_schedule_needs_tasks(tasks: int, expected: State) -> None:
    schedule = Schedule(tasks=tuple(task(n + 1) for n in range(tasks)))

    assert state(Content(schedule=schedule)) is expected


OUTLINE = (
    "Cahier des charges",
    "1 Présentation générale du produit",
    "1.1 Contexte et parties prenantes",
    "1.2 Espérance de retour sur investissement",
    "2 Expression fonctionnelle de l’application",
    "2.1 Fonctions principales",
    "2.2 Critères d’appréciation et niveau de réussite",
    "3 Coût horaire à la réalisation de la première version",
)


def test_numbered_headings_that_no_style_marks_are_a_template() -> None:
    assert state(text(*OUTLINE)) is State.TEMPLATE
    assert state(text(*(line for one in OUTLINE for line in (one, PROSE[0])))) is State.FILLED


def test_a_numbered_list_of_steps_is_content() -> None:
    steps = (f"{number}. Pump {number} is set up in the cellar of the school" for number in "123")

    assert state(text("# Works", *steps)) is State.FILLED


def test_the_numbered_lines_of_a_breakdown_are_its_content() -> None:
    parts = (
        *("1 Boiler house of the north", "1.1 Foundations of the boiler house"),
        *("1.2 Boiler with its two pumps", "2 Pipes in the northern streets"),
        *("2.1 Trench along the school road", "2.2 House stations in all the cellars"),
    )

    assert state(text("Work Breakdown Structure", *parts)) is State.FILLED


def test_a_blank_register_stays_one_whatever_lists_of_choices_stand_beside_it() -> None:
    header: Rows = [["ID", "Author", "Risk", "Category", "Probability", "Impact", "Owner"]]
    prepared: Rows = [[number, "", "", "", "", "", ""] for number in range(1, 21)]
    choices: Rows = [
        [level, f"{level}: the issue will likely move the project back by some weeks"]
        for level in ("Very high", "High", "Medium", "Low", "Very low", "None", "Unknown")
    ]

    content = workbook(sheet(header + prepared, "Sheet1"), sheet(choices * 3, "Sheet2"))

    assert state(content) is State.TEMPLATE
