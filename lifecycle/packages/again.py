"""A returned package is judged again when what people said of it has changed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.wake import wake
from storage.tables.reviews import Review


def judge_again(session: Session, review: Review, *, at: datetime) -> bool:
    """Have a round judged again if it is the newest of its project and was returned."""
    if not came_back(session, review):
        return False
    review.state, review.judgement, review.ended_at = "submitted", None, None
    wake(session, review.project_id, at=at)
    return True


def came_back(session: Session, review: Review) -> bool:
    """Tell whether a round was returned and no package was handed in since."""
    newer = select(Review.id).where(
        Review.project_id == review.project_id,
        Review.submitted_at > review.submitted_at,
    )
    return review.state == "returned" and session.scalar(newer.limit(1)) is None
