"""Tracks: projects of their own under a parent, begun with its stage and awaited by its gates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, OutOfSequenceError
from domain.methodology.fitting.circumstances import COMPLETE
from domain.methodology.model.gate import Track
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.actor import Actor
from lifecycle.authority import find_person, require
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.fitted.lineage import begins_of_itself
from lifecycle.fitted.project_facts import check_code, check_title
from lifecycle.ledger import record
from lifecycle.methods import latest, method_of
from lifecycle.wake import wake
from storage.database import lock
from storage.tables.projects import Assignment, Drive, Project

LONGEST_CODE = 20
DEEPEST = 8  # a programme over projects over contractors is three deep; a circle never ends


@dataclass(frozen=True, kw_only=True)
class NewTrack:
    """A track to begin: which one, and the code and title of its project.

    ``manager`` is a sign-in name; without one, who manages the parent manages it too.
    """

    track: str
    code: str = ""
    title: str = ""
    manager: str | None = None


def begin(
    session: Session, actor: Actor, project: Project, new: NewTrack, *, at: datetime
) -> Project:
    """Begin a track of the present stage or of its gates; one that is not for many begins once.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        BadInputError: The method has no such track, or the code or the title does not fit.
        OutOfSequenceError: The track belongs to another stage, or the project is not open.
    """
    project = lock(session, Project, project.id)
    require(session, Act.BEGIN_TRACK, actor, project)
    fit = fit_of(session, project, at=at)
    track = _track(fit.method, new.track)
    standing = session.scalars(
        select(Project).where(
            Project.parent_id == project.id,
            Project.track == track.id,
            Project.code == new.code if track.many else Project.track == track.id,
        )
    )
    for each in standing:
        if track.many or each.state != "closed" or each.closed_as in COMPLETE:
            return each  # what was stopped is begun anew, or its parent would wait for ever
    if new.manager is not None and find_person(session, new.manager).id != actor.person_id:
        require(session, Act.ASSIGN, actor)
    _check_stage(project, fit, track)
    code = new.code or _free_code(session, project, track)
    title = new.title.strip() or f"{project.title} · {in_language(track.label, 'en')}"
    check_code(session, code)
    check_title(code, title)
    child = _begin(session, actor, project, track, replace(new, code=code, title=title), at=at)
    wake(session, project.id, at=at)
    return child


def begin_due(
    session: Session, actor: Actor | None, project: Project, *, at: datetime, depth: int = 0
) -> list[Project]:
    """Begin every track of the stage just entered that needs nobody to name it, once."""
    if project.state == "closed" or depth > DEEPEST:
        return []
    if not method_of(session, project.method_id).tracks:
        return []  # a vote that closes a round passes here: it fits no method for nothing
    fit = fit_of(session, project, at=at)
    begun = []
    for track in _due(session, project, fit):
        if track.method and not begins_of_itself(session, project, track.method):
            continue
        new = NewTrack(
            track=track.id,
            code=_free_code(session, project, track),
            title=f"{project.title} · {in_language(track.label, 'en')}",
        )
        begun.append(_begin(session, actor, project, track, new, at=at, depth=depth))
    return begun


def _due(session: Session, project: Project, fit: Fit) -> Iterator[Track]:
    stage = next((each for each in fit.method.stages if each.id == project.stage), None)
    if stage is None or not stage.tracks:
        return
    begun = set(session.scalars(select(Project.track).where(Project.parent_id == project.id)))
    for track in fit.method.tracks:
        if track.id in stage.tracks and not track.many and track.id not in begun:
            yield track


def _begin(
    session: Session,
    actor: Actor | None,
    parent: Project,
    track: Track,
    new: NewTrack,
    *,
    at: datetime,
    depth: int = 0,
) -> Project:
    """Make the track's project, with its own run, and the roles that are held on the parent."""
    method_id = latest(session, track.method).id if track.method else parent.method_id
    method = method_of(session, method_id)
    stages = track.stages or method.stages
    child = Project(
        code=new.code,
        title=new.title,
        confidential=parent.confidential,
        method_id=method_id,
        stage=stages[0].id,
        stage_since=at,
        currency=parent.currency,
        start=parent.start,
        finish=parent.finish,
        attributes={} if track.method else dict(parent.attributes),
        packs=[] if track.method else list(parent.packs),
        parent_id=parent.id,
        track=track.id,
        created_at=at,
        created_by=parent.created_by,
    )
    session.add(child)
    session.flush()
    session.add(Drive(project_id=child.id))
    session.flush()
    _assign(session, actor, parent, child, method, new.manager, at=at)
    fit = fit_of(session, child, at=at)
    child.stage = fit.method.stages[0].id
    child.klass = fit.fitted.klass
    named = {} if parent.confidential else {"title": child.title}
    record(
        session,
        "project.proposed",
        actor,
        {"code": child.code, "method": method.name, "stage": child.stage}
        | {"parent": parent.id, "track": track.id}
        | named,
        at=at,
        project_id=child.id,
    )
    record(
        session,
        "track.begun",
        actor,
        {"track": track.id, "child": child.id, "code": child.code, "stage": parent.stage},
        at=at,
        project_id=parent.id,
    )
    wake(session, child.id, at=at)
    begin_due(session, actor, child, at=at, depth=depth + 1)
    return child


