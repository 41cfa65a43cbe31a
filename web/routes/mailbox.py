"""The letters: everybody's for administrators with the links masked, one's own with them."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.letters.mailbox import letters, open_letter, release
from web.acting import see, wholly_signed_in
from web.forms import Posted
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/mailbox")
def mailbox(request: Request, own: bool = False) -> Response:  # noqa: FBT001, FBT002 - a field of the address
    """Show the last letters."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        rows = letters(session, visitor.actor, own=own)
    return page(request, "mailbox.html", letters=rows, own=own)


@router.get("/mailbox/{letter_id}")
def letter(request: Request, letter_id: UUID) -> Response:
    """Show one letter as its addressee reads it."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        opened = open_letter(session, site.installation.keys, visitor.actor, letter_id)
    return page(request, "letter.html", letter=opened, links=_links(opened.text, site.origin))


@router.post("/mailbox/{letter_id}/release")
def let_go(request: Request, letter_id: UUID, _form: Posted) -> Response:
    """Let a parked letter try again."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        release(session, visitor.actor, letter_id, at=site.clock())
    return see("/mailbox", "released")


def _links(text: str, origin: str) -> list[tuple[str, str]]:
    """Return the lines of a letter, each with the address of ours that it holds, or nothing."""
    found = []
    for line in text.splitlines():
        words = [word.strip("<>()") for word in line.split()]
        ours = [word for word in words if word.startswith(f"{origin}/")]
        found.append((line, ours[0] if ours else ""))
    return found
