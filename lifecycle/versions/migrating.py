"""A project goes to another version of its method, and back until the next gate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import OutOfSequenceError
from domain.text import in_language
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.attributes import BY_HAND
from lifecycle.fitted.renaming import renaming_to
from lifecycle.ledger import record
from lifecycle.methods import method_in
from lifecycle.steering.classing import settle
from lifecycle.versions.migration_plan import MigrationPlan, Planner
from lifecycle.wake import wake
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import (
    Assignment,
    GatePassage,
    MethodMigration,
    MethodVersion,
    Project,
)
from storage.tables.reviews import Review


def plans(
    session: Session,
    actor: Actor,
    target: MethodVersion,
    codes: Sequence[str] | None = None,
    *,
    at: datetime,
) -> list[MigrationPlan]:
    """Return what would become of projects on other versions, by code; all unless some are named.

    Raises:
        NotAllowedError: The actor is not the PMO.
    """
    planner = Planner(session, actor, target, at=at)
    wanted = select(Project).join(MethodVersion, MethodVersion.id == Project.method_id)
    if codes is None:
        wanted = wanted.where(
            MethodVersion.key == target.key, MethodVersion.version != target.version
        )
    else:
        wanted = wanted.where(Project.code.in_(codes))
    return [planner.plan(each) for each in session.scalars(wanted.order_by(Project.code))]


def migrate(
    session: Session, actor: Actor, project: Project, target: MethodVersion, *, at: datetime
) -> MigrationPlan:
    """Take a project to another version; its rounds and decisions stay with theirs.

    Raises:
        NotAllowedError: The actor is not the PMO.
        OutOfSequenceError: It cannot go; the sentence names the id or the reason.
    """
    project = lock(session, Project, project.id)
    plan = Planner(session, actor, target, at=at).plan(project)
    if not plan.is_possible:
        raise OutOfSequenceError(
            *(
                f"{project.code}: {'; '.join(in_language(each, code) for each in plan.refusals)}."
                for code in ("en", "fr")
            )
        )
    before = _place(session, project, plan)
    old = session.get_one(MethodVersion, project.method_id)
    renamed = renaming_to(session, method_in(target), old.version)
    known = {each.id for each in method_in(target).gates}
    project.method_id, project.stage = target.id, plan.stage
    project.planned = {
        renamed.gate(gate): day
        for gate, day in project.planned.items()
        if renamed.gate(gate) in known
    }
    project.packs = [each for each in project.packs if each not in plan.packs_lost]
    project.klass = plan.new_class
    _drop_unknown_class(project, target)
    project.version += 1
    _rename_roles(session, project, plan.renamed_roles)
    session.add(
        MethodMigration(
            project_id=project.id,
            from_id=old.id,
            to_id=target.id,
            before=before,
            migrated_by=actor.person_id,
            migrated_at=at,
        )
    )
    session.flush()
    record(
        session,
        "project.migrated",
        actor,
        {
            "method": target.key,
            "from": old.version,
            "to": target.version,
            "stage": project.stage,
            "iteration": project.iteration,
            "klass": project.klass,
            "planned": dict(project.planned),
            "roles": dict(plan.renamed_roles),
        },
        at=at,
        project_id=project.id,
    )
    settle(session, actor, project, at=at)
    wake(session, project.id, at=at)
    failpoint("migrate.before-commit")
    return plan


def undo(session: Session, actor: Actor, project: Project, *, at: datetime) -> MethodVersion:
    """Take a project back to the version before; return that version.

    Raises:
        NotAllowedError: The actor is not the PMO.
        OutOfSequenceError: It was not migrated, or a package was handed in or decided since.
    """
    project = lock(session, Project, project.id)
    require(session, Act.MIGRATE, actor)
    made = _last(session, project)
    before: Mapping[str, Any] = made.before
    _check_untouched(session, project, made)
    back = {new: old for old, new in before["roles"].items()}
    project.method_id, project.stage = made.from_id, before["stage"]
    project.stage_since = datetime.fromisoformat(before["stage_since"])
    project.iteration, project.planned = before["iteration"], before["planned"]
    project.klass, project.packs = before["klass"], before["packs"]
    project.raised = before["raised"] | project.raised  # what happened since still did
    project.attributes = before["attributes"] | project.attributes
    project.version += 1
    _rename_roles(session, project, back)
    made.undone_at = at
    session.flush()
    row, left = (session.get_one(MethodVersion, each) for each in (made.from_id, made.to_id))
    record(
        session,
        "project.migration-undone",
        actor,
        {
            "method": row.key,
            "from": left.version,
            "to": row.version,
            "stage": project.stage,
            "iteration": project.iteration,
            "klass": project.klass,
            "planned": dict(project.planned),
            "roles": back,
        },
        at=at,
        project_id=project.id,
    )
    wake(session, project.id, at=at)
    failpoint("migrate.undone")
    return row


def is_reversible(session: Session, project: Project) -> bool:
    """Tell whether a project may still go back to the version before."""
    try:
        _check_untouched(session, project, _last(session, project))
    except OutOfSequenceError:
        return False
    return True


def _last(session: Session, project: Project) -> MethodMigration:
    made = session.scalar(
        select(MethodMigration)
        .where(MethodMigration.project_id == project.id, MethodMigration.undone_at.is_(None))
        .order_by(MethodMigration.migrated_at.desc())
        .limit(1)
    )
    if made is None or made.to_id != project.method_id:
        raise OutOfSequenceError(
            f"{project.code} did not come from another version; there is nothing to undo.",
            f"{project.code} ne vient pas d'une autre version ; il n'y a rien à annuler.",
        )
    return made


def _check_untouched(session: Session, project: Project, made: MethodMigration) -> None:
    passages = session.scalar(select(func.count()).where(GatePassage.project_id == project.id))
    rounds = session.scalar(select(func.count()).where(Review.project_id == project.id))
    if (passages, rounds) != (made.before["passages"], made.before["rounds"]):
        raise OutOfSequenceError(
            f"{project.code} has handed in a package under its new version; migrate it onwards.",
            f"{project.code} a déposé un dossier sous sa nouvelle version ; faites-le plutôt "
            "avancer vers une autre.",
        )


def _place(session: Session, project: Project, plan: MigrationPlan) -> dict[str, Any]:
    """Return where a project stands, for the way back."""
    return {
        "stage": project.stage,
        "stage_since": project.stage_since.isoformat(),
        "iteration": project.iteration,
        "planned": dict(project.planned),
        "klass": project.klass,
        "packs": list(project.packs),
        "raised": dict(project.raised),
        "attributes": dict(project.attributes),
        "roles": dict(plan.renamed_roles),
        "passages": session.scalar(
            select(func.count()).where(GatePassage.project_id == project.id)
        ),
        "rounds": session.scalar(select(func.count()).where(Review.project_id == project.id)),
    }


def _drop_unknown_class(project: Project, target: MethodVersion) -> None:
    """Leave a class set by hand behind where the version has none of this name."""
    known = {each.id for each in method_in(target).classes}
    if project.attributes.get(BY_HAND) not in known and BY_HAND in project.attributes:
        project.attributes = {
            name: value for name, value in project.attributes.items() if name != BY_HAND
        }


def _rename_roles(session: Session, project: Project, renamed: Mapping[str, str]) -> None:
    """Give each holder of a renamed role its new name."""
    held = {
        (each.role, each.person_id): each
        for each in session.scalars(select(Assignment).where(Assignment.project_id == project.id))
    }
    for (role, person_id), each in held.items():
        if role in renamed:
            session.delete(each)
            session.flush()
            session.merge(
                Assignment(
                    project_id=project.id,
                    role=renamed[role],
                    person_id=person_id,
                    since=each.since,
                )
            )
