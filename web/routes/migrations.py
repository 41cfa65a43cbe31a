"""Projects taken to a version of their method: looked at in a dry run, done for those chosen."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, BackgroundTasks
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act
from domain.errors import GovernanceError
from domain.text import Text
from lifecycle.authority import find_project, require
from lifecycle.methods import version_row
from lifecycle.versions.migrating import migrate, plans, undo
from lifecycle.versions.reversible import reversible_here
from web.acting import see, wholly_signed_in
from web.forms import Form, Posted
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/methods/{key}/{version}/migrate")
def dry_run(request: Request, key: str, version: int) -> Response:
    """Show what would become of each project on another version."""
    return page(request, "method_migrate.html", refused={}, **_seen(request, key, version))


@router.post("/methods/{key}/{version}/migrate")
def go(request: Request, key: str, version: int, form: Posted, after: BackgroundTasks) -> Response:
    """Take the chosen projects to the version, each in a transaction of its own."""
    refused = _each(request, key, version, form, after, is_undo=False)
    if not refused:
        return see(f"/methods/{key}/{version}/migrate", "migrated")
    return page(
        request, "method_migrate.html", status=409, refused=refused, **_seen(request, key, version)
    )


@router.post("/methods/{key}/{version}/undo")
def go_back(
    request: Request, key: str, version: int, form: Posted, after: BackgroundTasks
) -> Response:
    """Take the chosen projects back to the version before."""
    refused = _each(request, key, version, form, after, is_undo=True)
    if not refused:
        return see(f"/methods/{key}/{version}/migrate", "migration-undone")
    return page(
        request, "method_migrate.html", status=409, refused=refused, **_seen(request, key, version)
    )


def _each(
    request: Request,
    key: str,
    version: int,
    form: Form,
    after: BackgroundTasks,
    *,
    is_undo: bool,
) -> Mapping[str, Text]:
    """Do it for each chosen project; return why it was refused, by code."""
    site, visitor = site_of(request), wholly_signed_in(request)
    refused: dict[str, Text] = {}
    with site.installation.database.read() as session:
        require(session, Act.MIGRATE, visitor.actor)
    for code in dict.fromkeys(form.all("project")):
        try:
            with site.installation.database.write() as session:
                target = version_row(session, key, version)
                project = find_project(session, code)
                if is_undo:
                    undo(session, visitor.actor, project, at=site.clock())
                else:
                    migrate(session, visitor.actor, project, target, at=site.clock())
                project_id = str(project.id)
        except GovernanceError as error:
            refused[code] = error.words
        else:
            site.nudge_later(after, project_id)
    return refused


def _seen(request: Request, key: str, version: int) -> dict[str, Any]:
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        target = version_row(session, key, version)
        found = plans(session, visitor.actor, target, at=site.clock())
        back = reversible_here(session, target)
    return {
        "key": key,
        "version": version,
        "possible": [each for each in found if each.is_possible],
        "staying": [each for each in found if not each.is_possible],
        "back": back,
    }
