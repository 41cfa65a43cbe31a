"""Around a place, a bounded part of the document is shown, and the place is marked in it."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.evidence.content import Cell, Content, Link, Paragraph, Schedule, Table, Task
from lifecycle.questions.document_blocks import Block, GridSeen, LineSeen
from lifecycle.questions.document_window import BLOCKS, COLUMNS, ROWS, Window, window


def sheet(name: str, rows: int, columns: int = 4, *, hidden: bool = False) -> Table:
    letters = [chr(65 + number) for number in range(columns)]
    return Table(
        title=name,
        location=name,
        hidden=hidden,
        rows=tuple(
            tuple(
                Cell(value=f"{letter}{row}", number=Decimal(row), location=f"{name}!{letter}{row}")
                for letter in letters
            )
            for row in range(1, rows + 1)
        ),
    )


def written(count: int, *tables: Table, part: str = "body") -> Content:
    return Content(
        paragraphs=tuple(
            Paragraph(text=f"Sentence {number}", location=f"paragraph {number}", part=part)
            for number in range(1, count + 1)
        ),
        tables=tables,
    )


def rows_in_words(location: str, count: int, after: int = 0) -> Table:
    return Table(
        location=location,
        after=after,
        rows=tuple(
            tuple(Cell(value=f"{row}.{col}", location=f"{location}, row {row}") for col in (1, 2))
            for row in range(1, count + 1)
        ),
    )


def marked(blocks: tuple[Block, ...]) -> list[str]:
    """Return every place that is marked."""
    found: list[str] = []
    for block in blocks:
        if block.here:
            found.append(block.place)
        if isinstance(block, GridSeen):
            for row in block.rows:
                found += [row.cells[0].place] if row.here else []
                found += [cell.place for cell in row.cells if cell.here]
    return found


def grid(found: Window) -> GridSeen:
    (first, *_) = [each for each in found.blocks if isinstance(each, GridSeen)]
    return first


def test_a_cell_is_marked_in_the_window_of_its_sheet() -> None:
    content = Content(tables=(sheet("First", 5), sheet("Second", 500)))

    found = window(content, "Second!C300")

    assert found.sort == "sheet"
    assert found.found
    assert marked(found.blocks) == ["Second!C300"]
    assert len(grid(found).rows) == ROWS
    assert [each.name for each in found.parts if each.here] == ["Second"]
    assert grid(found).columns == ("A", "B", "C", "D")
    assert grid(found).rows[0].number == str(found.first + 1)
    assert found.earlier == found.first - ROWS
    assert found.later == found.first + ROWS


def test_a_wide_sheet_shows_the_columns_around_the_cell() -> None:
    found = window(Content(tables=(sheet("Wide", 3, 26),)), "Wide!Z2")

    assert marked(found.blocks) == ["Wide!Z2"]
    assert len(grid(found).columns) == COLUMNS
    assert found.to_left == 0
    assert found.to_right is None


def test_blank_rows_keep_the_numbers_of_the_others() -> None:
    full = sheet("One", 4)
    content = Content(
        tables=(full.model_copy(update={"rows": (*full.rows[:1], (), full.rows[3])}),)
    )

    assert [row.number for row in grid(window(content)).rows] == ["1", "2", "4"]


def test_a_range_is_marked_where_it_begins_and_a_sheet_as_a_whole() -> None:
    content = Content(tables=(sheet("One", 3), sheet("Two", 3)))

    assert marked(window(content, "Two!B2:C3").blocks) == ["Two!B2"]
    assert marked(window(content, "Two").blocks) == ["Two"]
    assert window(content, "Two").found


def test_without_a_place_the_first_sheet_that_is_not_hidden_is_shown() -> None:
    content = Content(tables=(sheet("Lists", 2, hidden=True), sheet("Plan", 2)))

    found = window(content)

    assert not found.found
    assert [each.name for each in found.parts if each.here] == ["Plan"]


def test_a_comment_on_a_cell_stands_under_the_sheet() -> None:
    note = Paragraph(text="Ask Ada", location="One!B2", part="comment")

    found = window(Content(tables=(sheet("One", 3),), paragraphs=(note,)), "One!B2")

    assert [each.text for each in found.blocks if isinstance(each, LineSeen)] == ["Ask Ada"]


def test_a_line_of_a_csv_file_is_marked_as_a_row() -> None:
    table = Table(
        location="line 1",
        rows=tuple(
            tuple(Cell(value="x", location=f"line {line}") for _ in (1, 2)) for line in (1, 2, 3)
        ),
    )

    found = window(Content(tables=(table,)), "line 2")

    assert [row.here for row in grid(found).rows] == [False, True, False]
    assert grid(found).columns == ()


def test_a_row_of_a_table_is_marked_where_it_stands_between_paragraphs() -> None:
    content = written(4, rows_in_words("table 1", 100, after=2))

    found = window(content, "table 1, row 90")

    assert found.sort == "text"
    assert [type(each).__name__ for each in found.blocks] == [
        "LineSeen", "LineSeen", "GridSeen", "LineSeen", "LineSeen",
    ]  # fmt: skip
    assert marked(found.blocks) == ["table 1, row 90"]
    assert grid(found).rows_before > 0
    assert grid(found).rows_before + len(grid(found).rows) + grid(found).rows_after == 100


def test_a_paragraph_is_marked_in_a_long_text() -> None:
    found = window(written(1000), "paragraph 700")

    assert marked(found.blocks) == ["paragraph 700"]
    assert len(found.blocks) == BLOCKS
    assert found.total == 1000


def test_headings_are_offered_to_go_to() -> None:
    heading = Paragraph(text="Risks", level=1, location="paragraph 1")
    aside = Paragraph(text="Page head", level=1, location="header 1", part="header")

    assert [each.place for each in window(Content(paragraphs=(heading, aside))).parts] == [
        "paragraph 1"
    ]


@pytest.mark.parametrize(("word", "sort"), [("page", "page"), ("slide", "slide")])
def test_a_page_is_shown_by_itself(word: str, sort: str) -> None:
    content = Content(
        paragraphs=tuple(
            Paragraph(text=f"On {number}", location=f"{word} {number}") for number in range(1, 40)
        ),
        tables=(rows_in_words(f"{word} 30, table 1", 3),),
    )

    found = window(content, f"{word} 30, table 1, row 2")

    assert found.sort == sort
    assert found.found
    assert [each.text for each in found.blocks if isinstance(each, LineSeen)] == ["On 30"]
    assert marked(found.blocks) == [f"{word} 30, table 1, row 2"]
    assert [each.place for each in found.parts if each.here] == [f"{word} 30"]
    assert len(found.parts) < 39


def test_a_task_is_marked_in_the_list_of_tasks() -> None:
    tasks = tuple(
        Task(uid=str(number), name=f"Task {number}", start=datetime(2027, 1, 4))  # noqa: DTZ001 - schedules have no zone
        for number in range(1, 301)
    )
    links = (Link(predecessor="199", successor="200"),)

    found = window(Content(schedule=Schedule(tasks=tasks, links=links)), "UID 200")

    assert found.sort == "tasks"
    assert [row.number for row in grid(found).rows if row.here] == ["200"]
    (here,) = [row for row in grid(found).rows if row.here]
    assert here.cells[-1].text == "199 FS"
    assert here.cells[3].text == "2027-01-04"


def test_a_place_that_is_not_there_is_said_so() -> None:
    for content in (written(3), Content(tables=(sheet("One", 2),)), written(0, sheet("One", 2))):
        found = window(content, "table 9, row 9")

        assert not found.found
        assert marked(found.blocks) == []
        assert found.blocks


@given(
    rows=st.integers(0, 200),
    first=st.none() | st.integers(-5, 400),
    left=st.none() | st.integers(-5, 40),
    at=st.sampled_from(["", "S!B7", "S!C199", "S", "UID 3", "paragraph 2", "page 9"]),
)
def test_a_window_is_bounded_wherever_it_is_opened(
    rows: int, first: int | None, left: int | None, at: str
) -> None:
    for content in (
        Content(tables=(sheet("S", rows),)),
        written(rows),
        written(rows, sheet("S", 3)),
    ):
        found = window(content, at, first=first, left=left)

        assert len(found.blocks) <= BLOCKS + 1
        assert all(
            len(each.rows) <= ROWS and all(len(row.cells) <= COLUMNS for row in each.rows)
            for each in found.blocks
            if isinstance(each, GridSeen)
        )
        assert found.earlier is None or 0 <= found.earlier < found.first
        assert found.later is None or found.first < found.later < found.total
