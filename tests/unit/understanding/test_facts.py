"""Facts with their unit and their exact place: figures of registers, statements on the project."""

from datetime import datetime
from decimal import Decimal

import pytest

from domain.finding import Fact
from gates.evidence.content import Assignment, Content, Link, Paragraph, Schedule, Task
from gates.evidence.understanding.understand import understand
from tests.unit.understanding.documents import Rows, form, sheet, text, workbook

BUDGET: Rows = [
    ["Budget de référence"],
    ["Devise", "EUR"],
    [],
    ["Code WBS", "Poste", "Coût total (EUR)"],
    ["1", "Études", 300],
    ["1.1", "Avant-projet", 100],
    ["1.2", "Études de 25 jours de détail", 200],
    ["2", "Travaux", 700],
    ["2.1", "Génie civil", "700,00"],
    ["", "Total des lots", 1000],
    ["", "Provision pour risques", 100],
    ["", "Référence des coûts", 1100],
    ["", "Réserve de management", 50],
    ["", "Budget total", 1150],
]


def facts(content: Content, name: str = "document") -> list[Fact]:
    return list(understand(name, "docx", content).facts)


def values(content: Content) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in facts(content):
        found.setdefault(fact.name, fact.value)
    return found


def test_a_budget_states_its_total_and_the_sum_of_its_lines() -> None:
    found = facts(workbook(sheet(BUDGET, "Budget")), "Budget.xlsx")

    told = {(fact.name, fact.value, fact.unit, fact.location) for fact in found}
    assert ("currency", "EUR", "", "Budget!B2") in told
    assert ("total", "1150", "EUR", "Budget!A4") in told
    assert ("stated_total", "1150", "EUR", "Budget!C14") in told
    assert ("reserve", "100", "EUR", "Budget!C11") in told
    assert ("reserve", "50", "EUR", "Budget!C13") in told
    assert {fact.document for fact in found} == {"Budget.xlsx"}


def test_a_total_that_does_not_add_up_stays_as_it_is_stated() -> None:
    rows: Rows = [*BUDGET[:-1], ["", "Budget total", 1200]]

    found = values(workbook(sheet(rows, "Budget")))

    assert (found["total"], found["stated_total"]) == ("1150", "1200")


def test_a_budget_without_a_total_row_has_no_stated_total() -> None:
    rows: Rows = [["WBS ID", "RESOURCE", "Reserve", "Estimate", "Method"],
            [1, "Labour costs", "", 830000, "analysis"],
            [2, "Material costs", "", 710000, "analysis"]]  # fmt: skip

    found = values(workbook(sheet(rows, "Sheet1")))

    assert found["total"] == "1540000"
    assert "stated_total" not in found
    assert "reserve" not in found


def test_hours_are_no_money_in_a_budget_by_months() -> None:
    rows: Rows = [["", "", "Mai", "Juin", "Juillet", "Total Projet"],
            ["Heures projet", "Chef de projet", 152, 176, 160, 488],
            ["", "Data Analyst", 152, 176, 160, 488],
            ["Masse salariale", "Chef de projet", 4000, 4000, 4000, 12000],
            ["", "Data Analyst", 3000, 3000, 3000, 9000],
            ["", "Total", 7000, 7000, 7000, 21000]]  # fmt: skip

    found = values(workbook(sheet(rows, "Budget")))

    assert (found["total"], found["stated_total"]) == ("21000", "21000")


def test_the_scale_of_a_heading_counts() -> None:
    rows: Rows = [["Poste", "Coût (k€)"], ["Études", 12.5], ["Travaux", 100]]

    found = values(workbook(sheet(rows, "Budget")))

    assert (found["total"], found["currency"]) == ("112500", "EUR")


def test_income_and_expense_are_not_added_up() -> None:
    rows: Rows = [["Section", "D/R", "Libellé fonction", "BP2015"],
            ["F", "D", "Écoles", "100 000,00"], ["F", "R", "Impôts", "100 000,00"],
            ["I", "D", "Voirie", "50 000,00"], ["I", "R", "Emprunts", "50 000,00"]]  # fmt: skip

    assert values(workbook(sheet(rows, "budget")))["total"] == "150000"


def test_a_text_states_its_last_total() -> None:
    content = Content(
        pages=1,
        paragraphs=tuple(
            Paragraph(text=line, location="page 1")
            for line in ("Cost Estimation Sheet", "1 Hosting One year ₹3,000",
                         "2 Tools Free plans of several tools ₹0", "Total ₹5,000")
        ),
    )  # fmt: skip

    assert values(content)["stated_total"] == "5000"


def test_risks_are_counted_with_their_owners_and_status() -> None:
    rows: Rows = [["ID", "Risk", "Probability", "Impact", "Score", "Owner", "Status"],
            [1, "Late pumps", 3, 4, 12, "Ann", "Open"],
            [2, "Frost in the works", 2, 2, 4, "", "Closed"],
            [3, "Old duct below", 2, 5, 10, "[name]", ""]]  # fmt: skip

    found = values(workbook(sheet(rows, "Risk register")))

    assert found["risks"] == "3"
    assert found["open_risks"] == "2"
    assert found["risks_without_owner"] == "2"
    assert found["exposure"] == "22"


