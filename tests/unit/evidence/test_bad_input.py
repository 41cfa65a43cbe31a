"""What is not what it seems is named in both languages, and never guessed at."""

import io
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gates.evidence.content import Link, Read, Reading, State
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.remarks import find_circle
from tests.unit.evidence.documents import placed, saved, workbook
from tests.unit.evidence.hostile_text import circle

ROOT = Path(__file__).parents[3]


def picture() -> io.BytesIO:
    place = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(place, "png")
    place.seek(0)
    return place


def pictured_table() -> bytes:
    document = docx.Document()
    document.add_heading("Risk register", level=1)
    document.add_picture(picture())
    return saved(document)


def never_calculated() -> bytes:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Budget")
        sheet.write_row(0, 0, ["Item", "Quantity", "Unit cost", "Cost"])
        for row in range(1, 5):
            sheet.write_row(row, 0, [f"Part {row} of the works", row, 100])
            sheet.write_formula(row, 3, f"=B{row + 1}*C{row + 1}")
        sheet.write(5, 0, "Total")
        sheet.write_formula(5, 3, "=SUM(D2:D5)")

    return workbook(write)


def scanned() -> bytes:
    place = io.BytesIO()
    canvas = Canvas(place, invariant=1)
    for _ in range(3):
        canvas.drawImage(ImageReader(picture()), 0, 0, 500, 800)
        canvas.showPage()
    canvas.save()
    return place.getvalue()


BAD: Mapping[str, tuple[Callable[[], bytes], str, str]] = {
    "risks.docx": (pictured_table, "picture where a table", "image là où un tableau"),
    "risks.csv": (
        "Gel des travaux\nHausse de l’acier\nGrue en retard\n".encode,
        "one cell only",
        "qu’une cellule",
    ),
    "plan.xml": (lambda: circle(4), "in a circle: T (UID", "en cercle : T (UID"),
    "budget.xlsx": (never_calculated, "5 formulas never", "5 formules jamais"),
    "charter.pdf": (scanned, "pictures and no text", "des images et aucun texte"),
    "lies.xlsx": (
        lambda: b"Risk;Owner;Score\nFrost;Ann;3\nRain;Bo;2\n",
        "name ends in .xlsx, but the file is a table in plain text",
        "le fichier est un tableau en texte simple",
    ),
}


def reading(folder: Path, name: str) -> Reading:
    (found,) = read_files([Source(placed(folder, name, BAD[name][0]()), name)])
    return found


@pytest.mark.parametrize("name", BAD)
def test_it_is_named(tmp_path: Path, name: str) -> None:
    _, english, french = BAD[name]

    found = reading(tmp_path, name)

    assert found.read is Read.WHOLE
    assert english in found.reason["en"]
    assert french in found.reason["fr"]


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_line_says_it(tmp_path: Path, name: str, language: str) -> None:
    path = placed(tmp_path, name, BAD[name][0]())

    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "jalon", "read", str(path), "--lang", language],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )

    assert {"en": BAD[name][1], "fr": BAD[name][2]}[language] in done.stdout


def test_a_picture_is_no_blank_form(tmp_path: Path) -> None:
    assert reading(tmp_path, "risks.docx").state is State.IMAGE
    assert reading(tmp_path, "charter.pdf").state is State.IMAGE


def test_a_sum_that_was_never_calculated_is_not_made_up(tmp_path: Path) -> None:
    assert reading(tmp_path, "budget.xlsx").facts == ()


def test_a_sound_workbook_says_nothing(tmp_path: Path) -> None:
    data = workbook(lambda book: book.add_worksheet("A").write_formula("A1", "=1+1", None, 2))

    (found,) = read_files([Source(placed(tmp_path, "a.xlsx", data), "a.xlsx")])

    assert found.reason == {}


@pytest.mark.parametrize(
    ("pairs", "length"),
    [("ab bc ca", 3), ("ab bc ac", 0), ("aa", 1), ("ab cd dc", 2), ("", 0), ("ab bc cd db", 3)],
)
def test_a_circle_is_found_where_there_is_one(pairs: str, length: int) -> None:
    links = [Link(predecessor=one[0], successor=one[1]) for one in pairs.split()]

    assert len(find_circle(links)) == length
