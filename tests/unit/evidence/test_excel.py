"""What is read of a workbook: values, and what stands beside them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gates.evidence.content import Cell, Content
from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.sheet_pass import pass_sheet
from gates.evidence.readers.excel import column_name
from tests.unit.evidence.documents import content, found, rows, workbook
from tests.unit.evidence.hostile import cell, xlsx


def cells(read: Content) -> dict[str, Cell]:
    return {one.location: one for table in read.tables for row in table.rows for one in row}


def test_a_cell_has_its_place_its_number_and_its_day() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Synthèse")
        sheet.write("B3", "Total")
        sheet.write("C3", 1200000.5, book.add_format({"num_format": '#,##0.00 "€"'}))
        sheet.write("D3", 0.085, book.add_format({"num_format": "0.0%"}))
        sheet.write_datetime("E3", date(2026, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write("F3", "12 500,00")

    found_cells = cells(content(workbook(write)))

    total = found_cells["Synthèse!C3"]
    assert (total.value, str(total.number), total.unit) == ("1200000.5", "1200000.5", "€")
    share = found_cells["Synthèse!D3"]
    assert (share.value, str(share.number), share.unit) == ("8.5 %", "0.085", "%")
    assert (found_cells["Synthèse!E3"].value, found_cells["Synthèse!E3"].day) == (
        "2026-03-31",
        date(2026, 3, 31),
    )
    assert str(found_cells["Synthèse!F3"].number) == "12500.00"


def test_a_formula_has_the_value_that_was_last_calculated() -> None:
    def write(book: Any) -> None:
        book.add_worksheet("A").write_formula("A1", "=1+1", None, 2)

    one = cells(content(workbook(write)))["A!A1"]

    assert (one.value, one.formula, one.uncalculated) == ("2", "=1+1", False)


@pytest.mark.parametrize("program", ["one that writes a zero", "one that writes nothing"])
def test_a_formula_that_was_never_calculated_has_no_value(program: str) -> None:
    if program == "one that writes a zero":
        data = workbook(lambda book: book.add_worksheet("A").write_formula("A1", "=SUM(B1:B2)"))
    else:
        data = _by_openpyxl({"A1": "=SUM(B1:B2)"})

    one = cells(content(data))["A!A1"]

    assert (one.value, one.number, one.formula) == ("", None, "=SUM(B1:B2)")
    assert one.uncalculated


def test_an_empty_value_behind_a_formula_is_no_value() -> None:
    one = cells(content(xlsx('<row r="1"><c r="A1"><f>1+1</f><v></v></c></row>')))["Budget!A1"]

    assert one.uncalculated


def test_an_error_is_shown_as_the_program_shows_it() -> None:
    row = '<c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'

    found_cells = cells(content(xlsx(f'<row r="1">{row}</row>')))

    assert [one.value for one in found_cells.values()] == ["#REF!", "#DIV/0!"]
    assert found_cells["Budget!B1"].formula == "=1/0"
    assert not any(one.uncalculated for one in found_cells.values())


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("0.30000000000000004", "0.3"),
        ("1200000.5", "1200000.5"),
        ("-7", "-7"),
        ("1E+20", "100000000000000000000"),
        ("1E-12", "0"),
    ],
)
def test_a_number_is_written_without_the_digits_that_binary_adds(stored: str, shown: str) -> None:
    (one,) = cells(content(xlsx(f'<row r="1">{cell("A1", stored)}</row>'))).values()

    assert one.value == shown


def test_hidden_sheets_rows_and_columns_are_marked() -> None:
    def write(book: Any) -> None:
        shown, hidden = book.add_worksheet("Shown"), book.add_worksheet("Hidden")
        for place in ("A1", "A2", "B1"):
            shown.write(place, 1)
        shown.set_row(1, None, None, {"hidden": True})
        shown.set_column("B:B", None, None, {"hidden": True})
        hidden.write("A1", 1)
        hidden.hide()

    read = content(workbook(write))

    assert [table.hidden for table in read.tables] == [False, True]
    marked = {place for place, one in cells(read).items() if one.hidden}
    assert marked == {"Shown!A2", "Shown!B1", "Shown!B2"}


def test_merged_places_are_named_and_their_value_stands_first() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("A")
        sheet.merge_range("A1:C1", "Risk")
        sheet.write("C2", "x")

    read = content(workbook(write))

    assert read.tables[0].merged == ("A1:C1",)
    assert rows(read)[0] == ["Risk", "", ""]


def test_a_blank_row_between_two_tables_keeps_its_place() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("O'Neil 1")
        sheet.write("B2", "first")
        sheet.write("C4", "second")

    read = content(workbook(write))

    assert rows(read) == [["first", ""], [], ["", "second"]]
    assert read.tables[0].rows[2][1].location == "'O''Neil 1'!C4"
    assert read.tables[0].rows[0][1].location == "'O''Neil 1'!C2"


def test_a_sheet_that_only_begins_far_away_is_small() -> None:
    far = f'<row r="1048576">{cell("XFD1048576", 1)}</row>'

    assert list(cells(content(xlsx(far)))) == ["Budget!XFD1048576"]


def test_a_styled_but_empty_cell_in_the_last_corner_is_not_counted() -> None:
    styled = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    read = content(xlsx(f'<row r="1">{cell("A1", 1)}</row>{styled}'))

    assert list(cells(read)) == ["Budget!A1"]


def test_what_does_not_fit_is_said() -> None:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(400))
    data = xlsx(f"<row>{row}</row>" * (limits.KEPT_CELLS // 400 + 10))

    read = found(data)

    assert not read.whole
    assert "first" in read.reason["en"]
    assert sum(map(len, read.content.tables[0].rows)) <= limits.KEPT_CELLS


@given(
    st.integers(1, 1_048_576), st.integers(1, 16_384), st.integers(1, 1_048_576),
    st.integers(1, 16_384),
)  # fmt: skip
def test_two_corners_pass_only_within_the_limit(
    top: int, left: int, bottom: int, right: int
) -> None:
    area = (abs(bottom - top) + 1) * (abs(right - left) + 1)
    sheet = (
        f"<worksheet><sheetData>{cell(column_name(left) + str(top), 1)}"
        f"{cell(column_name(right) + str(bottom), 2)}</sheetData></worksheet>"
    ).encode()

    try:
        marks = pass_sheet(sheet, "sheet")
    except RefusedError:
        assert area > limits.BOX
    else:
        assert area <= limits.BOX
        assert marks.last == (max(top, bottom), max(left, right))


def _by_openpyxl(values: dict[str, object]) -> bytes:
    import io  # noqa: PLC0415 - only here

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "A"
    for place, value in values.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
