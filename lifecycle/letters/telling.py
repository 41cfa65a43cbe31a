"""Who is told what: the letters of each act, posted in its own transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import EXECUTIVE, Act, allows
from domain.decision import Decision
from domain.judgement import Judgement
from domain.ledger import Entry
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.actor import Actor
from lifecycle.authority import what, who
from lifecycle.ledger import head_in_words
from lifecycle.letters.announcing import announcement, votes_named
from lifecycle.letters.briefing import asked_deliverables, brief, gate_named, returned, subject_of
from lifecycle.letters.posting import cancel, post, post_all, reached
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.frozen_seats import rows_of
from lifecycle.seating.seats import holders_everywhere, role_holders
from notifications.facts import Named
from notifications.messages import (
    Audience,
    DecisionAsked,
    IdeaReceived,
    NoLongerRequired,
)
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Condition, DecisionRequest, Review, ReviewSeat, Vote


def tell_idea_received(
    session: Session, project: Project, method: Method, told: Collection[UUID], *, at: datetime
) -> None:
    """Confirm to the proposer, and to the PMO, that a project entered."""
    stage = method.stage(project.stage)
    gate = method.gate(stage.gate)
    for person_id in sorted(told):
        message = IdeaReceived(
            project=subject_of(project),
            gate=gate_named(gate),
            stage=stage.label,
            method=method.label,
            first=stage.id == method.stages[0].id,
            proposer=Named(person=project.created_by),
            own=person_id == project.created_by,
            asked=asked_deliverables(method, gate),
        )
        post(session, message, person_id, project, at=at)


def tell_returned(
    session: Session, project: Project, review: Review, judgement: Judgement, *, at: datetime
) -> None:
    """Tell the submitter and the project manager what is to be mended."""
    method = method_of(session, project.method_id)
    revision = session.get_one(Revision, review.revision_id)
    for person_id in sorted({revision.submitted_by, *_managers(session, project, method)}):
        message = returned(project, review, revision, judgement, reader=person_id)
        post(session, message, person_id, project, review, at=at)


def tell_asked(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    requests: Sequence[tuple[ReviewSeat, DecisionRequest]],
    *,
    at: datetime,
) -> None:
    """Put the question to each seat, once.

    A seat whose person left since it was resolved gets no letter: to fill it is the PMO's act.
    """
    seats = rows_of(session, review.id)
    head = head_in_words(session)
    for seat, request in requests:
        message = brief(session, project, review, method, gate, seats, seat, ledger_head=head)
        mark = request.id if request.person_id != seat.person_id else ""
        if mark:
            message = message.model_copy(update={"in_place_of": Named(person=seat.person_id)})
        post(session, message, request.person_id, project, review, request.id, at=at, mark=mark)


def tell_decided(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    conditions: Sequence[Condition],
    entry: Entry,
    *,
    at: datetime,
) -> None:
    """Tell everybody concerned of the decision, each as the one they are."""
    gate = policy_of(review)
    told = _audiences(session, project, review, method, gate, conditions)
    votes = votes_named(session, method, gate, review)
    letters = {
        person_id: announcement(
            session,
            project,
            review,
            method,
            conditions,
            reader=person_id,
            audience=told[person_id],
            votes=votes,
            ledger_head=f"{entry.seq}:{entry.hash[:16]}",
        )
        for person_id in sorted(told)
    }
    post_all(session, letters, project, review, at=at)


def tell_no_longer_required(session: Session, review: Review, state: str, *, at: datetime) -> None:
    """Tell those who were asked that their answer is not awaited any more.

    Who was never reached by the question is not bothered with its end.
    """
    project = session.get_one(Project, review.project_id)
    revision = session.get_one(Revision, review.revision_id)
    voters = set(
        session.scalars(select(Vote.person_id).where(Vote.review_id == review.id, Vote.standing))
    )
    for person_id in sorted(reached(session, review, DecisionAsked.name) | voters):
        message = NoLongerRequired(
            project=subject_of(project),
            gate=gate_named(policy_of(review)),
            revision=revision.number,
            withdrawn=state == "withdrawn",
            voted=person_id in voters,
        )
        post(session, message, person_id, project, review, at=at)


def cancel_letters(session: Session, review: Review, *, at: datetime) -> None:  # noqa: ARG001 - every act takes the time; a cancelled letter keeps none
    """Take back what a round still had to say: its question is answered or void."""
    cancel(session, review)


def _audiences(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    conditions: Sequence[Condition],
) -> Mapping[UUID, Audience]:
    """Return each person once, as the one who has most to do with the decision."""
    told = {
        person.id: Audience.INFORMED
        for role in gate.informs
        for person in role_holders(session, project, role)
        if _may_view(session, project, person.id)
    }
    if review.code == Decision.KILL:  # general management is told of every stop (gate rule 12)
        told |= {
            person.id: Audience.INFORMED
            for person in holders_everywhere(session, EXECUTIVE)
            if _may_view(session, project, person.id)
        }
    told |= {
        person_id: Audience.OWNER
        for condition in conditions
        for person_id in (condition.owner_id, condition.verifier_id)
    }
    seated = [seat.person_id for seat in rows_of(session, review.id)]
    told |= dict.fromkeys(seated, Audience.APPROVER)
    told |= dict.fromkeys(_managers(session, project, method), Audience.MANAGER)
    return told


def _managers(session: Session, project: Project, method: Method) -> list[UUID]:
    return [person.id for person in role_holders(session, project, method.manager)]


def _may_view(session: Session, project: Project, person_id: UUID) -> bool:
    """Tell whether a person may know of the project; of a confidential one few may."""
    actor = Actor(person_id=person_id, channel="mail")
    return allows(Act.VIEW, who(session, actor), what(session, actor, project))
