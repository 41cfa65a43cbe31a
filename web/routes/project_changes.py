"""What changes a project beside its gates: facts, plan, events, tailoring, tracks."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import BadInputError
from lifecycle.authority import find_project
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.repeat import Answer
from lifecycle.steering.amend import Amendment, amend
from lifecycle.steering.plan import plan
from lifecycle.steering.raise_event import raise_event
from lifecycle.steering.tailor import answer, ask, find_tailoring
from lifecycle.steering.tracks import NewTrack, begin
from web.acting import act, see
from web.forms import Form, Posted
from web.site import signed_in, site_of

router = APIRouter(prefix="/projects/{code}", include_in_schema=False)

ATTRIBUTE = "attribute."
"""How the names of the fields begin that hold what the method wants to know."""


@router.post("/amend")
def change(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Change the facts that the method wants to know, and the packs that were chosen."""
    given = Amendment(
        budget=form.text("budget") if "budget" in form.fields else None,
        start=_day(form, "start"),
        finish=_day(form, "finish"),
        attributes={
            name.removeprefix(ATTRIBUTE): form.text(name) or None
            for name in form.fields
            if name.startswith(ATTRIBUTE)
        },
        take=tuple(each for each in form.all("pack") if each),
        drop=tuple(set(form.all("offered")) - set(form.all("pack"))),
    )

    def work(session: Session) -> Answer:
        found = find_project(session, code)
        amend(session, signed_in(request).actor, found, given, at=site_of(request).clock())
        return {"project": str(found.id)}

    said = [code, *sorted((name, form.all(name)) for name in form.fields)]
    return _done(request, form, after, code, ("amend", "amended"), said, work)


@router.post("/plan")
def set_date(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Set the planned date of a gate, or take it away."""
    gate, when = form.text("gate"), _day(form, "date")

    def work(session: Session) -> Answer:
        found = find_project(session, code)
        plan(session, signed_in(request).actor, found, {gate: when}, at=site_of(request).clock())
        return {"project": str(found.id)}

    said = [code, gate, form.text("date")]
    return _done(request, form, after, code, ("plan", "planned"), said, work)


@router.post("/events")
def raise_one(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Raise an event of the method."""
    event, reason = form.text("event"), form.text("reason")

    def work(session: Session) -> Answer:
        found = find_project(session, code)
        actor, at = signed_in(request).actor, site_of(request).clock()
        raise_event(session, actor, found, event, reason, at=at)
        return {"project": str(found.id)}

    return _done(request, form, after, code, ("event", "raised"), [code, event, reason], work)


@router.post("/tailoring")
def ask_for(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Ask to depart from the method."""
    names = ("word", "item", "gate", "reason", "measure")
    given = {name: form.text(name) for name in names}
    wanted = Wanted(
        word=given["word"],
        item=given["item"],
        gate=given["gate"] or None,
        reason=given["reason"],
        measure=given["measure"],
        expires_on=_day(form, "expires_on"),
    )

    def work(session: Session) -> Answer:
        found = find_project(session, code)
        ask(session, signed_in(request).actor, found, wanted, at=site_of(request).clock())
        return {"project": str(found.id)}

    said = [code, *given.values(), form.text("expires_on")]
    return _done(request, form, after, code, ("tailor", "tailoring-asked"), said, work)


@router.post("/tailoring/{tailoring_id}")
def answer_to(
    request: Request, code: str, tailoring_id: UUID, form: Posted, after: BackgroundTasks
) -> Response:
    """Approve what was asked to be tailored, or refuse it."""
    approve = form.text("answer") == "approve"

    def work(session: Session) -> Answer:
        actor, at = signed_in(request).actor, site_of(request).clock()
        asked = find_tailoring(session, find_project(session, code), tailoring_id)
        done = answer(session, actor, asked.id, approve=approve, at=at)
        return {"project": str(done.project_id)}

    said = [code, str(tailoring_id), approve]
    return _done(request, form, after, code, ("tailoring", "answered"), said, work)


@router.post("/tracks")
def begin_track(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Begin a track as a project of its own, and go there."""
    site = site_of(request)
    new = NewTrack(
        track=form.text("track"),
        code=form.text("code"),
        title=form.text("title"),
        manager=form.text("manager") or None,
    )

    def work(session: Session) -> Answer:
        found = find_project(session, code)
        child = begin(session, signed_in(request).actor, found, new, at=site.clock())
        return {"project": str(child.id), "code": child.code}

    said = [code, new.track, new.code, new.title, new.manager]
    done = act(request, form, "track", said, work)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{done['code']}", "begun")


def _done(
    request: Request,
    form: Form,
    after: BackgroundTasks,
    code: str,
    names: tuple[str, str],
    said: object,
    work: Callable[[Session], Answer],
) -> Response:
    done = act(request, form, names[0], said, work)
    site_of(request).nudge_later(after, done["project"])
    return see(f"/projects/{code}", names[1])


def _day(form: Form, name: str) -> date | None:
    text = form.text(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is no day; write it as 2026-01-31.",
            f"{text!r} n'est pas un jour ; écrivez 2026-01-31.",
        ) from None