def _assign(
    session: Session,
    actor: Actor | None,
    parent: Project,
    child: Project,
    method: Method,
    manager: str | None,
    *,
    at: datetime,
) -> None:
    """Copy the roles of the parent that the track's method knows; its manager may be another."""
    parents_manager = method_of(session, parent.method_id).manager
    known = {role.id for role in method.roles}
    given: dict[tuple[str, object], None] = {}
    rows = session.execute(
        select(Assignment.role, Assignment.person_id)
        .where(Assignment.project_id == parent.id)
        .order_by(Assignment.since, Assignment.role, Assignment.person_id)
    )
    for row in rows:
        role = method.manager if row.role == parents_manager else row.role
        if role in known and not (manager and role == method.manager):
            given[role, row.person_id] = None
    if manager:
        given[method.manager, find_person(session, manager).id] = None
    for role, person_id in given:
        session.add(Assignment(project_id=child.id, role=role, person_id=person_id, since=at))
        session.flush()
        record(
            session,
            "role.assigned",
            actor,
            {"role": role, "person": person_id},
            at=at,
            project_id=child.id,
        )


def _track(method: Method, track_id: str) -> Track:
    for track in method.tracks:
        if track.id == track_id:
            return track
    known = ", ".join(track.id for track in method.tracks) or "-"
    raise BadInputError(
        f"{method.name} has no track {track_id!r} for this project; its tracks are {known}.",
        f"{method.name} n'a pas de piste {track_id!r} pour ce projet ; ses pistes : {known}.",
    )


def _check_stage(project: Project, fit: Fit, track: Track) -> None:
    if project.state != "open":
        raise OutOfSequenceError(
            f"{project.code} is {project.state}; a track begins while it is open.",
            f"{project.code} n'est pas ouvert ; une piste commence quand il l'est.",
        )
    awaiting = {gate.id for gate in fit.method.gates if track.id in {j.track for j in gate.joins}}
    stages = [
        stage.id
        for stage in fit.method.stages
        if track.id in stage.tracks or awaiting & {stage.gate, *stage.also}
    ]
    if project.stage not in stages:
        where = ", ".join(stages) or "-"
        raise OutOfSequenceError(
            f"The track {track.id} begins in the stage {where}; "
            f"{project.code} stands in {project.stage}.",
            f"La piste {track.id} commence à l'étape {where} ; "
            f"{project.code} est à l'étape {project.stage}.",
        )


def _free_code(session: Session, project: Project, track: Track) -> str:
    """Return a code that nobody has, made of the parent's and of the track's."""
    end = re.sub(r"[^A-Z0-9-]", "-", track.id.upper())[:8].strip("-")
    number = 0
    while True:
        last = f"-{end}" if number == 0 else f"-{end}-{number + 1}"
        code = project.code[: LONGEST_CODE - len(last)].rstrip("-") + last
        if session.scalar(select(Project.id).where(Project.code == code)) is None:
            return code
        number += 1
