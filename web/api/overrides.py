"""Decisions past a committee: asked for by one person, signed by another."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import NotFoundError
from lifecycle.overriding.override import ask_override, drop_override, sign_override
from lifecycle.questions.overrides import override_seen
from lifecycle.questions.rounds import open_review, project_of_review
from lifecycle.signing_in.access import Visitor
from storage.tables.reviews import Review
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Voter
from web.api.problems import CONFLICTS
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}/override", tags=["overrides"])


class OverrideGiven(Given):
    """The decision, why the committee is passed over, and for a hold until when."""

    code: Decision
    reason: str = Field(max_length=WORDS)
    until: date | None = None


class OverrideShown(Shown):
    """An override; ``signed_by`` is empty while it waits for the second signature."""

    code: str
    until: date | None
    reason: str
    asked_by: str
    asked_at: datetime
    signed_by: str
    may_sign: bool


class Dropped(Shown):
    """An override that was dropped."""

    code: str
    state: str


@router.get("")
def seen(request: Request, visitor: Reader, review_id: UUID) -> OverrideShown:
    """Return the override of a round."""
    with site_of(request).installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        return _shown(session, visitor, review)


@router.post("", status_code=201, responses=CONFLICTS)
def ask(
    request: Request, visitor: Voter, key: Key, review_id: UUID, given: OverrideGiven
) -> OverrideShown:
    """Ask for a decision past the committee; another person signs it."""
    at = site_of(request).clock()

    def work(session: Session) -> OverrideShown:
        review, _ = open_review(session, visitor.actor, review_id)
        ask_override(
            session,
            visitor.actor,
            review_id,
            given.code,
            given.reason,
            at=at,
            until=given.until,
        )
        return _shown(session, visitor, review)

    return act(request, visitor, key, given, work, OverrideShown)


@router.post("/signature", responses=CONFLICTS)
def sign(
    request: Request, later: BackgroundTasks, visitor: Voter, key: Key, review_id: UUID
) -> OverrideShown:
    """Sign what another asked for: the round is decided."""
    at = site_of(request).clock()

    def work(session: Session) -> OverrideShown:
        open_review(session, visitor.actor, review_id)
        review = sign_override(session, visitor.actor, review_id, at=at)
        return _shown(session, visitor, review)

    done = act(request, visitor, key, None, work, OverrideShown)
    with site_of(request).installation.database.read() as session:
        nudge_after(request, later, project_of_review(session, review_id))
    return done


@router.post("/withdrawal", responses=CONFLICTS)
def drop(request: Request, visitor: Voter, key: Key, review_id: UUID) -> Dropped:
    """Drop an override that was not signed."""
    at = site_of(request).clock()

    def work(session: Session) -> Dropped:
        open_review(session, visitor.actor, review_id)
        row = drop_override(session, visitor.actor, review_id, at=at)
        return Dropped(code=row.code, state=row.state)

    return act(request, visitor, key, None, work, Dropped)


def _shown(session: Session, visitor: Visitor, review: Review) -> OverrideShown:
    found = override_seen(session, visitor.actor, review)
    if found is None:
        raise NotFoundError(
            "No override stands for this round.", "Aucun passage outre pour ce tour."
        )
    return OverrideShown.model_validate(found)
