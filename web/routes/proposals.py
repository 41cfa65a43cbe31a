"""A project is proposed on one page; it may enter at any stage."""

from dataclasses import dataclass, field
from datetime import date

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import PMO
from domain.decision import Decision
from domain.errors import BadInputError, GovernanceError
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from lifecycle.packages.entering import DecidedOutside
from lifecycle.packages.propose import Proposal, propose
from lifecycle.questions.published import published
from lifecycle.repeat import Answer
from storage.tables.people import Person
from web.acting import act, see, wholly_signed_in
from web.errors import refusal
from web.forms import Form, Posted, filled
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the form offers for the chosen method and stage, and what was filled in."""

    methods: list[Method]
    method: Method | None
    stage: Stage | None
    earlier: list[Gate]
    people: list[tuple[str, str]]
    given: dict[str, str] = field(default_factory=dict)


@router.get("/projects/new")
def blank(request: Request) -> Response:
    """Show the form; the chosen method and stage say which parts it has."""
    return page(request, "propose.html", trouble="", offer=_offer(request, _given(request)))


@router.post("/projects")
def enter(request: Request, form: Posted, after: BackgroundTasks) -> Response:
    """Let the project enter."""
    site, visitor = site_of(request), wholly_signed_in(request)
    given = {name: form.text(name) for name in form.fields}
    try:
        proposal = _proposal(form, _offer(request, given))

        def work(session: Session) -> Answer:
            project = propose(session, visitor.actor, proposal, at=site.clock())
            return {"project": str(project.id), "code": project.code}

        done = act(request, form, "propose", given, work)
    except GovernanceError as error:
        return refusal(request, "propose.html", error, offer=_offer(request, given))
    site.nudge_later(after, done["project"])
    return see(f"/projects/{done['code']}", "proposed")


def _given(request: Request) -> dict[str, str]:
    return dict(request.query_params.items())


def _offer(request: Request, given: dict[str, str]) -> Offer:
    visitor = wholly_signed_in(request)
    with site_of(request).installation.database.read() as session:
        methods = published(session)
        people = _people(session) if PMO in visitor.roles else []
    wanted = given.get("method", "")
    method = next((each for each in methods if each.method == wanted), None)
    method = method or (methods[0] if methods else None)
    stages = list(method.stages) if method else []
    ids = [stage.id for stage in stages]
    place = ids.index(given["stage"]) if given.get("stage") in ids else 0
    return Offer(
        methods=methods,
        method=method,
        stage=stages[place] if stages else None,
        earlier=[method.gate(stage.gate) for stage in stages[:place]] if method else [],
        people=people,
        given=filled(given),
    )


def _people(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(Person.handle, Person.name).where(Person.disabled_at.is_(None)).order_by(Person.name)
    )
    return [(row.handle, row.name) for row in rows]


def _proposal(form: Form, offer: Offer) -> Proposal:
    if offer.method is None or offer.stage is None:
        raise BadInputError(
            "No method is published yet; have the PMO publish one with `jalon method`.",
            "Aucune méthode n'est publiée ; demandez au PMO d'en publier une (`jalon method`).",
        )
    roles = {role.id: form.text(f"role-{role.id}") for role in offer.method.roles}
    return Proposal(
        code=form.text("code").upper(),
        title=form.text("title"),
        method=offer.method.method,
        stage=offer.stage.id,
        earlier=[_outside(form, gate) for gate in offer.earlier],
        roles={role: handle for role, handle in roles.items() if handle},
        confidential=form.text("confidential") == "1",
        currency=form.text("currency").upper() or "EUR",
        budget=form.text("budget").replace(",", ".").replace(" ", "") or None,
        start=day_in(form, "start"),
        finish=day_in(form, "finish"),
        attributes={
            name: form.text(name) for name in ("problem", "value", "risk") if form.text(name)
        },
    )


def _outside(form: Form, gate: Gate) -> DecidedOutside:
    on = day_in(form, f"on-{gate.id}")
    by, evidence = form.text(f"by-{gate.id}"), form.text(f"evidence-{gate.id}")
    if on is None or not by or not evidence:
        raise BadInputError(
            f"For {gate.id}, decided before, say when, by whom, and what shows it.",
            f"Pour {gate.id}, décidé avant, dites quand, par qui, et ce qui le montre.",
        )
    code = Decision.CONDITIONAL_GO if form.text(f"code-{gate.id}") == "CONDITIONAL_GO" else None
    return DecidedOutside(
        gate=gate.id,
        decided_on=on,
        decided_by=by,
        evidence=evidence,
        code=code or Decision.GO,
    )


def day_in(form: Form, name: str) -> date | None:
    """Return a field's date, or None where nothing was filled in.

    Raises:
        BadInputError: It is not a date.
    """
    text = form.text(name)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{text!r} is not a date; write it as 2026-11-26.",
            f"{text!r} n'est pas une date ; écrivez 2026-11-26.",
        ) from None
