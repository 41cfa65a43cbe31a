"""The names that a workbook gives to cells and tables: read where they point, ignored elsewhere."""

from functools import partial
from typing import Any

from gates.evidence.content import Named
from gates.evidence.understanding.registers import find_registers
from gates.evidence.understanding.understand import understand
from tests.unit.evidence.documents import content, workbook


def facts(data: bytes) -> dict[str, tuple[str, str]]:
    found = understand("book.xlsx", "xlsx", content(data)).facts
    return {fact.name: (fact.value, fact.location) for fact in found}


def charter(book: Any, **names: str) -> None:
    sheet = book.add_worksheet("Mandat 1")
    sheet.write("B2", "Heat exchanger")
    sheet.write("B3", 1200000, book.add_format({"num_format": '#,##0 "€"'}))
    sheet.write("B4", "Anna Berg")
    for row in range(6, 12):
        sheet.write(row, 1, f"The works are handed over part by part, in the order of line {row}.")
    for name, place in names.items():
        book.define_name(name, place)


def test_a_named_cell_is_a_labelled_fact() -> None:
    data = workbook(
        lambda book: charter(
            book,
            Project_Name="='Mandat 1'!$B$2",
            BudgetTotal="='Mandat 1'!$B$3",
            Chef_de_projet="='Mandat 1'!$B$4",
        )
    )

    found = facts(data)

    assert found["project_name"] == ("Heat exchanger", "'Mandat 1'!B2")
    assert found["budget"] == ("1200000", "'Mandat 1'!B3")
    assert found["project_manager"] == ("Anna Berg", "'Mandat 1'!B4")


def test_names_that_point_nowhere_say_nothing() -> None:
    data = workbook(
        lambda book: charter(
            book,
            Sponsor="=#REF!",
            Project_Code="=OFFSET('Mandat 1'!$B$2,0,0)",
            Budget="='Mandat 1'!$B$3:$B$4",
            Start="='Mandat 1'!$B:$B",
            Finish="=42",
        )
    )

    read = content(data)

    assert [one.name for one in read.tables[0].names] == ["Budget"]
    assert facts(data) == {}


def test_a_table_of_the_program_has_its_name_and_its_place() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Sheet1")
        columns = [{"header": one} for one in ("Item", "Status", "Owner", "Due")]
        rows = [["Frost", "open", "Ann", "2026-05-01"], ["Strike", "open", "Bo", "2026-06-01"]]
        sheet.add_table(3, 1, 5, 4, {"name": "Open_issues", "columns": columns, "data": rows})

    read = content(workbook(write))

    assert read.tables[0].names == (
        Named(name="Open_issues", first="Sheet1!B4", last="Sheet1!E6", table=True),
    )


def test_the_name_of_a_table_tells_what_it_lists() -> None:
    def write(book: Any, name: str) -> None:
        sheet = book.add_worksheet("Sheet1")
        columns = [{"header": one} for one in ("Description", "Score", "Status", "Owner", "Due")]
        rows = [["Frost in the pit", 9, "open", "Ann", "2026-05-01"]]
        sheet.add_table(0, 0, 1, 4, {"name": name, "columns": columns, "data": rows})

    kinds = [
        find_registers(content(workbook(partial(write, name=name))))[0].kind
        for name in ("Risks", "Issues")
    ]

    assert kinds == ["risk", "issues"]


def test_a_hidden_sheet_is_not_judged_as_if_it_were_shown() -> None:
    def write(book: Any, *, hidden: bool) -> None:
        charter(book)
        other = book.add_worksheet("Old")
        other.write_row("A1", ["Project name", "Gas works"])
        other.write_row("A2", ["Sponsor", "Bo Berg"])
        other.write_row("A3", ["Budget", "900 000 €"])
        if hidden:
            other.hide()

    shown = facts(workbook(lambda book: write(book, hidden=False)))
    hidden = facts(workbook(lambda book: write(book, hidden=True)))

    assert shown["project_name"][0] == "Gas works"
    assert hidden == {}
