"""What the checks answered in a round, kept beside the judgement for the record of each check."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.finding import Outcome
from domain.judgement import Judgement
from gates.declarations.register import DECLARED
from storage.tables.reviews import CheckAnswer

WORST = (Outcome.FAIL, Outcome.CANNOT_TELL, Outcome.PASS)
"""Of several findings on one document the first of these counts."""


def keep_answers(session: Session, review_id: UUID, judgement: Judgement, *, at: datetime) -> None:
    """Keep what each check answered about each document, in the place of earlier answers."""
    session.execute(delete(CheckAnswer).where(CheckAnswer.review_id == review_id))
    found: dict[tuple[str, str, str], Outcome] = {}
    for deliverable in judgement.deliverables:
        for finding in deliverable.findings:
            if finding.check not in DECLARED or finding.outcome not in WORST:
                continue
            key = (finding.check, finding.deliverable, finding.document_sha256)
            found[key] = min(found.get(key, finding.outcome), finding.outcome, key=WORST.index)
    session.add_all(
        CheckAnswer(
            review_id=review_id,
            check_id=check,
            deliverable=deliverable,
            document_sha256=sha256,
            outcome=outcome.value,
            answered_at=at,
        )
        for (check, deliverable, sha256), outcome in found.items()
    )
