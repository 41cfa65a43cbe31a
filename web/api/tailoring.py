"""Departures from the method: asked for by a project, answered by who may approve them."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from lifecycle.authority import find_project
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.steering.tailor import answer, ask, find_tailoring
from web.api.acting import Key, act, nudge_after
from web.api.permission import Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/projects/{code}/tailoring", tags=["tailoring"])


class Departure(Given):
    """A word of the method, the item, and the gate if it is for one only.

    ``added`` is a requirement or a criterion as methods write them, for a word that adds.
    """

    word: Line
    item: Line
    gate: Line | None = None
    reason: str = Field(default="", max_length=WORDS)
    measure: str = Field(default="", max_length=WORDS)
    expires_on: date | None = None
    added: dict[str, Any] | None = Field(default=None, max_length=20)


class Verdict(Given):
    """Whether it is approved."""

    approve: bool


class Asked(Shown):
    """A departure that was asked for, and where it stands."""

    id: UUID
    word: str
    item: str
    gate: str | None
    state: str


@router.post("", status_code=201, responses=CONFLICTS)
def ask_for(request: Request, visitor: Writer, key: Key, code: str, given: Departure) -> Asked:
    """Ask to depart from the method, with a reason."""
    site = site_of(request)
    wanted = Wanted(
        word=given.word,
        item=given.item,
        gate=given.gate,
        reason=given.reason,
        measure=given.measure,
        expires_on=given.expires_on,
        added=given.added,
    )

    def work(session: Session) -> Asked:
        found = find_project(session, code)
        return Asked.model_validate(ask(session, visitor.actor, found, wanted, at=site.clock()))

    return act(request, visitor, key, given, work, Asked)


@router.post("/{tailoring_id}/answer", responses=CONFLICTS)
def answer_to(
    request: Request,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    code: str,
    tailoring_id: UUID,
    given: Verdict,
) -> Asked:
    """Approve a departure, or refuse it; who asked never does."""
    site = site_of(request)

    def work(session: Session) -> Asked:
        asked = find_tailoring(session, find_project(session, code), tailoring_id)
        done = answer(session, visitor.actor, asked.id, approve=given.approve, at=site.clock())
        return Asked.model_validate(done)

    done = act(request, visitor, key, given, work, Asked)
    with site.installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)
    return done
