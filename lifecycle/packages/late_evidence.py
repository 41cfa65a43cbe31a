"""Evidence that comes after a package was frozen: set beside it, dated, for all to see (rule 3)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, OutOfSequenceError
from domain.ledger import digest
from lifecycle.actor import Actor
from lifecycle.alive import alive_review
from lifecycle.authority import require
from lifecycle.ledger import record
from lifecycle.letters.questioning import tell_late_evidence
from lifecycle.packages.revisions import HandedIn, note_files
from lifecycle.packages.taken import check_files
from lifecycle.sealing import seal
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.packages import LateEvidence
from storage.tables.projects import Project
from storage.tables.reviews import Review


def add_late_evidence(
    session: Session,
    actor: Actor,
    project: Project,
    files: Sequence[HandedIn],
    reason: str,
    *,
    at: datetime,
) -> LateEvidence:
    """Set files beside the package under review; who was asked is told, votes stand.

    The same files again give what stands. Votes that were cast may be changed until the close.

    Raises:
        BadInputError: There is no file or no reason, or a bad path.
        OutOfSequenceError: No review is open.
        NotAllowedError: The actor does not manage the project.
    """
    project = lock(session, Project, project.id)
    require(session, Act.SUBMIT, actor, project)
    check_files(files)
    if not reason.strip():
        raise BadInputError(
            "Say what the late evidence shows.", "Dites ce que montre la pièce tardive."
        )
    found = alive_review(session, project)
    if found is None or found.state != "open":
        raise OutOfSequenceError(
            f"{project.code} has no open review to add evidence to; hand in a package instead.",
            f"{project.code} n'a pas de revue ouverte à compléter ; déposez plutôt un dossier.",
        )
    review: Review = lock(session, Review, found.id)
    listed = [
        {"path": each.path, "sha256": each.sha256, "size": each.size}
        for each in sorted(files, key=lambda each: each.path)
    ]
    sha256 = digest(listed)
    standing = session.scalar(
        select(LateEvidence).where(
            LateEvidence.review_id == review.id, LateEvidence.sha256 == sha256
        )
    )
    if standing is not None:
        return standing
    last = session.scalar(
        select(func.max(LateEvidence.number)).where(LateEvidence.review_id == review.id)
    )
    late = LateEvidence(
        project_id=project.id,
        review_id=review.id,
        number=(last or 0) + 1,
        files=listed,
        sha256=sha256,
        reason=seal(session, review.id, reason.strip()),
        added_by=actor.person_id,
        added_at=at,
    )
    note_files(session, listed, at=at)
    session.add(late)
    session.flush()
    record(
        session,
        "evidence.added",
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "evidence": late.id,
            "number": late.number,
            "files": [each["sha256"] for each in listed],
            "sha256": late.sha256,
            "reason": late.reason,
            "beside": review.revision_sha256,
        },
        at=at,
        project_id=project.id,
    )
    tell_late_evidence(session, project, review, late, at=at)
    failpoint("evidence.before-commit")
    return late
