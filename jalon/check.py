"""``jalon check``: a folder of documents judged against a gate, without database or engine."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.errors import BadInputError
from domain.judgement import Judgement, Verdict
from domain.methodology.fault import unknown
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import both
from gates.dossier import Dossier, ProjectFacts, Surroundings, open_dossier
from gates.evidence.reading import read_files, start_early
from gates.judge import judge
from gates.matching import Remembered, file_name
from gates.matching_manifest import Manifest, read_manifest
from jalon.check_document import document
from jalon.check_package import Package, open_package
from jalon.check_project import read_project
from jalon.check_text import described
from jalon.method import open_method
from jalon.output import Format, result, result_json

LONGEST_MANIFEST = 1_000_000
"""Bytes; more is no manifest."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The words of the command line."""

    package: str
    method: str
    gate: str
    project: str | None = None
    previous: str | None = None
    as_of: str | None = None


def run_check(asked: Asked, fmt: Format, language: str) -> int:
    """Print the judgement on a package; return 1 when it is not ready.

    Raises:
        BadInputError: Something that was named cannot be used.
        MethodError: The method's file is not sound.
    """
    started = time.monotonic()
    package = open_package(asked.package)
    start_early()
    as_of = _day(asked.as_of)
    method = open_method(asked.method)
    gate = find_gate(method, asked.gate)
    manifest = _manifest(package, method)
    project = read_project(asked.project) if asked.project else ProjectFacts()
    dossier = open_dossier(
        read_files(package.documents),
        manifest,
        method=method,
        gate=gate,
        as_of=as_of,
        surroundings=_surroundings(asked.previous, method, project),
    )
    judgement = judge(dossier)
    seconds = round(time.monotonic() - started, 3)
    answer(dossier, judgement.model_copy(update={"seconds": seconds}), fmt, language)
    return 0 if judgement.verdict is Verdict.READY else 1


def answer(dossier: Dossier, judgement: Judgement, fmt: Format, language: str) -> None:
    """Print a judgement in the form that was asked for."""
    if fmt is Format.JSON:
        result_json(document(dossier, judgement, language))
    else:
        result(described(dossier, judgement, language))


def find_gate(method: Method, given: str) -> Gate:
    """Return a gate of a method by its id, in capitals or not.

    Raises:
        BadInputError: The method has no such gate; its gates are named.
    """
    for gate in method.gates:
        if gate.id.casefold() == given.casefold():
            return gate
    words = unknown(both("gate", "jalon"), given, [stage.gate for stage in method.stages])
    raise BadInputError(f"{method.name}: {words['en']}.", f"{method.name} : {words['fr']}.")


def _day(given: str | None) -> date:
    if given is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInputError(
            f"{given!r} is not a day; write it as 2026-11-23.",
            f"« {given} » n'est pas une date ; écrivez 2026-11-23.",
        ) from None


def _manifest(package: Package, method: Method) -> Manifest:
    if package.manifest is None:
        return Manifest()
    try:
        with package.manifest.path.open("rb") as file:
            data = file.read(LONGEST_MANIFEST)
    except OSError as error:
        raise BadInputError(
            f"{package.manifest.path} cannot be read: {error.strerror}; check your rights.",
            f"{package.manifest.path} ne peut être lu : {error.strerror} ; vérifiez vos droits.",
        ) from None
    paths = [source.name for source in package.documents]
    return read_manifest(data, str(package.manifest.path), method=method, paths=paths)


def _surroundings(previous: str | None, method: Method, project: ProjectFacts) -> Surroundings:
    """Return what the package before this one leaves: confirmed names, and its figures."""
    if previous is None:
        return Surroundings(project=project)
    package = open_package(previous)
    names: dict[str, tuple[str, ...]] = {}
    for deliverable, paths in _manifest(package, method).deliverables.items():
        for path in paths:
            names[file_name(path)] = (*names.get(file_name(path), ()), deliverable)
    readings = read_files(package.documents)
    return Surroundings(
        project=project,
        remembered=Remembered(names),
        baseline=tuple(fact for reading in readings for fact in reading.facts),
    )
