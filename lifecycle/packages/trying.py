"""A package is tried on the current gate: judged like a round, nothing kept, nothing sent."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, OutOfSequenceError
from domain.judgement import Judgement
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.dossier import Surroundings, open_dossier
from gates.evidence.reading import Source, read_files
from gates.judge import judge
from gates.matching_manifest import Manifest, is_manifest, read_manifest
from gates.matching_memory import Said
from lifecycle.actor import Actor
from lifecycle.alive import alive_review
from lifecycle.authority import find_project, require
from lifecycle.fitted.choosing import choose
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.installation import Installation
from lifecycle.packages.dossiers import surroundings_of
from lifecycle.packages.taken import MOST_FILES
from storage.tables.projects import Project

LONGEST_MANIFEST = 1_000_000
"""Bytes; more is no manifest."""


def try_package(
    installation: Installation,
    actor: Actor,
    code: str,
    sources: Sequence[Source],
    *,
    at: datetime,
    gate: str | None = None,
    said: Sequence[Said] = (),
) -> Judgement:
    """Judge files against a gate that a project stands before.

    ``said`` is what files serve for this time only, before all that is remembered.

    Without one it is the gate that a package would be for; a gate that awaits something may be
    tried already.

    Raises:
        NotFoundError: There is no such project for the actor.
        NotAllowedError: The actor neither manages the project nor is the PMO.
        OutOfSequenceError: The project is closed, or the gate is not open.
        BadInputError: There is no file or too many, or the manifest is not sound.
    """
    started = time.monotonic()
    with installation.database.read() as session:
        project = find_project(session, code)
        require(session, Act.TRY, actor, project)
        fit, asked, surroundings = _around(session, project, gate, at=at)
    surroundings = replace(surroundings, remembered=surroundings.remembered.before(said))
    documents = [source for source in sources if not is_manifest(source.name)]
    _check(sources, documents)
    dossier = open_dossier(
        read_files(documents),
        _manifest(sources, fit.published),
        method=fit.method,
        gate=asked,
        as_of=at.date(),
        surroundings=surroundings,
    )
    judgement = judge(dossier)
    return judgement.model_copy(update={"seconds": round(time.monotonic() - started, 3)})


def _around(
    session: Session, project: Project, wanted: str | None, *, at: datetime
) -> tuple[Fit, Gate, Surroundings]:
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed ({project.closed_as}); no gate lies ahead of it.",
            f"{project.code} est clos ({project.closed_as}) ; aucun jalon ne l'attend.",
        )
    fit = fit_of(session, project, at=at)
    chosen = choose(project, fit, alive_review(session, project), wanted, trying=True)
    asked = fit.method.gate(chosen.gate)
    return fit, asked, surroundings_of(session, project, None, gate=asked, at=at)


def _check(sources: Sequence[Source], documents: Sequence[Source]) -> None:
    if not sources:
        raise BadInputError(
            "There is no file to try; give at least one document.",
            "Il n'y a aucun fichier à essayer ; donnez au moins un document.",
        )
    if len(documents) > MOST_FILES:
        raise BadInputError(
            f"{len(documents)} files are too many to try at once; give at most {MOST_FILES}.",
            f"{len(documents)} fichiers, c'est trop à la fois ; donnez-en {MOST_FILES} au plus.",
        )


def _manifest(sources: Sequence[Source], method: Method) -> Manifest:
    for source in sources:
        if is_manifest(source.name):
            with source.path.open("rb") as file:
                data = file.read(LONGEST_MANIFEST)
            paths = [each.name for each in sources if not is_manifest(each.name)]
            return read_manifest(data, source.name, method=method, paths=paths)
    return Manifest()
