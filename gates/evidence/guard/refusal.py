"""Why a file is not read: one sentence in each language, with what to do."""

from domain.text import Text, both


class RefusedError(Exception):
    """The file is not read; ``words`` says why and what to do, ``kind`` what it is."""

    def __init__(self, en: str, fr: str, *, kind: str = "") -> None:
        super().__init__(en)
        self.words: Text = both(en, fr)
        self.kind = kind


def damaged(where: str = "", *, kind: str = "") -> RefusedError:
    """Return the refusal of a file whose inside is broken."""
    place_en, place_fr = (f" ({where})", f" ({where})") if where else ("", "")
    return RefusedError(
        f"The file is damaged{place_en}: open it in the program that wrote it, save it again, "
        "and hand in the new copy.",
        f"Le fichier est endommagé{place_fr} : ouvrez-le dans le logiciel d’origine, "
        "enregistrez-le de nouveau et déposez la nouvelle copie.",
        kind=kind,
    )


def oversized(what_en: str, what_fr: str, *, kind: str = "") -> RefusedError:
    """Return the refusal of a file whose inside is out of all proportion."""
    return RefusedError(
        f"The file is built to overload a reader: {what_en}. "
        "Hand in an ordinary document with the same content.",
        f"Le fichier est construit de façon à saturer la lecture : {what_fr}. "
        "Déposez un document ordinaire ayant le même contenu.",
        kind=kind,
    )


def unknown(kind: str = "unknown") -> RefusedError:
    """Return the refusal of a kind of file that is not read; it names those that are."""
    return RefusedError(
        "This kind of file is not read. Accepted: Word (.docx), Excel (.xlsx), PowerPoint (.pptx), "
        "OpenDocument (.odt, .ods), PDF, CSV, text (.txt, .md) and schedules (MS Project XML, "
        "Primavera XER and XML, GanttProject, Planner, ProjectLibre, MPX).",
        "Ce type de fichier n’est pas lu. Sont acceptés : Word (.docx), Excel (.xlsx), PowerPoint "
        "(.pptx), OpenDocument (.odt, .ods), PDF, CSV, texte (.txt, .md) et les plannings (MS "
        "Project XML, Primavera XER et XML, GanttProject, Planner, ProjectLibre, MPX).",
        kind=kind,
    )
