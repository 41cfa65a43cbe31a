"""``jalon read``: what each file is, how complete, and the facts found in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.model.method import Method
from domain.place import place_words
from domain.text import in_language
from gates.evidence.content import Read, Reading, State
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.own_words import NONE
from gates.house_words import understood, words_of
from jalon.check_document import reading_document
from jalon.output import Format, result, result_json, styled, table

_STATES = {
    State.FILLED: {"en": "filled in", "fr": "rempli"},
    State.PARTIAL: {"en": "filled in with gaps", "fr": "rempli, avec des lacunes"},
    State.TEMPLATE: {"en": "a blank form", "fr": "formulaire vierge"},
    State.IMAGE: {"en": "a picture without text", "fr": "image sans texte"},
    State.STUB: {"en": "a few words only", "fr": "quelques mots"},
}
_ROLES = {
    "charter": "note de cadrage",
    "mandate": "mandat",
    "project proposal": "fiche d'idée",
    "business case": "dossier d'opportunité",
    "scope": "périmètre",
    "wbs": "organigramme des tâches",
    "schedule": "planning",
    "cost": "budget",
    "risk": "risques",
    "procurement": "approvisionnements",
    "quality": "qualité",
    "resources": "ressources",
    "organisation": "organisation",
    "communication": "communication",
    "stakeholders": "parties prenantes",
    "requirements": "exigences",
    "change request": "modifications",
    "issues": "points ouverts",
    "status report": "rapport d'avancement",
    "minutes": "compte rendu",
    "benefits": "bénéfices",
    "lessons": "retour d'expérience",
    "acceptance": "réception",
    "closure report": "bilan",
    "selection": "sélection",
    "request": "demande",
    "other": "autre",
}
_PART = {"en": "read in part", "fr": "lu en partie"}


def run_read(
    files: Sequence[str], fmt: Format, language: str, *, method: Method | None = None
) -> int:
    """Print what the files are; return 1 when one was refused.

    Args:
        files: The paths of the files.
        fmt: How to print.
        language: The language of what is printed.
        method: A method whose own words are used too.

    Raises:
        BadInputError: A path does not exist, or is a folder.
    """
    words = words_of(method) if method is not None else NONE
    for name in files:
        path = Path(name)
        if not path.exists():
            raise BadInputError(
                f"There is no file {name!r}; check the path.",
                f"Il n'y a pas de fichier « {name} » ; vérifiez le chemin.",
            )
        if path.is_dir():
            raise BadInputError(
                f"{name} is a folder; name the files in it, or use jalon check.",
                f"{name} est un répertoire ; nommez les fichiers, ou utilisez jalon check.",
            )
    sources = [Source(path=Path(name), name=name) for name in files]
    readings = understood(read_files(sources), words)
    if fmt is Format.JSON:
        result_json([reading_document(reading, language) for reading in readings])
    else:
        for number, reading in enumerate(readings):
            result("\n".join((*([""] if number else []), *_lines(reading, language))))
    return 1 if any(reading.read is Read.REFUSED for reading in readings) else 0


def _lines(reading: Reading, language: str) -> Iterator[str]:
    yield styled(reading.path, "strong")
    if reading.read is Read.REFUSED:
        yield f"  {styled(in_language(reading.reason, language), 'bad')}"
        return
    role = _ROLES.get(reading.role, reading.role) if language == "fr" else reading.role
    parts = [
        f"{role} ({reading.confidence:.0%})",
        _STATES[reading.state][language],
        reading.kind,
        reading.language,
    ]
    if reading.read is Read.PART:
        parts.append(_PART[language])
    yield "  " + ", ".join(parts)
    if reading.reason:
        yield f"  {in_language(reading.reason, language)}"
    if reading.facts:
        rows = [
            (
                f"  {fact.name}",
                f"{fact.value} {fact.unit}".strip(),
                in_language(place_words(fact.location), language),
            )
            for fact in reading.facts
        ]
        yield table(rows)
