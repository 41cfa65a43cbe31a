"""Hostile office files: what they fetch, run, hide, repeat and swell to."""

import bz2
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from tests.unit.evidence.harm import Harm, fixed
from tests.unit.evidence.hostile import (
    CONTENT_TYPES,
    LAUGHS,
    OLE,
    RELS,
    SHEETS,
    WORD,
    W,
    archive,
    cell,
    docx,
    relations,
    xlsx,
)
from tests.unit.evidence.packages import cell as open_cell
from tests.unit.evidence.packages import ods, odt, pptx, row, shape, sheet

_MACROS = "application/vnd.ms-{}.macroEnabled.main+xml"
_TYPE = '<Override PartName="/{}" ContentType="{}"/>'
_STYLED = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_SPREAD = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


def declared(part: str, kind: str, more: Mapping[str, str | bytes], types: str = "") -> bytes:
    """Return an office file whose main part is declared as this or that."""
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(part=part, kind=kind, more=types),
            "_rels/.rels": RELS.format(part=part),
            part: "<a/>",
            **more,
        }
    )


def with_parts(data: bytes, more: Mapping[str, str | bytes], types: str = "") -> bytes:
    """Return an office file with parts replaced or added."""
    parts: dict[str, str | bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for name in opened.namelist():
            parts[name] = opened.read(name)
    declared_types = parts["[Content_Types].xml"]
    assert isinstance(declared_types, bytes)
    parts["[Content_Types].xml"] = declared_types.replace(b"</Types>", types.encode() + b"</Types>")
    return archive({**parts, **more})


def noise(size: int, share: int) -> bytes:
    """Return bytes of which one in so many cannot be packed."""
    block = random.Random(7).randbytes(1024) + bytes(1024 * (share - 1))  # noqa: S311 - no secret
    return (block * (size // len(block) + 1))[:size]


def nested_archives(depth: int) -> bytes:
    """Return archives within archives, ten in each, of a block of nothing at the bottom."""
    data = bytes(1 << 20)
    for _ in range(depth):
        data = archive({f"{number}.zip": data for number in range(10)})
    return data


def entries(parts: Iterable[tuple[bytes, bytes, int, bytes, int]]) -> bytes:
    """Return a container part by part: both names, method, packed bytes, true size."""
    body, directory, count = b"", b"", 0
    for local, central, method, packed, size in parts:
        sums = (zlib.crc32(_unpacked(method, packed)), len(packed), size)
        head = struct.pack("<5H3L2H", 20, 0, method, 0, 33, *sums, len(local), 0)
        record = struct.pack("<6H3L5H2L", 20, 20, 0, method, 0, 33, *sums, len(central), 0, 0, 0, 0,
                             0, len(body))  # fmt: skip
        directory += b"PK\x01\x02" + record + central
        body += b"PK\x03\x04" + head + local + packed
        count += 1
    end = struct.pack("<4H2LH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def _unpacked(method: int, packed: bytes) -> bytes:
    return bz2.decompress(packed) if method == zipfile.ZIP_BZIP2 else packed


def plain_parts() -> list[tuple[bytes, bytes, int, bytes, int]]:
    """Return the parts of a document, stored as they are."""
    parts = {
        b"[Content_Types].xml": CONTENT_TYPES.format(
            part="word/document.xml", kind=WORD, more=""
        ).encode(),
        b"_rels/.rels": RELS.format(part="word/document.xml").encode(),
        b"word/document.xml": f'<w:document xmlns:w="{W}"><w:body/></w:document>'.encode(),
    }
    return [(name, name, 0, data, len(data)) for name, data in parts.items()]


def named_twice() -> bytes:
    """Return a container whose parts have other names in front of them than in its directory."""
    return entries([(b"x" * len(name), name, *rest) for name, _, *rest in plain_parts()])  # type: ignore[misc]  # the rest of the five


def packed_oddly() -> bytes:
    """Return a container whose last part is packed in a way that office programs do not use."""
    *first, (local, central, _, data, size) = plain_parts()
    return entries([*first, (local, central, zipfile.ZIP_BZIP2, bz2.compress(data), size)])


def wrong_sum() -> bytes:
    """Return a container with one letter changed after its checksum was taken."""
    data = bytearray(entries(plain_parts()))
    place = data.index(b"<w:body/>")
    data[place + 1 : place + 2] = b"v"
    return bytes(data)


def sheets_with(part: str, kind: str, text: str, rows: str = "") -> bytes:
    """Return a workbook with another part that it is tied to."""
    relation = (
        f'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{part.partition(".")[0]}" Target="{part}"/></Relationships>'
    )
    base = xlsx(rows)
    with zipfile.ZipFile(io.BytesIO(base)) as opened:
        ties = opened.read("xl/_rels/workbook.xml.rels").decode()
    return with_parts(
        base,
        {
            f"xl/{part}": text,
            "xl/_rels/workbook.xml.rels": ties.replace("</Relationships>", relation),
        },
        _TYPE.format(f"xl/{part}", kind),
    )


def many_strings(count: int) -> bytes:
    """Return a workbook of one cell and a flood of shared strings."""
    strings = "".join(f"<si><t>{number * 7919:x}</t></si>" for number in range(count))
    return sheets_with("sharedStrings.xml", _STRINGS, f"<sst {_SPREAD}>{strings}</sst>")


def many_styles(count: int, code: str = "0.00") -> bytes:
    """Return a workbook of one cell and a flood of cell styles."""
    used = '<xf numFmtId="200"/>' + "".join(
        f'<xf numFmtId="{number * 7919 % 99_991}"/>' for number in range(count)
    )
    text = (
        f'<styleSheet {_SPREAD}><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts>'
        f"<cellXfs>{used}</cellXfs></styleSheet>"
    )
    rows = '<row r="1"><c r="A1" s="0"><v>1</v></c></row>'
    return sheets_with("styles.xml", _STYLED, text, rows)


def after_rows(more: str, rows: str = f'<row r="1">{cell("A1", 1)}</row>') -> bytes:
    """Return a workbook with something behind the rows of its sheet."""
    base = xlsx(rows)
    with zipfile.ZipFile(io.BytesIO(base)) as opened:
        text = opened.read("xl/worksheets/sheet1.xml").decode()
    closed = text.replace("</sheetData>", f"</sheetData>{more}")
    return with_parts(base, {"xl/worksheets/sheet1.xml": closed})


def split_field(*pieces: str) -> bytes:
    """Return a document with a field whose instruction is cut into pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return docx(f"<w:p>{_FIELD.format('begin')}{runs}{_FIELD.format('end')}</w:p>")


def tied(kind: str, target: str, part: str = "document") -> bytes:
    """Return a document with a part that leads outside."""
    return docx(more={f"word/_rels/{part}.xml.rels": relations(target, kind)})


def nested_tables(depth: int) -> bytes:
    """Return a document of tables in tables."""
    return docx("<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth)


def laughing(name: str, kind: str = "application/xml") -> bytes:
    """Return a document with an entity bomb in a part that is not its main one."""
    return with_parts(docx(), {name: f"{LAUGHS}<a>&b;</a>"}, _TYPE.format(name, kind))


_REPEATED = 'table:number-columns-repeated="{}"'
_LISTENER = (
    '<text:p><office:event-listeners><script:event-listener script:language="ooo:script"/>'
    "</office:event-listeners></text:p>"
)

OFFICE: Mapping[str, Harm] = {
    "xlsm-renamed.xlsx": fixed(
        lambda: declared("xl/workbook.xml", _MACROS.format("excel.sheet"), {}), "macros"
    ),
    "pptm-renamed.pptx": fixed(
        lambda: declared("ppt/presentation.xml", _MACROS.format("powerpoint.presentation"), {}),
        "macros",
    ),
    "macros.xlsx": fixed(lambda: with_parts(xlsx(""), {"xl/vbaProject.bin": OLE}), "macros"),
    "macros-under-another-name.docx": fixed(
        lambda: with_parts(
            docx(),
            {"word/data.bin": OLE},
            _TYPE.format("word/data.bin", "application/vnd.ms-office.vbaProject"),
        ),
        "macros",
    ),
    "object.xlsx": fixed(
        lambda: with_parts(xlsx(""), {"xl/embeddings/oleObject1.bin": OLE}), "object of another"
    ),
    "object.pptx": fixed(
        lambda: pptx(shape("x"), more={"ppt/embeddings/oleObject1.bin": OLE}), "object of another"
    ),
    "dde-link.xlsx": fixed(
        lambda: with_parts(
            xlsx(""),
            {"xl/links/one.xml": "<a/>"},
            _TYPE.format(
                "xl/links/one.xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
            ),
        ),
        "another workbook",
    ),
    "dde-formula.xlsx": fixed(
        lambda: xlsx('<row r="1"><c r="A1"><f>cmd|\' /C calc\'!A0</f><v>0</v></c></row>')
    ),
    "fetching-formula.xlsx": Harm(
        lambda address: xlsx(
            f'<row r="1"><c r="A1"><f>WEBSERVICE("{address}")</f><v>0</v></c></row>'
        )
    ),
    "dde-in-pieces.docx": fixed(lambda: split_field("D", "DEAU", "TO c:\\\\cmd.exe"), "DDE"),
    "dde-in-a-field.docx": fixed(
        lambda: docx('<w:p><w:fldSimple w:instr=" DDE excel book a1"/></w:p>'), "DDE"
    ),
    "picture-by-field.docx": Harm(lambda address: split_field(f'INCLUDEPICTURE "{address}" \\d')),
    "text-by-field.docx": Harm(lambda address: split_field(f'INCLUDETEXT "{address}"')),
    "template-in-settings.docx": Harm(
        lambda address: tied("attachedTemplate", address, "settings"), "fetched from elsewhere"
    ),
    "frames.docx": Harm(
        lambda address: tied("frame", address, "webSettings"), "fetched from elsewhere"
    ),
    "linked-picture.docx": Harm(lambda address: tied("image", address), "fetched from elsewhere"),
    "subdocument.docx": fixed(lambda: tied("subDocument", "part.docx"), "another document"),
    "network-link.docx": fixed(lambda: tied("hyperlink", "file://evil.example/share/a.docx")),
    "film.pptx": Harm(
        lambda address: pptx(
            shape("x"), more={"ppt/slides/_rels/slide2.xml.rels": relations(address, "video")}
        ),
        "fetched from elsewhere",
    ),
    "laughs-in-core.docx": fixed(
        lambda: laughing(
            "docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"
        ),
        "document type",
    ),
    "laughs-in-comments.docx": fixed(
        lambda: laughing(
            "word/comments.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        ),
        "document type",
    ),
    "laughs-in-a-drawing.docx": fixed(lambda: laughing("word/drawing.vml"), "document type"),
    "laughs-in-types.docx": fixed(
        lambda: declared("word/document.xml", WORD, {"[Content_Types].xml": f"{LAUGHS}<Types/>"}),
        "document type",
    ),
    "laughs-in-relations.docx": fixed(
        lambda: declared("word/document.xml", WORD, {"_rels/.rels": f"{LAUGHS}<Relationships/>"}),
        "document type",
    ),
    "laughs.pptx": fixed(
        lambda: with_parts(pptx(shape("x")), {"ppt/slides/slide1.xml": f"{LAUGHS}<a>&b;</a>"}),
        "document type",
    ),
    "laughs-in-strings.xlsx": fixed(
        lambda: sheets_with("sharedStrings.xml", _STRINGS, f"{LAUGHS}<sst>&b;</sst>"),
        "document type",
    ),
    "included.docx": Harm(
        lambda address: docx(
            f'<w:p><x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{address}"/></w:p>'
        )
    ),
    "nested-archives.docx": fixed(lambda: docx(more={"word/media/a.zip": nested_archives(5)})),
    "nested-archives.zip": fixed(lambda: nested_archives(5), "archive and no document"),
    "many-large-parts.docx": fixed(
        lambda: docx(more={f"word/media/{n}.png": noise(60 << 20, 40) for n in range(4)}),
        "200 MiB",
    ),
    "named-twice.docx": fixed(named_twice, "damaged"),
    "packed-oddly.docx": fixed(packed_oddly, "damaged"),
    "wrong-checksum.docx": fixed(wrong_sum, "damaged"),
    "unpacks-itself.docx": fixed(lambda: b"MZ\x90\0" + bytes(60) + docx(), "not read"),
    "end-in-the-comment.docx": fixed(lambda: docx() + b"PK\x05\x06" + bytes(18)),
    "no-part-at-all.xlsx": fixed(lambda: b"PK\x05\x06" + bytes(18), "damaged"),
    "sheet-that-is-missing.xlsx": fixed(
        lambda: with_parts(xlsx(""), {"xl/_rels/workbook.xml.rels": "<Relationships xmlns='r'/>"}),
        "damaged",
    ),
    "many-strings.xlsx": fixed(lambda: many_strings(1_000_000)),
    "many-styles.xlsx": fixed(lambda: many_styles(300_000)),
    "endless-format.xlsx": fixed(lambda: many_styles(1, "[$" * 400_000)),
    "many-empty-rows.xlsx": fixed(
        lambda: xlsx("".join(f'<row r="{number}"/>' for number in range(1, 1_000_001)))
    ),
    "many-merged-places.xlsx": fixed(
        lambda: after_rows(
            "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_001))
            + "</mergeCells>"
        )
    ),
    "one-long-text.xlsx": fixed(
        lambda: xlsx(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>'
            f"{random.Random(7).randbytes(3 << 20).hex()}</t></is></c></row>"  # noqa: S311 - no secret
        )
    ),
    "odd-numbers.xlsx": fixed(
        lambda: xlsx(
            '<row r="1">'
            + "".join(
                f'<c r="{letter}1"><v>{value}</v></c>'
                for letter, value in zip(
                    "ABCDEF",
                    ("1e999", "-1e308", "NaN", "Infinity", "1e-400", "9" * 400),
                    strict=True,
                )
            )
            + "</row>"
        )
    ),
    "name-flood.xlsx": fixed(
        lambda: with_parts(
            xlsx(f'<row r="1">{cell("A1", 1)}</row>'),
            {
                "xl/workbook.xml": f"<workbook {_SPREAD} xmlns:r='http://schemas.openxmlformats.org"
                "/officeDocument/2006/relationships'><sheets><sheet name='Budget' sheetId='1' "
                "r:id='rId1'/></sheets><definedNames>"
                + "".join(
                    f"<definedName name='n{n}'>Budget!$A$1:$XFD$1048576</definedName>"
                    for n in range(60_000)
                )
                + "</definedNames></workbook>"
            },
        )
    ),
    "tables-in-tables.docx": fixed(lambda: nested_tables(40)),
    "tables-too-deep.docx": fixed(lambda: nested_tables(60), "levels deep"),
    "wide-cells.docx": fixed(
        lambda: docx(
            "<w:tbl>" + '<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr><w:tc><w:tcPr>'
            '<w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr>' * 2_000 + "</w:tbl>"
        )
    ),
    "many-attributes.docx": fixed(
        lambda: docx("<w:p " + " ".join(f'a{n}="{n}"' for n in range(200_000)) + "/>")
    ),
    "many-namespaces.docx": fixed(
        lambda: docx("<w:p " + " ".join(f'xmlns:n{n}="u:{n}"' for n in range(20_000)) + "/>")
    ),
    "macros.odt": fixed(lambda: odt("", more={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "listener.odt": fixed(lambda: odt(_LISTENER), "macros"),
    "elsewhere.odt": Harm(
        lambda address: odt(
            f'<text:section><text:section-source xlink:href="{address}"/></text:section>'
        ),
        "fetched from elsewhere",
    ),
    "picture-from-elsewhere.odt": Harm(
        lambda address: odt(
            f'<text:p><draw:frame><draw:image xlink:href="{address}"/></draw:frame></text:p>'
        ),
        "fetched from elsewhere",
    ),
    "laughs.odt": fixed(lambda: odt("&b;", before=LAUGHS), "document type"),
    "laughs-in-meta.odt": fixed(
        lambda: odt("", more={"meta.xml": f"{LAUGHS}<a>&b;</a>"}), "document type"
    ),
    "laughs.ods": fixed(lambda: ods("&b;", before=LAUGHS), "document type"),
    "spaces.odt": fixed(lambda: odt('<text:p><text:s text:c="999999999"/></text:p>' * 5_000)),
    "dde.ods": fixed(lambda: ods("<table:dde-links><table:dde-link/></table:dde-links>"), "DDE"),
    "repeated.ods": fixed(
        lambda: ods(
            sheet(
                row(
                    open_cell("1", _REPEATED.format(16_384)),
                    more='table:number-rows-repeated="1048576"',
                )
            )
        ),
        "unfold",
    ),
    "two-kinds.odt": fixed(
        lambda: odt("", more={"[Content_Types].xml": f"<a>{SHEETS}</a>"}), "damaged"
    ),
}
"""By the name under which each is handed in."""