def test_in_a_raid_log_only_risks_are_risks() -> None:
    rows: Rows = [["RAID Category", "Description", "Impact", "Mitigation", "Owner", "Status"],
            ["Risk", "Training data may leak", "High", "Encrypt it", "Ann", "Open"],
            ["Risk", "Cost of computing", "High", "Smaller model", "Ann", "Closed"],
            ["Assumption", "Answers are in order", "Low", "Check it", "Ann", "Open"],
            ["Issue", "Slow server", "Low", "Move it", "Ann", "Open"]]  # fmt: skip

    found = values(workbook(sheet(rows, "RAID LOG")))

    assert (found["risks"], found["open_risks"]) == ("2", "1")


def test_exposure_is_money_where_the_register_has_costs() -> None:
    rows: Rows = [["N°", "Risque", "Probabilité (%)", "Coût si survenu (EUR)", "Porteur"],
            ["R-1", "Échangeur en retard", 15, 320000, "Anne"],
            ["R-2", "Ancien carneau", 30, 90000, "Paul"]]  # fmt: skip

    found = next(
        fact
        for fact in facts(workbook(sheet(rows, "Registre des risques")))
        if fact.name == "exposure"
    )

    assert (found.value, found.unit) == ("75000", "EUR")


def test_a_responsibility_matrix_counts_who_is_accountable() -> None:
    rows: Rows = [["Lot", "Ann", "Bob", "Cem"], ["Études", "A", "R", "I"],
            ["Achats", "R", "R", "C"], ["Essais", "A/R", "A", ""],
            ["Clôture", "A", "", "I, R"]]  # fmt: skip

    found = values(workbook(sheet(rows, "RACI")))

    assert found["rows"] == "4"
    assert found["rows_without_accountable"] == "1"
    assert found["rows_with_several_accountable"] == "1"


def test_lessons_and_stakeholders_are_counted() -> None:
    lessons: Rows = [["No", "Event", "Lesson category", "Recommendations", "Owner"],
               [1, "Model did not converge", "Technical", "Increase the steps", "Ann"],
               [2, "Dimensions differ", "Technical", "Keep the factor", "Ann"]]  # fmt: skip
    people: Rows = [["Stakeholder", "Influence", "Interest", "Expectations"],
              ["Mayor", "High", "Low", "No noise at night"]]  # fmt: skip

    assert values(workbook(sheet(lessons, "Lessons learned")))["lessons"] == "2"
    assert values(workbook(sheet(people, "Stakeholders")))["stakeholders"] == "1"


def test_a_plan_in_a_sheet_has_tasks_and_dates() -> None:
    rows: Rows = [["ID", "Task name", "Start date", "End date", "Duration"],
            ["1.0", "Initiation", "", "", ""],
            ["1.1", "Read", "15/06/2026", "16/06/2026", 1],
            ["1.2", "Build", "17/06/2026", "30/07/2026", 30],
            ["2.0", "Closing", "", "", ""],
            ["2.1", "Report", "31/07/2026", "02/08/2026", 2]]  # fmt: skip

    found = facts(workbook(sheet(rows, "Project plan")))

    told = {fact.name: (fact.value, fact.location) for fact in found}
    assert told["tasks"][0] == "3"
    assert told["task_rows"][0] == "5"
    assert told["summary"][0] == "2"
    assert told["start"] == ("2026-06-15", "Project plan!C3")
    assert told["finish"] == ("2026-08-02", "Project plan!D6")


def test_a_schedule_file_tells_its_figures() -> None:
    tasks = (
        Task(uid="1", name="Works", summary=True, start=when(1), finish=when(9)),
        Task(uid="2", name="Dig", level=2, start=when(1), finish=when(5), cost=Decimal("10.50"),
             actual_cost=Decimal(4), critical=True),
        Task(uid="3", name="Fill", level=2, start=when(5), finish=when(9), cost=Decimal(5),
             baseline_cost=Decimal(15), critical=False),
        Task(uid="4", name="Done", level=2, milestone=True, finish=when(9), critical=True),
    )  # fmt: skip
    schedule = Schedule(
        currency="EUR", status_date=when(3), task_rows=6, tasks=tasks,
        links=(Link(predecessor="2", successor="3"),), resources=("Digger",),
        assignments=(Assignment(task="2", resource="Digger"),),
    )  # fmt: skip

    found = values(Content(schedule=schedule))

    assert found == {
        "tasks": "4", "task_rows": "6", "leaf": "3", "summary": "1", "milestones": "1",
        "links": "1", "resources": "1", "assignments": "1", "critical": "2",
        "start": "2026-01-01", "finish": "2026-01-09", "cost": "15.5", "baseline_cost": "15",
        "actual_cost": "4", "status_date": "2026-01-03",
    }  # fmt: skip


def when(day: int) -> datetime:
    return datetime(2026, 1, day)  # noqa: DTZ001 - schedules hold local time


