"""What changed in the package of a round, since the round before or the package approved before."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from domain.errors import NotFoundError
from domain.revision_change import ChangeGroup
from lifecycle.packages.changed import changes_since
from lifecycle.questions.rounds import open_review
from web.api.permission import Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}", tags=["reviews"])

MOST = 200


class ChangesShown(Shown):
    """The differences by kind, the most important first; ``more`` counts those left out."""

    against: Literal["round", "baseline"]
    review_id: UUID
    gate: str
    round: int
    revision: int
    submitted_at: datetime
    count: int
    groups: list[ChangeGroup]


@router.get("/changes")
def read_changes(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    against: Annotated[
        Literal["round", "baseline"],
        Query(description="the round before at the gate, or the package approved before"),
    ] = "round",
    most: Annotated[int, Query(ge=1, le=MOST, description="of each kind")] = 40,
) -> ChangesShown:
    """What differs from an earlier package: documents, facts, rows, tasks, paragraphs."""
    site = site_of(request)
    with site.installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        found = changes_since(session, site.installation, review, against=against, most=most)
    if found is None:
        raise NotFoundError(
            "There is no earlier package to compare this one with.",
            "Il n'y a pas de dossier antérieur auquel comparer celui-ci.",
        )
    return ChangesShown(
        against=found.against,
        review_id=found.review_id,
        gate=found.gate,
        round=found.round,
        revision=found.revision,
        submitted_at=found.submitted_at,
        count=found.changes.count,
        groups=list(found.changes.groups),
    )
