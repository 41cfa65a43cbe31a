"""What several pages show: a project that may be seen, its strip of gates, names of people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What, Who, allows
from domain.decision import Decision
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import find_project, require, what, who
from lifecycle.methods import method_of
from storage.tables.people import Person
from storage.tables.projects import Assignment, GatePassage, Project
from storage.tables.reviews import Review

ALIVE = ("submitted", "judged", "open")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One gate of the strip: ``state`` is passed, current, ahead or stopped."""

    gate: str
    label: Text
    stage: Text
    state: str
    code: str | None = None
    word: Text | None = None
    decided_on: date | None = None
    outside: bool = False


@dataclass(frozen=True, kw_only=True)
class ProjectSeen:
    """A project as the head of its pages shows it, and what the reader may do to it."""

    id: UUID
    code: str
    title: str
    state: str
    stage: str
    stage_label: Text
    stage_since: datetime
    held_until: date | None
    closed_as: str | None
    confidential: bool
    budget: str | None
    currency: str
    start: date | None
    finish: date | None
    method: str
    manager: str
    gate: str
    gate_label: Text
    marks: Sequence[Mark]
    may: frozenset[Act]
    version: int


@dataclass(frozen=True)
class Opened:
    """A project found for a person: the row, its method, and who asks about what."""

    project: Project
    method: Method
    person: Who
    target: What


def open_project(session: Session, actor: Actor, code: str, act: Act = Act.VIEW) -> Opened:
    """Return a project that the actor may see, or do another act to.

    Raises:
        NotFoundError: There is none, or the actor may not know of it.
        NotAllowedError: The actor sees it but may not do this.
    """
    project = find_project(session, code)
    require(session, act, actor, project)
    method = method_of(session, project.method_id)
    return Opened(project, method, who(session, actor), what(session, actor, project))


def project_seen(session: Session, opened: Opened) -> ProjectSeen:
    """Return the head of a project's pages."""
    project, method = opened.project, opened.method
    stage = method.stage(project.stage)
    managers = names_of_role(session, project, method.manager)
    return ProjectSeen(
        id=project.id,
        code=project.code,
        title=project.title,
        state=project.state,
        stage=stage.id,
        stage_label=stage.label,
        stage_since=project.stage_since,
        held_until=project.held_until,
        closed_as=project.closed_as,
        confidential=project.confidential,
        budget=project.budget,
        currency=project.currency,
        start=project.start,
        finish=project.finish,
        method=method.name,
        manager=", ".join(managers),
        gate=stage.gate,
        gate_label=method.gate(stage.gate).label,
        marks=strip(session, project, method),
        may=frozenset(act for act in Act if allows(act, opened.person, opened.target)),
        version=project.version,
    )


def strip(session: Session, project: Project, method: Method) -> list[Mark]:
    """Return every gate of the method with where the project stands."""
    passages: dict[str, GatePassage] = {}
    rows = select(GatePassage).where(GatePassage.project_id == project.id)
    for row in session.scalars(rows.order_by(GatePassage.number)):
        passages[row.stage] = row
    ids = [stage.id for stage in method.stages]
    here = ids.index(project.stage)
    marks = []
    for number, stage in enumerate(method.stages):
        gate = method.gate(stage.gate)
        passed = passages.get(stage.id) if number <= here else None
        marks.append(
            Mark(
                gate=gate.id,
                label=gate.label,
                stage=stage.label,
                state=_state(project, number, here),
                code=passed.code if passed else None,
                word=word_of(method, gate, passed.code) if passed else None,
                decided_on=passed.decided_on if passed else None,
                outside=bool(passed and passed.outside_by),
            )
        )
    return marks


def word_of(method: Method, gate: Gate, code: str) -> Text:
    """Return how the method calls a decision; the code itself where it has no word."""
    word = method.word(gate, Decision(code))
    return word.label if word else {"en": code, "fr": code}


def names_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return people's names by id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def names_of_role(session: Session, project: Project, role: str) -> list[str]:
    """Return who holds a role on a project, by name."""
    held = (
        select(Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.project_id == project.id, Assignment.role == role)
    )
    return list(session.scalars(held.order_by(Person.name)))


def latest_review(session: Session, project_id: UUID, gate: str | None = None) -> Review | None:
    """Return the newest round of a project, or of one of its gates."""
    found = select(Review).where(Review.project_id == project_id)
    if gate is not None:
        found = found.where(Review.gate == gate)
    return session.scalar(found.order_by(Review.submitted_at.desc(), Review.round.desc()).limit(1))


def _state(project: Project, number: int, here: int) -> str:
    if number < here or project.closed_as == "COMPLETED":
        return "passed"
    if number > here:
        return "ahead"
    return "stopped" if project.state == "closed" else "current"
