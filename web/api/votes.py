"""Votes: cast on a review's revision, changed by a later one, taken back within ten minutes."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.review.ballot import ConditionAsked, VoteValue
from domain.review.tally import Standing
from lifecycle.authority import find_person
from lifecycle.deciding.given import Given as VoteGiven
from lifecycle.deciding.vote import in_meeting, take_back, vote
from lifecycle.questions.rounds import open_review, project_of_review
from web import matching
from web.api.acting import Key, act, nudge_after
from web.api.permission import Voter
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.api.reviews import show
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}", tags=["votes"])

WORDS = 20_000
"""Longest free text; a reason of ten pages is a document."""


class ConditionGiven(Given):
    """A condition; owner and verifier are sign-in names, or ids as the question gives them."""

    words: str = Field(max_length=WORDS)
    owner: Line
    verifier: Line
    due_on: date
    evidence: str = Field(max_length=WORDS)


class Ballot(Given):
    """What a voter says of the revision that was looked at."""

    revision_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    value: VoteValue
    seat: Line | None = Field(default=None, description="the role of the seat")
    instead: Decision | None = None
    until: date | None = None
    to_stage: Line | None = None
    reason: str = Field(default="", max_length=WORDS)
    conditions: list[ConditionGiven] = Field(default=[], max_length=50)
    casting: bool = False
    scores: dict[Line, Decimal] = Field(default={}, max_length=200)
    answers: dict[Line, bool] = Field(default={}, max_length=200)
    ratings: dict[Line, Line] = Field(default={}, max_length=50)
    to_dissent: str = Field(
        default="", max_length=WORDS, description="the answer to the dissents that stand"
    )
    meeting: Line | None = Field(
        default=None, description="the meeting in which the vote was taken, if it was in one"
    )


class VoteTaken(Shown):
    """The vote as it stands, and what the count says now; ``code`` is the decision if closed."""

    review_id: UUID
    vote_id: UUID
    value: VoteValue
    again: bool
    standing: Standing
    rule: str
    code: Decision | None
    approving: int
    rejecting: int
    voted: int
    quorum: int
    scorecard: str


class TakenBack(Shown):
    """A vote that no longer counts."""

    review_id: UUID
    vote_id: UUID


@router.post("/votes", responses=CONFLICTS)
def cast(
    request: Request,
    later: BackgroundTasks,
    visitor: Voter,
    key: Key,
    review_id: UUID,
    given: Ballot,
) -> VoteTaken:
    """Cast or change one's vote; the vote that decides closes the round at once."""
    at = site_of(request).clock()

    def work(session: Session) -> VoteTaken:
        open_review(session, visitor.actor, review_id)
        matching.check(request, lambda: show(session, visitor, review_id))
        voted = vote(
            session,
            in_meeting(visitor.actor, given.meeting or ""),
            review_id,
            _given(session, given),
            revision_sha256=given.revision_sha256,
            at=at,
            seat_role=given.seat,
        )
        counted = voted.tally.model_dump()
        return VoteTaken.model_validate(
            {name: counted[name] for name in VoteTaken.model_fields if name in counted}
            | {"review_id": review_id, "vote_id": voted.vote.id}
            | {"value": voted.vote.value, "again": voted.again}
        )

    taken = act(request, visitor, key, given, work, VoteTaken)
    _nudge(request, later, review_id)
    return taken


@router.delete("/vote", responses=CONFLICTS)
def back(request: Request, later: BackgroundTasks, visitor: Voter, review_id: UUID) -> TakenBack:
    """Take one's vote back within ten minutes, while the round is open."""
    site = site_of(request)
    with site.installation.database.write() as session:
        open_review(session, visitor.actor, review_id)
        matching.check(request, lambda: show(session, visitor, review_id))
        taken = take_back(session, visitor.actor, review_id, at=site.clock())
        answer = TakenBack(review_id=review_id, vote_id=taken.id)
    _nudge(request, later, review_id)
    return answer


def _nudge(request: Request, later: BackgroundTasks, review_id: UUID) -> None:
    with site_of(request).installation.database.read() as session:
        nudge_after(request, later, project_of_review(session, review_id))


def _given(session: Session, given: Ballot) -> VoteGiven:
    return VoteGiven(
        value=given.value,
        instead=given.instead,
        until=given.until,
        to_stage=given.to_stage,
        reason=given.reason,
        conditions=[
            ConditionAsked(
                words=each.words,
                owner_id=_person(session, each.owner),
                verifier_id=_person(session, each.verifier),
                due_on=each.due_on,
                evidence=each.evidence,
            )
            for each in given.conditions
        ],
        casting=given.casting,
        scores=given.scores,
        answers=given.answers,
        ratings=given.ratings,
        to_dissent=given.to_dissent,
        meeting=given.meeting or "",
    )


def _person(session: Session, named: str) -> UUID:
    try:
        return UUID(named)
    except ValueError:
        return find_person(session, named).id
