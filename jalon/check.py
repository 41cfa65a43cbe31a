"""``jalon check``: a folder of documents judged against a gate, without database or engine."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.errors import BadInputError
from domain.judgement import Judgement, Verdict
from domain.methodology.model.method import Method
from gates.dossier import Dossier, Surroundings, open_dossier
from gates.evidence.reading import read_files, start_early
from gates.judge import judge
from jalon.check_changes import changes_document
from jalon.check_document import document
from jalon.check_fitting import Applied, applied
from jalon.check_fitting_told import fitting_described, fitting_document
from jalon.check_package import manifest_of, open_package
from jalon.check_previous import after
from jalon.check_project import ProjectFile, read_project
from jalon.check_text import described
from jalon.method import open_method
from jalon.output import Format, result, result_json


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
    manifest = manifest_of(package, method, fitted.gate)
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
        result_json(
            document(dossier, judgement, language)
            | fitting_document(fitted, language)
            | changes_document(dossier, language)
        )
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


def _surroundings(
    package: str | None, method: Method, project: ProjectFile, fitted: Applied
) -> Surroundings:
    """Return what is known around a package, and what the one before leaves."""
    around = Surroundings(
        project=project.facts,
        holders=project.holders,
        stage_since=project.stage_since,
        circumstances=fitted.circumstances,
        left_out=fitted.fitted.left_out,
    )
    return around if package is None else after(package, around, method, fitted)
