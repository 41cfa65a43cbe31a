"""Files of a package, always as an attachment that no browser opens by itself."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse

from domain.errors import NotFoundError
from lifecycle.installation import Installation
from lifecycle.packages.taken import MOST_FILES
from lifecycle.questions.rounds import open_review
from storage.files import BLOCK
from storage.tables.packages import Revision
from web.api.permission import Reader
from web.site import site_of

router = APIRouter(prefix="/reviews/{review_id}/files", tags=["packages"])

KIND = "application/octet-stream"


@router.get(
    "/{number}",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "The bytes as handed in.",
            "content": {KIND: {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def file(
    request: Request,
    visitor: Reader,
    review_id: UUID,
    number: Annotated[int, Path(ge=0, lt=MOST_FILES)],
) -> StreamingResponse:
    """Return a file of the review's revision, by its number in the gate's list of files."""
    installation = site_of(request).installation
    with installation.database.read() as session:
        review, _ = open_review(session, visitor.actor, review_id)
        files = session.get_one(Revision, review.revision_id).files
    if number >= len(files):
        raise NotFoundError(
            f"The package has no file {number}; it has {len(files)}, counted from 0.",
            f"Le dossier n'a pas de fichier {number} ; il en a {len(files)}, à partir de 0.",
        )
    return attachment(installation, files[number])


def attachment(installation: Installation, kept: Mapping[str, Any]) -> StreamingResponse:
    """Return a kept file as an attachment that no browser opens in our name."""
    name = quote(PurePosixPath(kept["path"]).name, safe="")
    return StreamingResponse(
        _blocks(installation.files.open(kept["sha256"])),
        media_type=KIND,
        headers={
            "Content-Length": str(kept["size"]),
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "ETag": f'"{kept["sha256"]}"',
        },
    )


def _blocks(opened: BinaryIO) -> Iterator[bytes]:
    with opened:
        while block := opened.read(BLOCK):
            yield block
