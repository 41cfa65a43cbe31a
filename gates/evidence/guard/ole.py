"""Files in the old container of office programs: which they are, and how to save them anew."""

from gates.evidence.guard.refusal import RefusedError, unknown

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ENTRY = 128
_ENCRYPTED = ("EncryptedPackage", "EncryptionInfo")
_STREAMS = (
    ("doc", ("WordDocument",)),
    ("ppt", ("PowerPoint Document",)),
    # The folders of Project's own data, one for each version of the program.
    ("mpp", ("   114", "   112", "   19", "   1", "Props14", "Props12", "Props9", "Props")),
    ("xls", ("Workbook", "Book")),
    ("msg", ("__properties_version1.0",)),
)


def ole_refusal(data: bytes) -> RefusedError:
    """Return the refusal of a file in the old container: its kind and what to do."""
    if any(_has_entry(data, name) for name in _ENCRYPTED):
        return RefusedError(
            "The document is protected by a password: remove the password (File, Info, Protect) "
            "and hand it in again.",
            "Le document est protégé par un mot de passe : retirez le mot de passe (Fichier, "
            "Informations, Protéger) et déposez-le de nouveau.",
            kind="encrypted",
        )
    kind = next(
        (kind for kind, names in _STREAMS if any(_has_entry(data, name) for name in names)), ""
    )
    return _LEGACY.get(kind) or unknown("ole")


def _has_entry(data: bytes, name: str) -> bool:
    """Tell whether the directory of the container has an entry: every 128 bytes, closed by zero."""
    sought = (name + "\0").encode("utf-16-le")
    at = data.find(sought)
    while at >= 0 and at % _ENTRY:
        at = data.find(sought, at + 1)
    return at >= 0


_LEGACY = {
    "doc": RefusedError(
        "Old Word documents (.doc) are not read: open it in Word and save it as .docx.",
        "Les anciens documents Word (.doc) ne sont pas lus : ouvrez-le dans Word et "
        "enregistrez-le en .docx.",
        kind="doc",
    ),
    "xls": RefusedError(
        "Old Excel workbooks (.xls) are not read: open it in Excel and save it as .xlsx.",
        "Les anciens classeurs Excel (.xls) ne sont pas lus : ouvrez-le dans Excel et "
        "enregistrez-le en .xlsx.",
        kind="xls",
    ),
    "ppt": RefusedError(
        "Old presentations (.ppt) are not read: save it as .pptx or PDF and hand in that copy.",
        "Les anciennes présentations (.ppt) ne sont pas lues : enregistrez-la en .pptx ou en PDF "
        "et déposez cette copie.",
        kind="ppt",
    ),
    "mpp": RefusedError(
        "Microsoft Project files (.mpp) are not read: in Project choose File, Save As, type "
        "“XML Format (*.xml)”, and hand in that file.",
        "Les fichiers Microsoft Project (.mpp) ne sont pas lus : dans Project, choisissez "
        "Fichier, Enregistrer sous, type « Format XML (*.xml) », et déposez ce fichier.",
        kind="mpp",
    ),
    "msg": RefusedError(
        "Messages of Outlook (.msg) are not read: save it as PDF and hand in that copy.",
        "Les messages Outlook (.msg) ne sont pas lus : enregistrez-le en PDF et déposez cette "
        "copie.",
        kind="msg",
    ),
}
