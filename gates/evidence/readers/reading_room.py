"""From bytes to content: the guard first, then the reader of the kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.text import Text, both
from gates.evidence.content import Content
from gates.evidence.guard import limits
from gates.evidence.guard.archive import Archive, open_archive
from gates.evidence.guard.office import OfficeFile, pass_office
from gates.evidence.guard.open_document import (
    CONTENT,
    OpenDocument,
    is_open_document,
    pass_open_document,
)
from gates.evidence.guard.open_sheets import check_sheets
from gates.evidence.guard.pdf import Signature, pass_pdf
from gates.evidence.guard.plain_text import Decoded
from gates.evidence.guard.recognise import recognise
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.workbook import pass_workbook
from gates.evidence.guard.xml_pass import check_xml
from gates.evidence.readers.excel import read_excel, shown_units
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.open.sheets import read_open_sheets
from gates.evidence.readers.open.text import read_open_text
from gates.evidence.readers.plain import read_markdown, read_plain
from gates.evidence.readers.portable import read_portable
from gates.evidence.readers.project_xml import read_project_xml
from gates.evidence.readers.schedules.exchange_rows import read_exchange_rows
from gates.evidence.readers.schedules.gantt_project import read_gantt_project
from gates.evidence.readers.schedules.planner import read_planner
from gates.evidence.readers.schedules.primavera_rows import read_primavera_rows
from gates.evidence.readers.schedules.primavera_xml import read_primavera_xml
from gates.evidence.readers.schedules.project_libre import plan_within
from gates.evidence.readers.separated_rows import read_separated
from gates.evidence.readers.slides import read_slides
from gates.evidence.readers.word import read_word

_SHOWN = 5
_SCHEDULES: Mapping[str, Callable[[bytes], tuple[Content, bool, Text]]] = {
    "gan": read_gantt_project,
    "mpx": read_exchange_rows,
    "mspdi": read_project_xml,
    "planner": read_planner,
    "pmxml": read_primavera_xml,
}


@dataclass(frozen=True)
class Found:
    """The content of a file; ``whole`` is false, with the reason, where something is missing."""

    content: Content
    whole: bool = True
    reason: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Admitted:
    """A file that the guard passed: what it is, what it unpacks to, and the way to read it."""

    kind: str
    unpacked: int
    read: Callable[[], Found]


def admit(data: bytes, name: str) -> Admitted:
    """Pass a file.

    Raises:
        RefusedError: It must not be read; the sentence says why and what to do.
    """
    family, decoded = recognise(data, name)
    try:
        return _admit(family, decoded, data)
    except RefusedError as refused:
        refused.kind = refused.kind or family
        raise


def _admit(family: str, decoded: Decoded | None, data: bytes) -> Admitted:
    if family == "zip":
        return _packed(open_archive(data), data)
    if family == "pdf":
        signatures = pass_pdf(data)
        return Admitted("pdf", len(data), lambda: _portable(data, signatures))
    if family == "pod":
        plan = plan_within(data)
        check_xml(plan)
        return Admitted("pod", len(data), lambda: Found(*read_project_xml(plan)))
    if family in _SCHEDULES:
        read = _SCHEDULES[family]
        return Admitted(family, len(data), lambda: Found(*read(data)))
    if decoded is None:
        raise AssertionError(family)
    return Admitted(family, len(data), lambda: _text(family, decoded))


def _packed(archive: Archive, data: bytes) -> Admitted:
    if is_open_document(archive):
        return _open(pass_open_document(archive))
    return _office(pass_office(archive), data)


def _open(document: OpenDocument) -> Admitted:
    unpacked = document.archive.unpacked
    if document.kind == "odt":
        return Admitted("odt", unpacked, lambda: _kept(read_open_text(document)))
    check_sheets(document.archive.read(CONTENT), CONTENT)
    return Admitted("ods", unpacked, lambda: _kept(read_open_sheets(document)))


def _office(office: OfficeFile, data: bytes) -> Admitted:
    unpacked = office.archive.unpacked
    if office.kind == "docx":
        return Admitted("docx", unpacked, lambda: _kept(read_word(office)))
    if office.kind == "pptx":
        return Admitted("pptx", unpacked, lambda: _kept(read_slides(office)))
    shown = shown_units(office)
    workbook = pass_workbook(office, noted=shown)
    return Admitted("xlsx", unpacked, lambda: _kept(read_excel(office, workbook, shown, data)))


def _portable(data: bytes, signatures: tuple[Signature, ...]) -> Found:
    content, whole, broken = read_portable(data, signatures)
    if not broken:
        return _kept((content, whole))
    pages = ", ".join(map(str, broken[:_SHOWN])) + (", …" if len(broken) > _SHOWN else "")
    return Found(
        content,
        whole=False,
        reason=both(
            f"Page {pages} is damaged and was not read: print the document to a new PDF file.",
            f"La page {pages} est endommagée et n’a pas été lue : imprimez le document dans un "
            "nouveau fichier PDF.",
        ),
    )


def _text(kind: str, decoded: Decoded) -> Found:
    if kind == "xer":
        return Found(*read_primavera_rows(decoded.text))
    gathering = Gathering()
    if kind == "csv":
        said = read_separated(decoded, gathering)
        if said:
            return Found(gathering.content(), whole=False, reason=said)
    elif kind == "md":
        read_markdown(decoded.text, gathering)
    else:
        read_plain(decoded.text, gathering)
    return _kept((gathering.content(), not gathering.full))


def _kept(found: tuple[Content, bool]) -> Found:
    content, whole = found
    if whole:
        return Found(content)
    return Found(
        content,
        whole=False,
        reason=both(
            f"Only the first {limits.KEPT_CELLS} cells, {limits.KEPT_PARAGRAPHS} paragraphs or "
            f"{limits.KEPT_CHARACTERS // 1_000_000} million characters were read: hand in the "
            "part that the gate asks for.",
            f"Seuls les {limits.KEPT_CELLS} premières cellules, {limits.KEPT_PARAGRAPHS} premiers "
            f"paragraphes ou {limits.KEPT_CHARACTERS // 1_000_000} premiers millions de "
            "caractères ont été lus : déposez la partie que le jalon demande.",
        ),
    )
