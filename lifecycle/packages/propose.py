"""A project enters: as an idea, or at a later stage with its earlier gates decided outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from domain.authority import PMO, Act
from domain.errors import BadInputError
from domain.methodology.model.method import Method
from lifecycle.actor import Actor
from lifecycle.authority import find_person, require
from lifecycle.fitted.attributes import checked, checked_packs
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.project_facts import check_code, check_figures, check_title
from lifecycle.ledger import record
from lifecycle.letters.telling import tell_idea_received
from lifecycle.methods import latest, method_of
from lifecycle.packages.entering import DecidedOutside, entry_stage, pass_earlier
from lifecycle.people import holders
from lifecycle.seating.duties import check_duties
from lifecycle.steering.classing import set_class
from lifecycle.steering.tracks import begin_due
from lifecycle.wake import wake
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.projects import Assignment, Drive, Project


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is known of a project when it enters. ``roles`` names people by sign-in name."""

    code: str
    title: str
    method: str
    stage: str | None = None
    earlier: Sequence[DecidedOutside] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    confidential: bool = False
    currency: str = "EUR"
    budget: str | None = None
    start: date | None = None
    finish: date | None = None
    klass: str | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    packs: Sequence[str] = ()


def propose(session: Session, actor: Actor, proposal: Proposal, *, at: datetime) -> Project:
    """Let a project enter; its manager is the proposer unless the roles name another.

    Raises:
        BadInputError: A field does not fit; the stage or an earlier gate is unknown.
        NotFoundError: The method or a person does not exist.
        OutOfSequenceError: The code is taken, or an earlier gate is not accounted for.
    """
    require(session, Act.PROPOSE, actor)
    if proposal.roles and set(proposal.roles.values()) != {_handle(session, actor)}:
        require(session, Act.ASSIGN, actor)
    version = latest(session, proposal.method)
    method = method_of(session, version.id)
    _check(session, proposal)
    project = Project(
        id=uuid4(),  # known before it is kept, so that nothing else is taken for its own
        code=proposal.code,
        title=proposal.title.strip(),
        confidential=proposal.confidential,
        method_id=version.id,
        stage=proposal.stage or method.stages[0].id,
        stage_since=at,
        currency=proposal.currency,
        budget=proposal.budget,
        start=proposal.start,
        finish=proposal.finish,
        klass=None if method.classes else proposal.klass,
        attributes=checked(method, proposal.attributes),
        packs=checked_packs(method, proposal.packs),
        planned={},
        raised={},
        iteration=1,
        created_at=at,
        created_by=actor.person_id,
    )
    if method.classes and proposal.klass:
        set_class(session, actor, project, method, proposal.klass)
    fit = fit_of(session, project, at=at)
    project.klass = fit.fitted.klass or project.klass
    project.stage = stage = entry_stage(fit.method, proposal.stage, proposal.earlier)
    session.add(project)
    session.flush()
    session.add(Drive(project_id=project.id))
    session.flush()
    _assign_all(session, actor, project, method, proposal, at=at)
    pass_earlier(session, actor, project, fit.method, proposal.earlier, at=at)
    record(
        session,
        "project.proposed",
        actor,
        {"code": project.code, "method": method.name, "stage": stage, "title": project.title}
        if not project.confidential
        else {"code": project.code, "method": method.name, "stage": stage},
        at=at,
        project_id=project.id,
    )
    told = {actor.person_id, *(person.id for person in holders(session, PMO))}
    tell_idea_received(session, project, fit.method, told, at=at)
    begin_due(session, actor, project, at=at)
    wake(session, project.id, at=at)
    failpoint("propose.before-commit")
    return project


def assign(
    session: Session, actor: Actor, project: Project, role: str, handle: str, *, at: datetime
) -> None:
    """Give a person a role of the method on a project; giving it again changes nothing.

    Raises:
        BadInputError: The method has no such role.
        NotFoundError: There is no such person.
        NotAllowedError: The actor does not assign roles.
    """
    require(session, Act.ASSIGN, actor, project)
    _assign(session, actor, project, method_of(session, project.method_id), role, handle, at=at)


def _assign(
    session: Session,
    actor: Actor,
    project: Project,
    method: Method,
    role: str,
    handle: str,
    *,
    at: datetime,
) -> None:
    known = [each.id for each in method.roles]
    if role not in known:
        raise BadInputError(
            f"{method.name} has no role {role!r}; its roles are {', '.join(known)}.",
            f"{method.name} n'a pas de rôle {role!r} ; ses rôles : {', '.join(known)}.",
        )
    person = find_person(session, handle)
    if session.get(Assignment, (project.id, role, person.id)) is not None:
        return
    check_duties(session, project, method, role, person)
    session.add(Assignment(project_id=project.id, role=role, person_id=person.id, since=at))
    session.flush()
    record(
        session,
        "role.assigned",
        actor,
        {"role": role, "person": person.id},
        at=at,
        project_id=project.id,
    )


def _assign_all(
    session: Session,
    actor: Actor,
    project: Project,
    method: Method,
    proposal: Proposal,
    *,
    at: datetime,
) -> None:
    roles = {method.manager: _handle(session, actor), **proposal.roles}
    for role, handle in roles.items():
        _assign(session, actor, project, method, role, handle, at=at)


def _check(session: Session, proposal: Proposal) -> None:
    check_code(session, proposal.code)
    check_title(proposal.code, proposal.title)
    check_figures(proposal.code, proposal.budget, proposal.start, proposal.finish)


def _handle(session: Session, actor: Actor) -> str:
    return session.get_one(Person, actor.person_id).handle
