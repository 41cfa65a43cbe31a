"""The guard says itself why a file is refused; it does not leave that to a reader's death."""

import pytest

from gates.evidence.guard.archive import open_archive
from gates.evidence.guard.ole import ole_refusal
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.xml_pass import check_unread, check_xml
from gates.evidence.readers.reading_room import admit
from tests.unit.evidence.documents import content
from tests.unit.evidence.hostile import (
    CONTENT_TYPES,
    OLE,
    REFUSED,
    RELS,
    archive,
    container,
    docx,
    relations,
    xlsx,
)

ENDED_BY_LIMITS = {"forms-of-forms.pdf"}
"""What only the limits of the process stop; it is not let loose in this one."""

SAID = {
    "empty.docx": "empty",
    "external-entity.docx": "document type",
    "utf16-entity.docx": "document type",
    "billion-laughs.xml": "document type",
    "deep.docx": "levels deep",
    "zip-bomb.docx": "64 MiB",
    "ratio.docx": "shrinks more",
    "sparse.xlsx": "span more",
    "many-parts.docx": "2000 parts",
    "overlap.docx": "overlap",
    "size-lie.docx": "larger than the directory says",
    "symbolic-link.docx": "points to other files",
    "traversal.docx": "leads out of it",
    "backslash.docx": "leads out of it",
    "password-entries.docx": "password",
    "macros.docx": "macros",
    "docm-renamed.docx": "macros",
    "active-x.docx": "ActiveX",
    "object.docx": "object of another program",
    "template.docx": "fetched from elsewhere",
    "network-template.docx": "fetched from elsewhere",
    "another-workbook.xlsx": "another workbook",
    "dde.docx": "DDE",
    "old-word-renamed.docx": "save it as .docx",
    "password.xlsx": "password",
    "polyglot.pdf": "two kinds",
    "script-in-hex.pdf": "script",
    "script-in-object-stream.pdf": "script",
    "launch-on-page.pdf": "program to launch",
    "embedded.pdf": "attached file",
    "many-columns.csv": "500 columns",
    "page.html": "web page",
    "picture.docx": "picture",
    "rich-text.rtf": "save it as a Word document",
    "plan.pod": "Save As",
    "entities.gan": "document type",
    "entities.planner": "document type",
    "entities-pmxml.xml": "document type",
}
"""Words of the sentence, where it must be this reason and no other."""


@pytest.mark.parametrize("name", sorted(set(REFUSED) - ENDED_BY_LIMITS))
def test_the_guard_or_the_reader_refuses_with_a_sentence(name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        admit(REFUSED[name](), name).read()

    assert SAID.get(name, "") in refused.value.words["en"]
    assert " : " in refused.value.words["fr"] or "Accepted" in refused.value.words["en"]
    assert refused.value.kind


@pytest.mark.parametrize(
    ("entries", "kind"),
    [
        (("WordDocument",), "doc"),
        (("Workbook",), "xls"),
        (("Book",), "xls"),
        (("PowerPoint Document",), "ppt"),
        (("Props14",), "mpp"),
        (("   114",), "mpp"),
        (("__properties_version1.0",), "msg"),
        (("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        (("Something",), "ole"),
    ],
)
def test_an_old_container_is_told_by_its_entries(entries: tuple[str, ...], kind: str) -> None:
    assert ole_refusal(container(*entries)).kind == kind


def test_a_word_in_the_text_of_an_old_container_is_no_entry() -> None:
    data = OLE.ljust(512, b"\0") + b"x" + "WordDocument\0".encode("utf-16-le") + bytes(512)

    assert ole_refusal(data).kind == "ole"


@pytest.mark.parametrize(
    ("main", "kind", "words"),
    [
        (
            "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
            "potx",
            ".pptx",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "dotx",
            "save it as a document",
        ),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xlsb", ".xlsx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsm", "macros"),
    ],
)
def test_an_office_file_of_another_kind_is_told_how_to_be_saved(
    main: str, kind: str, words: str
) -> None:
    data = archive(
        {
            "[Content_Types].xml": CONTENT_TYPES.format(part="main.xml", kind=main, more=""),
            "_rels/.rels": RELS.format(part="main.xml"),
            "main.xml": "<a/>",
        }
    )

    with pytest.raises(RefusedError, match=words) as refused:
        admit(data, "file.docx")

    assert refused.value.kind == kind


def test_a_workbook_behind_a_chart_and_its_link_are_no_harm() -> None:
    chart = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/package" Target="../embeddings/Sheet1.xlsx"/></Relationships>'
    )
    sheets = (
        '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet"/>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES.format(
            part="word/document.xml",
            kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            more=sheets,
        ),
        "word/charts/chart1.xml": "<c/>",
        "word/charts/_rels/chart1.xml.rels": chart,
        "word/embeddings/Sheet1.xlsx": xlsx(""),
    }

    assert content(_with(parts)).paragraphs


def test_a_link_of_a_chart_to_its_workbook_is_never_followed_and_no_harm() -> None:
    link = relations("https://drive.example/Tables.xlsx", "oleObject")

    assert content(docx(more={"word/charts/_rels/chart1.xml.rels": link})).paragraphs


def test_a_part_whose_checksum_is_wrong_is_damaged() -> None:
    data = bytearray(docx())
    place = data.index(b"PK\x01\x02")
    data[place + 16] ^= 1

    with pytest.raises(RefusedError, match="damaged"):
        open_archive(bytes(data)).verify()


def test_xml_that_nobody_reads_may_be_untidy_but_declares_no_type() -> None:
    check_unread(b"<a><br></a>")
    check_unread(b'<?xml version="1.0" encoding="none-such"?><a/>')
    with pytest.raises(RefusedError, match="damaged"):
        check_xml(b"<a><br></a>")
    with pytest.raises(RefusedError, match="document type"):
        check_unread(b"<!DOCTYPE a><a/>")


def _with(parts: dict[str, str | bytes]) -> bytes:
    base = {
        "_rels/.rels": RELS.format(part="word/document.xml"),
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Chart</w:t></w:r></w:p></w:body>'
        "</w:document>",
    }
    return archive(base | parts)
