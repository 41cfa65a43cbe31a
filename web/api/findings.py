"""Findings that are contested by the project manager, and attested or refused by the PMO."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.finding import Finding
from lifecycle.packages.contest import Contested, answer, contest
from lifecycle.questions.contested import contested
from lifecycle.questions.rounds import contests_seen, open_contest, open_review
from lifecycle.questions.seen import open_project
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(tags=["findings"])


class ContestGiven(Given):
    """The finding as the judgement names it, why it is wrong, and where the evidence stands."""

    check: Line
    deliverable: Line
    document_sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    reason: str = Field(max_length=WORDS)
    place: Line = ""


class AnswerGiven(Given):
    """The PMO's answer: whether the finding is attested, and on what that rests."""

    attest: bool
    words: str = Field(max_length=WORDS)


class ContestState(Shown):
    """Where a contested finding stands."""

    id: UUID
    state: str


class ContestShown(Shown):
    """A contested finding with what was said."""

    id: UUID
    review_id: UUID
    check: str
    deliverable: str
    document_sha256: str
    reason: str
    place: str
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    answer: str


class Contests(Shown):
    """The contested findings of a project, oldest first."""

    items: list[ContestShown]


class Queued(Shown):
    """A contest as the PMO weighs it.

    ``back`` says that the package came back and nothing newer was handed in; ``left`` counts
    what would still keep it back after an attestation.
    """

    id: UUID
    project: str
    gate: str
    round: int
    check: str
    finding: Finding | None
    reason: str
    place: str
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    answer: str
    may_answer: bool
    back: bool
    left: int


class Queue(Shown):
    """Contests of all projects."""

    items: list[Queued]


@router.get("/projects/{code}/contests")
def contests(request: Request, visitor: Reader, code: str) -> Contests:
    """Return the contested findings of a project."""
    with site_of(request).installation.database.read() as session:
        found = open_project(session, visitor.actor, code).project
        seen = contests_seen(session, found.id)
        return Contests(items=[ContestShown.model_validate(each) for each in seen])


@router.get("/contests")
def queue(request: Request, visitor: Reader) -> Queue:
    """Return the contests that wait for the PMO's answer, then those answered last."""
    with site_of(request).installation.database.read() as session:
        seen = contested(session, visitor.actor)
    return Queue(items=[Queued.model_validate(each) for each in seen])


@router.post("/reviews/{review_id}/contests", responses=CONFLICTS)
def contest_finding(
    request: Request, visitor: Writer, key: Key, review_id: UUID, given: ContestGiven
) -> ContestState:
    """Contest a finding; contesting it again gives the contest that stands."""
    at = site_of(request).clock()

    def work(session: Session) -> ContestState:
        review, _ = open_review(session, visitor.actor, review_id)
        said = Contested(
            check=given.check,
            deliverable=given.deliverable,
            document_sha256=given.document_sha256,
            reason=given.reason,
            place=given.place,
        )
        return ContestState.model_validate(contest(session, visitor.actor, review, said, at=at))

    return act(request, visitor, key, given, work, ContestState)


@router.post("/contests/{contest_id}/answer", responses=CONFLICTS)
def answer_contest(
    request: Request,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    contest_id: UUID,
    given: AnswerGiven,
) -> ContestState:
    """Attest a contested finding, or refuse to; a package without blockers is judged again."""
    site = site_of(request)

    def work(session: Session) -> ContestState:
        open_contest(session, visitor.actor, contest_id)
        answered = answer(
            session,
            visitor.actor,
            contest_id,
            attest=given.attest,
            words=given.words,
            at=site.clock(),
        )
        return ContestState.model_validate(answered)

    state = act(request, visitor, key, given, work, ContestState)
    with site.installation.database.read() as session:
        nudge_after(request, later, open_contest(session, visitor.actor, contest_id).project_id)
    return state
