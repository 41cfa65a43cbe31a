"""Published methods: listed, shown as data and as written, and new versions published."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from lifecycle.authority import require
from lifecycle.methods import method_in, version_row
from lifecycle.versions.effect import effect
from lifecycle.versions.publishing import publish
from storage.tables.projects import MethodVersion
from web import matching
from web.api.acting import Key, act
from web.api.method_shapes import (
    EffectShown,
    MethodLine,
    MethodLines,
    MethodShown,
    Source,
    effect_shown,
)
from web.api.permission import MethodWriter, Reader
from web.api.problems import CONFLICTS
from web.site import site_of

router = APIRouter(prefix="/methods", tags=["methods"])


@router.get("")
def methods(request: Request, visitor: Reader) -> MethodLines:
    """Return every published version, by method and version."""
    with site_of(request).installation.database.read() as session:
        require(session, Act.VIEW_METHOD, visitor.actor)
        rows = select(MethodVersion).order_by(MethodVersion.key, MethodVersion.version)
        return MethodLines(items=[MethodLine.model_validate(row) for row in session.scalars(rows)])


@router.get("/{method_key}/{version}")
def method(
    request: Request,
    response: Response,
    visitor: Reader,
    method_key: str,
    version: Annotated[int, Path(ge=1, le=100_000)],
) -> MethodShown:
    """Return a published version; it never changes."""
    with site_of(request).installation.database.read() as session:
        require(session, Act.VIEW_METHOD, visitor.actor)
        row = version_row(session, method_key, version)
        seen = {name: getattr(row, name) for name in MethodLine.model_fields}
        shown = MethodShown.model_validate(seen | {"source": row.source, "method": method_in(row)})
    matching.mark(request, response, shown)
    return shown


@router.post("", status_code=201, responses=CONFLICTS)
def publish_method(request: Request, visitor: MethodWriter, key: Key, given: Source) -> MethodLine:
    """Publish a new version of a method; every fault of an unsound text is named."""
    at = site_of(request).clock()

    def work(session: Session) -> MethodLine:
        made = publish(session, given.source, name=given.name, actor=visitor.actor, at=at)
        return MethodLine.model_validate(made)

    return act(request, visitor, key, given, work, MethodLine)


@router.post("/effect")
def effect_of_draft(
    request: Request, visitor: MethodWriter, _key: Key, given: Source
) -> EffectShown:
    """Return what a draft would change for every open package; nothing is kept of it."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = effect(
            site.installation,
            session,
            visitor.actor,
            given.source,
            name=given.name,
            at=site.clock(),
        )
    return effect_shown(found)
