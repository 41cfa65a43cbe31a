"""Decisions past a committee, on the gate's page."""

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act
from domain.decision import Decision
from domain.errors import BadInputError
from lifecycle.authority import require
from lifecycle.overriding.override import ask_override, drop_override, sign_override
from lifecycle.questions.document import round_of
from lifecycle.questions.seen import open_project
from lifecycle.repeat import Answer
from storage.tables.reviews import Review
from web.acting import act, see, wholly_signed_in
from web.forms import Posted
from web.routes.proposals import day_in
from web.site import site_of

router = APIRouter(include_in_schema=False)
ROUND = "/projects/{code}/gates/{gate}/rounds/{number}/override"


@router.post(ROUND)
def ask(request: Request, code: str, gate: str, number: int, form: Posted) -> Response:
    """Ask for a decision past the committee."""
    site, visitor = site_of(request), wholly_signed_in(request)
    said, reason, until = form.text("code"), form.text("reason"), day_in(form, "until")

    def work(session: Session) -> Answer:
        review = _review(session, request, code, gate, number)
        require(session, Act.OVERRIDE, visitor.actor)
        if said not in set(Decision):
            raise BadInputError("Choose a decision.", "Choisissez une décision.")
        decision = Decision(said)
        day = until if decision is Decision.HOLD else None
        ask_override(
            session, visitor.actor, review.id, decision, reason, at=site.clock(), until=day
        )
        return {}

    act(request, form, "override", [code, gate, number, said, reason, str(until)], work)
    return see(f"/projects/{code}/gates/{gate}", "override-asked")


@router.post(ROUND + "/sign")
def sign(
    request: Request, code: str, gate: str, number: int, form: Posted, after: BackgroundTasks
) -> Response:
    """Sign what another person asked for."""
    site, visitor = site_of(request), wholly_signed_in(request)

    def work(session: Session) -> Answer:
        review = _review(session, request, code, gate, number)
        sign_override(session, visitor.actor, review.id, at=site.clock())
        return {"project": str(review.project_id)}

    done = act(request, form, "sign-override", [code, gate, number], work)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{code}/gates/{gate}", "override-signed")


@router.post(ROUND + "/drop")
def drop(request: Request, code: str, gate: str, number: int, form: Posted) -> Response:
    """Drop an override that was not signed."""
    site, visitor = site_of(request), wholly_signed_in(request)

    def work(session: Session) -> Answer:
        review = _review(session, request, code, gate, number)
        drop_override(session, visitor.actor, review.id, at=site.clock())
        return {}

    act(request, form, "drop-override", [code, gate, number], work)
    return see(f"/projects/{code}/gates/{gate}", "ended")


def _review(session: Session, request: Request, code: str, gate: str, number: int) -> Review:
    visitor = wholly_signed_in(request)
    opened = open_project(session, visitor.actor, code)
    return session.get_one(Review, round_of(session, opened.project.id, gate, number))
