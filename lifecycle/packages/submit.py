"""A gate package is handed in: frozen with its hashes, and the round before it superseded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.calendar import working_days_late
from domain.errors import OutOfSequenceError
from domain.ledger import digest
from domain.methodology.fitting.circumstances import OpenGate
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.actor import Actor
from lifecycle.alive import alive_review
from lifecycle.authority import find_person, require
from lifecycle.deciding.ending import supersede
from lifecycle.fitted.choosing import choose
from lifecycle.holidays import holidays_of
from lifecycle.ledger import record
from lifecycle.packages.attempts import escalate_attempts
from lifecycle.packages.revisions import HandedIn, freeze, keep_revision
from lifecycle.packages.taken import check_files
from lifecycle.seating.seats import resolve, seat_rows
from lifecycle.steering.classing import settle
from lifecycle.wake import wake
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.packages import Revision, RevisionAuthor
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review


@dataclass(frozen=True)
class Submitted:
    """What a submission made, or found standing."""

    revision: Revision
    review: Review
    again: bool


def submit(
    session: Session,
    actor: Actor,
    project: Project,
    files: Sequence[HandedIn],
    *,
    at: datetime,
    form: Mapping[str, Any] | None = None,
    authors: Sequence[str] = (),
    gate: str | None = None,
) -> Submitted:
    """Freeze a package for a gate that the project stands before and open a round on it.

    Without a gate it is the one under way, the only open one, or the one that ends the stage.
    Handing in the same package while its round is alive gives the standing one (gate rule 2).
    Another package supersedes the round, its requests and every vote given (PM-1).

    Raises:
        BadInputError: There is no file, too many or too large ones, or a bad path.
        OutOfSequenceError: The project is closed or held, the gate is not open or awaits
            something, another gate is under way, or a seat has nobody to hold it.
        NotAllowedError: The actor does not manage the project.
    """
    project = lock(session, Project, project.id)
    require(session, Act.SUBMIT, actor, project)
    check_files(files)
    _check_open(project)
    fit = settle(session, actor, project, at=at).fit
    method, standing = fit.method, alive_review(session, project)
    chosen = choose(project, fit, standing, gate)
    asked = method.gate(chosen.gate)
    frozen = freeze(session, project, asked, files, form or {})
    if standing is not None and standing.revision_sha256 == frozen["sha256"]:
        return Submitted(session.get_one(Revision, standing.revision_id), standing, again=True)
    barred = {actor.person_id, *(find_person(session, handle).id for handle in authors)}
    seats = resolve(session, project, method, asked, barred, fit=fit)
    if standing is not None:
        supersede(session, standing, at=at)
    revision = keep_revision(session, actor, project, asked, frozen, at=at)
    session.add_all(
        RevisionAuthor(revision_id=revision.id, person_id=person) for person in sorted(barred)
    )
    late = _late_days(session, project, chosen, at=at)
    review = _open_round(session, project, asked, revision, late, at=at)
    session.add_all(seat_rows(review, seats))
    session.flush()
    _record(session, actor, project, method, revision, review, at=at)
    escalate_attempts(session, project, review, asked, at=at)
    wake(session, project.id, at=at)
    failpoint("submit.before-commit")
    return Submitted(revision, review, again=False)


def _check_open(project: Project) -> None:
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed ({project.closed_as}); nothing more can be handed in.",
            f"{project.code} est clos ({project.closed_as}) ; on ne peut plus rien déposer.",
        )
    if project.state == "held":
        raise OutOfSequenceError(
            f"{project.code} is on hold until {project.held_until}; hand in the package then.",
            f"{project.code} est ajourné jusqu'au {project.held_until} ; déposez à cette date.",
        )


def _open_round(
    session: Session, project: Project, gate: Gate, revision: Revision, late: int, *, at: datetime
) -> Review:
    last = session.scalar(
        select(func.max(Review.round)).where(
            Review.project_id == project.id, Review.gate == gate.id
        )
    )
    policy = gate.model_dump(mode="json")
    review = Review(
        project_id=project.id,
        gate=gate.id,
        stage=project.stage,
        round=(last or 0) + 1,
        iteration=project.iteration,
        klass=project.klass,
        late_days=late,
        revision_id=revision.id,
        revision_sha256=revision.sha256,
        policy=policy,
        policy_sha256=digest(policy),
        submitted_at=at,
    )
    session.add(review)
    session.flush()
    return review


def _record(
    session: Session,
    actor: Actor,
    project: Project,
    method: Method,
    revision: Revision,
    review: Review,
    *,
    at: datetime,
) -> None:
    record(
        session,
        "package.submitted",
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "revision": revision.number,
            "sha256": revision.sha256,
            "files": [each["sha256"] for each in revision.files],
            "method": method.name,
            "policy": review.policy_sha256,
            "iteration": review.iteration,
            "late_days": review.late_days,
        },
        at=at,
        project_id=project.id,
    )


def _late_days(session: Session, project: Project, chosen: OpenGate, *, at: datetime) -> int:
    """Return by how many working days a package comes after the day on which it was due."""
    if chosen.due is None:
        return 0
    creator = session.get_one(Person, project.created_by)
    return working_days_late(at.date(), chosen.due, holidays_of(creator.country))
