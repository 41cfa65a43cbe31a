"""A file whose name ends otherwise than what it is: said, since people choose files by their names.

The content decides what is read; the sentence tells what that was, so that nobody is surprised.
"""

from itertools import chain
from pathlib import PurePosixPath

from domain.text import Text, both

_ENDINGS = {
    "docx": (".docx",),
    "xlsx": (".xlsx",),
    "pptx": (".pptx",),
    "odt": (".odt",),
    "ods": (".ods",),
    "pdf": (".pdf",),
    "csv": (".csv", ".tsv", ".tab", ".txt"),
    "md": (".md", ".markdown", ".txt"),
    "txt": (".txt", ".text", ".log", ".md", ".csv"),
    "mspdi": (".xml",),
    "pmxml": (".xml", ".pmxml"),
    "xer": (".xer",),
    "gan": (".gan",),
    "planner": (".planner",),
    "pod": (".pod",),
    "mpx": (".mpx",),
}
_NAMES = {
    "docx": both("a Word document", "un document Word"),
    "xlsx": both("an Excel workbook", "un classeur Excel"),
    "pptx": both("a presentation", "une présentation"),
    "odt": both("an OpenDocument text", "un texte OpenDocument"),
    "ods": both("an OpenDocument workbook", "un classeur OpenDocument"),
    "pdf": both("a PDF document", "un document PDF"),
    "csv": both("a table in plain text (CSV)", "un tableau en texte simple (CSV)"),
    "md": both("a text", "un texte"),
    "txt": both("a plain text", "un texte simple"),
    "mspdi": both("a schedule in MS Project XML", "un planning MS Project XML"),
    "pmxml": both("a schedule in Primavera XML", "un planning Primavera XML"),
    "xer": both("a schedule in Primavera XER", "un planning Primavera XER"),
    "gan": both("a GanttProject schedule", "un planning GanttProject"),
    "planner": both("a schedule of Planner", "un planning Planner"),
    "pod": both("a ProjectLibre schedule", "un planning ProjectLibre"),
    "mpx": both("a schedule in MPX", "un planning MPX"),
}
_KNOWN = frozenset(chain.from_iterable(_ENDINGS.values())) | {
    *(".doc", ".xls", ".ppt", ".mpp", ".rtf", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    *(".html", ".htm", ".docm", ".xlsm", ".pptm", ".odp"),
}


def false_name(name: str, kind: str) -> Text:
    """Return what to say of a file whose name ends like that of another kind; empty for nothing.

    An ending that belongs to no kind says nothing false.
    """
    ending = PurePosixPath(name).suffix.lower()
    if kind not in _ENDINGS or ending in _ENDINGS[kind] or ending not in _KNOWN:
        return {}
    own = _ENDINGS[kind][0]
    return both(
        f"The name ends in {ending}, but the file is {_NAMES[kind]['en']}; it was read as such. "
        f"Save it as {ending}, or name it {own}.",
        f"Le nom se termine par {ending}, mais le fichier est {_NAMES[kind]['fr']} ; il a été lu "
        f"comme tel. Enregistrez-le en {ending}, ou nommez-le {own}.",
    )
