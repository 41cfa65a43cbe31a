"""What changed in a package since the round before, or since the package approved before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.judgement import Judgement
from domain.revision_change import RevisionChanges
from gates.evidence.content import Reading
from gates.evidence.reading import Source, read_files
from gates.revisions.compare import MOST, changes_between
from gates.revisions.pairing import Served
from lifecycle.installation import Installation
from lifecycle.packages.earlier import approved_before
from lifecycle.packages.readings import documents_of, kept_readings
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Review

Against = Literal["round", "baseline"]
"""What a package is compared with: the round before at its gate, or what was approved before."""


@dataclass(frozen=True, kw_only=True)
class ChangesSince:
    """What changed, and since which round; ``against`` is ``round`` or ``baseline``."""

    against: Against
    review_id: UUID
    gate: str
    round: int
    revision: int
    submitted_at: datetime
    changes: RevisionChanges


def changes_since(
    session: Session,
    installation: Installation,
    review: Review,
    *,
    against: Against = "round",
    most: int = MOST,
) -> ChangesSince | None:
    """Compare a round's revision with an earlier one; None where there is none.

    Documents that this version of the reader has not read are read for the answer and not kept.

    Args:
        session: An open session, only read.
        installation: Where the files are.
        review: The round whose package is asked about.
        against: ``round`` for the round before at the same gate, ``baseline`` for the package
            approved before.
        most: So many differences of a kind are told one by one.
    """
    project = session.get_one(Project, review.project_id)
    before = (
        approved_before(session, project, review)
        if against == "baseline"
        else _round_before(session, review)
    )
    if before is None:
        return None
    old = session.get_one(Revision, before.revision_id)
    new = session.get_one(Revision, review.revision_id)
    changes = changes_between(
        _readings(session, installation, old),
        _readings(session, installation, new),
        served_before=_served(before),
        served_after=_served(review),
        most=most,
    )
    return ChangesSince(
        against=against,
        review_id=before.id,
        gate=before.gate,
        round=before.round,
        revision=old.number,
        submitted_at=before.submitted_at,
        changes=changes,
    )


def _round_before(session: Session, review: Review) -> Review | None:
    return session.scalar(
        select(Review)
        .where(
            Review.project_id == review.project_id,
            Review.gate == review.gate,
            Review.round < review.round,
        )
        .order_by(Review.round.desc())
        .limit(1)
    )


def _readings(
    session: Session, installation: Installation, revision: Revision
) -> Sequence[Reading]:
    kept = kept_readings(session, revision)
    documents = documents_of(revision)
    missing = [each for each in documents if each["path"] not in kept]
    read = read_files(
        [
            Source(path=installation.files.path(each["sha256"]), name=each["path"])
            for each in missing
        ]
    )
    found: Mapping[str, Reading] = kept | {each.path: each for each in read}
    return [found[each["path"]] for each in documents]


def _served(review: Review) -> Served:
    if review.judgement is None:
        return {}
    judgement = Judgement.model_validate(review.judgement)
    return {each.path: each.deliverables for each in judgement.documents}
