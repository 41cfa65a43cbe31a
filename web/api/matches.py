"""What the documents of a project serve, as people said it: listed, said, and taken back."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from lifecycle.authority import find_project
from lifecycle.packages.matches import LONGEST_PATH, open_match, revoke_match, say_match
from lifecycle.questions.matched import match_seen, matches_seen
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.site import site_of

router = APIRouter(tags=["packages"])

MOST = 50
"""Deliverables that one file may be said to serve."""


class MatchGiven(Given):
    """The file by the name it is handed in with, and all that it serves; nothing at all may be.

    With ``sha256`` the file is known again under another name too.
    """

    path: Annotated[str, Field(min_length=1, max_length=LONGEST_PATH)]
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    deliverables: list[Line] = Field(max_length=MOST)


class MatchShown(Shown):
    """What a person said of a file; ``revoked_at`` is set where it no longer stands."""

    id: UUID
    path: str
    sha256: str | None
    deliverables: list[str]
    said_by: str
    said_at: datetime
    revoked_by: str | None
    revoked_at: datetime | None


class Matches(Shown):
    """All that was said of the files of a project, the newest first."""

    items: list[MatchShown]


@router.get("/projects/{code}/matches")
def matches(request: Request, visitor: Reader, code: str) -> Matches:
    """Return what people said the files of a project serve."""
    with site_of(request).installation.database.read() as session:
        seen = matches_seen(session, visitor.actor, code)
        return Matches(items=[MatchShown.model_validate(each) for each in seen])


@router.post("/projects/{code}/matches", responses=CONFLICTS)
def say_what_a_file_serves(
    request: Request,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    code: str,
    given: MatchGiven,
) -> MatchShown:
    """Remember what a file serves; a package that came back with it is judged again."""
    site = site_of(request)

    def work(session: Session) -> MatchShown:
        made = say_match(
            session,
            visitor.actor,
            find_project(session, code),
            given.path,
            given.deliverables,
            sha256=given.sha256,
            at=site.clock(),
        )
        return MatchShown.model_validate(match_seen(session, made))

    shown = act(request, visitor, key, given, work, MatchShown)
    with site.installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)
    return shown


@router.post("/matches/{match_id}/revocation", responses=CONFLICTS)
def take_back(
    request: Request, later: BackgroundTasks, visitor: Writer, key: Key, match_id: UUID
) -> MatchShown:
    """Forget what was said of a file; taking it back again changes nothing."""
    site = site_of(request)

    def work(session: Session) -> MatchShown:
        made = revoke_match(session, visitor.actor, match_id, at=site.clock())
        return MatchShown.model_validate(match_seen(session, made))

    shown = act(request, visitor, key, None, work, MatchShown)
    with site.installation.database.read() as session:
        nudge_after(request, later, open_match(session, visitor.actor, match_id).project_id)
    return shown
