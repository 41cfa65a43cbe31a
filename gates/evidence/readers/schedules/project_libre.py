"""ProjectLibre: a Java object, which is never opened, with the plan as MS Project XML behind it."""

from gates.evidence.guard.refusal import RefusedError

JAVA = b"\xac\xed\x00\x05"

_MARK = b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@"
_END = b"</Project>"


def plan_within(data: bytes) -> bytes:
    """Return the XML part of a ProjectLibre file.

    Raises:
        RefusedError: There is none, as in files of its forerunner OpenProj.
    """
    at = data.find(_MARK)
    end = data.rfind(_END)
    if at < 0 or end < at:
        raise RefusedError(
            "This ProjectLibre file holds no XML part: open it in ProjectLibre, choose Save As, "
            "type “Microsoft Project XML (*.xml)”, and hand in that file.",
            "Ce fichier ProjectLibre ne contient pas de partie XML : ouvrez-le dans ProjectLibre, "
            "choisissez Enregistrer sous, type « Microsoft Project XML (*.xml) », et déposez ce "
            "fichier.",
            kind="pod",
        )
    return data[at + len(_MARK) : end + len(_END)].lstrip()
