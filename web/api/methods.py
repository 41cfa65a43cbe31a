"""Published methods: listed, shown as data and as written, and new versions published."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import NotFoundError
from domain.methodology.model.method import Method
from lifecycle.authority import require
from lifecycle.methods import method_of
from lifecycle.versions.publishing import publish
from storage.tables.projects import MethodVersion
from web import matching
from web.api.acting import Key, act
from web.api.permission import MethodWriter, Reader
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.site import site_of

router = APIRouter(prefix="/methods", tags=["methods"])

LONGEST_SOURCE = 900_000


class MethodLine(Shown):
    """A published version of a method."""

    key: str
    version: int
    sha256: str
    published_at: datetime


class MethodLines(Shown):
    """Every published version."""

    items: list[MethodLine]


class MethodShown(MethodLine):
    """A published version: the text as written, and what it says."""

    source: str
    method: Method


class Source(Given):
    """The text of a method (YAML); ``name`` is how faults call it."""

    source: str = Field(max_length=LONGEST_SOURCE)
    name: Line = "method.yaml"


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
        row = session.scalar(
            select(MethodVersion).where(
                MethodVersion.key == method_key, MethodVersion.version == version
            )
        )
        if row is None:
            raise NotFoundError(
                f"{method_key}@{version} is not published; see the list of methods.",
                f"{method_key}@{version} n'est pas publiée ; voyez la liste des méthodes.",
            )
        seen = {name: getattr(row, name) for name in MethodLine.model_fields}
        shown = MethodShown.model_validate(
            seen | {"source": row.source, "method": method_of(session, row.id)}
        )
    matching.mark(request, response, shown)
    return shown


@router.post("", status_code=201, responses=CONFLICTS)
def publish_method(request: Request, visitor: MethodWriter, key: Key, given: Source) -> MethodLine:
    """Publish a new version of a method; every fault of an unsound text is named."""
    at = site_of(request).clock()

    def work(session: Session) -> MethodLine:
        require(session, Act.PUBLISH_METHOD, visitor.actor)
        made = publish(session, given.source, name=given.name, actor=visitor.actor, at=at)
        return MethodLine.model_validate(made)

    return act(request, visitor, key, given, work, MethodLine)
