"""What is read of texts and sheets in the open format, and what is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from gates.evidence.guard.refusal import RefusedError
from gates.evidence.readers.reading_room import admit
from tests.unit.evidence.documents import content, found, rows
from tests.unit.evidence.hostile import DOCTYPE, archive, docx
from tests.unit.evidence.packages import ODF, cell, ods, odt, open_document, row, sheet


def said(data: bytes, part: str = "body") -> list[tuple[str, str, int]]:
    return [
        (one.text, one.location, one.level)
        for one in content(data, "text.odt").paragraphs
        if one.part == part
    ]


def test_a_text_has_headings_paragraphs_and_its_properties() -> None:
    data = odt(
        '<text:p text:style-name="P1">Charter</text:p>'
        '<text:h text:outline-level="1">1 Aim</text:h>'
        '<text:p>We  build<text:s text:c="2"/>a <text:span>hall</text:span>'
        "<text:tab/>now.<text:line-break/>Soon.</text:p><text:p/>"
        "<text:list><text:list-item><text:p>First</text:p></text:list-item></text:list>"
        '<text:section><text:h text:outline-level="2">1.1 Scope</text:h></text:section>',
        automatic='<style:style style:name="P1" style:parent-style-name="Title"/>',
    )

    assert admit(data, "x").kind == "odt"
    assert said(data) == [
        ("Charter", "paragraph 1", 1),
        ("1 Aim", "paragraph 2", 1),
        ("We  build  a hall\tnow.\nSoon.", "paragraph 3", 0),
        ("First", "paragraph 4", 0),
        ("1.1 Scope", "paragraph 5", 2),
    ]
    read = content(data, "text.odt")
    assert (read.title, read.author) == ("Works", "Eva")


def test_changes_notes_comments_boxes_and_prompts_stand_apart() -> None:
    data = odt(
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<text:p>old price</text:p></text:deletion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
        "</text:tracked-changes>"
        '<text:p>Price<text:change text:change-id="c1"/> is '
        '<text:change-start text:change-id="c2"/>new<text:change-end text:change-id="c2"/>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>See annex</text:p></text:note-body></text:note>"
        "<office:annotation><dc:creator>Bo</dc:creator><text:p>Check</text:p></office:annotation>"
        "<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
        '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
        "<text:placeholder>[Name]</text:placeholder></text:p>",
        styles="<office:master-styles><style:master-page><style:header><text:p>Jalon 3</text:p>"
        "</style:header><style:footer><text:p>Page</text:p></style:footer></style:master-page>"
        "</office:master-styles>",
    )

    assert said(data) == [("Price is new", "paragraph 1", 0)]
    for part, text in {
        "deleted": "old price",
        "inserted": "new",
        "note": "See annex",
        "comment": "Check",
        "text box": "In a box",
        "prompt": "[Name]",
        "header": "Jalon 3",
        "footer": "Page",
    }.items():
        assert [one for one, *_ in said(data, part)] == [text], part
    assert content(data, "a").images == 1


def test_a_table_of_a_text_keeps_its_columns() -> None:
    data = odt(
        '<text:h text:outline-level="1">Risks</text:h>'
        + sheet(
            "<table:table-header-rows>"
            + row(cell("Risk"), cell("Cost"), cell("Due"))
            + "</table:table-header-rows>"
            + row(
                cell("Flood", 'table:number-columns-spanned="2"'),
                "<table:covered-table-cell/>",
                cell("2026-03-31"),
            )
            + row(
                cell("Fire"),
                cell("1 200,50 €"),
                f"<table:table-cell>{sheet(row(cell('inner')))}</table:table-cell>",
            )
        )
    )

    outer = next(one for one in content(data, "a").tables if len(one.rows) == 3)
    assert [[one.value for one in line] for line in outer.rows][:2] == [
        ["Risk", "Cost", "Due"],
        ["Flood", "", "2026-03-31"],
    ]
    assert outer.rows[2][1].number == Decimal("1200.50")
    assert outer.rows[1][2].day == date(2026, 3, 31)
    assert outer.rows[2][0].location == "table 1, row 3"
    assert (outer.title, outer.after) == ("Risks", 1)
    assert {one.location for one in content(data, "a").tables} == {
        "table 1",
        "table 1, row 3, table 1",
    }


NUMBER = 'office:value-type="float" office:value="{}"'


def test_sheets_have_typed_values_formulas_and_places() -> None:
    data = ods(
        sheet(
            row("<table:table-cell/>", more='table:number-rows-repeated="2"')
            + row("<table:table-cell/>", cell("Item"), cell("Cost"))
            + row(
                "<table:table-cell/>",
                cell("Pump"),
                cell("1 200,50", NUMBER.format("1200.5")),
                cell("8 %", 'office:value-type="percentage" office:value="0.08"'),
                cell(
                    "12 €", 'office:value-type="currency" office:currency="EUR" office:value="12"'
                ),
            )
            + row(
                "<table:table-cell/>",
                cell("Total"),
                cell(
                    "1200,50",
                    f'table:formula="of:=SUM([.C4:.C5];[$Rates.B2])" {NUMBER.format("1200.5")}',
                ),
                cell("", 'table:formula="of:=[.C4]*2"'),
                cell("31/03/26", 'office:value-type="date" office:date-value="2026-03-31"'),
            )
            + row("<table:table-cell/>", more='table:number-rows-repeated="1048000"')
        )
    )

    assert admit(data, "x").kind == "ods"
    (table,) = content(data, "a.ods").tables
    assert [[one.value for one in line] for line in table.rows] == [
        ["Item", "Cost", "", ""],
        ["Pump", "1200.5", "8 %", "12"],
        ["Total", "1200.5", "", "2026-03-31"],
    ]
    pump, total = table.rows[1], table.rows[2]
    assert pump[1].number == Decimal("1200.5")
    assert (pump[2].number, pump[2].unit) == (Decimal("0.08"), "%")
    assert pump[3].unit == "EUR"
    assert total[1].formula == "=SUM(C4:C5;Rates!B2)"
    assert (total[1].uncalculated, total[2].uncalculated) == (False, True)
    assert total[3].day == date(2026, 3, 31)
    assert total[1].location == "Budget!C5"


def test_a_number_that_is_shown_as_money_is_money() -> None:
    data = ods(sheet(row(cell(" $ 830,000 ", NUMBER.format("830000")))))

    ((one,),) = content(data, "a.ods").tables[0].rows

    assert (one.number, one.unit) == (Decimal(830000), "$")


def test_hidden_merged_and_repeated_cells_are_unfolded() -> None:
    data = ods(
        sheet(
            '<table:table-column/><table:table-column table:visibility="collapse" '
            'table:number-columns-repeated="1"/>'
            + row(
                cell("Phase", 'table:number-columns-spanned="2"'),
                "<table:covered-table-cell/>",
                cell("x", 'table:number-columns-repeated="3"'),
            )
            + row(cell("a"), cell("b"), more='table:visibility="filter"')
            + row(cell("c"), more='table:number-rows-repeated="2"'),
            style="ta1",
        )
        + sheet(row(cell("seen")), name="It's"),
        automatic='<style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="false"/></style:style>',
    )

    hidden, seen = content(data, "a.ods").tables

    assert [[one.value for one in line] for line in hidden.rows] == [
        ["Phase", "", "x", "x", "x"],
        ["a", "b", "", "", ""],
        ["c", "", "", "", ""],
        ["c", "", "", "", ""],
    ]
    assert hidden.hidden
    assert not seen.hidden
    assert hidden.merged == ("A1:B1",)
    assert [one.hidden for one in hidden.rows[0]] == [False, True, False, False, False]
    assert all(one.hidden for one in hidden.rows[1])
    assert seen.rows[0][0].location == "'It''s'!A1"


def test_a_comment_on_a_cell_names_the_cell() -> None:
    data = ods(
        sheet(
            row(
                '<table:table-cell office:value-type="string"><office:annotation><dc:date>x'
                "</dc:date><text:p>Who says so?</text:p></office:annotation><text:p>12</text:p>"
                "</table:table-cell>"
            )
        )
    )

    read = content(data, "a.ods")

    assert [(one.text, one.location, one.part) for one in read.paragraphs] == [
        ("Who says so?", "Budget!A1", "comment")
    ]
    assert rows(read) == [["12"]]


OBJECT = (
    '<manifest:file-entry manifest:full-path="Object 1/" manifest:media-type="{}"/>'
    '<manifest:file-entry manifest:full-path="Object 1/content.xml" '
    'manifest:media-type="text/xml"/>'
)
LISTENER = (
    '<office:event-listeners><script:event-listener xlink:href="vnd.sun.star.script:a"/>'
    "</office:event-listeners>"
)
HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "basic": (lambda: odt("", more={"Basic/script-lc.xml": "<a/>"}), "macros"),
    "scripts": (lambda: odt("", more={"Scripts/python/a.py": "1"}), "macros"),
    "listener": (lambda: odt(LISTENER), "macros"),
    "script": (lambda: ods('<office:script script:language="x"/>'), "macros"),
    "dde": (
        lambda: ods(
            '<table:dde-link><office:dde-source office:dde-application="cmd"/></table:dde-link>'
        ),
        "DDE",
    ),
    "object": (
        lambda: odt("", entries=OBJECT.format("application/vnd.sun.star.oleobject")),
        "object of another program",
    ),
    "document": (
        lambda: odt("", entries=OBJECT.format(f"{ODF}spreadsheet")),
        "object of another program",
    ),
    "unnamed": (
        lambda: odt(
            "",
            entries='<manifest:file-entry manifest:full-path="Object 1" manifest:media-type=""/>',
            more={"Object 1": b"\xd0\xcf\x11\xe0"},
        ),
        "object of another program",
    ),
    "picture": (
        lambda: odt(
            '<draw:frame><draw:image xlink:href="https://evil.example/a.png"/></draw:frame>'
        ),
        "fetched from elsewhere",
    ),
    "source": (
        lambda: ods(
            '<table:table><table:table-source xlink:href="file:///etc/passwd"/></table:table>'
        ),
        "fetched from elsewhere",
    ),
    "share": (
        lambda: odt(
            '<text:section><text:section-source xlink:href="//evil/a.odt"/></text:section>'
        ),
        "fetched from elsewhere",
    ),
    "password": (
        lambda: odt(
            "",
            entries='<manifest:file-entry manifest:full-path="content.xml" manifest:media-type='
            '"text/xml"><manifest:encryption-data/></manifest:file-entry>',
        ),
        "password",
    ),
    "entity": (lambda: odt("<text:p>&a;</text:p>", before=DOCTYPE), "document type"),
    "deep": (lambda: odt("<text:span>" * 200 + "</text:span>" * 200), "levels deep"),
    "columns": (
        lambda: ods(
            sheet(
                row(
                    cell("x", 'table:number-columns-repeated="16384"'),
                    more='table:number-rows-repeated="1048576"',
                )
            )
        ),
        "2000000 cells",
    ),
    "corners": (
        lambda: ods(
            sheet(
                row(cell("x"))
                + row("<table:table-cell/>", more='table:number-rows-repeated="1000000"')
                + row('<table:table-cell table:number-columns-repeated="16000"/>', cell("x"))
            )
        ),
        "span more",
    ),
    "sheets": (lambda: ods(sheet(row(cell("x"))) * 300), "250 sheets"),
    "slides": (lambda: open_document("presentation", ""), ".pptx"),
    "template": (lambda: open_document("text-template", ""), "template"),
    "no-manifest": (
        lambda: archive({"mimetype": f"{ODF}text", "content.xml": "<a/>"}),
        "damaged",
    ),
    "two-kinds": (lambda: odt("", more={"[Content_Types].xml": "<a/>"}), "damaged"),
    "another-root": (
        lambda: odt(
            "",
            entries='<manifest:file-entry manifest:full-path="/" manifest:media-type='
            f'"{ODF}chart"/>',
        ),
        "damaged",
    ),
    "bomb": (lambda: odt("", more={"Pictures/a.png": bytes(70 * 1024 * 1024)}), "64 MiB"),
    "cut": (lambda: odt("<text:p>a</text:p>")[:-40], "damaged"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_an_open_document_must_not_carry_is_refused(name: str) -> None:
    make, words = HARMFUL[name]

    with pytest.raises(RefusedError) as refused:
        admit(make(), "file").read()

    assert words in refused.value.words["en"]
    assert refused.value.words["fr"]
    assert refused.value.kind


def test_links_charts_and_a_script_that_says_nothing_are_accepted() -> None:
    data = odt(
        '<text:p><text:a xlink:href="https://example.org">here</text:a>'
        '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>',
        entries=OBJECT.format(f"{ODF}chart"),
        more={"Object 1/content.xml": "<a/>"},
    )

    assert found(data, "a").content.paragraphs[0].text == "here"


def test_a_word_document_is_not_taken_for_an_open_one() -> None:
    assert admit(docx(), "a.odt").kind == "docx"
