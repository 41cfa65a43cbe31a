"""A decision past the committee (gate rule 27): two persons, a reason, told to every seat."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.methodology.model.method import Method
from domain.review.tally import OVERRIDDEN, Standing
from lifecycle.actor import Actor
from lifecycle.authority import authors_of, require
from lifecycle.deciding.close import count, decide
from lifecycle.ledger import record
from lifecycle.letters.telling_overrides import tell_override_asked
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.roles import roles_here
from lifecycle.sealing import seal
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.overrides import Override
from storage.tables.projects import Project
from storage.tables.reviews import Condition, Review


def ask_override(
    session: Session,
    actor: Actor,
    review_id: UUID,
    code: Decision,
    reason: str,
    *,
    at: datetime,
    until: date | None = None,
) -> Override:
    """Ask for a decision past the committee; nothing is decided until another person signs.

    Raises:
        NotFoundError: There is no such round.
        NotAllowedError: The actor is neither the PMO nor an administrator, or has a part in it.
        OutOfSequenceError: The round is not open, or an override waits already.
        BadInputError: There is no reason, or the gate knows no such decision.
    """
    review, project, method = _locked(session, review_id)
    _check_person(session, actor, project, review, method)
    gate = policy_of(review)
    if code is Decision.CONDITIONAL_GO or method.word(gate, code) is None:
        known = [each for each in Decision if method.word(gate, each)]
        wanted = ", ".join(each for each in known if each is not Decision.CONDITIONAL_GO)
        raise BadInputError(
            f"An override at {review.gate} cannot lead to {code}; choose {wanted}.",
            f"Un passage outre à {review.gate} ne peut mener à {code} ; choisissez {wanted}.",
        )
    if not reason.strip():
        raise BadInputError(
            "Say why the committee is passed over.", "Dites pourquoi le comité est outrepassé."
        )
    if (code is Decision.HOLD) != (until is not None):
        raise BadInputError(
            "A hold, and only a hold, needs a date until which it lasts.",
            "Un ajournement, et lui seul, demande une date de fin.",
        )
    if until is not None and until <= at.date():
        raise BadInputError(
            f"{until} is not in the future.", f"Le {until} n'est pas dans l'avenir."
        )
    if code is Decision.GO and _open_conditions(session, project):
        raise OutOfSequenceError(
            f"{project.code} has open conditions; no override makes a go of that.",
            f"{project.code} a des réserves ouvertes ; nul passage outre n'en fait un accord.",
        )
    standing = _asked(session, review)
    if standing is not None:
        raise OutOfSequenceError(
            f"An override of {review.gate} waits for its second signature already.",
            f"Un passage outre de {review.gate} attend déjà sa seconde signature.",
        )
    row = Override(
        review_id=review.id,
        code=code,
        until=until,
        reason=seal(session, review.id, reason.strip()),
        asked_by=actor.person_id,
        asked_at=at,
    )
    session.add(row)
    session.flush()
    _record(session, "override.asked", actor, review, row, at=at)
    tell_override_asked(session, project, review, row, at=at)
    failpoint("override.asked")
    return row


def sign_override(session: Session, actor: Actor, review_id: UUID, *, at: datetime) -> Review:
    """Sign what another person asked for: the round is decided, and every seat is told.

    Raises:
        NotFoundError: There is no such round, or no override waits for it.
        NotAllowedError: The actor asked for it, may not sign, or has a part in the project.
        OutOfSequenceError: The round is over.
    """
    review, project, method = _locked(session, review_id)
    _check_person(session, actor, project, review, method)
    row = _waiting(session, review)
    if row.asked_by == actor.person_id:
        raise NotAllowedError(
            "Who asks for an override never signs it; a second person does.",
            "Qui demande un passage outre ne le signe jamais ; une seconde personne le fait.",
        )
    _check_apart(session, row.asked_by, project, review, method)
    row.state, row.ended_by, row.ended_at = "signed", actor.person_id, at
    session.flush()
    _record(session, "override.signed", actor, review, row, at=at)
    code = Decision(row.code)
    counted = count(session, review, policy_of(review)).model_copy(
        update={
            "standing": Standing.CLOSED,
            "rule": OVERRIDDEN,
            "code": code,
            "until": row.until,
            "to_stage": None,
            "conditions": (),
        }
    )
    decide(session, project, review, method, policy_of(review), counted, code, actor, at=at)
    failpoint("override.signed")
    return review


def drop_override(session: Session, actor: Actor, review_id: UUID, *, at: datetime) -> Override:
    """Drop an override that was not signed; the committee goes on.

    Raises:
        NotFoundError: There is no such round, or no override waits for it.
        NotAllowedError: The actor may not.
    """
    review, project, method = _locked(session, review_id)
    _check_person(session, actor, project, review, method)
    row = _waiting(session, review)
    row.state, row.ended_by, row.ended_at = "dropped", actor.person_id, at
    session.flush()
    _record(session, "override.dropped", actor, review, row, at=at)
    return row


def overrides_since(session: Session, since: datetime) -> int:
    """Return how many decisions were taken past a committee since an instant."""
    signed = select(func.count()).where(Override.state == "signed", Override.ended_at >= since)
    return session.scalar(signed) or 0


def _locked(session: Session, review_id: UUID) -> tuple[Review, Project, Method]:
    project_id = session.scalar(select(Review.project_id).where(Review.id == review_id))
    if project_id is None:
        raise NotFoundError("There is no such review.", "Cette revue n'existe pas.")
    project: Project = lock(session, Project, project_id)
    review: Review = lock(session, Review, review_id)
    return review, project, method_of(session, project.method_id)


def _check_person(
    session: Session, actor: Actor, project: Project, review: Review, method: Method
) -> None:
    require(session, Act.OVERRIDE, actor)
    _check_apart(session, actor.person_id, project, review, method)
    if review.state != "open":
        raise OutOfSequenceError(
            f"The review of {review.gate} is {review.state}; only an open one is overridden.",
            f"La revue de {review.gate} est « {review.state} » ; on n'outrepasse qu'une revue "
            "ouverte.",
        )


def _check_apart(
    session: Session, person_id: UUID, project: Project, review: Review, method: Method
) -> None:
    """Make sure that a person has no part in the package, at the request and at the signature."""
    here = roles_here(session, project.id, person_id)
    if person_id in authors_of(session, review.revision_id) or method.manager in here:
        raise NotAllowedError(
            f"Who wrote the package or manages {project.code} takes no decision on it.",
            f"Qui a écrit le dossier ou pilote {project.code} n'en décide pas.",
        )


def _asked(session: Session, review: Review) -> Override | None:
    return session.scalar(
        select(Override).where(Override.review_id == review.id, Override.state == "asked")
    )


def _waiting(session: Session, review: Review) -> Override:
    row = _asked(session, review)
    if row is None:
        raise NotFoundError(
            f"No override of {review.gate} waits for a signature.",
            f"Aucun passage outre de {review.gate} n'attend de signature.",
        )
    return row


def _open_conditions(session: Session, project: Project) -> bool:
    open_one = select(Condition.id).where(
        Condition.project_id == project.id, Condition.state != "settled"
    )
    return session.scalars(open_one).first() is not None


def _record(
    session: Session, kind: str, actor: Actor, review: Review, row: Override, *, at: datetime
) -> None:
    record(
        session,
        kind,
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "override": row.id,
            "code": row.code,
            "until": row.until,
            "reason": row.reason,
            "asked_by": row.asked_by,
        },
        at=at,
        project_id=review.project_id,
    )
