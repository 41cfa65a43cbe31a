"""``jalon check``: a folder of documents judged against a gate, without database or engine."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from domain.errors import BadInputError
from domain.judgement import Judgement, Verdict
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.dossier import Dossier, Surroundings, open_dossier
from gates.evidence.reading import read_files, start_early
from gates.judge import judge
from gates.matching import Remembered, file_name
from gates.matching_manifest import Manifest, read_manifest
from jalon.check_document import document
from jalon.check_fitting import Applied, applied
from jalon.check_fitting_told import fitting_described, fitting_document
from jalon.check_package import Package, open_package
from jalon.check_project import ProjectFile, read_project
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
    project = read_project(asked.project) if asked.project else ProjectFile()
    fitted = applied(method, asked.gate, project, as_of)
    manifest = _manifest(package, method, fitted.gate)
    dossier = open_dossier(
        read_files(package.documents),
        manifest,
        method=fitted.fitted.method,
        gate=fitted.gate,
        as_of=as_of,
        surroundings=_surroundings(asked.previous, method, project, fitted),
    )
    judgement = judge(dossier)
    seconds = round(time.monotonic() - started, 3)
    answer(dossier, judgement.model_copy(update={"seconds": seconds}), fitted, fmt, language)
    return 0 if judgement.verdict is Verdict.READY else 1


def answer(
    dossier: Dossier, judgement: Judgement, fitted: Applied, fmt: Format, language: str
) -> None:
    """Print a judgement, and how the gate applies, in the form that was asked for."""
    if fmt is Format.JSON:
        result_json(document(dossier, judgement, language) | fitting_document(fitted, language))
    else:
        result(described(dossier, judgement, language) + fitting_described(fitted, language))


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


def _manifest(package: Package, method: Method, gate: Gate | None = None) -> Manifest:
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
    name = str(package.manifest.path)
    return read_manifest(data, name, method=method, paths=paths, gate=gate)


def _surroundings(
    previous: str | None, method: Method, project: ProjectFile, fitted: Applied
) -> Surroundings:
    """Return what is known around, and what the package before leaves: names and figures."""
    around = Surroundings(
        project=project.facts,
        holders=project.holders,
        stage_since=project.stage_since,
        circumstances=fitted.circumstances,
        left_out=fitted.fitted.left_out,
    )
    if previous is None:
        return around
    package = open_package(previous)
    names: dict[str, tuple[str, ...]] = {}
    for deliverable, paths in _manifest(package, method).deliverables.items():
        for path in paths:
            names[file_name(path)] = (*names.get(file_name(path), ()), deliverable)
    readings = read_files(package.documents)
    return replace(
        around,
        remembered=Remembered(names),
        baseline=tuple(fact for reading in readings for fact in reading.facts),
    )
