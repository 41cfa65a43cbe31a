"""A project asks for a decision that it cannot take itself, and may take the request back."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.calendar import add_working_days
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from domain.review.arbitration import Option, check_options, reach_of
from lifecycle.actor import Actor
from lifecycle.arbitrating.matrix import line_for
from lifecycle.arbitrating.waiting import calendar_here, call_off_request, start_request
from lifecycle.authority import require
from lifecycle.ledger import record
from lifecycle.letters.telling_arbitrations import tell_arbitration, tell_withdrawn
from lifecycle.sealing import seal
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project

MOST_OPEN = 20
"""Requests of one project that may be open at once."""


@dataclass(frozen=True, kw_only=True)
class NewRequest:
    """What is asked: the question, the options with their effects, and by when.

    ``recommended`` counts the options from 1. ``without_answer`` says what happens to the
    project while nobody answers; silence itself never decides.
    """

    subject: str
    context: str
    options: tuple[Option, ...]
    recommended: int
    why: str
    decide_by: date
    without_answer: str


def money(text: str) -> Decimal:
    """Return a sum of money as people write it; nothing is none.

    Raises:
        BadInputError: It is no number.
    """
    plain = "".join(text.split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
    try:
        return Decimal(plain or "0")
    except InvalidOperation:
        raise BadInputError(
            f"{text[:40]!r} is no sum of money; write one such as 120000 or -5000.",
            f"« {text[:40]} » n'est pas un montant ; écrivez par exemple 120000 ou -5000.",
        ) from None


def ask(
    session: Session, actor: Actor, project: Project, new: NewRequest, *, at: datetime
) -> Arbitration:
    """Put a question to who has the power to decide it; they are written to at once.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        BadInputError: Words are missing, an option does not stand, or the day is over.
        OutOfSequenceError: The project is closed, too many requests wait, or nobody may decide.
    """
    project = lock(session, Project, project.id)
    require(session, Act.ASK_ARBITRATION, actor, project)
    _check(session, project, new, at=at)
    asker = session.get_one(Person, actor.person_id)
    line = line_for(session, project, reach_of(new.options), asker, at=at)
    calendar = calendar_here(session, project)
    last = session.scalar(
        select(func.max(Arbitration.number)).where(Arbitration.project_id == project.id)
    )
    row = Arbitration(
        project_id=project.id,
        number=(last or 0) + 1,
        subject=seal(session, project.id, new.subject.strip()),
        context=seal(session, project.id, new.context.strip()),
        options=[_kept(session, project, each) for each in new.options],
        recommended=new.recommended,
        why=seal(session, project.id, new.why.strip()),
        without_answer=seal(session, project.id, new.without_answer.strip()),
        decide_by=add_working_days(new.decide_by, 0, calendar.holidays),
        role=line.role,
        line=line.number,
        asked_by=actor.person_id,
        asked_at=at,
    )
    session.add(row)
    session.flush()
    start_request(session, project, row, calendar, at=at)
    record(
        session,
        "arbitration.asked",
        actor,
        {
            "number": row.number,
            "subject": row.subject,
            "options": row.options,
            "recommended": row.recommended,
            "decide_by": row.decide_by,
            "role": row.role,
            "line": row.line,
        },
        at=at,
        project_id=project.id,
    )
    tell_arbitration(session, project, row, line.people, at=at)
    failpoint("arbitration.before-commit")
    return row


def take_back_request(
    session: Session, actor: Actor, project: Project, number: int, reason: str, *, at: datetime
) -> Arbitration:
    """Take a request back; again changes nothing.

    Raises:
        NotFoundError: There is no such request.
        NotAllowedError: The actor neither manages the project nor is the PMO.
        BadInputError: There is no reason.
        OutOfSequenceError: It is answered already.
    """
    project = lock(session, Project, project.id)
    require(session, Act.ASK_ARBITRATION, actor, project)
    row = request_of(session, project, number)
    if row.state == "withdrawn":
        return row
    if row.state != "asked":
        raise OutOfSequenceError(
            f"Request {number} of {project.code} is answered; ask anew if it must change.",
            f"La demande {number} de {project.code} a reçu sa réponse ; redemandez s'il faut la "
            "changer.",
        )
    if not reason.strip():
        raise BadInputError(
            "Say why the request is taken back.", "Dites pourquoi la demande est retirée."
        )
    row.state, row.ended_by, row.ended_at = "withdrawn", actor.person_id, at
    row.reason = seal(session, project.id, reason.strip())
    session.flush()
    call_off_request(session, row, at=at)
    record(
        session,
        "arbitration.withdrawn",
        actor,
        {"number": row.number, "reason": row.reason},
        at=at,
        project_id=project.id,
    )
    tell_withdrawn(session, project, row, at=at)
    failpoint("arbitration.withdrawn")
    return row


def request_of(session: Session, project: Project, number: int) -> Arbitration:
    """Return a request for arbitration by its number, locked.

    Raises:
        NotFoundError: There is none.
    """
    found = session.scalar(
        select(Arbitration.id).where(
            Arbitration.project_id == project.id, Arbitration.number == number
        )
    )
    if found is None:
        raise NotFoundError(
            f"{project.code} has no request for arbitration {number}; see the project's page.",
            f"{project.code} n'a pas de demande d'arbitrage {number} ; voyez la page du projet.",
        )
    row: Arbitration = lock(session, Arbitration, found)
    return row


def _check(session: Session, project: Project, new: NewRequest, *, at: datetime) -> None:
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; nothing is arbitrated there any more.",
            f"{project.code} est clos ; on n'y arbitre plus rien.",
        )
    for text, en, fr in (
        (new.subject, "what is to be decided", "ce qui est à décider"),
        (new.context, "how it came to this", "comment on en est arrivé là"),
        (new.without_answer, "what happens without an answer", "ce qui se passe sans réponse"),
    ):
        if not text.strip():
            raise BadInputError(f"Say {en}.", f"Dites {fr}.")
    check_options(new.options, new.recommended)
    today = at.astimezone(calendar_here(session, project).place).date()
    if new.decide_by < today:
        raise BadInputError(
            f"The day to decide by, {new.decide_by}, is over; name one from {today} on.",
            f"Le jour limite, {new.decide_by}, est passé ; donnez une date à partir du {today}.",
        )
    waiting = select(func.count()).where(
        Arbitration.project_id == project.id, Arbitration.state == "asked"
    )
    if (session.scalar(waiting) or 0) >= MOST_OPEN:
        raise OutOfSequenceError(
            f"{MOST_OPEN} requests of {project.code} wait already; take back what is settled.",
            f"{MOST_OPEN} demandes de {project.code} attendent déjà ; retirez ce qui est réglé.",
        )


def _kept(session: Session, project: Project, option: Option) -> dict[str, object]:
    return {
        "words": seal(session, project.id, option.words.strip()),
        "cost": str(option.cost),
        "days": option.days,
        "quality": seal(session, project.id, option.quality.strip()) if option.quality else "",
        "risk": seal(session, project.id, option.risk.strip()) if option.risk else "",
    }
