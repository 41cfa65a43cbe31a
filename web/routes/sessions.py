"""Committee sessions: called, held and closed by the PMO and a secretary."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import PMO
from domain.decision import Decision
from domain.errors import BadInputError, GovernanceError, NotAllowedError
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.meeting.calling import call_session
from lifecycle.meeting.minutes import close_session
from lifecycle.meeting.recording import add_action, finish_action, note_item, record_vote
from lifecycle.people import people
from lifecycle.questions.answers import VALUES
from lifecycle.questions.filed import Filed
from lifecycle.questions.sessions import due_seen, session_seen, sessions_seen
from lifecycle.repeat import Answer
from web.acting import act, see, wholly_signed_in
from web.errors import refusal
from web.forms import Form, Posted, filled
from web.pages import page
from web.routes.gates import download
from web.routes.proposals import day_in
from web.site import site_of

router = APIRouter(include_in_schema=False)
POINT = "/sessions/{number}/points/{point}"


@router.get("/sessions")
def all_of_them(request: Request) -> Response:
    """Show the sessions of the visitor, and to the PMO the form that calls one."""
    return page(request, "sessions.html", trouble="", given=filled(), **_listed(request))


@router.post("/sessions")
def call(request: Request, form: Posted) -> Response:
    """Call a session."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        due_seen(session, visitor.actor)
    title, when, secretary = form.text("title"), form.text("meets_at"), form.text("secretary")
    chosen = form.all("item")
    try:
        meets_at, items = _moment(when, visitor.zone), [_id(each) for each in chosen]

        def work(session: Session) -> Answer:
            held = call_session(
                session, visitor.actor, title, meets_at, secretary, items, at=site.clock()
            )
            return {"number": str(held.number)}

        done = act(request, form, "session", [title, when, secretary, chosen], work)
    except GovernanceError as error:
        given = filled({"title": title, "meets_at": when, "secretary": secretary})
        return refusal(request, "sessions.html", error, given=given, **_listed(request))
    return see(f"/sessions/{done['number']}", "called")


@router.get("/sessions/{number}")
def one(request: Request, number: int) -> Response:
    """Show a session with its points."""
    return _one(request, number)


@router.post(POINT + "/votes")
def record(request: Request, number: int, point: int, form: Posted) -> Response:
    """Record the vote of a seat."""
    site, visitor = site_of(request), wholly_signed_in(request)
    _check_keeper(request, number)
    role, choice = form.text("role"), form.text("choice")
    reason, day = form.text("reason"), form.text("until")
    try:
        given = _given(form)

        def work(session: Session) -> Answer:
            record_vote(session, visitor.actor, number, point, role, given, at=site.clock())
            return {}

        act(request, form, "record-vote", [number, point, role, choice, reason, day], work)
    except GovernanceError as error:
        return _one(request, number, trouble=error.say(visitor.language), status=400)
    return see(f"/sessions/{number}", "recorded")


@router.post(POINT + "/notes")
def note(request: Request, number: int, point: int, form: Posted) -> Response:
    """Keep what the minutes say of a point."""
    site, visitor = site_of(request), wholly_signed_in(request)
    words = form.text("words")
    with site.installation.database.write() as session:
        note_item(session, visitor.actor, number, point, words, at=site.clock())
    return see(f"/sessions/{number}", "kept")


@router.post(POINT + "/actions")
def ask_for(request: Request, number: int, point: int, form: Posted) -> Response:
    """Ask somebody to do something."""
    site, visitor = site_of(request), wholly_signed_in(request)
    _check_keeper(request, number)
    words, owner, day = form.text("words"), form.text("owner"), day_in(form, "due_on")
    if day is None:
        raise BadInputError("Say by when.", "Dites pour quand.")

    def work(session: Session) -> Answer:
        add_action(session, visitor.actor, number, point, words, owner, day, at=site.clock())
        return {}

    act(request, form, "action", [number, point, words, owner, str(day)], work)
    return see(f"/sessions/{number}", "kept")


@router.post("/sessions/{number}/actions/{action}/done")
def finish(request: Request, number: int, action: int, _form: Posted) -> Response:
    """Say that an action is done."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        finish_action(session, visitor.actor, number, action, at=site.clock())
    return see(f"/sessions/{number}", "kept")


@router.post("/sessions/{number}/close")
def close(request: Request, number: int, _form: Posted) -> Response:
    """Close the session."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        close_session(site.installation, session, visitor.actor, number, at=site.clock())
    return see(f"/sessions/{number}", "closed")


@router.get("/sessions/{number}/minutes")
def minutes(request: Request, number: int) -> Response:
    """Give the archived minutes, to who keeps the record: they speak of every project."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = session_seen(session, visitor.actor, number)
    if not seen.keeps or seen.minutes_sha256 is None:
        raise NotAllowedError(
            "The whole minutes are for who keeps the record, once the session is closed.",
            "Le procès-verbal entier est pour qui le tient, une fois la séance close.",
        )
    return download(request, Filed(f"session-{number}.txt", seen.minutes_sha256, 0))


def _check_keeper(request: Request, number: int) -> None:
    """Refuse who does not keep the record, whatever the form says."""
    visitor = wholly_signed_in(request)
    with site_of(request).installation.database.read() as session:
        seen = session_seen(session, visitor.actor, number)
    if not seen.keeps:
        raise NotAllowedError(
            f"{seen.secretary} keeps the record of session {number}.",
            f"{seen.secretary} tient le procès-verbal de la séance {number}.",
        )


def _one(request: Request, number: int, *, trouble: str = "", status: int = 200) -> Response:
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = session_seen(session, visitor.actor, number)
        persons = people(session) if seen.keeps else []
    has_met = seen.meets_at <= site.clock()
    return page(
        request,
        "session.html",
        status=status,
        trouble=trouble,
        seen=seen,
        persons=persons,
        has_met=has_met,
        choices=list(Decision),
    )


def _listed(request: Request) -> dict[str, Any]:
    visitor = wholly_signed_in(request)
    with site_of(request).installation.database.read() as session:
        is_pmo = PMO in visitor.roles
        return {
            "sessions": sessions_seen(session, visitor.actor),
            "due": due_seen(session, visitor.actor) if is_pmo else [],
            "persons": people(session) if is_pmo else [],
        }


def _given(form: Form) -> Given:
    choice = form.text("choice")
    reason = form.text("reason")
    if choice in ("abstain", "recuse"):
        return Given(value=VoteValue(choice), reason=reason)
    if choice not in set(Decision) or choice == Decision.CONDITIONAL_GO:
        raise BadInputError("Say how the seat voted.", "Dites comment le siège a voté.")
    code = Decision(choice)
    value = VALUES[code]
    instead = code if value is VoteValue.REJECT else None
    until = day_in(form, "until") if code is Decision.HOLD else None
    return Given(value=value, instead=instead, until=until, reason=reason)


def _moment(text: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            "Say when the session meets, with day and hour.",
            "Dites quand la séance se tient, jour et heure.",
        ) from None
    return moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadInputError(
            "A point of the agenda is none of those offered.",
            "Un point de l'ordre du jour n'est pas de ceux proposés.",
        ) from None
