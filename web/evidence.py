"""The evidence file of a round as it is sent: written to a temporary file, then passed on."""

import tempfile
from collections.abc import Iterator
from typing import IO

from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from lifecycle.evidence_file import write_evidence
from lifecycle.installation import Installation
from storage.files import BLOCK
from storage.tables.projects import Project
from storage.tables.reviews import Review

KIND = "application/zip"


def evidence_of(
    installation: Installation,
    session: Session,
    project: Project,
    review: Review,
    *,
    documents: bool = True,
) -> StreamingResponse:
    """Return the evidence file of a round as an attachment.

    Raises:
        OutOfSequenceError: The round is under way.
    """
    target = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed once it was sent
    try:
        write_evidence(installation, session, project, review, target, documents=documents)
    except BaseException:
        target.close()
        raise
    name = f"{project.code}-{review.gate}-{review.round}.zip"
    return StreamingResponse(
        _sent(target),
        media_type=KIND,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _sent(target: IO[bytes]) -> Iterator[bytes]:
    with target:
        target.seek(0)
        while block := target.read(BLOCK):
            yield block
