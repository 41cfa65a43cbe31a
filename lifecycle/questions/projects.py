"""Lists and single pages of projects, for those who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What, allows
from domain.methodology.model.gate import Gate
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import who
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.methods import method_of
from lifecycle.questions.fitted import FittingSeen, fitting_seen
from lifecycle.questions.people import names_of
from lifecycle.questions.seen import (
    Mark,
    ProjectSeen,
    gate_known,
    latest_review,
    open_project,
    project_seen,
    stage_here,
    strip,
    word_of,
)
from lifecycle.questions.tailored import Reader
from lifecycle.sealing import unseal
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import Assignment, GatePassage, Project
from storage.tables.reviews import Condition, Review, ReviewSeat

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ProjectLine:
    """A project in a list: where it stands and what it waits for."""

    id: UUID
    code: str
    title: str
    state: str
    gate: str
    stage_label: Text
    waits_for: str
    marks: Sequence[Mark]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A decision in a project's history."""

    number: int
    gate: str
    iteration: int
    label: Text
    code: str
    word: Text
    decided_on: date
    outside_by: str | None
    evidence: str | None
    review_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class ConditionSeen:
    """A condition with the people behind it."""

    number: int
    words: str
    evidence_wanted: str
    evidence: str
    owner: str
    verifier: str
    due_on: date
    state: str
    mine: bool
    to_settle: bool


@dataclass(frozen=True, kw_only=True)
class ProjectPage:
    """A project's own page."""

    project: ProjectSeen
    waits_for: str
    fitting: FittingSeen
    passages: Sequence[Passage]
    conditions: Sequence[ConditionSeen]
    roles: Sequence[tuple[str, Text, Sequence[str]]]
    everybody: Sequence[tuple[str, str]]


def projects_seen(
    session: Session, actor: Actor, *, at: datetime, after: str = "", limit: int = PAGE
) -> list[ProjectLine]:
    """Return the projects that the actor may see, by code, from the one after ``after`` on."""
    person = who(session, actor)
    roles = _roles(session, actor.person_id)
    seats = _seats(session, actor.person_id)
    rows = session.scalars(
        select(Project).where(Project.code > after).order_by(Project.code),
        execution_options={"yield_per": 200},
    )
    found: list[ProjectLine] = []
    for project in rows:
        method = method_of(session, project.method_id)
        target = What(
            roles_on_project=roles.get(project.id, frozenset()),
            manager_role=method.manager,
            confidential=project.confidential,
            holds_seat=project.id in seats,
        )
        if allows(Act.VIEW, person, target):
            fit = fit_of(session, project, at=at)
            stage = stage_here(project, fit)
            found.append(
                ProjectLine(
                    id=project.id,
                    code=project.code,
                    title=project.title,
                    state=project.state,
                    gate=stage.gate,
                    stage_label=stage.label,
                    waits_for=waits_for(session, project),
                    marks=strip(session, project, fit),
                )
            )
        if len(found) == limit:
            break
    rows.close()
    return found


def project_page(session: Session, actor: Actor, code: str, *, at: datetime) -> ProjectPage:
    """Return a project's page.

    Raises:
        NotFoundError: There is none that the actor may see.
    """
    opened = open_project(session, actor, code)
    project, method = opened.project, opened.method
    fit = fit_of(session, project, at=at)
    seen = project_seen(session, opened, fit)
    passages = session.execute(
        select(GatePassage, Review.policy, Revision.method_id)
        .outerjoin(Review, Review.id == GatePassage.review_id)
        .outerjoin(Revision, Revision.id == Review.revision_id)
        .where(GatePassage.project_id == project.id)
        .order_by(GatePassage.number)
    )
    held: dict[str, list[str]] = {}
    assigned = session.execute(
        select(Assignment.role, Person.name)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.project_id == project.id)
        .order_by(Person.name)
    )
    for row in assigned:
        held.setdefault(row.role, []).append(row.name)
    people = session.execute(
        select(Person.handle, Person.name).where(Person.disabled_at.is_(None)).order_by(Person.name)
    )
    return ProjectPage(
        project=seen,
        waits_for=waits_for(session, project),
        passages=[
            Passage(
                number=row.number,
                gate=row.gate,
                iteration=row.iteration,
                label=_decided_gate(row.gate, policy, fit).label,
                code=row.code,
                word=word_of(
                    method_of(session, method_id or project.method_id),
                    _decided_gate(row.gate, policy, fit),
                    row.code,
                ),
                decided_on=row.decided_on,
                outside_by=row.outside_by,
                evidence=row.evidence,
                review_id=row.review_id,
            )
            for row, policy, method_id in passages
        ],
        fitting=fitting_seen(session, project, fit, Reader(opened.person, opened.target)),
        conditions=conditions_seen(session, actor, project.id),
        roles=[(role.id, role.label, held.get(role.id, ())) for role in method.roles],
        everybody=[(row.handle, row.name) for row in people] if Act.ASSIGN in seen.may else (),
    )


def conditions_seen(session: Session, actor: Actor, project_id: UUID) -> list[ConditionSeen]:
    """Return every condition of a project, the open ones first."""
    rows = list(
        session.scalars(
            select(Condition).where(Condition.project_id == project_id).order_by(Condition.number)
        )
    )
    names = names_of(session, {id_ for row in rows for id_ in (row.owner_id, row.verifier_id)})
    found = [
        ConditionSeen(
            number=row.number,
            words=unseal(session, row.review_id, row.words),
            evidence_wanted=unseal(session, row.review_id, row.evidence_wanted),
            evidence=unseal(session, row.review_id, row.evidence),
            owner=names[row.owner_id],
            verifier=names[row.verifier_id],
            due_on=row.due_on,
            state=row.state,
            mine=row.owner_id == actor.person_id,
            to_settle=row.verifier_id == actor.person_id and row.state == "reported",
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.state == "settled")


def waits_for(session: Session, project: Project) -> str:
    """Return what a project waits for: package, returned, judge, votes, date or nobody."""
    if project.state == "closed":
        return "nobody"
    if project.state == "held":
        return "date"
    review = latest_review(session, project.id)
    if review is None:
        return "package"
    return {"open": "votes", "submitted": "judge", "judged": "judge", "returned": "returned"}.get(
        review.state, "package"
    )


def _decided_gate(gate_id: str, policy: dict[str, Any] | None, fit: Fit) -> Gate:
    """Return a decided gate as it was frozen; one merged into another as the method has it."""
    if policy is not None and policy.get("id") == gate_id:
        return Gate.model_validate(policy)
    try:
        return gate_known(fit, gate_id)
    except KeyError:
        if policy is None:
            raise
        return Gate.model_validate(policy)


def _roles(session: Session, person_id: UUID) -> dict[UUID, frozenset[str]]:
    found: dict[UUID, set[str]] = {}
    rows = session.execute(
        select(Assignment.project_id, Assignment.role).where(Assignment.person_id == person_id)
    )
    for row in rows:
        found.setdefault(row.project_id, set()).add(row.role)
    return {project_id: frozenset(roles) for project_id, roles in found.items()}


def _seats(session: Session, person_id: UUID) -> frozenset[UUID]:
    return frozenset(
        session.scalars(
            select(Review.project_id)
            .join(ReviewSeat, ReviewSeat.review_id == Review.id)
            .where(ReviewSeat.person_id == person_id)
        )
    )
