"""Judge a folder of documents against a gate, as a round would; nothing is kept."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.errors import BadInputError, NotFoundError
from domain.judgement import Judgement, Verdict
from domain.methodology.model import Gate, Method
from domain.text import in_language
from gates.dossier import ProjectFacts, Surroundings, open_dossier
from gates.evidence.reading import read_files
from gates.judge import judge
from gates.matching import Remembered, file_name
from gates.matching_manifest import Manifest, read_manifest
from jalon.check_package import Package, open_package
from jalon.check_project import read_project
from jalon.check_text import described
from jalon.method import open_method
from jalon.output import Format, result, result_json


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line asks: places and names as they were given."""

    package: str
    method: str
    gate: str
    project: str | None = None
    previous: str | None = None
    as_of: str | None = None


def run_check(asked: Asked, fmt: Format, language: str) -> int:
    """Print the judgement; return 1 when the package is not ready.

    Raises:
        BadInputError: A path, the method, the date, the manifest or the project's file is wrong.
        NotFoundError: The method has no such gate.
    """
    started = time.monotonic()
    method = open_method(asked.method)
    gate = find_gate(method, asked.gate)
    as_of = _day(asked.as_of)
    package = open_package(asked.package)
    project = read_project(asked.project) if asked.project else ProjectFacts()
    previous = open_package(asked.previous) if asked.previous else None
    judgement = _judged(package, previous, method, gate, project, as_of)
    judgement = judgement.model_copy(update={"seconds": round(time.monotonic() - started, 2)})
    if fmt is Format.JSON:
        result_json(as_json(judgement, language))
    else:
        result(described(judgement, method, gate, language))
    return 0 if judgement.verdict is Verdict.READY else 1


def find_gate(method: Method, gate_id: str) -> Gate:
    """Return a gate of the method.

    Raises:
        NotFoundError: The method has no such gate; the sentence names those it has.
    """
    try:
        return method.gate(gate_id)
    except KeyError:
        known = ", ".join(gate.id for gate in method.gates)
        raise NotFoundError(
            f"{method.name} has no gate {gate_id!r}; its gates are {known}.",
            f"{method.name} n'a pas de jalon {gate_id!r} ; ses jalons : {known}.",
        ) from None


def as_json(judgement: Judgement, language: str) -> dict[str, object]:
    """Return a judgement as scripts read it: words in one language, every key always there."""
    plain = judgement.model_dump(mode="json")
    return _spoken(plain, language)


def _judged(
    package: Package,
    previous: Package | None,
    method: Method,
    gate: Gate,
    project: ProjectFacts,
    as_of: date,
) -> Judgement:
    manifest = _manifest(package, method)
    sources = [*package.documents, *(previous.documents if previous else ())]
    readings = read_files(sources)
    here, before = readings[: len(package.documents)], readings[len(package.documents) :]
    dossier = open_dossier(
        here,
        manifest,
        method=method,
        gate=gate,
        as_of=as_of,
        surroundings=Surroundings(
            project=project,
            remembered=_remembered(previous, method),
            baseline=tuple(fact for reading in before for fact in reading.facts),
        ),
    )
    return judge(dossier)


def _manifest(package: Package, method: Method) -> Manifest:
    if package.manifest is None:
        return Manifest()
    name = str(package.folder / package.manifest.name)
    paths = [each.name for each in package.documents]
    return read_manifest(package.manifest.path.read_bytes(), name, method=method, paths=paths)


def _remembered(previous: Package | None, method: Method) -> Remembered:
    """Return what the manifest of the package before says of files of the same names."""
    if previous is None or previous.manifest is None:
        return Remembered()
    said: dict[str, tuple[str, ...]] = {}
    for deliverable, paths in _manifest(previous, method).deliverables.items():
        for path in paths:
            name = file_name(path)
            said[name] = (*said.get(name, ()), deliverable)
    return Remembered(names=said)


def _day(given: str | None) -> date:
    if given is None:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInputError(
            f"--as-of {given} is not a date; write it as 2026-11-23.",
            f"--as-of {given} n'est pas une date ; écrivez 2026-11-23.",
        ) from None


WORDS = frozenset({"reason", "name", "title", "expected", "found", "fix"})
"""The fields of a judgement that hold words in several languages."""


def _spoken(value: object, language: str, key: str = "") -> dict[str, object]:
    found = _in_one_language(value, language, key)
    if not isinstance(found, dict):
        msg = "a judgement is a mapping"
        raise TypeError(msg)
    return found


def _in_one_language(value: object, language: str, key: str = "") -> object:
    if isinstance(value, Mapping):
        if key in WORDS:
            return in_language(value, language)
        return {name: _in_one_language(item, language, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_in_one_language(item, language) for item in value]
    return value
