"""The letters, for administrators: how each fares, its words without links, and its release."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Request

from domain.errors import BadInputError
from lifecycle.letters.mailbox import PAGE, letters, open_letter, release
from web.api.acting import Key, act
from web.api.permission import PeopleWriter
from web.api.problems import CONFLICTS
from web.api.reading import After, Shown, cursor_of, place_of
from web.site import site_of

router = APIRouter(prefix="/letters", tags=["letters"])


class LetterShown(Shown):
    """A letter in the list; ``trouble`` says what holds it up."""

    id: UUID
    message: str
    subject: str
    project: str | None
    recipient: str
    email: str
    state: str
    posted_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    attempts: int
    ambiguous: bool
    trouble: str | None


class Letters(Shown):
    """One page of letters, newest first; ``next`` is the cursor of the following page."""

    items: list[LetterShown]
    next: str | None


class LetterOpened(Shown):
    """A letter's words; a token never sees the links of one."""

    seen: LetterShown
    headers: list[tuple[str, str]]
    text: str
    html: str
    masked: bool


class LetterState(Shown):
    """Where a letter stands."""

    id: UUID
    state: str


@router.get("")
def listed(
    request: Request,
    visitor: PeopleWriter,
    state: Annotated[Literal["waiting", "sent", "parked", "cancelled"] | None, Query()] = None,
    after: After = "",
) -> Letters:
    """Return letters, newest first."""
    with site_of(request).installation.database.read() as session:
        found = letters(session, visitor.actor, state=state, before=_instant(place_of(after)))
    if len(found) < PAGE:
        return Letters(items=[LetterShown.model_validate(each) for each in found], next=None)
    # Letters of one act have one time: the last such group is left whole to the next page.
    whole = [each for each in found if each.posted_at != found[-1].posted_at] or found
    return Letters(
        items=[LetterShown.model_validate(each) for each in whole],
        next=cursor_of(whole[-1].posted_at.isoformat()),
    )


@router.get("/{letter_id}")
def letter(request: Request, visitor: PeopleWriter, letter_id: UUID) -> LetterOpened:
    """Return one letter as it was written, its links masked."""
    installation = site_of(request).installation
    with installation.database.read() as session:
        opened = open_letter(session, installation.keys, visitor.actor, letter_id)
        return LetterOpened.model_validate(opened)


@router.post("/{letter_id}/release", responses=CONFLICTS)
def let_go(request: Request, visitor: PeopleWriter, key: Key, letter_id: UUID) -> LetterState:
    """Let a parked letter try again."""
    at = site_of(request).clock()
    return act(
        request,
        visitor,
        key,
        None,
        lambda session: LetterState.model_validate(
            release(session, visitor.actor, letter_id, at=at)
        ),
        LetterState,
    )


def _instant(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise BadInputError(
            "`after` is no cursor that a page before gave as `next`.",
            "`after` n'est pas un curseur donné par `next` d'une page précédente.",
        )
    return found
