"""Registers are found wherever their header stands, in the words of several languages."""

from datetime import date
from decimal import Decimal

import pytest

from gates.evidence.content import Cell, Content, Table
from gates.evidence.understanding.columns import concept, is_total
from gates.evidence.understanding.letters import letters
from gates.evidence.understanding.registers import Register, find_registers
from tests.unit.understanding.documents import sheet


def only(*tables: Table) -> Register:
    (register,) = find_registers(Content(tables=tables))
    return register


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Risk Owner", "owner"),
        ("Porteur du risque", "owner"),
        ("Probabilité (1-5)", "probability"),
        ("Eintrittswahrscheinlichkeit", "probability"),
        ("L_1to5", "probability"),
        ("Mitigation Date", "due"),
        ("Échéance", "due"),
        ("Residual score", "residual_score"),
        ("Risk Status", "status"),
        ("Plan de réponse", "response"),
        ("Gegenmaßnahmen", "response"),
        ("BP2015", "amount"),
        ("Référence (EUR)", "baseline_cost"),
        ("Haut (k€)", "pessimistic_cost"),
        ("Pessimistic Duration", "pessimistic"),
        ("Budget 2026", "amount"),
        ("The team met on Monday to look at every open point again", ""),
        ("", ""),
    ],
)
def test_a_header_names_its_concept(header: str, expected: str) -> None:
    assert concept(header) == expected


