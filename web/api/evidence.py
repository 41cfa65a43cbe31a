"""The evidence file of a round, to be checked offline by whoever receives it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from lifecycle.questions.rounds import open_review
from web.api.permission import Reader
from web.api.problems import CONFLICTS
from web.evidence import KIND, evidence_of
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}/evidence", tags=["reviews"])


@router.get(
    "",
    response_class=StreamingResponse,
    responses=CONFLICTS
    | {
        200: {
            "description": "The evidence file.",
            "content": {KIND: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def evidence(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    *,
    documents: Annotated[bool, Query(description="with the documents themselves")] = True,
) -> StreamingResponse:
    """Return all that proves a round that has ended, as one ZIP."""
    installation = site_of(request).installation
    with installation.database.read() as session:
        review, project = open_review(session, visitor.actor, review_id)
        return evidence_of(installation, session, project, review, documents=documents)
