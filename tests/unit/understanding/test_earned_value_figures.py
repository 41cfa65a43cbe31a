"""The figures of earned value, wherever and in whatever language a document states them."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from gates.evidence.content import Content, Table
from gates.evidence.understanding.earned_value_figures import Figure, figures
from gates.evidence.understanding.registers import find_registers
from tests.unit.understanding.documents import Rows, form, sheet, text, workbook


def found(content: Content) -> list[Figure]:
    return figures(content, find_registers(content))


def values(*tables: Table, lines: Sequence[str] = ()) -> dict[str, Decimal]:
    content = text(*lines, tables=tables) if lines else workbook(*tables)
    first: dict[str, Decimal] = {}
    for figure in found(content):
        first.setdefault(figure.name, figure.value)
    return first


WHOLE = {
    "budget_at_completion": Decimal(1000),
    "planned_value": Decimal(700),
    "earned_value": Decimal(670),
    "actual_cost": Decimal(710),
}


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(["BAC", "Planned value", "Earned value", "Actual cost"], id="English"),
        pytest.param(["BAC", "Valeur planifiée", "Valeur acquise", "Coût réel"], id="French"),
        pytest.param(["BAC", "Planwert", "Fertigstellungswert", "Istkosten"], id="German"),
        pytest.param(["BAC", "Valor planificado", "Valor ganado", "Costo real"], id="Spanish"),
        pytest.param(["BAC", "BCWS", "BCWP", "ACWP"], id="the older names"),
    ],
)
def test_labels_and_columns_are_read_in_several_languages(labels: list[str]) -> None:
    beside = form([[label, f"{value} €"] for label, value in zip(
        labels, ["1 000", "700", "670", "710"], strict=True)])  # fmt: skip
    columns: Rows = [
        ["Task", *labels],
        ["Design", 400, 400, 400, 420],
        ["Build", 600, 300, 270, 290],
    ]

    assert values(beside) == WHOLE
    assert values(sheet(columns)) == WHOLE


def test_the_total_row_counts_before_labels_and_each_statement_is_kept() -> None:
    rows: Rows = [
        ["Task", "BAC", "EV", "AC", "CV"],
        ["Design", 10, 8, 9, -1],
        ["Total", 10, 8, 9, -1],
        [],
        ["EAC = BAC / CPI", 11.25],
        ["EAC = AC + BAC - EV", 11],
        ["EV = 7"],
    ]

    stated = found(workbook(sheet(rows)))

    assert [str(each.value) for each in stated if each.name == "eac"] == ["11.25", "11"]
    assert [each.location for each in stated if each.name == "earned_value"] == [
        "Feuil1!C3",
        "Feuil1!A7",
    ]
    assert [each.value for each in stated if each.name == "cost_variance"] == [-1]


def test_sentences_state_figures_where_no_table_does() -> None:
    lines = [
        "At the end of March the EV is 670 k€ and the AC is 710 k€.",
        "CPI = 0.94, SPI of 0.96",
    ]

    assert values(lines=lines) == {
        "earned_value": Decimal(670_000),
        "actual_cost": Decimal(710_000),
        "cpi": Decimal("0.94"),
        "spi": Decimal("0.96"),
    }


def test_two_acronyms_in_a_text_are_no_report() -> None:
    assert values(lines=["Clause AC 3 applies, see PV 4."]) == {}


@pytest.mark.parametrize(
    ("rows", "spent"),
    [
        pytest.param([[10, 10, 9], [25, 24, 26], [40, "", ""]], 26, id="running sums"),
        pytest.param([[10, 10, 9], [9, 8, 8], [40, "", ""]], 17, id="amounts of each month"),
    ],
)
def test_a_table_over_time_tells_its_last_reported_date(rows: Rows, spent: int) -> None:
    names = ["Jan 2027", "Feb 2027", "Mar 2027"]
    table: Rows = [
        ["Month", "PV", "EV", "AC"],
        *[[n, *row] for n, row in zip(names, rows, strict=True)],
    ]

    assert values(sheet(table))["actual_cost"] == spent
