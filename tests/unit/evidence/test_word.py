"""What is read of a Word document, and where it says that it stands."""

import docx
from docx.enum.style import WD_STYLE_TYPE

from tests.unit.evidence.documents import content, found, rows, saved
from tests.unit.evidence.hostile import docx as raw
from tests.unit.evidence.hostile import relations


def test_headings_have_their_level_in_any_language() -> None:
    document = docx.Document()
    document.add_heading("Charte de projet", level=0)
    document.add_heading("Périmètre", level=2)
    style = document.styles.add_style("Ma rubrique", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Exclusions", style=style)
    document.add_paragraph("Rien d’autre.")

    read = content(saved(document))

    assert [(paragraph.text, paragraph.level) for paragraph in read.paragraphs] == [
        ("Charte de projet", 1),
        ("Périmètre", 2),
        ("Exclusions", 3),
        ("Rien d’autre.", 0),
    ]
    assert read.paragraphs[-1].location == "paragraph 4"


def test_a_table_knows_its_heading_and_each_cell_its_row() -> None:
    document = docx.Document()
    document.add_heading("Budget", level=1)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[1].cells, ("Four", "12 500,00 €", "31/03/2026"), strict=True):
        cell.text = text

    read = content(saved(document))

    assert read.tables[0].title == "Budget"
    assert read.tables[0].after == 1
    name, amount, day = read.tables[0].rows[1]
    assert (name.value, name.location) == ("Four", "table 1, row 2")
    assert (str(amount.number), amount.unit) == ("12500.00", "€")
    assert str(day.day) == "2026-03-31"


def test_merged_cells_keep_the_columns_of_the_others() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "Risk"
    table.cell(0, 2).text = "Owner"
    table.cell(1, 2).text = "Anna"

    assert rows(content(saved(document))) == [["Risk", "", "Owner"], ["", "", "Anna"]]


def test_a_table_inside_a_table_is_a_table_of_its_own() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "inside"

    read = content(saved(document))

    nested = next(table for table in read.tables if table.location != "table 1")
    assert nested.location == "table 1, row 1, table 1"
    assert nested.rows[0][0].value == "inside"


def test_headers_footers_and_comments_are_told_from_the_body() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Body")
    document.sections[0].header.paragraphs[0].text = "Version 2"
    document.sections[0].footer.paragraphs[0].text = "Confidential"
    document.add_comment(paragraph.runs, text="Who decides?", author="Anna")

    read = content(saved(document))

    assert {(paragraph.part, paragraph.text) for paragraph in read.paragraphs} == {
        ("body", "Body"),
        ("header", "Version 2"),
        ("footer", "Confidential"),
        ("comment", "Who decides?"),
    }


def test_tracked_changes_are_read_as_they_would_stand_and_also_apart() -> None:
    body = (
        "<w:p><w:r><w:t>Budget </w:t></w:r>"
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins></w:p>"
    )

    read = content(raw(body))

    assert [(paragraph.part, paragraph.text) for paragraph in read.paragraphs] == [
        ("body", "Budget 200"),
        ("inserted", "200"),
        ("deleted", "100"),
    ]
    assert {paragraph.location for paragraph in read.paragraphs} == {"paragraph 1"}


def test_the_prompt_of_an_unfilled_field_is_no_text() -> None:
    body = (
        "<w:p><w:r><w:t>Sponsor: </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>Click to enter a name</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Filled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:tc><w:p><w:r>"
        "<w:t>Choose</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt>"
        "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    read = content(raw(body))

    assert [(paragraph.part, paragraph.text) for paragraph in read.paragraphs] == [
        ("body", "Sponsor:"),
        ("prompt", "Click to enter a name"),
        ("body", "Filled"),
        ("prompt", "Choose"),
    ]
    assert rows(read) == [["", "x"]]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Milestone</w:t></w:r></w:p></w:txbxContent>"
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )

    read = content(raw(body))

    assert [(p.part, p.text, p.location) for p in read.paragraphs] == [
        ("text box", "Milestone", "text box 1")
    ]
    assert read.images == 1


def test_title_and_author_are_those_that_the_file_states() -> None:
    document = docx.Document()
    document.core_properties.title = "Charte"
    document.core_properties.author = "Anna"
    document.add_paragraph("x")

    read = content(saved(document))

    assert (read.title, read.author) == ("Charte", "Anna")


def test_a_local_template_and_a_link_to_press_are_no_harm() -> None:
    for kind, target in (("attachedTemplate", "Normal.dotm"), ("hyperlink", "https://a.example")):
        data = raw(more={"word/_rels/document.xml.rels": relations(target, kind)})

        assert found(data).whole


def test_a_field_that_somebody_filled_in_a_content_control_is_text() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    run = "<w:r><w:t>Anna Berg</w:t></w:r>"
    body = (
        f"<w:p><w:r><w:t>Sponsor: </w:t></w:r>{control.format(run)}</w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{control.format(run)}</w:p></w:tc>"
        f"{control.format(f'<w:tc><w:p>{run}</w:p></w:tc>')}</w:tr></w:tbl>"
    )

    read = content(raw(body))

    assert [paragraph.text for paragraph in read.paragraphs] == ["Sponsor: Anna Berg"]
    assert rows(read) == [["Anna Berg", "Anna Berg"]]


def test_changes_inside_a_table_stand_in_its_cells_and_a_deleted_row_does_not() -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    changed = (
        "<w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>200</w:t></w:r></w:ins>"
    )
    kept = f"<w:tr>{cell.format('<w:r><w:t>Boiler</w:t></w:r>')}{cell.format(changed)}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format('<w:r><w:t>Crane</w:t></w:r>')}</w:tr>"

    read = content(raw(f"<w:tbl>{kept}{gone}</w:tbl>"))

    assert rows(read) == [["Boiler", "200"]]
    assert {(one.part, one.text) for one in read.paragraphs} == {
        ("inserted", "200"),
        ("deleted", "100"),
    }


def test_a_table_in_a_text_box_is_a_table() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Frost</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:p><w:r><w:pict><w:txbxContent>{table}</w:txbxContent></w:pict></w:r></w:p>"

    read = content(raw(body))

    assert rows(read) == [["Frost"]]
    assert read.tables[0].location == "text box 1, table 1"