def test_earned_value_comes_from_the_total_row_and_the_labels() -> None:
    rows: Rows = [["Phases", "Budget", "Progress", "EV", "AC", "PV"],
            ["Design", 1200, 1, 1200, 1400, 1200], ["Testing", 1200, 0.333, 400, 500, 800],
            [], ["BAC", 2400, 0.66, 1600, 1900, 2000],
            ["EV = 1599"], ["CPI = EV/AC =", 0.842], ["SPI = 0,8"]]  # fmt: skip

    found = values(workbook(sheet(rows, "Sheet1")))

    assert found["budget_at_completion"] == "2400"
    assert found["earned_value"] == "1600"
    assert found["actual_cost"] == "1900"
    assert found["planned_value"] == "2000"
    assert found["cpi"] == "0.842"
    assert found["spi"] == "0.8"


STATED = {
    "project_name": "Chaleur du four 2",
    "project_code": "CHALEUR-F2",
    "sponsor": "Marc Delorme",
    "project_manager": "Hélène Vasseur",
    "version": "1.0",
    "start": "2026-09-14",
    "finish": "2027-11-18",
    "budget": "3600000",
}

FRENCH = (
    ("Nom du projet", "Chaleur du four 2"),
    ("Code", "CHALEUR-F2"),
    ("Commanditaire", "Marc Delorme, directeur industriel"),
    ("Chef de projet", "Hélène Vasseur"),
    ("Version", "1.0 du 30/10/2026"),
    ("Date de début", "14/09/2026"),
    ("Date de fin", "18 novembre 2027"),
    ("Budget", "3\u00a0600\u00a0000\u00a0€"),
)


def test_a_table_of_labels_states_the_project() -> None:
    content = text("# Note de cadrage", tables=[form(FRENCH)])

    found = facts(content)

    assert {fact.name: fact.value for fact in found} == STATED
    assert next(fact for fact in found if fact.name == "budget").unit == "EUR"
    assert next(fact for fact in found if fact.name == "sponsor").location == "table 1, row 3"


def test_lines_with_a_colon_state_the_project() -> None:
    content = text("# Note de cadrage", *(f"{label} : {value}" for label, value in FRENCH))

    assert values(content) == STATED


def test_lines_of_a_pdf_state_the_project_with_nothing_between() -> None:
    lines = ["Note de cadrage", *(f"{label} {value}" for label, value in FRENCH)]
    content = Content(
        pages=1, paragraphs=tuple(Paragraph(text=line, location="page 1") for line in lines)
    )

    found = values(content)

    assert {name: found[name] for name in STATED if name not in {"version", "sponsor"}} == {
        name: value for name, value in STATED.items() if name not in {"version", "sponsor"}
    }


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The estimated budget for the project is $300,000 covering all works.", "300000", "USD"),
        ("The project has been allocated a budget of $120,000.", "120000", "USD"),
        ("Le budget demandé est de 3 600 000 €, estimé à ± 15 %.", "3600000", "EUR"),
        ("Le budget du projet est de 240 k€ sur deux exercices.", "240000", "EUR"),
    ],
)
def test_a_sentence_states_the_budget_of_the_project(sentence: str, value: str, unit: str) -> None:
    found = [fact for fact in facts(text("# Project charter", sentence)) if fact.name == "budget"]

    assert [(fact.value, fact.unit, fact.location) for fact in found] == [
        (value, unit, "paragraph 2")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le budget formation est porté de 12 k€ à 15 k€.",
        "Budget limits of the works are checked each month.",
        "Project Manager: Ultimately, accountability for decisions on the supply chain",
        "The training takes 12 days and costs $4,000.",
    ],
)
def test_what_is_not_about_the_whole_project_is_no_statement(sentence: str) -> None:
    assert facts(text("# Procurement plan", "# Section", sentence, sentence)) == []


def test_a_name_and_a_code_in_a_sentence_are_found() -> None:
    content = text("# Plan de communication", "Projet Chaleur du four 2, code CHALEUR-F2. Fin.")

    assert values(content) == {"project_name": "Chaleur du four 2", "project_code": "CHALEUR-F2"}


def test_a_range_is_no_budget() -> None:
    content = text("# Fiche d'idée", tables=[form([["Budget", "2,9 M€ à 4,3 M€"]])])

    assert "budget" not in values(content)


def test_american_days_are_read_so_where_one_shows_it() -> None:
    content = text("# Project charter", "Start date: 02-10-2026", "End date: 11-20-2026")

    assert values(content) == {"start": "2026-02-10", "finish": "2026-11-20"}


def test_a_blank_form_states_nothing() -> None:
    content = text(
        "# Project charter",
        tables=[
            form([["Project name", "[Project name]"], ["Sponsor", ""], ["Budget", "[amount]"]])
        ],
    )

    assert facts(content) == []


def test_a_blank_register_holds_no_risks() -> None:
    content = workbook(sheet([["Id", "Risk", "Probability", "Impact", "Strategy"]], "Risk Log"))

    assert values(content) == {"risks": "0", "open_risks": "0", "risks_without_owner": "0"}
