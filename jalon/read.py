"""Tell what each file is, how complete, and the facts found in it; nothing is kept."""

from collections.abc import Sequence
from pathlib import Path

from domain.errors import BadInputError
from domain.text import in_language
from gates.evidence.content import Read, Reading
from gates.evidence.reading import Source, read_files
from jalon.output import Format, result, result_json, styled, table


def run_read(files: Sequence[str], fmt: Format, language: str) -> int:
    """Print what was read; return 1 when a file was refused.

    Raises:
        BadInputError: A path does not exist, or is a folder.
    """
    readings = read_files([_source(each) for each in files])
    if fmt is Format.JSON:
        result_json([_as_json(each, language) for each in readings])
    else:
        result("\n\n".join(_as_text(each, language) for each in readings))
    return 1 if any(each.read is Read.REFUSED for each in readings) else 0


def _source(given: str) -> Source:
    path = Path(given)
    if not path.exists():
        raise BadInputError(
            f"There is no file {given!r}; check the path.",
            f"Il n'y a pas de fichier « {given} » ; vérifiez le chemin.",
        )
    if path.is_dir():
        raise BadInputError(
            f"{given} is a folder; give the files in it, or use `jalon check`.",
            f"{given} est un répertoire ; donnez ses fichiers, ou utilisez `jalon check`.",
        )
    return Source(path=path, name=given)


def _as_json(reading: Reading, language: str) -> dict[str, object]:
    plain = reading.model_dump(mode="json", exclude={"content"})
    return plain | {"reason": in_language(reading.reason, language)}


def _as_text(reading: Reading, language: str) -> str:
    head = styled(reading.path, "strong")
    reason = in_language(reading.reason, language)
    if reading.read is Read.REFUSED:
        word = {"en": "not read", "fr": "non lu"}[language]
        return f"{head}\n  {styled(word, 'bad')}  {reason}"
    lines = [head, "  " + " · ".join(_summary(reading, language))]
    if reason:
        lines.append(f"  {styled(reason, 'doubt')}")
    rows = [
        (f"  {fact.name}", f"{fact.value} {fact.unit}".strip(), styled(fact.location, "faint"))
        for fact in reading.facts
    ]
    return "\n".join([*lines, *filter(None, [table(rows)])])


def _summary(reading: Reading, language: str) -> list[str]:
    sure = {"en": "sure to", "fr": "certitude"}[language]
    part = {"en": "read in part", "fr": "lu en partie"}[language]
    said = [
        reading.kind,
        reading.language,
        f"{reading.role} ({sure} {reading.confidence:.0%})",
        reading.state.value,
    ]
    return [*said, part] if reading.read is Read.PART else said
