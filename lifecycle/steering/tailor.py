"""A project departs from its method: asked with a reason, answered by who may approve it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What
from domain.errors import NotAllowedError, NotFoundError, OutOfSequenceError
from domain.methodology.model.project import TailoringCode, TailoringWord
from lifecycle.actor import Actor
from lifecycle.authority import require, what
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.tailoring_said import Wanted, check_reason, check_said, word_of
from lifecycle.ledger import record
from lifecycle.sealing import seal
from lifecycle.steering.classing import settle
from lifecycle.steering.tailoring_rules import added_item, check_item, check_skip
from lifecycle.wake import wake
from storage.database import lock
from storage.tables.projects import Project, Tailoring
from storage.tables.reviews import Review

ALIVE = ("submitted", "judged", "open")


def ask(
    session: Session, actor: Actor, project: Project, wanted: Wanted, *, at: datetime
) -> Tailoring:
    """Ask for a departure from the method; what was asked and awaits its answer stays as it is.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        NotFoundError: The method knows no such word, item or gate.
        BadInputError: The reason, the measure or the date is missing or does not fit.
        OutOfSequenceError: The method allows no such departure, or it is in force already.
    """
    project = lock(session, Project, project.id)
    require(session, Act.TAILOR, actor, project)
    check_reason(wanted)
    fit = fit_of(session, project, at=at)
    word = word_of(fit.published, wanted.word)
    check_said(word, wanted, at=at)
    added = None
    if word.code is TailoringCode.SKIP:
        check_skip(fit, wanted.item)
    elif word.code is TailoringCode.ADD:
        added = added_item(fit, wanted.item, wanted.gate, wanted.added)
    else:
        check_item(fit.published, wanted.item, wanted.gate)
    standing = _standing(session, project, word, wanted, at=at)
    if standing is not None:
        return standing
    asked = Tailoring(
        project_id=project.id,
        method_id=project.method_id,
        word=word.id,
        code=word.code,
        item=wanted.item,
        gate=wanted.gate,
        added=added,
        reason=seal(session, project.id, wanted.reason.strip()),
        measure=seal(session, project.id, wanted.measure.strip()) if wanted.measure else None,
        expires_on=wanted.expires_on,
        asked_by=actor.person_id,
        asked_at=at,
    )
    session.add(asked)
    session.flush()
    _record(session, "tailoring.asked", actor, asked, at=at)
    return asked


def answer(
    session: Session, actor: Actor, tailoring_id: UUID, *, approve: bool, at: datetime
) -> Tailoring:
    """Approve what was asked, or refuse it; who asked never does.

    A gate skipped while the project stands before it takes the project on to the next stage.

    Raises:
        NotFoundError: There is no such request for the actor.
        NotAllowedError: The actor does not hold the role that approves it, or asked it.
        OutOfSequenceError: It is answered already, the method is another by now, or the gate
            to skip is under review.
    """
    found = session.get(Tailoring, tailoring_id)
    if found is None:
        raise no_tailoring()
    project: Project = lock(session, Project, found.project_id)
    asked: Tailoring = lock(session, Tailoring, tailoring_id)
    fit = fit_of(session, project, at=at)
    word = word_of(fit.published, asked.word)
    _check_answerer(session, actor, project, asked, word)
    if asked.state != "asked":
        raise OutOfSequenceError(
            f"The tailoring of {asked.item} is {asked.state} already.",
            f"L'adaptation de {asked.item} a déjà reçu sa réponse.",
        )
    if asked.method_id != project.method_id:
        raise OutOfSequenceError(
            f"{project.code} follows another version of its method since; ask again.",
            f"{project.code} suit depuis une autre version de sa méthode ; redemandez.",
        )
    skips = approve and word.code is TailoringCode.SKIP
    if skips:
        check_skip(fit, asked.item)
        _check_no_round(session, project, asked.item)
    asked.state = "approved" if approve else "refused"
    asked.answered_by, asked.answered_at = actor.person_id, at
    session.flush()
    _record(session, f"tailoring.{asked.state}", actor, asked, at=at)
    if skips:
        said = {"gate": asked.item, "tailoring": asked.id, "stage": project.stage}
        record(session, "gate.skipped", actor, said, at=at, project_id=project.id)
    if approve:
        settle(session, actor, project, at=at)
    project.version += 1
    wake(session, project.id, at=at)
    return asked


def find_tailoring(session: Session, project: Project, tailoring_id: UUID) -> Tailoring:
    """Return what was asked to be tailored on a project.

    Raises:
        NotFoundError: Nothing of the kind was asked there.
    """
    found = session.get(Tailoring, tailoring_id)
    if found is None or found.project_id != project.id:
        raise no_tailoring()
    return found


def no_tailoring() -> NotFoundError:
    """Return the error for a request that is not there, or not for this person."""
    return NotFoundError(
        "There is no such tailoring; see the project's page.",
        "Cette adaptation n'existe pas ; voyez la page du projet.",
    )


def _standing(
    session: Session, project: Project, word: TailoringWord, wanted: Wanted, *, at: datetime
) -> Tailoring | None:
    rows = select(Tailoring).where(
        Tailoring.project_id == project.id,
        Tailoring.method_id == project.method_id,
        Tailoring.word == word.id,
        Tailoring.item == wanted.item,
        Tailoring.gate.is_(None) if wanted.gate is None else Tailoring.gate == wanted.gate,
        Tailoring.state.in_(("asked", "approved")),
    )
    for row in session.scalars(rows):
        if row.state == "asked":
            return row
        if row.expires_on is None or row.expires_on >= at.date():
            raise OutOfSequenceError(
                f"{wanted.item} is tailored so already.", f"{wanted.item} est déjà adapté ainsi."
            )
    return None


def _check_answerer(
    session: Session, actor: Actor, project: Project, asked: Tailoring, word: TailoringWord
) -> None:
    seen = what(session, actor, project)
    target = What(
        roles_on_project=seen.roles_on_project,
        manager_role=seen.manager_role,
        confidential=seen.confidential,
        holds_seat=seen.holds_seat,
        approver_role=word.approver,
    )
    require(session, Act.ANSWER_TAILORING, actor, project, what_if=target)
    if asked.asked_by == actor.person_id:
        raise NotAllowedError(
            "Who asked to tailor the method never approves it; another holder of the role does.",
            "Qui a demandé une adaptation ne l'approuve jamais ; un autre tenant du rôle le fait.",
        )


def _check_no_round(session: Session, project: Project, gate: str) -> None:
    alive = select(Review.id).where(
        Review.project_id == project.id, Review.gate == gate, Review.state.in_(ALIVE)
    )
    if session.scalar(alive) is not None:
        raise OutOfSequenceError(
            f"The package of {gate} is under way; withdraw it before the gate is skipped.",
            f"Le dossier de {gate} est en cours ; retirez-le avant d'omettre le jalon.",
        )


def _record(session: Session, kind: str, actor: Actor, asked: Tailoring, *, at: datetime) -> None:
    record(
        session,
        kind,
        actor,
        {
            "tailoring": asked.id,
            "word": asked.word,
            "code": asked.code,
            "item": asked.item,
            "gate": asked.gate,
            "reason": asked.reason,
            "measure": asked.measure,
            "expires_on": asked.expires_on,
            "added": asked.added,
        },
        at=at,
        project_id=asked.project_id,
    )
