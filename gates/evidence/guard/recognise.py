"""What a file is, by its own bytes: the ending of its name is never believed."""

from gates.evidence.guard.archive import SIGNATURE as ZIP
from gates.evidence.guard.ole import OLE, ole_refusal
from gates.evidence.guard.plain_text import Decoded, decode
from gates.evidence.guard.refusal import RefusedError, damaged, unknown
from gates.evidence.guard.text_kind import text_kind

_PDF = b"%PDF-"
_FRONT = 1024
_JAVA = b"\xac\xed\x00\x05"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")


def recognise(data: bytes, name: str) -> tuple[str, Decoded | None]:  # noqa: C901 - one case a signature
    """Return the family that a file belongs to, and its text where it is text.

    The family is ``zip``, ``pdf``, ``pod``, a kind of schedule in text, ``csv``, ``md``, ``txt``.

    Raises:
        RefusedError: The file is empty, of a kind that is not read, or two kinds at once.
    """
    if not data:
        raise RefusedError(
            "The file is empty: hand in the document itself.",
            "Le fichier est vide : déposez le document lui-même.",
            kind="empty",
        )
    if data.startswith(ZIP):
        if _PDF in data[:_FRONT]:
            raise _two_kinds()
        return "zip", None
    if data.startswith(_PDF):
        _check_no_archive_behind(data)
        return "pdf", None
    if data.startswith(OLE):
        raise ole_refusal(data)
    if data.startswith(b"PK\x05\x06"):
        raise damaged(kind="zip")
    if data.startswith(_JAVA) and b"project" in data[:_FRONT]:
        return "pod", None
    if data.startswith(b"{\\rtf"):
        raise RefusedError(
            "Rich text (.rtf) is not read: save it as a Word document (.docx).",
            "Le format RTF n’est pas lu : enregistrez le fichier comme document Word (.docx).",
            kind="rtf",
        )
    if data.startswith(_PICTURES):
        raise RefusedError(
            "The file is a picture: hand in the document that it shows, or put it into one.",
            "Le fichier est une image : déposez le document qu’elle représente, ou placez-la "
            "dans un document.",
            kind="picture",
        )
    decoded = decode(data)
    if decoded is None:
        raise unknown()
    return text_kind(decoded, data, name), decoded


def _check_no_archive_behind(data: bytes) -> None:
    """Refuse a PDF document that an unpacker would open as an archive."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end >= 0 and b"PK\x01\x02" in data and end > data.rfind(b"%%EOF"):
        raise _two_kinds()


def _two_kinds() -> RefusedError:
    return RefusedError(
        "The file is two kinds of file at once, so that two programs would show two different "
        "contents: save the document again and hand in the new copy.",
        "Le fichier est de deux natures à la fois, si bien que deux logiciels en montreraient "
        "deux contenus différents : enregistrez de nouveau le document et déposez la nouvelle "
        "copie.",
        kind="polyglot",
    )
