"""A document of a package as it was read: the place of a finding in it, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.finding import Fact
from domain.judgement import JudgedDocument, Judgement
from domain.text import Text
from gates.evidence.content import Content, Read, Reading
from gates.evidence.reading import READER
from lifecycle.actor import Actor
from lifecycle.methods import method_of
from lifecycle.packages.packing import unpacked
from lifecycle.questions.document_window import Window, window
from lifecycle.questions.judged import Check, judged
from lifecycle.questions.rounds import open_review
from storage.tables.packages import Revision, StoredReading
from storage.tables.projects import Project
from storage.tables.reviews import Review

MOST_FACTS = 100


@dataclass(frozen=True, kw_only=True)
class DocumentSeen:
    """A document with the window that is shown; without one where nothing was read of it.

    ``findings`` are the rows of the judgement that speak of it, the open ones first.
    """

    number: int
    path: str
    sha256: str
    size: int
    kind: str
    language: str
    read: str
    reason: Text
    judged: JudgedDocument | None
    serves: Sequence[Text]
    findings: Sequence[Check]
    facts: Sequence[Fact]
    window: Window | None
    round: int
    gate: str


def round_of(session: Session, project_id: UUID, gate: str, number: int) -> UUID:
    """Return the review of a round of a gate.

    Raises:
        NotFoundError: There is no such round.
    """
    found = session.scalar(
        select(Review.id).where(
            Review.project_id == project_id, Review.gate == gate, Review.round == number
        )
    )
    if found is None:
        raise NotFoundError(
            f"There is no round {number} of {gate}; open one from the page of the gate.",
            f"Il n'y a pas de tour {number} de {gate} ; ouvrez-en un depuis la page du jalon.",
        )
    return found


def document_seen(
    session: Session,
    actor: Actor,
    review_id: UUID,
    number: int,
    *,
    at: str = "",
    first: int | None = None,
    left: int | None = None,
) -> DocumentSeen:
    """Return a file of a round as it was read, around a place.

    Raises:
        NotFoundError: There is no such review or file for the actor.
    """
    review, project = open_review(session, actor, review_id)
    revision = session.get_one(Revision, review.revision_id)
    if not 0 <= number < len(revision.files):
        raise NotFoundError(
            f"The package has no file {number}; open one from the page of the gate.",
            f"Le dossier n'a pas de fichier {number} ; ouvrez-en un depuis la page du jalon.",
        )
    file = revision.files[number]
    reading = _reading(session, file["sha256"], file["path"])
    judgement = Judgement.model_validate(review.judgement) if review.judgement else None
    mine = _judged_document(judgement, file["path"])
    whole = reading is not None and reading.read is not Read.REFUSED and _is_there(reading.content)
    return DocumentSeen(
        number=number,
        path=file["path"],
        sha256=file["sha256"],
        size=file["size"],
        kind=reading.kind if reading else "",
        language=reading.language if reading else "",
        read=str(reading.read) if reading else "none",
        reason=reading.reason if reading else {},
        judged=mine,
        serves=_serves(session, revision, mine),
        findings=_findings(session, project, revision, judgement, file["path"]),
        facts=reading.facts[:MOST_FACTS] if reading else (),
        window=window(reading.content, at, first=first, left=left) if reading and whole else None,
        round=review.round,
        gate=review.gate,
    )


def _is_there(content: Content) -> bool:
    tasks = content.schedule is not None and bool(content.schedule.tasks)
    return tasks or bool(content.paragraphs) or bool(content.tables)


def _reading(session: Session, sha256: str, path: str) -> Reading | None:
    kept = session.get(StoredReading, (sha256, path, READER))
    return unpacked(kept.reading, kept.outline) if kept else None


def _judged_document(judgement: Judgement | None, path: str) -> JudgedDocument | None:
    documents = judgement.documents if judgement else ()
    return next((each for each in documents if each.path == path), None)


def _serves(session: Session, revision: Revision, mine: JudgedDocument | None) -> list[Text]:
    labels = {each.id: each.label for each in method_of(session, revision.method_id).deliverables}
    return [labels[each] for each in (mine.deliverables if mine else ()) if each in labels]


def _findings(
    session: Session,
    project: Project,
    revision: Revision,
    judgement: Judgement | None,
    path: str,
) -> list[Check]:
    if judgement is None:
        return []
    method = method_of(session, revision.method_id)
    shown = judged(session, project.id, method, judgement)
    rows = [row for area in shown.pressing_first for row in area.checks]
    mine = [row for row in rows if row.finding.document == path]
    return sorted(mine, key=lambda row: not row.is_open)
