"""People: who is here, added and invited, disabled."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from domain.authority import EVERYWHERE, Act
from domain.errors import GovernanceError
from lifecycle.authority import find_person, require
from lifecycle.people import NewPerson, add_person, disable_person, people, roles_of
from lifecycle.signing_in.codes import invite
from web.acting import see, wholly_signed_in
from web.errors import refusal
from web.forms import Posted, filled
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/people")
def everybody(request: Request) -> Response:
    """Show everybody, and the form that adds somebody."""
    return page(request, "people.html", trouble="", given=filled(), **_everybody(request))


@router.post("/people")
def add(request: Request, form: Posted) -> Response:
    """Add a person, and show the code with which they set their password, this once."""
    site, visitor = site_of(request), wholly_signed_in(request)
    given = {name: form.text(name) for name in ("handle", "name", "email", "language", "zone")}
    try:
        with site.installation.database.write() as session:
            new = NewPerson(
                handle=given["handle"],
                name=given["name"],
                email=given["email"],
                language=given["language"] or "en",
                zone=given["zone"] or visitor.zone,
                roles=form.all("role"),
            )
            person = add_person(session, visitor.actor, new, at=site.clock())
            code = invite(session, visitor.actor, person, at=site.clock())
    except GovernanceError as error:
        return refusal(request, "people.html", error, given=filled(given), **_everybody(request))
    values = _everybody(request)
    return page(
        request,
        "people.html",
        trouble="",
        given=filled(),
        **(values | {"code": code, "of": person}),
    )


@router.post("/people/{handle}/invite")
def invite_again(request: Request, handle: str, _form: Posted) -> Response:
    """Make a fresh code for a person; the one before no longer works."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        person = find_person(session, handle)
        code = invite(session, visitor.actor, person, at=site.clock())
    values = _everybody(request)
    return page(
        request,
        "people.html",
        trouble="",
        given=filled(),
        **(values | {"code": code, "of": person}),
    )


@router.post("/people/{handle}/disable")
def disable(request: Request, handle: str, _form: Posted) -> Response:
    """End a person's access at once."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        disable_person(session, visitor.actor, handle, at=site.clock())
    return see("/people", "disabled")


def _everybody(request: Request) -> dict[str, Any]:
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        rows = [(person, roles_of(session, person)) for person in people(session)]
    return {"people": rows, "roles": EVERYWHERE, "code": "", "of": None}
