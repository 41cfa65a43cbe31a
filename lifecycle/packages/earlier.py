"""The package that a project is measured against: the one that set its baseline."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from gates.evidence.content import Read, Reading
from gates.evidence.reading import READER
from gates.looking_back import looks_back
from lifecycle.packages.accepted import IN_FAVOUR
from lifecycle.packages.packing import unpacked
from lifecycle.packages.readings import documents_of
from lifecycle.policies import frozen_gate, policy_of
from storage.tables.packages import Revision, StoredReading
from storage.tables.projects import Project
from storage.tables.reviews import Review

Key = tuple[str, str]
"""A document: its SHA-256 and its path."""


def approved_before(session: Session, project: Project, review: Review | None) -> Review | None:
    """Return the last round whose decision set the baseline, or else was in favour; None before.

    Seen from a round, only what was handed in before it counts.
    """
    query = (
        select(Review.id, Review.policy_sha256, Review.policy)
        .where(
            Review.project_id == project.id,
            Review.state == "decided",
            Review.code.in_(IN_FAVOUR),
            Review.judgement.is_not(None),
        )
        .order_by(Review.decided_at.desc(), Review.submitted_at.desc())
    )
    if review is not None:
        query = query.where(Review.id != review.id, Review.submitted_at <= review.submitted_at)
    rows = session.execute(query).all()
    setting = (row for row in rows if frozen_gate(row.policy_sha256, row.policy).sets_baseline)
    chosen = next(setting, None) or next(iter(rows), None)
    return None if chosen is None else session.get_one(Review, chosen.id)


def looked_back_at(
    session: Session, project: Project, gate: Gate, review: Review | None
) -> list[Key]:
    """Return the documents of the package approved before that a gate's checks look back at."""
    if not looks_back(gate):
        return []
    before = approved_before(session, project, review)
    return [] if before is None else keys_of(session.get_one(Revision, before.revision_id))


def earlier_readings(
    session: Session, project: Project, gate: Gate, review: Review | None
) -> tuple[tuple[Reading, ...], bool]:
    """Return what this reader kept of the package approved before, where a check looks back.

    The second answer tells whether that package set the baseline.
    """
    before = approved_before(session, project, review) if looks_back(gate) else None
    if before is None:
        return (), True
    keys = keys_of(session.get_one(Revision, before.revision_id))
    kept = _kept(session, keys)
    return tuple(kept[key] for key in keys if key in kept), set_baseline(before)


def set_baseline(review: Review) -> bool:
    """Tell whether the gate of a round sets the baseline."""
    return policy_of(review).sets_baseline


def keys_of(revision: Revision) -> list[Key]:
    """Return the documents of a revision, in the order of the package."""
    return [(each["sha256"], each["path"]) for each in documents_of(revision)]


def _kept(session: Session, keys: Sequence[Key]) -> Mapping[Key, Reading]:
    if not keys:
        return {}
    wanted = set(keys)
    rows = session.scalars(
        select(StoredReading).where(
            StoredReading.sha256.in_(sorted({sha256 for sha256, _ in keys})),
            StoredReading.reader == READER,
        )
    )
    found = {
        (row.sha256, row.name): unpacked(row.reading, row.outline)
        for row in rows
        if (row.sha256, row.name) in wanted
    }
    return {key: each for key, each in found.items() if each.read is not Read.REFUSED}
