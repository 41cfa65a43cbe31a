"""A session is closed: its minutes are written, archived by their hash, and mailed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotAllowedError, OutOfSequenceError
from domain.text import both, in_language
from lifecycle.actor import Actor
from lifecycle.installation import Installation
from lifecycle.ledger import record
from lifecycle.letters.telling_sessions import tell_minutes
from lifecycle.meeting.calling import find_session, items_of, participants
from lifecycle.meeting.recording import is_secretary
from lifecycle.methods import method_of
from lifecycle.packages.revisions import note_files
from lifecycle.sealing import unseal
from lifecycle.seating.frozen_seats import rows_of, seat_label
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, Vote
from storage.tables.sessions import CommitteeSession, SessionAction, SessionItem

LONGEST = 4_000_000
VALUES = {
    "approve": both("approves", "approuve"),
    "approve_with_conditions": both("approves with conditions", "approuve sous réserves"),
    "reject": both("rejects", "rejette"),
    "abstain": both("abstains", "s'abstient"),
    "recuse": both("recused", "se récuse"),
}


def close_session(
    installation: Installation, session: Session, actor: Actor, number: int, *, at: datetime
) -> CommitteeSession:
    """Close a session: the minutes are archived, and everybody with a part in it is told.

    Again changes nothing. Rounds whose votes are not all there stay open.

    Raises:
        NotFoundError: There is no such session.
        NotAllowedError: The actor is not the secretary.
        OutOfSequenceError: It has not met yet.
    """
    held: CommitteeSession = lock(session, CommitteeSession, find_session(session, number).id)
    if not is_secretary(session, actor, held):
        raise NotAllowedError("The secretary closes the session.", "Le secrétaire clôt la séance.")
    if held.closed_at is not None:
        return held
    if at < held.meets_at:
        raise OutOfSequenceError(
            f"Session {number} has not met yet.", f"La séance {number} n'a pas encore eu lieu."
        )
    text = minutes_text(session, held, at=at)
    sha256, size = installation.files.keep(BytesIO(text.encode()), at_most=LONGEST)
    note_files(session, [{"sha256": sha256, "size": size}], at=at)
    held.closed_at, held.minutes_sha256 = at, sha256
    session.flush()
    record(
        session,
        "session.closed",
        actor,
        {"session": held.number, "minutes": sha256},
        at=at,
    )
    tell_minutes(session, held, participants(session, held), at=at)
    failpoint("session.closed")
    return held


def minutes_text(session: Session, held: CommitteeSession, *, at: datetime) -> str:
    """Return the minutes in both languages, French after English."""
    return "\n\n".join(_Minutes(session, held, words, at).text() for words in (EN, FR))


@dataclass(frozen=True)
class _Words:
    """What minutes say, in one language."""

    language: str
    head: str
    met: str
    secretary: str
    round_: str
    decision: str
    request: str
    stays_open: str
    silent: str
    colon: str


EN = _Words(
    language="en",
    head="Minutes of session {number} · {title}",
    met="Met on {met}, closed on {closed} ({zone})",
    secretary="Secretary: {name}",
    round_="{number}. {code} · {gate}, round {round}",
    decision="Decision: {said}",
    request="{number}. {code} · request {request}: {subject}",
    stays_open="stays open",
    silent="did not vote",
    colon=": ",
)
FR = _Words(
    language="fr",
    head="Procès-verbal de la séance {number} · {title}",
    met="Réunie le {met}, close le {closed} ({zone})",
    secretary="Secrétaire : {name}",
    round_="{number}. {code} · {gate}, tour {round}",
    decision="Décision : {said}",
    request="{number}. {code} · demande {request} : {subject}",
    stays_open="reste ouvert",
    silent="n'a pas voté",
    colon=" : ",
)


@dataclass(frozen=True)
class _Minutes:
    """The minutes of one session in one language."""

    session: Session
    held: CommitteeSession
    words: _Words
    at: datetime

    def text(self) -> str:
        """Return all of it."""
        held, words = self.held, self.words
        secretary = self.session.get_one(Person, held.secretary_id)
        zone = ZoneInfo(secretary.zone)
        met, closed = (
            f"{each.astimezone(zone):%Y-%m-%d %H:%M}" for each in (held.meets_at, self.at)
        )
        lines = [
            words.head.format(number=held.number, title=held.title),
            words.met.format(met=met, closed=closed, zone=secretary.zone),
            words.secretary.format(name=secretary.name),
        ]
        for item in items_of(self.session, held):
            lines += ["", *self._point(item)]
        return "\n".join(lines) + "\n"

    def _point(self, item: SessionItem) -> Iterator[str]:
        project = self.session.get_one(Project, item.project_id)
        own = {"number": item.number, "code": project.code}
        if item.review_id is not None:
            review = self.session.get_one(Review, item.review_id)
            yield self.words.round_.format(gate=review.gate, round=review.round, **own)
            yield f"   {self.words.decision.format(said=review.code or self.words.stays_open)}"
            yield from (f"   {line}" for line in self._votes(project, review))
        else:
            request = self.session.get_one(Arbitration, item.arbitration_id)
            subject = unseal(self.session, project.id, request.subject)
            yield self.words.request.format(request=request.number, subject=subject, **own)
            said = f"option {request.chosen}" if request.chosen else self.words.stays_open
            yield f"   {self.words.decision.format(said=said)}"
        if item.notes:
            yield f"   {unseal(self.session, project.id, item.notes)}"
        actions = select(SessionAction).where(SessionAction.item_id == item.id)
        for action in self.session.scalars(actions.order_by(SessionAction.number)):
            owner = self.session.get_one(Person, action.owner_id).name
            words = unseal(self.session, project.id, action.words)
            yield f"   Action {action.number}{self.words.colon}{words} ({owner}, {action.due_on})"

    def _votes(self, project: Project, review: Review) -> Iterator[str]:
        method = method_of(self.session, project.method_id)
        rows = select(Vote).where(Vote.review_id == review.id, Vote.standing)
        votes = {vote.seat_id: vote for vote in self.session.scalars(rows)}
        language = self.words.language
        for seat in rows_of(self.session, review.id):
            vote = votes.get(seat.id)
            name = self.session.get_one(Person, seat.person_id).name
            label = in_language(seat_label(method, seat), language)
            said = VALUES[vote.value][language] if vote else self.words.silent
            why = unseal(self.session, review.id, vote.reason) if vote and vote.reason else ""
            yield f"{label} · {name}{self.words.colon}{said}{f' « {why} »' if why else ''}"
