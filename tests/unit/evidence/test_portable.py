"""What is read of a PDF document."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gates.evidence.guard.refusal import RefusedError
from tests.unit.evidence.documents import content, found, printed
from tests.unit.evidence.hostile import pdf


def test_each_line_has_its_page() -> None:
    read = content(printed(("Charte", "Budget : 100 €"), ("Risques",), title="Charte du four"))

    assert [(p.text, p.location) for p in read.paragraphs] == [
        ("Charte", "page 1"),
        ("Budget : 100 €", "page 1"),
        ("Risques", "page 2"),
    ]
    assert (read.title, read.pages, read.images) == ("Charte du four", 2, 0)


def test_a_broken_title_does_not_take_the_text_away() -> None:
    data = printed(("Charte",), title="Four")
    broken = data.replace(b"/Title (Four)", b"/Title<FEFFD8>")
    assert broken != data

    assert content(broken).paragraphs[0].text == "Charte"


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    data = pdf("").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [3 0 R 9 0 R] /Count 2")

    read = found(data)

    assert not read.whole
    assert read.reason["en"].startswith("Page 2 is damaged")
    assert read.content.pages == 2


def test_a_scanned_page_has_pictures_and_no_text() -> None:
    place = io.BytesIO()
    canvas = Canvas(place)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
        "ffff3f0005fe02fea7d6059d0000000049454e44ae426082"
    )
    canvas.drawImage(ImageReader(io.BytesIO(pixel)), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()

    read = content(place.getvalue())

    assert (read.paragraphs, read.images, read.pages) == ((), 1, 1)


def test_a_document_that_opens_with_a_password_only_is_refused_and_says_so() -> None:
    with pytest.raises(RefusedError, match="password"):
        found(_protected(user="secret"))


def test_a_document_that_only_forbids_printing_is_read() -> None:
    assert content(_protected(user="")).paragraphs[0].text == "Charte"


def test_a_link_that_one_presses_is_no_harm() -> None:
    place = io.BytesIO()
    canvas = Canvas(place)
    canvas.drawString(72, 700, "See our site")
    canvas.linkURL("https://a.example/", (72, 690, 200, 710))
    canvas.showPage()
    canvas.save()

    assert found(place.getvalue()).whole


def test_an_attached_file_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(("Charte",)))))
    writer.add_attachment("budget.xlsx", b"PK")
    place = io.BytesIO()
    writer.write(place)

    with pytest.raises(RefusedError, match="attached"):
        found(place.getvalue())


def _protected(*, user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(("Charte",)))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    place = io.BytesIO()
    writer.write(place)
    return place.getvalue()
