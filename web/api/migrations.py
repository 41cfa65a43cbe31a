"""Projects taken to another version of their method: in a dry run, one by one, and back."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Path, Query, Request
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import OutOfSequenceError
from lifecycle.authority import find_project, require
from lifecycle.methods import version_row
from lifecycle.versions.migrating import migrate, plans, undo
from web.api.acting import Key, act, nudge_after
from web.api.method_shapes import MethodLine, Migrating, MigrationShown, MigrationsShown
from web.api.permission import MethodWriter
from web.api.problems import CONFLICTS
from web.site import site_of

router = APIRouter(prefix="/methods/{method_key}/{version}/migrations", tags=["methods"])

Version = Annotated[int, Path(ge=1, le=100_000)]
Codes = Annotated[
    list[str] | None, Query(max_length=200, description="codes of projects; all without it")
]


@router.get("")
def dry_run(
    request: Request,
    visitor: MethodWriter,
    method_key: str,
    version: Version,
    project: Codes = None,
) -> MigrationsShown:
    """Return what would become of each project on another version; nothing is changed."""
    site = site_of(request)
    with site.installation.database.read() as session:
        target = version_row(session, method_key, version)
        found = plans(session, visitor.actor, target, project, at=site.clock())
    return MigrationsShown(items=[MigrationShown.model_validate(each) for each in found])


@router.post("", responses=CONFLICTS)
def go(
    request: Request,
    visitor: MethodWriter,
    later: BackgroundTasks,
    key: Key,
    method_key: str,
    version: Version,
    given: Migrating,
) -> MigrationShown:
    """Take one project to the version; refused with every reason when it cannot go."""
    site = site_of(request)
    with site.installation.database.read() as session:
        require(session, Act.MIGRATE, visitor.actor)
        project_id = find_project(session, given.project).id

    def work(session: Session) -> MigrationShown:
        target = version_row(session, method_key, version)
        project = find_project(session, given.project)
        made = migrate(session, visitor.actor, project, target, at=site.clock())
        return MigrationShown.model_validate(made)

    shown = act(request, visitor, key, given, work, MigrationShown)
    nudge_after(request, later, project_id)
    return shown


@router.post("/undo", responses=CONFLICTS)
def go_back(
    request: Request,
    visitor: MethodWriter,
    later: BackgroundTasks,
    key: Key,
    method_key: str,
    version: Version,
    given: Migrating,
) -> MethodLine:
    """Take one project back from the version to the one before; return that one."""
    site = site_of(request)
    with site.installation.database.read() as session:
        require(session, Act.MIGRATE, visitor.actor)
        project_id = find_project(session, given.project).id

    def work(session: Session) -> MethodLine:
        target = version_row(session, method_key, version)
        project = find_project(session, given.project)
        if project.method_id != target.id:
            raise OutOfSequenceError(
                f"{project.code} does not stand on {method_key}@{version}; look where it stands.",
                f"{project.code} ne suit pas {method_key}@{version} ; voyez où il en est.",
            )
        return MethodLine.model_validate(undo(session, visitor.actor, project, at=site.clock()))

    shown = act(request, visitor, key, given, work, MethodLine)
    nudge_after(request, later, project_id)
    return shown