@pytest.mark.parametrize("label", ["Total", "TOTAL CHARGES", "Sous-total lot 2", "Lot 1 - total"])
def test_a_label_opens_a_total(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize("label", ["Project Character", "Totalement neuf", "Coût des travaux"])
def test_a_label_that_is_no_total(label: str) -> None:
    assert not is_total(label)


def test_a_register_starts_below_its_titles_and_leaves_totals_and_blank_rows_out() -> None:
    register = only(
        sheet(
            [
                ["Budget du projet"],
                [],
                ["Code WBS", "Poste", "Coût (EUR)", "Base d'estimation"],
                ["1", "Études", 100, "Devis"],
                ["2", "Travaux", 200, "Ratio"],
                ["", "Total", 300, ""],
                [],
                ["3", "Réserve", "1 500,00", ""],
            ]
        )
    )

    assert register.kind == "cost"
    assert [row.text("item") for row in register.rows] == ["Études", "Travaux", "Réserve"]
    assert [row.number("amount") for row in register.rows] == [100, 200, 1500]
    assert [row.number("amount") for row in register.totals] == [300]
    assert register.rows[2].place("amount") == "Feuil1!C8"


def test_a_legend_after_a_gap_is_no_entry_and_a_late_risk_is() -> None:
    register = only(
        sheet(
            [
                ["N°", "Risque", "Probabilité", "Gravité", "Criticité", "Porteur"],
                [1, "Gel", 2, 3, 6, "Anne"],
                [2, "Grève", 1, 5, 5, "Paul"],
                [],
                [3, "Panne du four", "", "", "", ""],
                [],
                ["Échelle", "1 improbable, 5 certain", "", "", "", ""],
            ]
        )
    )

    assert register.kind == "risk"
    assert [row.text("risk") for row in register.rows] == ["Gel", "Grève", "Panne du four"]
    assert register.rows[2].text("owner") == ""


def test_rows_that_were_only_numbered_are_not_filled() -> None:
    calculated = Cell(value="0", number=Decimal(0), formula="=E2*F2")
    register = only(
        sheet(
            [
                ["ID", "Risk", "Owner", "Likelihood", "Impact", "Score"],
                [1, "Late delivery", "Ann", 2, 2, calculated],
                [2, "", "", "", "", calculated],
                [3, "[risk name]", "", "", "", calculated],
            ]
        )
    )

    assert len(register.rows) == 1
    assert register.unfilled == 2


def test_a_header_over_two_rows_is_read_as_one() -> None:
    register = only(
        sheet(
            [
                ["", "Task", "Start Date", "Due Date", "Duration", "WEEK 1", "WEEK 2"],
                ["ID", "", "", "", "", "M", "T"],
                ["1.1", "Order", date(2026, 1, 5), date(2026, 1, 9), "5 d", "", ""],
            ]
        )
    )

    assert register.kind == "schedule"
    assert register.columns["id"] == 0
    assert register.rows[0].day("start") == date(2026, 1, 5)


def test_one_sheet_may_hold_two_registers() -> None:
    found = find_registers(
        Content(
            tables=(
                sheet(
                    [
                        ["Risk", "Probability", "Impact", "Owner"],
                        ["Frost", 1, 2, "Ann"],
                        [],
                        ["Stakeholder", "Influence", "Interest", "Expectations"],
                        ["Mayor", "High", "Low", "No noise"],
                    ]
                ),
            )
        )
    )

    assert [register.kind for register in found] == ["risk", "stakeholders"]
    assert [len(register.rows) for register in found] == [1, 1]


def test_the_same_columns_are_a_register_in_german_and_norwegian() -> None:
    german = only(sheet([["Nr", "Risiko", "Wahrscheinlichkeit", "Auswirkung", "Verantwortlich"],
                         ["1", "Frost", "hoch", "gering", "Anna"]]))  # fmt: skip
    norwegian = only(sheet([["Nr", "Risiko", "Sannsynlighet", "Konsekvens", "Tiltak", "Ansvarlig"],
                            ["1", "Frost", "høy", "lav", "Tak", "Anna"]]))  # fmt: skip

    assert german.kind == norwegian.kind == "risk"
    assert german.rows[0].text("owner") == norwegian.rows[0].text("owner") == "Anna"


def test_a_matrix_of_letters_is_a_raci_with_its_roles() -> None:
    register = only(
        sheet(
            [
                ["Légende", "R réalise, A répond"],
                [],
                ["Code", "Lot", "Chef de projet", "Acheteuse", "PMO"],
                ["1", "Études", "A/R", "", ""],
                ["2", "Achats", "A", "R", ""],
                ["3", "Essais", "", "I, C", ""],
            ],
            title="RACI",
        )
    )

    assert register.kind == "raci"
    assert list(register.letters) == ["Chef de projet", "Acheteuse", "PMO"]
    assert len(register.rows) == 3
    assert letters(register.rows[0].cells[2].value) == {"A", "R"}


def test_words_are_no_responsibility_letters() -> None:
    assert letters("AIR") == {"A", "I", "R"}
    assert letters("Air") == frozenset()
    assert letters("") == frozenset()


def test_a_table_by_months_is_a_budget_where_its_title_says_so() -> None:
    register = only(
        sheet(
            [["", "Mai", "Juin", "Juillet", "Total"], ["Salaires", 10, 10, 10, 30],
             ["Total", 10, 10, 10, 30]],
            title="Budget",
        )
    )  # fmt: skip

    assert register.kind == "cost"
    assert register.rows[0].number("amount") == 30


def test_a_form_of_labels_and_values_is_no_register() -> None:
    form = sheet([["Project Name", "Heat"], ["Sponsor", "Ann"], ["Start Date", "2026-01-01"]])

    assert find_registers(Content(tables=(form,))) == ()


def test_header_words_inside_the_data_open_no_new_register() -> None:
    register = only(
        sheet(
            [
                ["Catégorie", "Risque", "Probabilité", "Gravité", "Impact", "Nature"],
                ["Marché", "Apparition d'un produit", 1, 2, "Prix du produit", "Coût"],
                ["Fournisseur", "Délai de livraison", 1, 2, "Retard", "Coût - Délais"],
                ["Objectif", "Produit", 1, 2, "Livrable", "Coût"],
            ]
        )
    )

    assert len(register.rows) == 3


def test_an_empty_document_has_no_register() -> None:
    assert find_registers(Content()) == ()
    assert find_registers(Content(tables=(Table(rows=((), ())),))) == ()


def test_a_list_of_activities_needs_no_name_for_its_first_column() -> None:
    for head in ("", ".", "Code"):
        register = only(
            sheet([[head, "Duration (day)", "Predecessors"], ["A", 3, ""], ["B", 4, "A"],
                   [], ["A and B make seven days", "", ""]])
        )  # fmt: skip

        assert register.kind == "schedule"
        assert [row.text("task") for row in register.rows] == ["A", "B"]
        assert register.headings == ()


def test_what_reckons_with_a_plan_below_it_is_no_activity() -> None:
    register = only(
        sheet(
            [
                ["Task", "Optimistic", "Most likely", "Pessimistic", "Mean", "Variance"],
                ["Design", 4, 5, 6, 5, 0.11],
                ["Build", 6, 7, 8, 7, 0.11],
                ["Summation", "", "", "", 12, 0.22],
                [],
                ["Probability of success", "", "", "", "", ""],
                ["Z", 1.7, "", "", "", ""],
            ]
        )
    )

    assert [row.text("task") for row in register.rows] == ["Design", "Build"]
    assert [row.number("variance") for row in register.totals] == [Decimal("0.22")]


def test_a_row_of_units_below_the_header_is_no_entry() -> None:
    register = only(
        sheet([["Risk", "Probability", "Impact", "Owner"], ["", "(1 to 5)", "(1 to 5)", ""],
               ["Frost", 1, 2, "Ann"]])
    )  # fmt: skip

    assert len(register.rows) == 1


def test_a_numbered_heading_after_a_gap_below_a_plan_opens_a_section() -> None:
    rows: list[list[object]] = [
        ["No", "Task name", "Assigned to", "Start date", "End date", "Status"],
        [1, "Study", "", "", "", ""],
        [1.1, "Survey", "Ann", date(2027, 4, 1), date(2027, 4, 9), "Done"],
        [],
        [2, "Build", "", "", "", ""],
        [2.1, "Walls", "Ben", date(2027, 5, 1), date(2027, 5, 9), "Open"],
    ]

    (register,) = find_registers(Content(tables=(sheet(rows),)))

    assert [row.text("task") for row in register.rows] == ["Survey", "Walls"]


@pytest.mark.parametrize("empty", ["Predecessor", "Predecessors"])
def test_of_two_columns_of_one_name_the_one_that_is_filled_in_counts(empty: str) -> None:
    rows = [["ID", "Task", "Predecessor", "Duration", "Predecessors", "Start", "Finish"]]
    for number in (2, 3, 4):
        links = ["", f"{number - 1}FS"] if empty == "Predecessor" else [f"{number - 1}FS", ""]
        rows.append([str(number), "Build", links[0], "5", links[1], "2027-03-01", "2027-03-05"])

    register = only(sheet(rows))

    assert [row.text("predecessor") for row in register.rows] == ["1FS", "2FS", "3FS"]
