"""A project's class and stage are worked out again whenever what decides them may have changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Requirement
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.attributes import BY_HAND
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.ledger import record
from lifecycle.steering.tracks import begin_due
from storage.tables.projects import Project


@dataclass(frozen=True)
class Settled:
    """What a project's method comes to now, and the class that it had before."""

    fit: Fit
    klass_before: str | None

    @property
    def due(self) -> tuple[Requirement | Criterion, ...]:
        """What the next gates ask because an earlier gate did not ask it then."""
        gates = {each.gate for each in self.fit.open_gates}
        found: list[Requirement | Criterion] = []
        for gate in self.fit.method.gates:
            if gate.id in gates:
                found += [each for each in gate.requirements if each.origin is not None]
                found += [each for each in gate.criteria if each.origin is not None]
        return tuple(found)


def settle(session: Session, actor: Actor | None, project: Project, *, at: datetime) -> Settled:
    """Give a project the class and the stage that its method comes to for it (gate rule 38).

    The caller holds the lock of the row. A round under way keeps its frozen gate.
    """
    session.flush()
    fit = fit_of(session, project, at=at)
    before = project.klass
    if fit.published.classes and fit.fitted.klass != before:
        project.klass = fit.fitted.klass
        record(
            session,
            "project.reclassed",
            actor,
            {"from": before, "to": project.klass}
            | ({} if project.confidential else {"because": fit.fitted.klass_because}),
            at=at,
            project_id=project.id,
        )
        fit = fit_of(session, project, at=at)
    if project.state != "closed" and fit.fitted.stage != project.stage:
        _move(session, actor, project, fit.fitted.stage, at=at)
        fit = fit_of(session, project, at=at)
        begin_due(session, actor, project, at=at)
    return Settled(fit, before)


def set_class(session: Session, actor: Actor, project: Project, method: Method, klass: str) -> None:
    """Set a project's class by hand, which is the PMO's to do; nothing has it worked out again.

    Raises:
        NotAllowedError: The actor is not the PMO.
        BadInputError: The method has no such class.
    """
    require(session, Act.ASSIGN, actor)
    known = [each.id for each in method.classes]
    if klass and klass not in known:
        raise BadInputError(
            f"{method.name} has no class {klass!r}; its classes are {', '.join(known) or '-'}.",
            f"{method.name} n'a pas de classe {klass!r} ; ses classes : {', '.join(known) or '-'}.",
        )
    kept = {name: value for name, value in project.attributes.items() if name != BY_HAND}
    project.attributes = kept | ({BY_HAND: klass} if klass else {})


def _move(
    session: Session, actor: Actor | None, project: Project, stage: str, *, at: datetime
) -> None:
    """Take a project to the stage that stands in the place of its own, or follows a skipped one."""
    before = project.stage
    project.stage, project.stage_since, project.iteration = stage, at, 1
    project.version += 1
    session.flush()
    record(
        session,
        "project.moved",
        actor,
        {"from": before, "stage": stage, "klass": project.klass},
        at=at,
        project_id=project.id,
    )
