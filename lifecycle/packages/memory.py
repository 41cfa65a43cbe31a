"""What is remembered of a project's files when a package is judged, the newest word last."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gates.matching_memory import Remembered, file_name
from lifecycle.packages.matches import matches_of, said_of
from storage.tables.projects import Project
from storage.tables.reviews import Review

REMEMBERED_ROUNDS = 10
"""So many rounds back, what a manifest said about a file's name is remembered."""


def remembered(session: Session, project: Project, review: Review | None) -> Remembered:
    """Return what manifests of other rounds and persons said of a project's files.

    A person goes before a manifest that came earlier, and a later manifest before a person.
    """
    spoken = matches_of(session, project.id)
    touched = {each.name for each in spoken}
    names: dict[str, tuple[str, ...]] = {}
    given_at: dict[str, datetime] = {}
    for judgement, at in _judged(session, project, review):
        for document in judgement.get("documents", ()):
            name, by = file_name(document["path"]), document["matched_by"]
            # What follows from a person's word goes with it when it is taken back.
            if by == "manifest" or (by == "remembered" and name not in touched):
                names[name] = tuple(document["deliverables"])
            if by == "manifest":
                given_at[name] = at
    said = tuple(
        said_of(each)
        for each in spoken
        if each.revoked_at is None
        and (each.name not in given_at or given_at[each.name] < each.said_at)
    )
    return Remembered(names, said)


def _judged(
    session: Session, project: Project, review: Review | None
) -> list[tuple[Mapping[str, Any], datetime]]:
    """Return the judgements of the last rounds but one, the oldest first."""
    query = (
        select(Review.judgement, Review.submitted_at)
        .where(Review.project_id == project.id, Review.judgement.is_not(None))
        .order_by(Review.submitted_at.desc())
        .limit(REMEMBERED_ROUNDS)
    )
    if review is not None:
        query = query.where(Review.id != review.id)
    rows = session.execute(query).all()
    return [(row.judgement or {}, row.submitted_at) for row in reversed(rows)]
