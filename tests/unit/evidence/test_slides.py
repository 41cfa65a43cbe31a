"""What is read of a presentation, and what is refused."""

import pytest

from gates.evidence.guard.refusal import RefusedError
from gates.evidence.readers.reading_room import admit
from tests.unit.evidence.documents import content, rows
from tests.unit.evidence.hostile import DOCTYPE
from tests.unit.evidence.packages import A, P, grid, pptx, shape


def test_slides_are_read_in_the_order_in_which_they_are_shown() -> None:
    data = pptx(
        shape("Second body", "body") + shape("Second", "title"),
        shape("First", "ctrTitle") + shape("7", "sldNum") + shape("by Eva"),
        order=(2, 1),
    )

    assert admit(data, "x").kind == "pptx"
    read = content(data, "a.pptx")
    assert [(one.text, one.location, one.level) for one in read.paragraphs] == [
        ("First", "slide 1", 1),
        ("by Eva", "slide 1", 0),
        ("Second", "slide 2", 1),
        ("Second body", "slide 2", 0),
    ]
    assert (read.pages, read.title) == (2, "First")


def test_a_table_on_a_slide_is_a_table() -> None:
    merged = '<a:tc hMerge="1"><a:txBody><a:p><a:r><a:t>left</a:t></a:r></a:p></a:txBody></a:tc>'
    table = grid(("Risk", "Cost"), ("Flood", "1 200,50 €")).replace(
        "</a:tr>", f"{merged}</a:tr>", 1
    )

    read = content(pptx(shape("Risks", "title") + table), "a")

    assert rows(read) == [["Risk", "Cost", ""], ["Flood", "1 200,50 €"]]
    (only,) = read.tables
    assert (only.title, only.location) == ("Risks", "slide 1, table 1")
    assert str(only.rows[1][1].number) == "1200.50"
    assert only.rows[1][0].location == "slide 1, table 1, row 2"


def test_notes_comments_diagrams_groups_and_pictures_are_read_in_their_parts() -> None:
    data = pptx(
        f"<p:grpSp>{shape('In a group')}<p:pic/></p:grpSp>",
        related={
            "notesSlide": "../notesSlides/n1.xml",
            "comments": "../comments/c1.xml",
            "diagramData": "../diagrams/d1.xml",
        },
        more={
            "ppt/notesSlides/n1.xml": f'<p:notes xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree>'
            f"{shape('Say it slowly', 'body')}{shape('3', 'sldNum')}</p:spTree></p:cSld></p:notes>",
            "ppt/comments/c1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm><p:text>Really?</p:text></p:cm>'
            "</p:cmLst>",
            "ppt/diagrams/d1.xml": f'<d xmlns:a="{A}"><a:p><a:r><a:t>Step one</a:t>'
            "</a:r></a:p></d>",
        },
    )

    read = content(data, "a")

    assert {one.part: one.text for one in read.paragraphs} == {
        "body": "In a group",
        "text box": "Step one",
        "note": "Say it slowly",
        "comment": "Really?",
    }
    assert {one.location for one in read.paragraphs} == {"slide 1"}
    assert read.images == 1


@pytest.mark.parametrize(
    ("data", "words", "kind"),
    [
        (pptx(shape("a"), kind="slideshow.main+xml"), "save it as a presentation", "ppsx"),
        (pptx(shape("a"), more={"ppt/vbaProject.bin": b"x"}), "macros", "pptx"),
        (pptx(shape("a"), more={"ppt/embeddings/a.bin": b"x"}), "object of another", "pptx"),
        (
            pptx(shape("a"), more={"ppt/slides/slide1.xml": f"{DOCTYPE}<a/>"}),
            "document type",
            "pptx",
        ),
        (
            pptx(shape("a"), more={"ppt/slides/slide1.xml": "<a>" * 200 + "</a>" * 200}),
            "levels deep",
            "pptx",
        ),
    ],
)
def test_what_a_presentation_must_not_carry_is_refused(data: bytes, words: str, kind: str) -> None:
    with pytest.raises(RefusedError) as refused:
        admit(data, "a.pptx")

    assert words in refused.value.words["en"]
    assert refused.value.kind in {kind, "zip"}
