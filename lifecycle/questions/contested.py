"""The PMO's queue: findings that are contested, each with its evidence and what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, allows
from domain.finding import Finding, Outcome, Severity
from domain.judgement import Judgement
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require, what, who
from lifecycle.packages.again import came_back
from lifecycle.packages.contest import attested, contests_of
from lifecycle.questions.check_records import Count, count_of
from lifecycle.questions.people import names_of
from lifecycle.sealing import unseal
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Contest, Review

MOST_ANSWERED = 20
"""So many contests that were answered are shown under those that wait."""

OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)


@dataclass(frozen=True, kw_only=True)
class Contested:
    """A contested finding as the PMO weighs it.

    ``finding`` is what the judge said, as long as the judgement stands; ``file`` is the number
    of its document in the round. ``left`` counts the other points that keep the package back,
    ``back`` says that the package came back and nothing newer was handed in.
    """

    id: UUID
    project: str
    title: str
    gate: str
    round: int
    check: str
    finding: Finding | None
    deliverable: Text
    file: int | None
    reason: str
    place: str
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    answer: str
    may_answer: bool
    back: bool
    left: int
    count: Count


def contested(session: Session, actor: Actor) -> list[Contested]:
    """Return the contests that wait, oldest first, then those answered last.

    Raises:
        NotAllowedError: The actor is not the PMO.
    """
    require(session, Act.ATTEST, actor)
    waiting = select(Contest).where(Contest.state == "asked").order_by(Contest.asked_at)
    done = (
        select(Contest)
        .where(Contest.state != "asked")
        .order_by(Contest.answered_at.desc())
        .limit(MOST_ANSWERED)
    )
    rows = [*session.scalars(waiting), *session.scalars(done)]
    return list(_seen(session, actor, rows))


def _seen(session: Session, actor: Actor, rows: Sequence[Contest]) -> Iterator[Contested]:
    people = {row.asked_by for row in rows} | {row.answered_by for row in rows if row.answered_by}
    names, person = names_of(session, people), who(session, actor)
    counts = {each: count_of(session, each) for each in {row.check_id for row in rows}}
    for row in rows:
        review, project = (
            session.get_one(Review, row.review_id),
            session.get_one(Project, row.project_id),
        )
        judgement = Judgement.model_validate(review.judgement) if review.judgement else None
        target = what(session, actor, project, review)
        finding, label = _finding(judgement, row)
        yield Contested(
            id=row.id,
            project=project.code,
            title=project.title,
            gate=review.gate,
            round=review.round,
            check=row.check_id,
            finding=finding,
            deliverable=label,
            file=_file(session, review, row.document_sha256),
            reason=unseal(session, row.review_id, row.reason),
            place=row.place,
            state=row.state,
            asked_by=names[row.asked_by],
            asked_at=row.asked_at,
            answered_by=names[row.answered_by] if row.answered_by else None,
            answered_at=row.answered_at,
            answer=unseal(session, row.review_id, row.answer),
            may_answer=row.state == "asked"
            and row.asked_by != actor.person_id
            and allows(Act.ATTEST, person, target),
            back=came_back(session, review),
            left=_left(session, judgement, row) if judgement else 0,
            count=counts[row.check_id],
        )


def _finding(judgement: Judgement | None, row: Contest) -> tuple[Finding | None, Text]:
    for deliverable in judgement.deliverables if judgement else ():
        for finding in deliverable.findings:
            key = (finding.check, finding.deliverable, finding.document_sha256)
            if key == (row.check_id, row.deliverable, row.document_sha256):
                return finding, deliverable.name
    return None, {"en": row.deliverable, "fr": row.deliverable}


def _file(session: Session, review: Review, sha256: str) -> int | None:
    files = session.get_one(Revision, review.revision_id).files
    same = (number for number, each in enumerate(files) if sha256 and each["sha256"] == sha256)
    return next(same, None)


def _left(session: Session, judgement: Judgement, row: Contest) -> int:
    """Count what would still keep the package back if this finding were attested.

    An absence is never attested away: the finding itself is counted then.
    """
    settled = {
        (each.check_id, each.deliverable, each.document_sha256)
        for each in (*attested(contests_of(session, row.project_id)), row)
        if each.document_sha256
    }
    return sum(
        1
        for deliverable in judgement.deliverables
        if deliverable.required
        for each in deliverable.findings
        if each.severity is Severity.BLOCKER
        and each.outcome in OPEN
        and (each.check, each.deliverable, each.document_sha256) not in settled
    )
