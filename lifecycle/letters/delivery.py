"""Letters go out: claimed, rendered once, frozen, sent, marked; a letter stops only itself.

Nothing is rendered or sent inside a transaction. A process that dies at any point repeats at
most the letter under way, with the same bytes. A mail is a notice: everything that it says
stands in the database and on the pages.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from jinja2 import TemplateError
from pydantic import ValidationError

from lifecycle.addressing import Addressed, address, host_of, still_wanted, with_link
from lifecycle.installation import Installation
from lifecycle.letters import outbox
from notifications.handing import Answer, Handed
from notifications.messages import Message
from notifications.mime import Envelope, TooLongError, UnfitLetterError, compose
from notifications.rendering import render
from notifications.transport import Transport
from storage.database import Database
from storage.failpoint import failpoint

BATCH = 20
"""Letters that are claimed and frozen together."""

SAFE = outbox.LEASE / 5
"""How old a lease may be when a letter is sent: a server may take ten minutes to answer."""

LONGEST_REASON = 500

UNWRITABLE = (UnfitLetterError, TemplateError, ValidationError, KeyError, ValueError)
"""What goes wrong with the letter itself, and would again."""

Clock = Callable[[], datetime]


def deliver_waiting(
    installation: Installation, transport: Transport, *, public_url: str, clock: Clock
) -> int:
    """Send every letter that is due; return how many the server accepted.

    The first letter probes the server alone; when it does not answer, the pass ends there.
    """
    sender, accepted = sender_of(transport, public_url), 0
    while claimed := outbox.claim(
        installation.database, at=clock(), limit=BATCH if accepted else 1
    ):
        failpoint("deliver.claimed")
        leased_at = clock()
        ready = _frozen(installation, claimed, sender, public_url)
        failpoint("deliver.rendered")
        for number, letter in enumerate(ready):
            if clock() - leased_at > SAFE and not outbox.keep_lease(
                installation.database, letter.letter_id, at=clock()
            ):
                continue
            handed = _send(installation, transport, letter, sender, clock)
            accepted += handed.answer is Answer.ACCEPTED
            if handed.answer is Answer.UNREACHABLE:
                rest = [each.letter_id for each in ready[number + 1 :]]
                outbox.release(installation.database, rest)
                return accepted
    return accepted


def next_letter_at(database: Database) -> datetime | None:
    """Return when the next letter is to be tried, or None when none waits."""
    return outbox.next_at(database)


def sender_of(transport: Transport, public_url: str) -> str:
    """Return whom letters come from: the account at the server, else our own host."""
    return transport.address or f"jalon@{host_of(public_url)}"


def _frozen(
    installation: Installation, claimed: list[UUID], sender: str, public_url: str
) -> list[Addressed]:
    """Return the letters that can be sent, each with its bytes as they stay."""
    ready: list[Addressed] = []
    fresh: list[tuple[UUID, bytes]] = []
    for letter in _addressed(installation, claimed, public_url):
        if letter.message is None:
            ready.append(letter)
            continue
        try:
            raw = _fitting(letter, letter.message, _envelope(letter, sender, public_url))
        except UNWRITABLE as error:
            _park(installation, letter.letter_id, error)
            continue
        fresh.append((letter.letter_id, raw))
        ready.append(replace(letter, raw=raw))
    outbox.freeze(installation.database, fresh)
    return ready


def _addressed(installation: Installation, claimed: list[UUID], public_url: str) -> list[Addressed]:
    """Look up what the letters need, and put those aside that are void or not understood."""
    found: list[Addressed] = []
    void: list[UUID] = []
    wrong: list[tuple[UUID, Exception]] = []
    with installation.database.read() as session:
        for letter_id in claimed:
            try:
                letter = address(session, letter_id, installation.keys.current, public_url)
            except UNWRITABLE as error:
                wrong.append((letter_id, error))
                continue
            if letter is None:
                void.append(letter_id)
            else:
                found.append(letter)
    for letter_id in void:
        outbox.drop(installation.database, letter_id)
    for letter_id, reason in wrong:
        _park(installation, letter_id, reason)
    return found


def _park(installation: Installation, letter_id: UUID, error: Exception) -> None:
    reason = f"It could not be written: {type(error).__name__}: {error}"
    outbox.park(installation.database, letter_id, reason[:LONGEST_REASON])


def _envelope(letter: Addressed, sender: str, public_url: str) -> Envelope:
    return Envelope(
        letter_id=letter.letter_id,
        sender=sender,
        recipient=letter.email,
        recipient_name=letter.reader.name,
        host=host_of(public_url),
        at=letter.posted_at,
    )


def _fitting(letter: Addressed, message: Message, envelope: Envelope) -> bytes:
    """Return a letter's bytes; what makes it too long is left to the page."""
    while True:
        rendered = render(message, letter.reader, letter.known, letter.links, at=letter.posted_at)
        try:
            return compose(rendered, envelope)
        except TooLongError:
            shorter = message.shortened()
            if shorter is None:
                raise
            message = shorter


def _send(
    installation: Installation, transport: Transport, letter: Addressed, sender: str, clock: Clock
) -> Handed:
    """Hand a letter over with its link in place, and note what became of it."""
    database, letter_id = installation.database, letter.letter_id
    with database.read() as session:
        if not still_wanted(session, letter_id):
            outbox.drop(database, letter_id)
            return Handed(Answer.LATER)
        raw = with_link(session, installation.keys, letter_id, letter.raw or b"")
    handed = transport.send(raw, sender=sender, recipient=letter.email, letter_id=letter_id)
    match handed.answer:
        case Answer.ACCEPTED:
            failpoint("deliver.accepted")
            outbox.sent(database, letter_id, at=clock())
        case Answer.REFUSED:
            outbox.park(database, letter_id, f"The mail server refuses it: {handed.reason}")
        case Answer.UNREACHABLE:
            outbox.server_away(database, letter_id, handed.reason, at=clock())
        case Answer.LATER | Answer.AMBIGUOUS:
            ambiguous = handed.answer is Answer.AMBIGUOUS
            outbox.put_off(database, letter_id, handed.reason, at=clock(), ambiguous=ambiguous)
    return handed
