"""Who is told of a request for arbitration: who decides, who asked, whose package is outdated."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.letters.questioning import tell_asked_ones
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.seats import role_holders
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.tables.arbitration import Arbitration
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review


def tell_arbitration(
    session: Session,
    project: Project,
    row: Arbitration,
    people: Sequence[Person],
    *,
    at: datetime,
) -> None:
    """Ask who has the power to decide."""
    message = _notice(NoticeKind.ARBITRATION_ASKED, project, row)
    _post(session, message, project, row, (each.id for each in people), "asked", at=at)


def tell_reminded(
    session: Session, project: Project, row: Arbitration, step: str, *, at: datetime
) -> None:
    """Remind who has the power to decide."""
    message = _notice(NoticeKind.ARBITRATION_REMINDER, project, row)
    _post(session, message, project, row, _deciders(session, project, row, row.role), step, at=at)


def tell_carried_higher(
    session: Session, project: Project, row: Arbitration, role: str, *, at: datetime
) -> None:
    """Tell who decides now, and who asked, that nobody answered in time."""
    message = _notice(NoticeKind.ARBITRATION_ESCALATED, project, row)
    told = {*_deciders(session, project, row, role), row.asked_by}
    _post(session, message, project, row, told, f"higher-{row.line}", at=at)


def tell_answered(session: Session, project: Project, row: Arbitration, *, at: datetime) -> None:
    """Tell who asked, and who manages the project, what was decided."""
    message = _notice(NoticeKind.ARBITRATION_ANSWERED, project, row)
    told = {row.asked_by, *_managers(session, project)}
    _post(session, message, project, row, told, "answered", at=at)


def tell_withdrawn(session: Session, project: Project, row: Arbitration, *, at: datetime) -> None:
    """Tell who was asked that nothing is asked of them any more."""
    message = _notice(NoticeKind.ARBITRATION_WITHDRAWN, project, row)
    told = _deciders(session, project, row, row.role)
    _post(session, message, project, row, told, "withdrawn", at=at)


def tell_outdated(
    session: Session, project: Project, review: Review, row: Arbitration, *, at: datetime
) -> None:
    """Tell the seats, and who answers for the package, that a change came after it (rule 44)."""
    message = Notice(
        kind=NoticeKind.PACKAGE_OUTDATED,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=row.ended_by) if row.ended_by else None,
        figures={"number": row.number},
        quote=_subject(project, row),
    )
    mark = f"outdated:{row.id}"
    tell_asked_ones(session, message, project, review, mark, at=at)
    submitter = session.get_one(Revision, review.revision_id).submitted_by
    for person_id in sorted({submitter, *_managers(session, project)}):
        post(session, message, person_id, project, review, at=at, mark=mark)


def _notice(kind: NoticeKind, project: Project, row: Arbitration) -> Notice:
    return Notice(
        kind=kind,
        project=subject_of(project),
        who=Named(person=row.asked_by),
        other=Named(person=row.ended_by) if row.ended_by else None,
        until=row.decide_by,
        figures={"number": row.number, "chosen": row.chosen or 0, "options": len(row.options)},
        quote=_subject(project, row),
        arbitration=row.number,
    )


def _subject(project: Project, row: Arbitration) -> Sealed | None:
    return None if project.confidential else Sealed(owner=project.id, text=row.subject)


def _deciders(session: Session, project: Project, row: Arbitration, role: str) -> set[UUID]:
    barred = {row.asked_by, *_managers(session, project)}
    return {each.id for each in role_holders(session, project, role)} - barred


def _managers(session: Session, project: Project) -> set[UUID]:
    method = method_of(session, project.method_id)
    return {each.id for each in role_holders(session, project, method.manager)}


def _post(
    session: Session,
    message: Notice,
    project: Project,
    row: Arbitration,
    people: Iterable[UUID],
    mark: str,
    *,
    at: datetime,
) -> None:
    for person_id in sorted(people):
        post(session, message, person_id, project, at=at, mark=f"arbitration:{row.id}:{mark}")
