"""What is read of a CSV file, in whatever way a spreadsheet wrote it."""

import pytest

from gates.evidence.guard.refusal import RefusedError
from tests.unit.evidence.documents import content, found, rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(encoding: str, separator: str) -> None:
    lines = ["libellé|montant", "Énergie|12", "Génie civil|7"]
    data = "\r\n".join(lines).replace("|", separator).encode(encoding)

    read = rows(content(data, "budget.csv"))

    assert read == [["libellé", "montant"], ["Énergie", "12"], ["Génie civil", "7"]]


def test_a_decimal_comma_is_known_by_the_semicolon() -> None:
    read = content(b"poste;montant\nFour;1,234\nGaz;1 234,50\n", "budget.csv")

    assert [str(row[1].number) for row in read.tables[0].rows[1:]] == ["1.234", "1234.50"]


def test_a_row_has_the_line_on_which_it_begins() -> None:
    read = content(b'a,b\n"two\nlines",1\n\nlast,2\n', "x.csv")

    assert [row[0].location for row in read.tables[0].rows if row] == ["line 1", "line 2", "line 5"]
    assert read.tables[0].rows[1][0].value == "two\nlines"
    assert read.tables[0].rows[2] == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param('a,b,c\n1,"open,3\n', "2", id="a mark that is never closed"),
        pytest.param('a,b,c\n1,2,3\n1,This "word" here,3\n', "3", id="a mark that is not doubled"),
        pytest.param("a,b,c\n1,2\n1,2,3\n1,2,3,4\n", "2, 4", id="cells missing and too many"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, line: str) -> None:
    read = found(text.encode(), "x.csv")

    assert not read.whole
    assert read.reason["en"].startswith(f"Line {line}:")
    assert read.reason["fr"].startswith(f"Ligne {line} :")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a,b\n1,37°36'37.8\"N 121°2'17.9\"W\n", id="signs of minutes and seconds"),
        pytest.param('a,b\n1,"say ""yes"" now"\n', id="doubled marks"),
        pytest.param('a;b\n"1\n2";"3"\n', id="a line break inside"),
        pytest.param("Title\na,b\n1,2\n", id="a title above"),
    ],
)
def test_what_is_only_unusual_is_read_whole(text: str) -> None:
    assert found(text.encode(), "x.csv").whole


def test_a_table_of_text_is_one_under_any_name() -> None:
    data = b"a;b\n1;2\n3;4\n"

    assert len(content(data, "plan.xlsx").tables) == 1
    assert len(content(data, "plan.txt").tables) == 1


def test_a_field_without_end_is_refused_with_its_line() -> None:
    data = b'a;b\n1;2\n1;"' + b"x" * 200_000 + b'"\n'

    with pytest.raises(RefusedError, match="Line 3"):
        found(data, "x.csv")
