"""The arbitration desk: a request is written, read, answered and taken back."""

from typing import Any

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import Act, allows
from domain.errors import BadInputError, GovernanceError, NotFoundError
from domain.review.arbitration import MOST_OPTIONS, Option
from lifecycle.arbitrating.answering import answer
from lifecycle.arbitrating.asking import NewRequest, ask, money, take_back_request
from lifecycle.authority import find_project
from lifecycle.questions.arbitrations import arbitrations_seen
from lifecycle.questions.seen import open_project
from lifecycle.repeat import Answer
from web.acting import act, see, wholly_signed_in
from web.errors import refusal
from web.forms import Form, Posted, filled
from web.pages import page
from web.routes.proposals import day_in
from web.site import site_of

router = APIRouter(include_in_schema=False)
DESK = "/projects/{code}/arbitrations"


@router.get(DESK + "/new")
def blank(request: Request, code: str) -> Response:
    """Show the form of a request."""
    shown = _head(request, code, Act.ASK_ARBITRATION)
    return page(request, "arbitration_new.html", trouble="", given=filled(), **shown)


@router.post(DESK)
def put(request: Request, code: str, form: Posted) -> Response:
    """Put the request to who has the power to decide."""
    site, visitor = site_of(request), wholly_signed_in(request)
    given = {name: form.text(name) for name in form.fields}
    shown = _head(request, code, Act.ASK_ARBITRATION)
    try:
        new = _new(form)

        def work(session: Session) -> Answer:
            project = find_project(session, code)
            made = ask(session, visitor.actor, project, new, at=site.clock())
            return {"number": str(made.number)}

        done = act(request, form, "arbitration", [code, given], work)
    except GovernanceError as error:
        return refusal(request, "arbitration_new.html", error, given=filled(given), **shown)
    return see(f"/projects/{code}/arbitrations/{done['number']}", "requested")


@router.get(DESK + "/{number}")
def one(request: Request, code: str, number: int) -> Response:
    """Show a request, and to who has the power the choice."""
    return page(
        request, "arbitration.html", trouble="", given=filled(), **_shown(request, code, number)
    )


@router.post(DESK + "/{number}/answer")
def decide(
    request: Request, code: str, number: int, form: Posted, after: BackgroundTasks
) -> Response:
    """Choose an option."""
    site, visitor = site_of(request), wholly_signed_in(request)
    chosen, reason = form.text("chosen"), form.text("reason")
    try:
        wanted = _number(chosen)

        def work(session: Session) -> Answer:
            project = find_project(session, code)
            answer(session, visitor.actor, project, number, wanted, reason, at=site.clock())
            return {"project": str(project.id)}

        done = act(request, form, "arbitrate", [code, number, chosen, reason], work)
    except GovernanceError as error:
        given = filled({"chosen": chosen, "reason": reason})
        shown = _shown(request, code, number)
        return refusal(request, "arbitration.html", error, given=given, **shown)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{code}/arbitrations/{number}", "arbitrated")


@router.post(DESK + "/{number}/withdraw")
def take_back(request: Request, code: str, number: int, form: Posted) -> Response:
    """Take a request back."""
    site, visitor = site_of(request), wholly_signed_in(request)
    reason = form.text("reason")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        take_back_request(session, visitor.actor, project, number, reason, at=site.clock())
        return {}

    act(request, form, "take-back-request", [code, number, reason], work)
    return see(f"/projects/{code}/arbitrations/{number}", "request-taken-back")


def _head(request: Request, code: str, act_: Act) -> dict[str, Any]:
    visitor = wholly_signed_in(request)
    with site_of(request).installation.database.read() as session:
        opened = open_project(session, visitor.actor, code, act_)
        project = opened.project
        return {
            "code": project.code,
            "title": project.title,
            "currency": project.currency,
            "most": MOST_OPTIONS,
        }


def _shown(request: Request, code: str, number: int) -> dict[str, Any]:
    visitor = wholly_signed_in(request)
    with site_of(request).installation.database.read() as session:
        opened = open_project(session, visitor.actor, code)
        project = opened.project
        found = arbitrations_seen(session, visitor.actor, project, number=number)
        if not found:
            raise NotFoundError(
                f"{code} has no request {number}; see the project's page.",
                f"{code} n'a pas de demande {number} ; voyez la page du projet.",
            )
        return {
            "code": project.code,
            "title": project.title,
            "currency": project.currency,
            "seen": found[0],
            "may_take_back": found[0].state == "asked"
            and allows(Act.ASK_ARBITRATION, opened.person, opened.target),
        }


def _new(form: Form) -> NewRequest:
    day = day_in(form, "decide_by")
    if day is None:
        raise BadInputError(
            "Say by when the decision is needed.", "Dites pour quand la décision est attendue."
        )
    written = [n for n in range(1, MOST_OPTIONS + 1) if form.text(f"words-{n}")]
    recommended = _number(form.text("recommended"))
    if recommended not in written:
        raise BadInputError(
            "Recommend one of the options that you wrote.",
            "Recommandez l'une des options que vous avez écrites.",
        )
    return NewRequest(
        subject=form.text("subject"),
        context=form.text("context"),
        options=tuple(_option(form, n) for n in written),
        recommended=written.index(recommended) + 1,
        why=form.text("why"),
        decide_by=day,
        without_answer=form.text("without_answer"),
    )


def _option(form: Form, number: int) -> Option:
    days = form.text(f"days-{number}").replace("\N{MINUS SIGN}", "-") or "0"
    if not days.lstrip("+-").isascii() or not days.lstrip("+-").isdigit():
        raise BadInputError(
            f"The days of option {number} are a whole number, such as 10 or -5.",
            f"Les jours de l'option {number} sont un nombre entier, par exemple 10 ou -5.",
        )
    return Option(
        words=form.text(f"words-{number}"),
        cost=money(form.text(f"cost-{number}")),
        days=int(days[:8]),
        quality=form.text(f"quality-{number}"),
        risk=form.text(f"risk-{number}"),
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 2 else 0  # noqa: PLR2004 - two digits
