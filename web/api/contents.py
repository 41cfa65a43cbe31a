"""A document of a package as it was read, around a place; never the file's own markup."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from domain.text import Text
from lifecycle.packages.taken import MOST_FILES
from lifecycle.questions.document import document_seen
from web.api.permission import Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}/files/{number}/content", tags=["packages"])

Start = Annotated[int | None, Query(ge=0, le=10_000_000)]


class CellShown(Shown):
    """A cell; ``here`` marks the place asked for."""

    text: str
    place: str
    here: bool
    formula: str
    uncalculated: bool


class RowShown(Shown):
    """A row, with its number as the document counts it."""

    number: str
    here: bool
    cells: list[CellShown]


class GridShown(Shown):
    """A table, or the tasks of a schedule, with the rows left out above and below."""

    sort: Literal["grid"] = "grid"
    title: str
    place: str
    here: bool
    hidden: bool
    columns: list[str]
    rows: list[RowShown]
    rows_before: int
    rows_after: int


class LineShown(Shown):
    """A paragraph; ``level`` is 1 to 9 for headings."""

    sort: Literal["line"] = "line"
    text: str
    place: str
    here: bool
    level: int
    part: str


class PartShown(Shown):
    """A sheet, a page, a slide or a heading to go to."""

    name: str
    place: str
    here: bool


class ContentShown(Shown):
    """What is shown around a place; ``first`` and ``left`` ask for the windows beside."""

    sort: str
    found: bool
    first: int
    total: int
    earlier: int | None
    later: int | None
    to_left: int | None
    to_right: int | None
    parts: list[PartShown]
    blocks: list[GridShown | LineShown]


class DocumentShown(Shown):
    """A document; ``content`` is null where nothing was read of it, and ``reason`` says why."""

    path: str
    sha256: str
    kind: str
    language: str
    read: str
    reason: Text
    content: ContentShown | None = Field(validation_alias="window")


@router.get("")
def content(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    number: Annotated[int, Path(ge=0, lt=MOST_FILES)],
    at: Annotated[str, Query(max_length=400, description="a place as findings tell it")] = "",
    first: Start = None,
    left: Start = None,
) -> DocumentShown:
    """Return the part of a document around a place, or from a row, paragraph or task on."""
    with site_of(request).installation.database.read() as session:
        seen = document_seen(
            session, visitor.actor, review_id, number, at=at, first=first, left=left
        )
    return DocumentShown.model_validate(seen)
