"""Beside the votes: questions that stop the clock, their answers, and late evidence."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import StreamingResponse
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import NotFoundError
from domain.text import Text
from lifecycle.authority import find_project, require
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.packages.late_evidence import add_late_evidence
from lifecycle.packages.taken import MOST_FILES
from lifecycle.questions.exchanged import LateSeen, late_seen, questions_seen
from lifecycle.questions.rounds import open_review
from lifecycle.signing_in.attempts import count_package
from storage.tables.packages import LateEvidence
from storage.tables.reviews import Review
from web.api.acting import Key, act
from web.api.files import KIND, attachment
from web.api.packages import Files, keep_uploaded
from web.api.permission import Reader, Voter, Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.site import site_of

router = APIRouter(tags=["reviews"])
WORDS = 20_000


class Asked(Given):
    """A question; ``seat`` is the role of the seat that asks, for who holds several."""

    words: str = Field(max_length=WORDS)
    seat: Line | None = None


class Answered(Given):
    """An answer."""

    words: str = Field(max_length=WORDS)


class QuestionShown(Shown):
    """A question that a seat asked, with its answer or without."""

    id: UUID
    number: int
    seat: Text
    asked_by: str
    asked_at: datetime
    words: str
    answered_by: str
    answered_at: datetime | None
    answer: str


class LateFileShown(Shown):
    """A file of late evidence."""

    number: int
    path: str
    sha256: str
    size: int


class LateShown(Shown):
    """Files that were set beside a package after it was frozen."""

    number: int
    added_by: str
    added_at: datetime
    reason: str
    sha256: str
    files: list[LateFileShown]


@router.get("/reviews/{review_id}/questions")
def questions(request: Request, visitor: Reader, review_id: UUID) -> list[QuestionShown]:
    """Return what the seats of a round asked, with the answers."""
    with site_of(request).installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        return [QuestionShown.model_validate(each) for each in questions_seen(session, review)]


@router.post("/reviews/{review_id}/questions", responses=CONFLICTS)
def ask(request: Request, visitor: Voter, key: Key, review_id: UUID, given: Asked) -> QuestionShown:
    """Ask something before voting; the round's clock stands still until the answer."""
    at = site_of(request).clock()

    def work(session: Session) -> QuestionShown:
        review, _ = open_review(session, visitor.actor, review_id)
        made = ask_question(
            session, visitor.actor, review_id, given.words, at=at, seat_role=given.seat
        )
        return _question(session, review, made.id)

    return act(request, visitor, key, given, work, QuestionShown)


@router.post("/reviews/{review_id}/questions/{question_id}/answer", responses=CONFLICTS)
def answer(
    request: Request,
    visitor: Writer,
    key: Key,
    review_id: UUID,
    question_id: UUID,
    given: Answered,
) -> QuestionShown:
    """Answer a question; with the last that waited, the clock goes on."""
    at = site_of(request).clock()

    def work(session: Session) -> QuestionShown:
        review, _ = open_review(session, visitor.actor, review_id)
        if all(each.id != question_id for each in questions_seen(session, review)):
            raise NotFoundError("There is no such question.", "Cette question n'existe pas.")
        answer_question(session, visitor.actor, question_id, given.words, at=at)
        return _question(session, review, question_id)

    return act(request, visitor, key, given, work, QuestionShown)


@router.get("/reviews/{review_id}/late-evidence")
def late_evidence(request: Request, visitor: Reader, review_id: UUID) -> list[LateShown]:
    """Return what was set beside the package after it was frozen."""
    with site_of(request).installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        return [_late(each) for each in late_seen(session, review)]


@router.post("/projects/{code}/late-evidence", status_code=201, responses=CONFLICTS)
def add(
    request: Request,
    visitor: Writer,
    key: Key,
    code: str,
    files: Files,
    reason: Annotated[str, Form(max_length=WORDS, description="what the files show")] = "",
) -> LateShown:
    """Set files beside the package under review; the package stays as it was handed in."""
    site = site_of(request)
    with site.installation.database.read() as session:
        project = find_project(session, code)
        require(session, Act.SUBMIT, visitor.actor, project)
    count_package(site.installation, visitor.person_id, at=site.clock())
    kept = keep_uploaded(site.installation, files)

    def work(session: Session) -> LateShown:
        project = find_project(session, code)
        made = add_late_evidence(session, visitor.actor, project, kept, reason, at=site.clock())
        review = session.get_one(Review, made.review_id)
        found = late_seen(session, review)
        return _late(next(each for each in found if each.number == made.number))

    said = {"files": [[each.path, each.sha256] for each in kept], "reason": reason}
    return act(request, visitor, key, said, work, LateShown)


@router.get(
    "/reviews/{review_id}/late-evidence/{number}/files/{place}",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The bytes as added.",
            "content": {KIND: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def file(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    number: Annotated[int, Path(ge=1, le=10_000)],
    place: Annotated[int, Path(ge=0, lt=MOST_FILES)],
) -> StreamingResponse:
    """Return a file of late evidence, by its number in the list."""
    installation = site_of(request).installation
    with installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        files = session.scalar(
            select(LateEvidence.files).where(
                LateEvidence.review_id == review.id, LateEvidence.number == number
            )
        )
    if files is None or place >= len(files):
        raise NotFoundError("There is no such late evidence.", "Cette pièce tardive n'existe pas.")
    return attachment(installation, files[place])


def _question(session: Session, review: Review, question_id: UUID) -> QuestionShown:
    found = questions_seen(session, review)
    return QuestionShown.model_validate(next(each for each in found if each.id == question_id))


def _late(seen: LateSeen) -> LateShown:
    shown = {name: getattr(seen, name) for name in LateShown.model_fields}
    files = [LateFileShown.model_validate(each) for each in seen.files]
    return LateShown.model_validate(shown | {"files": files})
