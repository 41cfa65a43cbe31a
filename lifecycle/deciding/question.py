"""A voter asks before deciding: the clock stands still until the answer, and all read both."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.deciding.clock import (
    QUESTION,
    call_off_step,
    go_on,
    start_question,
    stop_clock,
)
from lifecycle.ledger import record
from lifecycle.letters.questioning import tell_answered, tell_question
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.sealing import seal
from lifecycle.standing_in.voting import voting_for
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Review
from storage.tables.waits import Question

MOST_OPEN = 5
"""Questions of one seat that may be open at once."""


def ask_question(
    session: Session,
    actor: Actor,
    review_id: UUID,
    words: str,
    *,
    at: datetime,
    seat_role: str | None = None,
) -> Question:
    """Ask something before voting; the round's clock stands still until it is answered.

    Raises:
        NotFoundError: There is no such round for this person.
        NotAllowedError: The person neither holds a seat nor stands in for one.
        OutOfSequenceError: The round is not open, or five questions of the seat are.
        BadInputError: There are no words.
    """
    review, project = _locked(session, review_id)
    method = method_of(session, project.method_id)
    seat = voting_for(session, actor, project, method, review, seat_role, at=at).seat
    require(session, Act.VOTE, actor, project, review)
    if review.state != "open":
        raise OutOfSequenceError(
            f"The review of {review.gate} is not open; a question is asked while it is.",
            f"La revue de {review.gate} n'est pas ouverte ; on questionne pendant qu'elle l'est.",
        )
    if not words.strip():
        raise BadInputError("Write the question.", "Écrivez la question.")
    waiting = select(func.count()).where(
        Question.seat_id == seat.id, Question.answered_at.is_(None)
    )
    if (session.scalar(waiting) or 0) >= MOST_OPEN:
        raise OutOfSequenceError(
            f"{MOST_OPEN} questions of this seat wait already; let them be answered first.",
            f"{MOST_OPEN} questions de ce siège attendent déjà ; laissez-les d'abord recevoir "
            "leur réponse.",
        )
    last = session.scalar(select(func.max(Question.number)).where(Question.review_id == review.id))
    question = Question(
        project_id=project.id,
        review_id=review.id,
        seat_id=seat.id,
        number=(last or 0) + 1,
        words=seal(session, review.id, words.strip()),
        asked_by=actor.person_id,
        asked_at=at,
    )
    session.add(question)
    stop_clock(review, at=at)
    step = f"{QUESTION}{question.number}"
    start_question(session, project, review, policy_of(review).committee, step, at=at)
    session.flush()
    _record(session, "question.asked", actor, review, question, at=at)
    tell_question(session, project, review, question, at=at)
    failpoint("question.before-commit")
    return question


def answer_question(
    session: Session, actor: Actor, question_id: UUID, words: str, *, at: datetime
) -> Question:
    """Answer a question; with the last one that waited, the clock goes on.

    Raises:
        NotFoundError: There is no such question for this person.
        NotAllowedError: The person neither manages the project nor wrote the package.
        OutOfSequenceError: It is answered already, or the round is over.
        BadInputError: There are no words.
    """
    review_id = session.scalar(select(Question.review_id).where(Question.id == question_id))
    if review_id is None:
        raise NotFoundError("There is no such question.", "Cette question n'existe pas.")
    review, project = _locked(session, review_id)
    question: Question = lock(session, Question, question_id)
    require(session, Act.ANSWER_QUESTION, actor, project, review)
    if question.answered_at is not None:
        raise OutOfSequenceError(
            "The question is answered already.", "La question a déjà reçu sa réponse."
        )
    if review.state != "open":
        raise OutOfSequenceError(
            f"The review of {review.gate} is over; nobody waits for the answer any more.",
            f"La revue de {review.gate} est terminée ; personne n'attend plus la réponse.",
        )
    if not words.strip():
        raise BadInputError("Write the answer.", "Écrivez la réponse.")
    question.answer = seal(session, review.id, words.strip())
    question.answered_by, question.answered_at = actor.person_id, at
    session.flush()
    call_off_step(session, review.id, f"{QUESTION}{question.number}", at=at)
    others = select(func.count()).where(
        Question.review_id == review.id, Question.answered_at.is_(None)
    )
    if not session.scalar(others):
        go_on(session, project, review, policy_of(review).committee, at=at)
    _record(session, "question.answered", actor, review, question, at=at)
    tell_answered(session, project, review, question, at=at)
    failpoint("question.answered")
    return question


def _locked(session: Session, review_id: UUID) -> tuple[Review, Project]:
    project_id = session.scalar(select(Review.project_id).where(Review.id == review_id))
    if project_id is None:
        raise NotFoundError(
            "There is no such review; open it from the project's page.",
            "Cette revue n'existe pas ; ouvrez-la depuis la page du projet.",
        )
    project: Project = lock(session, Project, project_id)
    review: Review = lock(session, Review, review_id)
    return review, project


def _record(
    session: Session, kind: str, actor: Actor, review: Review, question: Question, *, at: datetime
) -> None:
    record(
        session,
        kind,
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "question": question.id,
            "number": question.number,
            "words": question.words,
            "answer": question.answer,
            "due_at": review.due_at,
            "paused_at": review.paused_at,
        },
        at=at,
        project_id=review.project_id,
    )
