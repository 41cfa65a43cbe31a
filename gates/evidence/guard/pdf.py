"""PDF documents: what they may carry, found by walking their objects, never by searching bytes.

A name such as ``/J#61vaScript`` is the same name to every program that opens the file, so the
objects are read as such programs read them. Scripts, programs to launch and attached files are
refused; links that a reader presses are accepted.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    TextStringObject,
)

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError, damaged, oversized

_ACTIONS = {
    "/JavaScript": ("a script", "un script"),
    "/Launch": ("a program to launch", "un programme à lancer"),
    "/ImportData": ("data fetched from another file", "des données prises dans un autre fichier"),
    "/GoToE": ("an attached file", "un fichier joint"),
    "/Rendition": ("a script or a film", "un script ou un film"),
}
_OUTSIDE = {"/URI", "/GoToR", "/SubmitForm"}
"""What a reader may press, and must not happen by itself: it tells others who opened the file."""

_SUBTYPES = {
    "/FileAttachment": ("an attached file", "un fichier joint"),
    "/RichMedia": ("a film or a program", "un film ou un programme"),
    "/Movie": ("a film", "un film"),
    "/Sound": ("a sound", "un son"),
    "/3D": ("a three-dimensional scene", "une scène en trois dimensions"),
}
_NEVER_FOLLOWED = {"/Parent", "/P", "/Resources", "/Contents", "/StructParents", "/Font", "/Prev"}

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Signature:
    """A signature as it stands in a document, unverified: name and moment as written, its seal."""

    name: str
    moment: str
    seal: bytes


def pass_pdf(data: bytes) -> tuple[Signature, ...]:
    """Pass a PDF document; return the signatures in it.

    Raises:
        RefusedError: It needs a password, is damaged, or carries what it must not.
    """
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise needs_password()
        signatures = _walk(reader)
        pages = len(reader.pages)
    except RefusedError:
        raise
    except DependencyError as error:
        raise needs_password() from error
    except (PyPdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged(kind="pdf") from error
    except (IndexError, AssertionError, NotImplementedError, OverflowError) as error:
        raise damaged(kind="pdf") from error
    if pages > limits.PDF_PAGES:
        raise oversized(
            f"it has more than {limits.PDF_PAGES} pages",
            f"il compte plus de {limits.PDF_PAGES} pages",
            kind="pdf",
        )
    return tuple(signatures)


def _walk(reader: PdfReader) -> list[Signature]:
    """Look at every object that can be reached from the catalogue, but for what pages draw."""
    waiting: list[PdfObject | None] = [reader.root_object]
    seen: set[tuple[int, int]] = set()
    looked = 0
    signatures: list[Signature] = []
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            place = (found.idnum, found.generation)
            if place in seen:
                continue
            seen.add(place)
            found = found.get_object()
        looked += 1
        if looked > limits.PDF_NODES * 4 or len(seen) > limits.PDF_NODES:
            raise oversized(
                f"it holds more than {limits.PDF_NODES} objects",
                f"il contient plus de {limits.PDF_NODES} objets",
                kind="pdf",
            )
        if isinstance(found, DictionaryObject):
            _check(found)
            if "/ByteRange" in found and len(signatures) < limits.PARTS:
                signatures.append(_signature(found))
            waiting.extend(found.raw_get(key) for key in found if key not in _NEVER_FOLLOWED)
        elif isinstance(found, ArrayObject):
            waiting.extend(value for value in list.__iter__(found) if _may_hold(value))
    return signatures


def _signature(found: DictionaryObject) -> Signature:
    seal = found.get("/Contents")
    return Signature(
        name=_name(found, "/Name").strip(),
        moment=_name(found, "/M"),
        seal=bytes(seal.original_bytes if isinstance(seal, TextStringObject) else seal)
        if isinstance(seal, TextStringObject | ByteStringObject)
        else b"",
    )


def _may_hold(value: PdfObject) -> bool:
    return isinstance(value, IndirectObject | DictionaryObject | ArrayObject)


def _check(found: DictionaryObject) -> None:
    action = _name(found, "/S")
    if action in _ACTIONS:
        raise _carries(*_ACTIONS[action])
    if "/JS" in found or "/JavaScript" in found:
        raise _carries(*_ACTIONS["/JavaScript"])
    if any(_leads_outside(action) for action in _automatic(found)):
        raise _carries(
            "an action that opens something outside by itself",
            "une action qui ouvre d’elle-même autre chose",
        )
    subtype = _name(found, "/Subtype")
    if subtype in _SUBTYPES:
        raise _carries(*_SUBTYPES[subtype])
    if "/EmbeddedFiles" in found or "/EF" in found or _name(found, "/Type") == "/EmbeddedFile":
        if _is_empty_tree(found.get("/EmbeddedFiles")):
            return
        raise _carries("attached files", "des fichiers joints")
    if "/XFA" in found:
        raise _carries("a form with programs (XFA)", "un formulaire programmé (XFA)")


def _automatic(found: DictionaryObject) -> Iterator[object]:
    """Yield what an object does without anybody pressing anything."""
    yield found.get("/OpenAction")
    own = found.get("/AA")
    if isinstance(own, DictionaryObject):
        yield from (own.get(key) for key in own)


def _leads_outside(action: object) -> bool:
    return isinstance(action, DictionaryObject) and _name(action, "/S") in _OUTSIDE


def _is_empty_tree(tree: object) -> bool:
    if isinstance(tree, IndirectObject):
        tree = tree.get_object()
    return isinstance(tree, DictionaryObject) and not any(
        tree.get(key) for key in ("/Names", "/Kids")
    )


def _name(found: DictionaryObject, key: str) -> str:
    value = found.get(key)
    return value if isinstance(value, str) else ""


def _carries(what_en: str, what_fr: str) -> RefusedError:
    return RefusedError(
        f"The PDF document carries {what_en}: print it to a new PDF file and hand that in.",
        f"Le document PDF contient {what_fr} : imprimez-le dans un nouveau fichier PDF et déposez "
        "celui-ci.",
        kind="pdf",
    )


def needs_password() -> RefusedError:
    """Return the refusal of a document that opens with a password only."""
    return RefusedError(
        "The PDF document is protected by a password: save it without and hand it in again.",
        "Le document PDF est protégé par un mot de passe : enregistrez-le sans mot de passe et "
        "déposez-le de nouveau.",
        kind="encrypted",
    )
