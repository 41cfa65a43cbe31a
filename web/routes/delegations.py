"""Delegations: who votes in whose place, given and ended."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import PMO
from domain.errors import BadInputError, GovernanceError
from lifecycle.people import people
from lifecycle.questions.delegations import delegations
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from web.acting import see, wholly_signed_in
from web.errors import refusal
from web.forms import Form, Posted, filled
from web.pages import page
from web.routes.proposals import day_in
from web.site import site_of

router = APIRouter(include_in_schema=False)
FIELDS = ("delegate", "first_day", "last_day", "reason", "delegator", "project", "gates", "most")


@router.get("/delegations")
def all_of_them(request: Request) -> Response:
    """Show the visitor's delegations, and the form that gives one."""
    return page(request, "delegations.html", trouble="", given=filled(), **_shown(request))


@router.post("/delegations")
def give(request: Request, form: Posted) -> Response:
    """Delegate one's votes."""
    site, visitor = site_of(request), wholly_signed_in(request)
    try:
        new = _new(form)
        with site.installation.database.write() as session:
            delegate(session, visitor.actor, new, at=site.clock())
    except GovernanceError as error:
        given = filled({name: form.text(name) for name in FIELDS})
        return refusal(request, "delegations.html", error, given=given, **_shown(request))
    return see("/delegations", "delegated")


@router.post("/delegations/{delegation_id}/end")
def end(request: Request, delegation_id: UUID, _form: Posted) -> Response:
    """End a delegation."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        end_delegation(session, visitor.actor, delegation_id, at=site.clock())
    return see("/delegations", "ended")


def _new(form: Form) -> NewDelegation:
    first, last = day_in(form, "first_day"), day_in(form, "last_day")
    if first is None or last is None:
        raise BadInputError(
            "A delegation needs a first and a last day.",
            "Une délégation demande un premier et un dernier jour.",
        )
    return NewDelegation(
        delegate=form.text("delegate"),
        first_day=first,
        last_day=last,
        reason=form.text("reason"),
        delegator=form.text("delegator"),
        project=form.text("project"),
        gates=form.text("gates").replace(",", " ").split(),
        most=form.text("most"),
    )


def _shown(request: Request) -> dict[str, Any]:
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        return {
            "delegations": delegations(session, visitor, at=site.clock()),
            "persons": [each for each in people(session) if each.disabled_at is None],
            "for_others": PMO in visitor.roles,
        }
