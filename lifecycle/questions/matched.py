"""Which document of a package serves what, how that is known, and what people said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.judgement import JudgedDocument, Judgement
from domain.methodology.model.method import Method
from domain.text import Text
from gates.matching_memory import file_name
from lifecycle.actor import Actor
from lifecycle.packages.matches import matches_of
from lifecycle.questions.people import names_of
from lifecycle.questions.seen import open_project
from storage.tables.packages import DocumentMatch


@dataclass(frozen=True, kw_only=True)
class MatchSeen:
    """What a person said of a file, and whether it still stands."""

    id: UUID
    path: str
    sha256: str | None
    deliverables: Sequence[str]
    said_by: str
    said_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether later packages follow it."""
        return self.revoked_at is None


@dataclass(frozen=True, kw_only=True)
class DocumentMatched:
    """A document with what it serves; ``said`` is the standing word of a person on it."""

    document: JudgedDocument
    serves: Sequence[tuple[str, Text]]
    said: MatchSeen | None


@dataclass(frozen=True, kw_only=True)
class Matching:
    """The documents of a package, and what each may be said to serve: asked, and other."""

    documents: Sequence[DocumentMatched]
    asked: Sequence[tuple[str, Text]]
    others: Sequence[tuple[str, Text]]


def matching(session: Session, project_id: UUID, method: Method, judgement: Judgement) -> Matching:
    """Return which document of a judged package serves what."""
    labels = {each.id: each.label for each in method.deliverables}
    said = _standing(session, project_id)
    asked = {each.id for each in judgement.deliverables}
    choices = [(each.id, each.label) for each in method.deliverables if not each.is_signed]
    return Matching(
        documents=[
            DocumentMatched(
                document=each,
                serves=[(one, labels[one]) for one in each.deliverables if one in labels],
                said=said.get(file_name(each.path)),
            )
            for each in judgement.documents
        ],
        asked=[each for each in choices if each[0] in asked],
        others=[each for each in choices if each[0] not in asked],
    )


def matches_seen(session: Session, actor: Actor, code: str) -> list[MatchSeen]:
    """Return all that was said of the files of a project, the newest first.

    Raises:
        NotFoundError: There is no such project for the actor.
    """
    opened = open_project(session, actor, code)
    return _seen(session, matches_of(session, opened.project.id))


def match_seen(session: Session, match: DocumentMatch) -> MatchSeen:
    """Return one thing that was said of a file."""
    return _seen(session, [match])[0]


def _standing(session: Session, project_id: UUID) -> Mapping[str, MatchSeen]:
    rows = [each for each in matches_of(session, project_id) if each.revoked_at is None]
    return {file_name(each.path): each for each in _seen(session, rows)}


def _seen(session: Session, rows: Sequence[DocumentMatch]) -> list[MatchSeen]:
    people = {each.said_by for each in rows} | {each.revoked_by for each in rows if each.revoked_by}
    names = names_of(session, people)
    return [
        MatchSeen(
            id=each.id,
            path=each.path,
            sha256=each.sha256,
            deliverables=each.deliverables,
            said_by=names[each.said_by],
            said_at=each.said_at,
            revoked_by=names[each.revoked_by] if each.revoked_by else None,
            revoked_at=each.revoked_at,
        )
        for each in rows
    ]
