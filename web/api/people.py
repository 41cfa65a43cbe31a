"""People, for those who manage them: added, invited, disabled."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session

from domain.authority import Act
from lifecycle.authority import find_person, require
from lifecycle.people import NewPerson, add_person, disable_person, people, roles_of
from lifecycle.signing_in.codes import invite
from storage.tables.people import Person
from web import matching
from web.api.acting import Key, act
from web.api.permission import PeopleWriter
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import After, Given, Limit, Shown, cursor_of, place_of
from web.site import site_of

router = APIRouter(prefix="/people", tags=["people"])

Handle = Annotated[str, Path(max_length=64)]


class PersonGiven(Given):
    """What is known of a person when added."""

    handle: Line
    name: Line
    email: Line
    language: Line = "en"
    zone: Line = "Europe/Paris"
    country: str = Field(default="FR", pattern=r"^[A-Z]{2}$")
    roles: list[Line] = Field(default=[], max_length=10)


class PersonShown(Shown):
    """A person as the administrator sees them."""

    handle: str
    name: str
    email: str
    language: str
    zone: str
    country: str
    roles: list[str]
    created_at: datetime
    disabled_at: datetime | None


class PeopleShown(Shown):
    """One page of people; ``next`` is the cursor of the following page."""

    items: list[PersonShown]
    next: str | None


class PersonState(Shown):
    """A person after an act on them."""

    handle: str
    disabled: bool


class Invitation(Shown):
    """A one-time code to set a password; it is shown once, and not again for the same key."""

    handle: str
    code: str | None


@router.get("")
def everybody(
    request: Request, visitor: PeopleWriter, limit: Limit = 50, after: After = ""
) -> PeopleShown:
    """Return everybody, by sign-in name."""
    place = place_of(after)
    with site_of(request).installation.database.read() as session:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        found = [row for row in people(session) if row.handle > place][: limit + 1]
        shown = [_shown(session, row) for row in found[:limit]]
    more = len(found) > limit
    return PeopleShown(items=shown, next=cursor_of(shown[-1].handle) if more else None)


@router.post("", status_code=201, responses=CONFLICTS)
def add(request: Request, visitor: PeopleWriter, key: Key, given: PersonGiven) -> PersonState:
    """Add a person."""
    new = NewPerson(**given.model_dump())
    at = site_of(request).clock()
    return act(
        request,
        visitor,
        key,
        given,
        lambda session: _state(add_person(session, visitor.actor, new, at=at)),
        PersonState,
    )


@router.get("/{handle}")
def person(
    request: Request, response: Response, visitor: PeopleWriter, handle: Handle
) -> PersonShown:
    """Return one person."""
    with site_of(request).installation.database.read() as session:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        shown = _shown(session, find_person(session, handle))
    matching.mark(request, response, shown)
    return shown


@router.post("/{handle}/disable", responses=CONFLICTS)
def disable(request: Request, visitor: PeopleWriter, key: Key, handle: Handle) -> PersonState:
    """End a person's access at once: sign-ins, devices, tokens and open requests."""
    at = site_of(request).clock()

    def work(session: Session) -> PersonState:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        matching.check(request, lambda: _shown(session, find_person(session, handle)))
        return _state(disable_person(session, visitor.actor, handle, at=at))

    return act(request, visitor, key, None, work, PersonState)


@router.post("/{handle}/invitation", status_code=201, responses=CONFLICTS)
def invitation(request: Request, visitor: PeopleWriter, key: Key, handle: Handle) -> Invitation:
    """Make a code with which the person sets a password; hand it over yourself.

    What is kept for repeated requests does not hold the code: a copy of the database opens
    nothing.
    """
    at = site_of(request).clock()
    made: list[str] = []

    def work(session: Session) -> Invitation:
        require(session, Act.MANAGE_PEOPLE, visitor.actor)
        made.append(invite(session, visitor.actor, find_person(session, handle), at=at))
        return Invitation(handle=handle, code=None)

    kept = act(request, visitor, key, None, work, Invitation)
    return kept.model_copy(update={"code": made[-1] if made else None})


def _shown(session: Session, row: Person) -> PersonShown:
    seen = {name: getattr(row, name) for name in PersonShown.model_fields if name != "roles"}
    return PersonShown.model_validate(seen | {"roles": list(roles_of(session, row))})


def _state(row: Person) -> PersonState:
    return PersonState(handle=row.handle, disabled=row.disabled_at is not None)
