"""Open documents (odt, ods): what they are by their own declaration, and what they must not carry.

Macros, controls that run them, objects of other programs and content fetched from elsewhere are
refused, as in files of Microsoft's programs. Charts and formulas are accepted, unopened.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from gates.evidence.guard import limits
from gates.evidence.guard.archive import Archive
from gates.evidence.guard.package_parts import TYPES
from gates.evidence.guard.refusal import RefusedError, damaged
from gates.evidence.guard.xml_pass import check_unread, plain_parser, run, too_deep

MIMETYPE = "mimetype"
CONTENT = "content.xml"
STYLES = "styles.xml"
META = "meta.xml"

_BASE = "application/vnd.oasis.opendocument."
_MANIFEST = "META-INF/manifest.xml"
_READ = {f"{_BASE}text": "odt", f"{_BASE}spreadsheet": "ods"}
_UNREAD = {
    f"{_BASE}text-template": "ott",
    f"{_BASE}spreadsheet-template": "ots",
    f"{_BASE}text-master": "odm",
    f"{_BASE}presentation": "odp",
    f"{_BASE}presentation-template": "otp",
    f"{_BASE}graphics": "odg",
}
_LONGEST_TYPE = 200
_HARMLESS = (f"{_BASE}chart", f"{_BASE}formula", f"{_BASE}graphics")
_FETCHING = {
    *("image", "object", "object-ole", "plugin", "applet", "floating-frame", "fill-image"),
    *("table-source", "section-source", "cell-range-source", "background-image", "form"),
}
_RUNNING = {"event-listener", "script", "dde-source", "dde-connection-decl", "dde-link"}


@dataclass(frozen=True)
class OpenDocument:
    """An open document that was passed: its kind and its parts."""

    kind: str
    archive: Archive


def is_open_document(archive: Archive) -> bool:
    """Tell whether a zip container says that it is an open document."""
    return MIMETYPE in archive and archive.read(MIMETYPE)[:_LONGEST_TYPE].startswith(_BASE.encode())


def pass_open_document(archive: Archive) -> OpenDocument:
    """Pass an open document.

    Raises:
        RefusedError: It is of a kind that is not read, damaged, or carries what it must not.
    """
    declared = archive.read(MIMETYPE)[:_LONGEST_TYPE].decode("ascii", "replace").strip()
    kind = _READ.get(declared, "") or _UNREAD.get(declared, "odf")
    if declared not in _READ:
        raise _unread(kind)
    if TYPES in archive or _MANIFEST not in archive or CONTENT not in archive:
        raise damaged(_MANIFEST, kind=kind)
    _check_parts(archive, declared, kind)
    archive.verify()
    for name in archive:
        if name in {CONTENT, STYLES, META}:
            _check(archive.read(name), name, kind)
        elif name.lower().endswith((".xml", ".rdf")):
            check_unread(archive.read(name))
    return OpenDocument(kind, archive)


def _check_parts(archive: Archive, declared: str, kind: str) -> None:
    entries, encrypted = _manifest(archive)
    if encrypted:
        raise RefusedError(
            "The document is protected by a password: remove the password (File, Properties, "
            "Security) and hand it in again.",
            "Le document est protégé par un mot de passe : retirez le mot de passe (Fichier, "
            "Propriétés, Sécurité) et déposez-le de nouveau.",
            kind="encrypted",
        )
    if entries.get("/", declared) != declared:
        raise damaged(_MANIFEST, kind=kind)
    for name in archive:
        if name.startswith(("Basic/", "Scripts/", "Dialogs/")):
            raise _macros(kind)
    for name, media in entries.items():
        whole = media.startswith(_BASE) and name != "/"
        if "oleobject" in media or (whole and not media.startswith(_HARMLESS)):
            raise _carries_object(name, kind)
        # What is embedded is a folder of parts, or one part of a kind that only its program knows.
        if name.startswith("Object ") and "/" not in name and name in archive:
            raise _carries_object(name, kind)


def _manifest(archive: Archive) -> tuple[dict[str, str], bool]:
    """Return the declared types of the parts, and whether any of them is encrypted."""
    entries: dict[str, str] = {}
    encrypted = False

    def start(name: str, flat: list[str]) -> None:
        nonlocal encrypted
        local = name.rpartition(":")[2]
        if local == "file-entry":
            attributes = _attributes(flat)
            entries[attributes.get("full-path", "")] = attributes.get("media-type", "")
        elif local == "encryption-data":
            encrypted = True

    parser = plain_parser()
    parser.StartElementHandler = start
    run(parser, archive.read(_MANIFEST), _MANIFEST)
    return entries, encrypted


def _check(data: bytes, where: str, kind: str) -> None:
    """Pass over a part that is read: nothing in it may run, or fetch anything."""
    parser = plain_parser()
    depth = 0

    def start(name: str, flat: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.DEPTH:
            raise too_deep()
        local = name.rpartition(":")[2]
        if local in _RUNNING:
            raise _macros(kind) if "dde" not in local else _fetches("DDE", kind)
        if local in _FETCHING:
            address = _attributes(flat).get("href", "")
            if _is_elsewhere(address):
                raise _fetches(address, kind)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run(parser, data, where)


def _attributes(flat: list[str]) -> dict[str, str]:
    return {key.rpartition(":")[2]: value for key, value in zip(flat[::2], flat[1::2], strict=True)}


def _is_elsewhere(address: str) -> bool:
    """Tell whether an address leads out of the document."""
    plain = address.strip().replace("\\", "/")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) or plain.startswith(("/", "../"))


def _macros(kind: str) -> RefusedError:
    return RefusedError(
        "The file holds macros: take them out (Tools, Macros) and hand in that copy.",
        "Le fichier contient des macros : supprimez-les (Outils, Macros) et déposez cette copie.",
        kind=kind,
    )


def _carries_object(name: str, kind: str) -> RefusedError:
    shown = name.strip("/").rsplit("/", 1)[-1][:60]
    return RefusedError(
        f"The file carries an object of another program ({shown}): replace it by a picture or "
        "hand it in as a file of its own.",
        f"Le fichier contient un objet d’un autre logiciel ({shown}) : remplacez-le par une image "
        "ou déposez-le comme fichier distinct.",
        kind=kind,
    )


def _fetches(address: str, kind: str) -> RefusedError:
    return RefusedError(
        f"The file carries content that is fetched from elsewhere ({address[:120]}): put the "
        "content itself into the document, or take the link out.",
        f"Le fichier contient un contenu qui vient d’ailleurs ({address[:120]}) : mettez le "
        "contenu lui-même dans le document, ou supprimez le lien.",
        kind=kind,
    )


def _unread(kind: str) -> RefusedError:
    if kind in {"odp", "otp"}:
        return RefusedError(
            "Presentations of this kind are not read: save it as .pptx or PDF and hand in that "
            "copy.",
            "Les présentations de ce type ne sont pas lues : enregistrez-la en .pptx ou en PDF et "
            "déposez cette copie.",
            kind=kind,
        )
    return RefusedError(
        "The file is a template or a drawing of an office program: save it as a document (.odt, "
        ".ods or PDF).",
        "Le fichier est un modèle ou un dessin bureautique : enregistrez-le comme document "
        "(.odt, .ods ou PDF).",
        kind=kind,
    )
