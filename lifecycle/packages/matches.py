"""What the files of a project serve, as people said it: remembered, and taken back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, allows
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from domain.ledger import digest
from gates.matching_memory import Said, document_name, file_name
from lifecycle.actor import Actor
from lifecycle.authority import require, what, who
from lifecycle.fitted.fitting import fit_of
from lifecycle.ledger import record
from lifecycle.packages.again import judge_again
from lifecycle.packages.readings import documents_of
from storage.database import lock
from storage.tables.packages import DocumentMatch, Revision
from storage.tables.projects import Project
from storage.tables.reviews import Review

LONGEST_PATH = 400
"""Characters of the name of a file."""


def say_match(
    session: Session,
    actor: Actor,
    project: Project,
    path: str,
    deliverables: Sequence[str],
    *,
    sha256: str = "",
    at: datetime,
) -> DocumentMatch:
    """Remember what a file serves, in the place of what was said of it; nothing at all may be.

    A returned package that holds the file is judged again. Saying it again changes nothing,
    unless a package came since, whose manifest may say otherwise.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        BadInputError: It is no name of a file.
        NotFoundError: The method has no such deliverable for the project.
        OutOfSequenceError: The project is closed.
    """
    project = lock(session, Project, project.id)
    require(session, Act.MATCH, actor, project)
    _check(session, project, path, deliverables, at=at)
    ids = list(dict.fromkeys(deliverables))
    standing = _standing(session, project, file_name(path))
    if standing is not None:
        same = (standing.deliverables, standing.sha256) == (ids, sha256 or None)
        if same and not _followed(session, standing):
            return standing
        standing.revoked_by, standing.revoked_at = actor.person_id, at
        session.flush()
    made = DocumentMatch(
        project_id=project.id,
        path=path,
        name=file_name(path),
        sha256=sha256 or None,
        deliverables=ids,
        said_by=actor.person_id,
        said_at=at,
    )
    session.add(made)
    session.flush()
    _record(session, "document.matched", actor, made, at=at)
    _judge_again(session, made, at=at)
    return made


def revoke_match(session: Session, actor: Actor, match_id: UUID, *, at: datetime) -> DocumentMatch:
    """Forget what was said of a file; taking back again changes nothing.

    Raises:
        NotFoundError: There is no such match for the actor.
        NotAllowedError: The actor neither manages the project nor is the PMO.
    """
    made = open_match(session, actor, match_id)
    project: Project = lock(session, Project, made.project_id)
    require(session, Act.MATCH, actor, project)
    if made.revoked_at is not None:
        return made
    made.revoked_by, made.revoked_at = actor.person_id, at
    session.flush()
    _record(session, "document.match-revoked", actor, made, at=at)
    _judge_again(session, made, at=at)
    return made


def open_match(session: Session, actor: Actor, match_id: UUID) -> DocumentMatch:
    """Return something that was said of a file.

    Raises:
        NotFoundError: There is none that the actor may know of.
    """
    made = session.get(DocumentMatch, match_id)
    project = session.get(Project, made.project_id) if made else None
    if (
        made is None
        or project is None
        or not allows(Act.VIEW, who(session, actor), what(session, actor, project))
    ):
        raise NotFoundError(
            "Nothing of this kind was said of a document; see the list of the project.",
            "Rien de tel n'a été dit d'un document ; voyez la liste du projet.",
        )
    return made


def find_match(session: Session, project: Project, path: str) -> DocumentMatch:
    """Return what stands said of a file.

    Raises:
        NotFoundError: Nothing was.
    """
    found = _standing(session, project, file_name(path))
    if found is None:
        raise NotFoundError(
            f"Nothing was said of {path!r}; see `jalon project matches {project.code}`.",
            f"Rien n'a été dit de {path!r} ; voyez `jalon project matches {project.code}`.",
        )
    return found


def matches_of(session: Session, project_id: UUID) -> list[DocumentMatch]:
    """Return all that was ever said of a project's files, the newest first."""
    return list(
        session.scalars(
            select(DocumentMatch)
            .where(DocumentMatch.project_id == project_id)
            .order_by(DocumentMatch.said_at.desc(), DocumentMatch.name)
        )
    )


def said_of(match: DocumentMatch) -> Said:
    """Return what stands in a record as the judge remembers it."""
    return Said(path=match.path, sha256=match.sha256 or "", deliverables=tuple(match.deliverables))


def _standing(session: Session, project: Project, name: str) -> DocumentMatch | None:
    return session.scalar(
        select(DocumentMatch).where(
            DocumentMatch.project_id == project.id,
            DocumentMatch.name == name,
            DocumentMatch.revoked_at.is_(None),
        )
    )


def _followed(session: Session, match: DocumentMatch) -> bool:
    """Tell whether a package came after something was said."""
    later = select(Review.id).where(
        Review.project_id == match.project_id, Review.submitted_at > match.said_at
    )
    return session.scalar(later.limit(1)) is not None


def _check(
    session: Session, project: Project, path: str, deliverables: Sequence[str], *, at: datetime
) -> None:
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; its packages are judged no more.",
            f"{project.code} est clos ; ses dossiers ne sont plus contrôlés.",
        )
    if not file_name(path) or len(path) > LONGEST_PATH or not path.isprintable():
        raise BadInputError(
            f"{path[:40]!r} is not the name of a file of a package; give it as handed in.",
            f"{path[:40]!r} n'est pas le nom d'un fichier d'un dossier ; donnez-le tel que déposé.",
        )
    method = fit_of(session, project, at=at).method
    known = [each.id for each in method.deliverables]
    spare = next((each for each in deliverables if each not in known), None)
    if spare is not None:
        raise NotFoundError(
            f"{method.name} has no deliverable {spare!r} for this project; "
            f"its deliverables are {', '.join(known)}.",
            f"{method.name} n'a pas de livrable {spare!r} pour ce projet ; "
            f"ses livrables : {', '.join(known)}.",
        )


def _judge_again(session: Session, match: DocumentMatch, *, at: datetime) -> None:
    """Have the newest package judged again, if it came back and holds the file."""
    review = session.scalar(
        select(Review)
        .where(Review.project_id == match.project_id)
        .order_by(Review.submitted_at.desc())
        .limit(1)
    )
    if review is None or review.state != "returned":
        return
    locked: Review = lock(session, Review, review.id)
    like = document_name(match.path)
    documents = documents_of(session.get_one(Revision, locked.revision_id))
    if any(
        each["sha256"] == match.sha256 or document_name(each["path"]) == like for each in documents
    ):
        judge_again(session, locked, at=at)


def _record(
    session: Session, kind: str, actor: Actor, made: DocumentMatch, *, at: datetime
) -> None:
    """Note the act. A file's name may tell of a person; the ledger keeps its digest only."""
    record(
        session,
        kind,
        actor,
        {
            "match": made.id,
            "file": digest(made.name),
            "document": made.sha256 or "",
            "deliverables": made.deliverables,
        },
        at=at,
        project_id=made.project_id,
    )
