"""A project's facts change: its class and its place follow, and what falls due is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import OutOfSequenceError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Requirement
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.attributes import BY_HAND, checked, checked_packs
from lifecycle.fitted.project_facts import check_figures, check_title
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.steering.classing import Settled, set_class, settle
from lifecycle.wake import wake
from storage.database import lock
from storage.tables.projects import Project
from storage.tables.reviews import Review


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """What changes; None leaves a fact as it is, and empty text takes a budget or a class away.

    ``attributes`` holds new values by id, None for one that is not known any more; ``take`` and
    ``drop`` are packs. ``klass`` sets the class by hand.
    """

    title: str | None = None
    currency: str | None = None
    budget: str | None = None
    start: date | None = None
    finish: date | None = None
    klass: str | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    take: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Amended:
    """What came of it: the class before and now and why, and what is asked on top at the gates."""

    project: Project
    changed: tuple[str, ...]
    klass_before: str | None
    klass: str | None
    because: Text
    due: tuple[Requirement | Criterion, ...]


def amend(
    session: Session, actor: Actor, project: Project, given: Amendment, *, at: datetime
) -> Amended:
    """Change the facts of a project; saying what it says already changes nothing.

    A round under way keeps the gate as frozen; what falls due on top is asked at the next one.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO, or sets a class
            by hand without being the PMO.
        BadInputError: The method does not know an attribute, its value, a pack or the class.
        OutOfSequenceError: The project is closed, or the last gate would be asked more than the
            package under way there was.
    """
    project = lock(session, Project, project.id)
    require(session, Act.AMEND, actor, project)
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; its record does not change any more.",
            f"{project.code} est clos ; ses données ne changent plus.",
        )
    before = _facts(project)
    _change(session, actor, project, given)
    after = _facts(project)
    changed = {name: after[name] for name in after if after[name] != before[name]}
    if changed:
        project.version += 1
        _record(session, actor, project, changed, at=at)
    settled = settle(session, actor, project, at=at)
    _check_last_gate(session, project, settled)
    if changed:
        wake(session, project.id, at=at)
    return _amended(project, tuple(changed), settled)


def _check_last_gate(session: Session, project: Project, settled: Settled) -> None:
    """Make sure that nothing falls due after the last gate, where no later one could ask it."""
    under_way = session.scalar(
        select(Review).where(
            Review.project_id == project.id, Review.state.in_(("submitted", "judged", "open"))
        )
    )
    method = settled.fit.method
    if under_way is None or method.after(project.stage) is not None:
        return
    gate = next((each for each in method.gates if each.id == under_way.gate), None)
    more = _asked(gate) - _asked(Gate.model_validate(under_way.policy)) if gate else set()
    if more:
        raise OutOfSequenceError(
            f"The package under way at {under_way.gate} was not asked for what {project.code} "
            "would now need, and no gate follows; withdraw it first.",
            f"Le dossier en cours au jalon {under_way.gate} ne répond pas à ce que {project.code} "
            "demanderait désormais, et aucun jalon ne suit ; retirez-le d'abord.",
        )


def _asked(gate: Gate) -> set[tuple[str, str]]:
    return {
        *(("requirement", each.deliverable) for each in gate.requirements),
        *(("criterion", each.id) for each in gate.criteria),
        *(("seat", each.role) for each in gate.committee.seats),
    }


def _change(session: Session, actor: Actor, project: Project, given: Amendment) -> None:
    method = method_of(session, project.method_id)
    if given.title is not None:
        check_title(project.code, given.title)
        project.title = given.title.strip()
    project.currency = given.currency or project.currency
    if given.budget is not None:
        project.budget = given.budget or None
    project.start, project.finish = given.start or project.start, given.finish or project.finish
    check_figures(project.code, project.budget, project.start, project.finish)
    if given.attributes:
        project.attributes = _attributes(method, project, given)
    if given.take or given.drop:
        checked_packs(method, given.drop)
        project.packs = checked_packs(method, {*project.packs, *given.take} - set(given.drop))
    if given.klass is not None:
        set_class(session, actor, project, method, given.klass)


def _attributes(method: Method, project: Project, given: Amendment) -> dict[str, object]:
    new = checked(method, given.attributes)
    kept = {
        name: value for name, value in project.attributes.items() if name not in given.attributes
    }
    return kept | new


def _facts(project: Project) -> dict[str, Any]:
    """Return the facts as the ledger writes them."""
    attributes = {name: str(value) for name, value in project.attributes.items()}
    return {
        "title": project.title,
        "currency": project.currency,
        "budget": project.budget,
        "start": project.start,
        "finish": project.finish,
        "attributes": attributes,
        "packs": list(project.packs),
        "class_by_hand": attributes.get(BY_HAND),
    }


def _record(
    session: Session, actor: Actor, project: Project, changed: Mapping[str, Any], *, at: datetime
) -> None:
    """Say what changed; of a confidential project, only the names of what did."""
    said: dict[str, Any] = {"changed": sorted(changed)}
    if not project.confidential:
        said |= changed
    record(session, "project.amended", actor, said, at=at, project_id=project.id)


def _amended(project: Project, changed: tuple[str, ...], settled: Settled) -> Amended:
    return Amended(
        project=project,
        changed=changed,
        klass_before=settled.klass_before,
        klass=project.klass,
        because=settled.fit.fitted.klass_because,
        due=settled.due,
    )
