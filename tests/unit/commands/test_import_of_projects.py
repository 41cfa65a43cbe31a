"""A portfolio enters from a table: every row that fits, and every other with its reason."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from lifecycle.invariants import check_invariants
from tests.unit.commands.conftest import Line, is_one_sentence
from tests.world import World

JSON = ("--format", "json")


def test_a_table_of_projects_is_imported_and_every_refused_row_said(
    world: World, jalon: Line, tmp_path: Path
) -> None:
    table = tmp_path / "portfolio.csv"
    table.write_text(
        "Code projet;title;method;stage;budget;start;role:manager;attribute:site;passed:A\n"
        "NORTH;Northern line;small;second;900000;2026-03-01;mona;Lille;2026-01-12;\n"
        "SOUTH;Southern line;small;;1200000,50;2026-04-01;mona;Nice;\n"
        "lower;Lower case;small;;;;mona;;\n"
        "EAST;Eastern line;unknown;;;;mona;;\n"
        "WEST;;small;;;;mona;;\n".replace("2026-01-12;\n", '"2026-01-12;The board;Minutes 3"\n'),
        "utf-8",
    )
    command = ("project", "import", table, "--map", "Code projet=code", "--as", "paul")

    first = jalon(*command, *JSON)
    again = jalon(*command)

    assert first.code == 1
    assert [(row["code"], row["outcome"]) for row in first.said] == [
        ("NORTH", "added"),
        ("SOUTH", "added"),
        ("lower", "refused"),
        ("EAST", "refused"),
        ("WEST", "refused"),
    ]
    reasons = [row["reason"] for row in first.said]
    assert "2 to 20 capitals" in reasons[2]
    assert "No method 'unknown' is published" in reasons[3]
    assert "no title" in reasons[4]
    assert again.out == "0 entered, 2 stood already, 3 refused\n"
    assert f"{table}: line 4: " in again.err
    shown = jalon("project", "show", "NORTH", "--as", "mona", *JSON).said
    assert (shown["stage"], shown["passages"][0]["outside_by"]) == ("second", "The board")
    assert jalon("project", "show", "SOUTH", "--as", "mona", *JSON).said["budget"] == "1200000.50"
    assert check_invariants(world.installation) == []


def test_a_workbook_gives_its_numbers_and_dates(world: World, jalon: Line, tmp_path: Path) -> None:
    book, table = Workbook(), tmp_path / "portfolio.xlsx"
    sheet = book.active
    assert sheet is not None
    sheet.append(["code", "title", "budget", "start", "role:manager", "confidential"])
    sheet.append(["NORTH", "Northern line", 900000.5, date(2026, 3, 1), "mona", "oui"])
    book.save(table)

    made = jalon("project", "import", table, "--method", "small", "--as", "paul")
    shown = jalon("project", "show", "NORTH", "--as", "mona", *JSON).said

    assert (made.code, made.out) == (0, "1 entered, 0 stood already, 0 refused\n")
    assert (shown["budget"], shown["start"]) == ("900000.5", "2026-03-01")
    assert shown["confidential"] is True


@pytest.mark.parametrize(
    ("text", "arguments", "sentence"),
    [
        ("code,titel\nA1,x\n", (), "did you mean title"),
        ("code,title,title\nA1,x,y\n", (), "names a field twice: title"),
        ("\n", (), ""),
        ("code,title\nA1,x\n", ("--map", "Code=code"), "unknown column 'Code'"),
        ("code,title\nA1,x\n", ("--map", "code"), "column=field"),
    ],
)
def test_a_table_with_other_columns_enters_nothing(
    world: World,
    jalon: Line,
    tmp_path: Path,
    text: str,
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    table = tmp_path / "portfolio.csv"
    table.write_text(text, "utf-8")

    answer = jalon("project", "import", table, *arguments, "--method", "small", "--as", "paul")

    assert answer.code == 2
    assert is_one_sentence(answer)
    assert sentence in answer.err
    assert jalon("project", "list", "--as", "paul", *JSON).said == []
    assert check_invariants(world.installation) == []
