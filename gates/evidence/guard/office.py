"""Office files: what they are by their own declaration, and what they must not carry.

A name's ending says nothing. A file is what its one main part is declared to be; macros,
controls, objects of other programs and content fetched from elsewhere are refused. Links that a
reader presses, ordinary workbooks behind charts and local templates are accepted, unopened.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from gates.evidence.guard.archive import Archive
from gates.evidence.guard.package_parts import (
    ContentTypes,
    Relation,
    all_relations,
    content_types,
)
from gates.evidence.guard.refusal import RefusedError, damaged
from gates.evidence.guard.xml_pass import check_unread, check_xml

_BASE = "application/vnd.openxmlformats-officedocument."

READ = {
    f"{_BASE}wordprocessingml.document.main+xml": "docx",
    f"{_BASE}spreadsheetml.sheet.main+xml": "xlsx",
    f"{_BASE}presentationml.presentation.main+xml": "pptx",
}
"""The types of the main parts that are read."""

_UNREAD = {
    f"{_BASE}wordprocessingml.template.main+xml": "dotx",
    f"{_BASE}spreadsheetml.template.main+xml": "xltx",
    f"{_BASE}presentationml.slideshow.main+xml": "ppsx",
    f"{_BASE}presentationml.template.main+xml": "potx",
    "application/vnd.ms-word.document.macroenabled.main+xml": "docm",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": "dotm",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "xlsm",
    "application/vnd.ms-excel.template.macroenabled.main+xml": "xltm",
    "application/vnd.ms-excel.addin.macroenabled.main+xml": "xlam",
    "application/vnd.ms-excel.sheet.binary.macroenabled.main": "xlsb",
    "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml": "pptm",
    "application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml": "ppsm",
    "application/vnd.ms-powerpoint.template.macroenabled.main+xml": "potm",
}
_MACROS = {"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppsm", "potm"}
_MAIN = READ | _UNREAD
_WORKBOOK = f"{_BASE}spreadsheetml.sheet"


@dataclass(frozen=True)
class OfficeFile:
    """An office file that was passed: its kind, its main part, and how its parts hang together."""

    kind: str
    main: str
    archive: Archive
    relations: tuple[Relation, ...]

    def related(self, kind: str, source: str | None = None) -> list[str]:
        """Return the names of the parts that a part (the main one) is tied to in a way."""
        origin = self.main if source is None else source
        return [
            relation.target
            for relation in self.relations
            if relation.source == origin
            and relation.kind == kind
            and not relation.external
            and relation.target in self.archive
        ]


def pass_office(archive: Archive) -> OfficeFile:
    """Pass an office file.

    Raises:
        RefusedError: It is of a kind that is not read, damaged, or carries what it must not.
    """
    types = content_types(archive)
    links = all_relations(archive)
    kind, main = _main_part(archive, types, links)
    if kind in _MACROS:
        raise _macros(kind)
    _check_parts(archive, types, links, kind)
    for link in links:
        _check_link(link, kind)
    if kind not in READ.values():
        raise _unread(kind)
    archive.verify()
    _check_xml(archive, types)
    return OfficeFile(kind, main, archive, tuple(links))


def _main_part(archive: Archive, types: ContentTypes, links: list[Relation]) -> tuple[str, str]:
    named = [link.target for link in links if not link.source and link.kind == "officeDocument"]
    typed = [name for name in archive if types.of(name).lower() in _MAIN]
    if len(named) != 1 or typed != named:
        raise damaged("[Content_Types].xml")
    return _MAIN[types.of(named[0]).lower()], named[0]


def _check_parts(archive: Archive, types: ContentTypes, links: list[Relation], kind: str) -> None:
    behind_charts = {
        link.target
        for link in links
        if link.kind == "package" and "/charts/" in f"/{link.source}" and not link.external
    }
    for name in archive:
        lower, declared = name.lower(), types.of(name).lower()
        if "vbaproject" in lower or "vbadata" in lower or "vba" in declared:
            raise _macros(kind)
        if "/activex/" in f"/{lower}" or "activex" in declared:
            raise _carries("an ActiveX control", "un contrôle ActiveX", kind)
        if "/externallinks/" in f"/{lower}" or "externallink" in declared:
            raise _carries(
                "formulas that fetch figures from another workbook",
                "des formules qui vont chercher des chiffres dans un autre classeur",
                kind,
                do_en="replace these links by their values (Data, Edit Links, Break Link)",
                do_fr="remplacez ces liaisons par leurs valeurs (Données, Modifier les liaisons, "
                "Rompre la liaison)",
            )
        embedded = "/embeddings/" in f"/{lower}" or "oleobject" in declared
        if embedded and not (name in behind_charts and _is_workbook(lower, declared)):
            raise _carries(
                f"an object of another program ({name.rsplit('/', 1)[-1]})",
                f"un objet d’un autre logiciel ({name.rsplit('/', 1)[-1]})",
                kind,
                do_en="replace it by a picture or hand it in as a file of its own",
                do_fr="remplacez-le par une image ou déposez-le comme fichier distinct",
            )


def _is_workbook(name: str, declared: str) -> bool:
    return name.endswith(".xlsx") and declared == _WORKBOOK


def _check_link(link: Relation, kind: str) -> None:
    if link.kind in {"aFChunk", "subDocument", "control", "vbaProject"}:
        raise _carries("another document inside", "un autre document à l’intérieur", kind)
    if not link.external or link.kind == "hyperlink":
        return
    if link.kind == "attachedTemplate" and not _is_remote(link.target):
        return
    # A chart keeps what it draws; the workbook that it names is never fetched.
    if link.kind in {"oleObject", "package"} and "/charts/" in f"/{link.source}":
        return
    raise _carries(
        f"content that is fetched from elsewhere ({link.kind}: {link.target[:120]})",
        f"un contenu qui vient d’ailleurs ({link.kind} : {link.target[:120]})",
        kind,
        do_en="put the content itself into the document, or take the link out",
        do_fr="mettez le contenu lui-même dans le document, ou supprimez le lien",
    )


def _is_remote(target: str) -> bool:
    plain = target.replace("\\", "/").lower()
    try:
        address = urlsplit(plain)
    except ValueError:
        return True
    if address.scheme == "file":
        return bool(address.netloc) or address.path.startswith("//")
    # A scheme of one letter is a drive.
    return plain.startswith("//") or len(address.scheme) > 1


def _check_xml(archive: Archive, types: ContentTypes) -> None:
    for name in archive:
        declared = types.of(name).lower()
        if not (declared.endswith("xml") or name.lower().endswith((".xml", ".rels", ".vml"))):
            continue
        if _is_read(name.lower(), declared):
            check_xml(archive.read(name), name)
        elif "worksheet+xml" not in declared:
            check_unread(archive.read(name))


def _is_read(name: str, declared: str) -> bool:
    """Tell whether a reader opens this part; sheets have a pass of their own."""
    read = (
        *("document.main", "sheet.main", "styles", "header", "footer", "comments", "notes"),
        *("sharedstrings", "ml.table", "core-properties", "numbering"),
        *("presentation.main", "slide", "notesslide", "diagramdata"),
    )
    return name.endswith("core.xml") or any(
        declared.endswith((f"{word}+xml", f".{word}+xml")) for word in read
    )


def _macros(kind: str) -> RefusedError:
    return RefusedError(
        "The file holds macros: save it without them (as .docx, .xlsx or .pptx) and hand in "
        "that copy.",
        "Le fichier contient des macros : enregistrez-le sans macros (en .docx, .xlsx ou .pptx) "
        "et déposez cette copie.",
        kind=kind,
    )


def _carries(
    what_en: str,
    what_fr: str,
    kind: str,
    *,
    do_en: str = "take it out and save the document again",
    do_fr: str = "retirez-le et enregistrez de nouveau le document",
) -> RefusedError:
    return RefusedError(
        f"The file carries {what_en}: {do_en}.",
        f"Le fichier contient {what_fr} : {do_fr}.",
        kind=kind,
    )


def _unread(kind: str) -> RefusedError:
    if kind in {"dotx", "xltx"}:
        return RefusedError(
            "The file is a template of an office program: save it as a document (.docx or .xlsx).",
            "Le fichier est un modèle bureautique : enregistrez-le comme document (.docx ou "
            ".xlsx).",
            kind=kind,
        )
    if kind == "xlsb":
        return RefusedError(
            "Binary workbooks are not read: save it as an Excel workbook (.xlsx).",
            "Les classeurs binaires ne sont pas lus : enregistrez-le comme classeur Excel (.xlsx).",
            kind=kind,
        )
    return RefusedError(
        "The file is a slide show or a template: save it as a presentation (.pptx).",
        "Le fichier est un diaporama ou un modèle : enregistrez-le comme présentation (.pptx).",
        kind=kind,
    )
