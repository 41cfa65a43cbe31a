"""A finding is contested by the project manager, and attested or refused by the PMO."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.judgement import Judgement
from lifecycle.actor import Actor
from lifecycle.authority import authors_of, require
from lifecycle.ledger import record
from lifecycle.packages.again import judge_again
from lifecycle.sealing import seal
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Contest, Review


@dataclass(frozen=True, kw_only=True)
class Contested:
    """A finding as the project manager names it, with the reason and the place of evidence."""

    check: str
    deliverable: str
    document_sha256: str = ""
    reason: str
    place: str = ""


def contest(
    session: Session, actor: Actor, review: Review, said: Contested, *, at: datetime
) -> Contest:
    """Contest a finding of a round's judgement; contesting again gives the standing one.

    Raises:
        NotAllowedError: The actor does not manage the project.
        NotFoundError: The judgement has no such finding.
        BadInputError: There is no reason.
    """
    project: Project = lock(session, Project, review.project_id)
    require(session, Act.CONTEST, actor, project, review)
    if not said.reason.strip():
        raise BadInputError(
            "Say why the finding is wrong, and where the evidence stands.",
            "Dites pourquoi le constat est faux, et où se trouve la preuve.",
        )
    if not _has_finding(review, said):
        raise NotFoundError(
            f"The judgement has no finding {said.check} on {said.deliverable} to contest.",
            f"Le contrôle n'a pas de constat {said.check} sur {said.deliverable} à contester.",
        )
    standing = session.scalar(
        select(Contest).where(
            Contest.project_id == project.id,
            Contest.check_id == said.check,
            Contest.deliverable == said.deliverable,
            Contest.document_sha256 == said.document_sha256,
        )
    )
    if standing is not None:
        return standing
    made = Contest(
        project_id=project.id,
        review_id=review.id,
        check_id=said.check,
        deliverable=said.deliverable,
        document_sha256=said.document_sha256,
        reason=seal(session, review.id, said.reason.strip()),
        place=said.place.strip(),
        asked_by=actor.person_id,
        asked_at=at,
    )
    session.add(made)
    session.flush()
    _record(session, "finding.contested", actor, made, at=at)
    return made


def answer(
    session: Session, actor: Actor, contest_id: UUID, *, attest: bool, words: str, at: datetime
) -> Contest:
    """Attest a contested finding, or refuse to; the PMO does, never the submitter.

    A returned package whose last blocker is attested is judged again at once.

    Raises:
        NotFoundError: There is no such contest.
        NotAllowedError: The actor is not the PMO, or wrote the package.
        OutOfSequenceError: It is answered already.
        BadInputError: There is no reason.
    """
    found = session.get(Contest, contest_id)
    if found is None:
        raise NotFoundError("There is no such contest.", "Cette contestation n'existe pas.")
    project: Project = lock(session, Project, found.project_id)
    made: Contest = lock(session, Contest, contest_id)
    review: Review = lock(session, Review, made.review_id)
    require(session, Act.ATTEST, actor, project, review)
    if actor.person_id in {made.asked_by, *authors_of(session, review.revision_id)}:
        raise NotAllowedError(
            "Who handed in a package does not attest its findings.",
            "Qui a déposé un dossier n'en atteste pas les constats.",
        )
    if made.state != "asked":
        raise OutOfSequenceError(
            f"The finding is {made.state} already.", "Le constat a déjà reçu sa réponse."
        )
    if not words.strip():
        raise BadInputError(
            "Say on what the attestation or the refusal rests.",
            "Dites sur quoi repose l'attestation ou le refus.",
        )
    made.state = "attested" if attest else "refused"
    made.answered_by, made.answered_at = actor.person_id, at
    made.answer = seal(session, review.id, words.strip())
    _record(session, f"finding.{made.state}", actor, made, at=at)
    if attest:
        judge_again(session, review, at=at)
    failpoint("contest.before-commit")
    return made


def contests_of(session: Session, project_id: UUID) -> list[Contest]:
    """Return every contest on a project, oldest first."""
    return list(
        session.scalars(
            select(Contest).where(Contest.project_id == project_id).order_by(Contest.asked_at)
        )
    )


def attested(contests: Iterable[Contest]) -> list[Contest]:
    """Return those that the PMO attested."""
    return [each for each in contests if each.state == "attested"]


def _has_finding(review: Review, said: Contested) -> bool:
    if review.judgement is None:
        return False
    judgement = Judgement.model_validate(review.judgement)
    return any(
        finding.check == said.check
        and finding.deliverable == said.deliverable
        and finding.document_sha256 == said.document_sha256
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
    )


def _record(session: Session, kind: str, actor: Actor, made: Contest, *, at: datetime) -> None:
    record(
        session,
        kind,
        actor,
        {
            "check": made.check_id,
            "deliverable": made.deliverable,
            "document": made.document_sha256,
            "reason": made.reason,
            "answer": made.answer,
        },
        at=at,
        project_id=made.project_id,
    )
