"""Reviews: one round of a gate on one revision, its judgement, and the question to a voter."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import NotFoundError
from domain.judgement import Judgement
from domain.text import Text
from lifecycle.questions.decision import DecisionSeen, decision_seen, not_asked
from lifecycle.questions.given_beside import RatingAsked as RatingSeen
from lifecycle.questions.rounds import open_review, review_seen
from lifecycle.signing_in.access import Visitor
from web import matching
from web.api.permission import Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}", tags=["reviews"])


class ReviewShown(Shown):
    """A round of a gate; a vote on it names ``revision_sha256``."""

    id: UUID
    project: str
    gate: str
    stage: str
    round: int
    iteration: int
    late_days: int
    meeting: str | None
    state: str
    revision: int
    revision_sha256: str
    policy_sha256: str
    submitted_at: datetime
    opened_at: datetime | None
    due_at: datetime | None
    closing_at: datetime | None
    decided_at: datetime | None
    carried_out_at: datetime | None
    recommendation: dict[str, Any] | None
    code: str | None
    outcome: dict[str, Any] | None
    my_request: UUID | None


class Choice(Shown):
    """One answer in the method's words; ``closes`` says that it would end the round."""

    code: Decision
    label: Text
    fields: list[str]
    recommended: bool
    closes: bool


class ProposedCondition(Shown):
    """A condition as the open findings suggest it."""

    words: Text
    evidence: Text
    owner_id: UUID
    owner: str
    verifier_id: UUID
    due_on: date


class StandingVote(Shown):
    """The voter's standing vote; ``undo_until`` is set while it can be taken back."""

    word: Text
    reason: str
    cast_at: datetime
    undo_until: datetime | None


class ScoreAsked(Shown):
    """A criterion that the seat scores, from ``least`` to ``most``."""

    id: str
    label: Text
    guidance: Text
    least: int
    most: int
    given: str


class AnswerAsked(Shown):
    """A criterion that the seat answers by yes or no."""

    id: str
    label: Text
    guidance: Text
    given: str


class Level(Shown):
    """A level of a rating."""

    id: str
    label: Text


class RatingAsked(Shown):
    """A rating that the seat gives; its levels are written best first."""

    id: str
    label: Text
    levels: list[Level]
    given: str


class DissentShown(Shown):
    """A formal dissent, with the answer that an approving vote gave to it."""

    seat: Text
    person: str
    reason: str
    answer: str
    answered_by: str


class Beside(Shown):
    """What the seat gives beside its vote, and the dissents that a go has to answer."""

    scores: list[ScoreAsked]
    answers: list[AnswerAsked]
    ratings: list[RatingAsked]
    dissents: list[DissentShown]
    may_answer: bool
    must_answer: bool
    to_dissent: str


class Named(Shown):
    """A person who may own or verify a condition."""

    id: UUID
    name: str


class Target(Shown):
    """A stage to which rework may lead."""

    stage: str
    label: Text


class Question(Shown):
    """What the voter is asked, and the words to answer with."""

    review_id: UUID
    state: str
    gate: str
    question: Text
    seat: Text
    advisory: bool
    concurring: bool
    late_days: int
    revision_sha256: str
    due_at: datetime | None
    recommended: Text | None
    choices: list[Choice]
    proposed: list[ProposedCondition]
    people: list[Named]
    stages: list[Target]
    vote: StandingVote | None
    beside: Beside
    casting: bool
    grace: bool
    outcome: Text | None


@router.get("")
def review(request: Request, response: Response, visitor: Reader, review_id: UUID) -> ReviewShown:
    """Return a round: where it stands, the recommendation, the outcome."""
    with site_of(request).installation.database.read() as session:
        shown = show(session, visitor, review_id)
    matching.mark(request, response, shown)
    return shown


@router.get("/judgement")
def judgement(request: Request, visitor: Reader, review_id: UUID) -> Judgement:
    """Return what was read, found and concluded, as ``jalon check --format json`` does."""
    with site_of(request).installation.database.read() as session:
        found, _ = open_review(session, visitor.actor, review_id)
        if found.judgement is None:
            raise NotFoundError(
                "The package has not been judged yet; ask again in a few seconds.",
                "Le dossier n'est pas encore contrôlé ; redemandez dans quelques secondes.",
            )
        return Judgement.model_validate(found.judgement)


@router.get("/decision")
def decision(request: Request, visitor: Reader, review_id: UUID) -> Question:
    """Return what the person is asked to decide, and the answers that the method knows."""
    site = site_of(request)
    with site.installation.database.read() as session:
        asked = review_seen(session, visitor.actor, review_id).my_request
        if asked is None:
            raise not_asked()
        return _question(decision_seen(session, visitor.actor, asked, at=site.clock()))


def show(session: Session, visitor: Visitor, review_id: UUID) -> ReviewShown:
    """Return a round as the person may see it.

    Raises:
        NotFoundError: There is none that the person may see.
    """
    return ReviewShown.model_validate(review_seen(session, visitor.actor, review_id))


def _question(seen: DecisionSeen) -> Question:
    found = {name: getattr(seen, name) for name in Question.model_fields}
    found["people"] = [{"id": id_, "name": name} for id_, name in seen.people]
    found["stages"] = [{"stage": stage, "label": label} for stage, label in seen.stages]
    beside = {name: getattr(seen.beside, name) for name in Beside.model_fields}
    beside["ratings"] = [_rating(each) for each in seen.beside.ratings]
    return Question.model_validate(found | {"beside": beside})


def _rating(asked: RatingSeen) -> dict[str, object]:
    levels = [{"id": level, "label": label} for level, label in asked.levels]
    return {"id": asked.id, "label": asked.label, "levels": levels, "given": asked.given}
