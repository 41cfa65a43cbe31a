"""What several pages show: a project that may be seen, its strip of gates, names of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What, Who, allows
from domain.decision import Decision
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.review.effect import COMPLETED
from domain.text import Text, both
from lifecycle.actor import Actor
from lifecycle.authority import find_project, require, what, who
from lifecycle.fitted.fitting import Fit
from lifecycle.fitted.passages import Words
from lifecycle.methods import method_of
from lifecycle.questions.opened import OpenGateSeen, opened_gates
from lifecycle.questions.people import names_of_role
from storage.tables.packages import Revision
from storage.tables.projects import GatePassage, Project
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
    opened: Sequence[OpenGateSeen]
    klass: str | None
    iteration: int
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


def project_seen(session: Session, opened: Opened, fit: Fit) -> ProjectSeen:
    """Return the head of a project's pages."""
    project, method = opened.project, opened.method
    stage = stage_here(project, fit)
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
        gate_label=gate_known(fit, stage.gate).label,
        opened=opened_gates(fit) if project.state != "closed" else (),
        klass=project.klass,
        iteration=project.iteration,
        marks=strip(session, project, fit),
        may=frozenset(act for act in Act if allows(act, opened.person, opened.target)),
        version=project.version,
    )


def stage_here(project: Project, fit: Fit) -> Stage:
    """Return the stage in which a project stands, whether it is still on the project's way or not.

    Raises:
        KeyError: No version of the method ever had it.
    """
    tracks = (stage for track in fit.published.tracks for stage in track.stages)
    for stage in (*fit.method.stages, *fit.published.stages, *tracks):
        if stage.id == project.stage:
            return stage
    raise KeyError(project.stage)


def gate_known(fit: Fit, gate_id: str) -> Gate:
    """Return a gate as the project's method has it, else as it was published.

    Raises:
        KeyError: The method has no such gate.
    """
    try:
        return fit.method.gate(gate_id)
    except KeyError:
        return fit.published.gate(gate_id)


def strip(session: Session, project: Project, fit: Fit) -> list[Mark]:
    """Return every gate on the project's way with where the project stands."""
    passages = _passages(session, project, fit.published)
    ids = [stage.id for stage in fit.method.stages]
    here = ids.index(project.stage) if project.stage in ids else 0
    waits = {each.gate for each in fit.open_gates}
    marks = []
    for number, stage in enumerate(fit.method.stages):
        for gate_id in (*stage.also, stage.gate):
            gate = fit.method.gate(gate_id)
            passed, word = passages.get(gate.id, (None, None)) if number <= here else (None, None)
            state = _state(project, number, here)
            if state == "current" and passed and gate.id not in waits:
                state = "passed"
            marks.append(
                Mark(
                    gate=gate.id,
                    label=gate.label,
                    stage=stage.label,
                    state=state,
                    code=passed.code if passed else None,
                    word=word,
                    decided_on=passed.decided_on if passed else None,
                    outside=bool(passed and passed.outside_by),
                )
            )
    return marks


def _passages(
    session: Session, project: Project, method: Method
) -> dict[str, tuple[GatePassage, Text]]:
    """Return the last decision on each gate, by its present id, in the words of its own version."""
    words, found = Words(session, project, method), {}
    rows = session.execute(
        select(GatePassage, Revision.method_id)
        .outerjoin(Review, Review.id == GatePassage.review_id)
        .outerjoin(Revision, Revision.id == Review.revision_id)
        .where(GatePassage.project_id == project.id)
        .order_by(GatePassage.number)
    )
    for row, method_id in rows:
        pinned = project.method_id if row.review_id is None else method_id
        spoken = method_of(session, pinned)
        own = next((gate for gate in spoken.gates if gate.id == row.gate), None)
        word = word_of(spoken, own, row.code) if own is not None else both(row.code, row.code)
        found[words.of(method_id).gate(row.gate)] = (row, word)
    return found


def word_of(method: Method, gate: Gate, code: str) -> Text:
    """Return how the method calls a decision; the code itself where it has no word."""
    word = method.word(gate, Decision(code))
    return word.label if word else {"en": code, "fr": code}


def latest_review(session: Session, project_id: UUID, gate: str | None = None) -> Review | None:
    """Return the newest round of a project, or of one of its gates."""
    found = select(Review).where(Review.project_id == project_id)
    if gate is not None:
        found = found.where(Review.gate == gate)
    return session.scalar(found.order_by(Review.submitted_at.desc(), Review.round.desc()).limit(1))


def _state(project: Project, number: int, here: int) -> str:
    if number < here or project.closed_as == COMPLETED:
        return "passed"
    if number > here:
        return "ahead"
    return "stopped" if project.state == "closed" else "current"
