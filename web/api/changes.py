"""What changed in the package of a round, since the round before or the package approved before."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from domain.revision_change import ChangeGroup
from lifecycle.packages.changed import changes_since
from lifecycle.questions.rounds import open_review
from web.api.permission import Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}", tags=["reviews"])

MOST, TOLD = 200, 40


class SinceShown(Shown):
    """The round whose package is compared with."""

    review_id: UUID
    gate: str
    round: int
    revision: int
    submitted_at: datetime


class ChangesShown(Shown):
    """The differences by kind, the most important first; ``more`` counts those left out.

    ``since`` is null where there is no earlier package.
    """

    against: Literal["round", "baseline"]
    since: SinceShown | None
    count: int
    groups: list[ChangeGroup]


@router.get("/changes")
def changes(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    against: Annotated[
        Literal["round", "baseline"],
        Query(description="the round before at the gate, or the package approved before"),
    ] = "round",
    most: Annotated[int, Query(ge=1, le=MOST, description="so many of each kind")] = TOLD,
) -> ChangesShown:
    """Return what differs from an earlier package: documents, facts, rows, tasks, paragraphs."""
    site = site_of(request)
    with site.installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        found = changes_since(session, site.installation, review, against=against, most=most)
    if found is None:
        return ChangesShown(against=against, since=None, count=0, groups=[])
    return ChangesShown(
        against=against,
        since=SinceShown.model_validate(found),
        count=found.changes.count,
        groups=list(found.changes.groups),
    )
