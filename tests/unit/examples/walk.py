"""Takes a project through any method by the acts of its people; it knows no gate by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as Number
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.judgement import Judgement, Verdict
from domain.methodology.fitting.circumstances import OpenGate
from domain.methodology.load import load_method
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import SeatHeld, VoteValue
from domain.review.beside import beside
from lifecycle.actor import Actor
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.fitted.fitting import fit_of
from lifecycle.installation import Installation
from lifecycle.packages.judging import keep
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.people import NewPerson, add_person
from lifecycle.seating.frozen_seats import as_held
from lifecycle.seating.turns import awaited_before
from lifecycle.steering.raise_event import raise_event
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote
from tests.unit.lifecycle.scene import installation_on

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODE, PROPOSER = "WALK", "paula"

MOST_GATES = 40
"""A walk of more gates goes round in a circle."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """What is known of a project when it enters, and the events raised in its stages."""

    budget: str | None = None
    start: date | None = None
    finish: date | None = None
    attributes: Mapping[str, object] = field(default_factory=dict)
    packs: Sequence[str] = ()
    events: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Walker:
    """A project, a person for each role, and the gates passed so far with who voted there.

    Advisers vote too, but they are not among ``voters``.
    """

    installation: Installation
    method: Method
    start: Start
    people: dict[str, UUID] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    voters: dict[str, set[str]] = field(default_factory=dict)
    at: datetime = AT

    def enter(self, text: str) -> None:
        """Publish the method, add the people, and propose the project."""
        with self.installation.database.write() as session:
            for handle in (PROPOSER, *(handle_of(role.id) for role in self.method.roles)):
                new = NewPerson(
                    handle=handle,
                    name=handle,
                    email=f"{handle}@example.org",
                    roles=("pmo", "admin") if handle == PROPOSER else (),
                )
                self.people[handle] = add_person(session, None, new, at=self.at).id
            publish(session, text, name=self.method.name, actor=None, at=self.at)
            propose(
                session,
                self.actor(PROPOSER),
                Proposal(
                    code=CODE,
                    title="Walk",
                    method=self.method.method,
                    roles={role.id: handle_of(role.id) for role in self.method.roles},
                    budget=self.start.budget,
                    start=self.start.start,
                    finish=self.start.finish,
                    attributes=self.start.attributes,
                    packs=self.start.packs,
                ),
                at=self.at,
            )

    def walk(self) -> str | None:
        """Pass every gate in turn, and return as what the project is closed."""
        for _ in range(MOST_GATES):
            self.at += timedelta(days=1)
            with self.installation.database.write() as session:
                project = project_of(session)
                if project.closed_as is not None:
                    return project.closed_as
                self._raise(session, project)
            self._pass(self._next().gate)
        return None

    def actor(self, handle: str) -> Actor:
        """Return a person as somebody who signed in just now."""
        return Actor(person_id=self.people[handle], channel="page", signed_in_at=self.at)

    def _raise(self, session: Session, project: Project) -> None:
        event = self.start.events.get(project.stage)
        manager = self.actor(handle_of(self.method.manager))
        gates = {each.id: each.gate for each in self.method.events}
        if event is not None and gates[event] not in self.path:
            raise_event(session, manager, project, event, "It came up.", at=self.at)

    def _next(self) -> OpenGate:
        with self.installation.database.read() as session:
            opened = fit_of(session, project_of(session), at=self.at).open_gates
        return next(each for each in opened if not each.hindered)

    def _pass(self, gate: str) -> None:
        review_id = self._hand_in(gate)
        with self.installation.database.write() as session:
            keep(session, review_id, ready(self.method, gate, self.at), at=self.at)
        with self.installation.database.write() as session:
            ask(session, review_id, at=self.at)
        while self._vote(review_id):
            continue
        with self.installation.database.write() as session:
            review = session.get_one(Review, review_id)
            assert (review.state, review.code) == ("decided", "GO"), (gate, review.outcome)
            carry_out(session, review_id, at=self.at)
        self.path.append(gate)

    def _hand_in(self, gate: str) -> UUID:
        content = f"{gate} {len(self.path)}"
        sha256, size = self.installation.files.keep(BytesIO(content.encode()), at_most=1000)
        files = [HandedIn("Package.txt", sha256, size)]
        manager = self.actor(handle_of(self.method.manager))
        with self.installation.database.write() as session:
            project = project_of(session)
            return submit(session, manager, project, files, at=self.at, gate=gate).review.id

    def _vote(self, review_id: UUID) -> bool:
        """Let the next seat whose turn it is approve; return whether there was one."""
        with self.installation.database.write() as session:
            review = session.get_one(Review, review_id)
            seat = next_seat(session, review, besides=self.people[handle_of(self.method.manager)])
            if review.state != "open" or seat is None:
                return False
            if seat.kind != SeatKind.ADVISORY:
                self.voters.setdefault(review.gate, set()).add(seat.role)
            actor = Actor(person_id=seat.person_id, channel="page", signed_in_at=self.at)
            sha256 = review.revision_sha256
            said = approval(Gate.model_validate(review.policy), seat, seats_of(session, review))
            vote(session, actor, review_id, said, revision_sha256=sha256, at=self.at)
            return True


def walker(database: Database, folder: Path, text: str, start: Start | None = None) -> Walker:
    """Return a walker at the beginning of a method."""
    method = load_method(text, "method")
    made = Walker(installation_on(database, folder), method, start or Start())
    made.enter(text)
    return made


def handle_of(role: str) -> str:
    """Return the sign-in name of the one person who holds a role, and no other."""
    return f"{role}-holder"


def project_of(session: Session) -> Project:
    """Return the project."""
    return session.scalars(select(Project).where(Project.code == CODE)).one()


def next_seat(session: Session, review: Review, *, besides: UUID) -> ReviewSeat | None:
    """Return a seat that has not voted and whose turn it is; who handed in does not vote."""
    voted = select(Vote.seat_id).where(Vote.review_id == review.id, Vote.standing)
    waiting = session.scalars(
        select(ReviewSeat)
        .where(
            ReviewSeat.review_id == review.id,
            ReviewSeat.id.not_in(voted),
            ReviewSeat.person_id != besides,
        )
        .order_by(ReviewSeat.speaks, ReviewSeat.kind, ReviewSeat.role)
    ).all()
    return next((seat for seat in waiting if not awaited_before(session, seat)), None)


def seats_of(session: Session, review: Review) -> list[SeatHeld]:
    """Return all the seats of a round."""
    seats = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id))
    return [as_held(seat) for seat in seats]


def approval(gate: Gate, seat: ReviewSeat, seats: Sequence[SeatHeld]) -> Given:
    """Return an approval with all that is asked beside it, at its best."""
    asked, held = beside(gate, seats), as_held(seat)
    return Given(
        value=VoteValue.APPROVE,
        reason="It is ready.",
        scores={each.id: Number(each.score.most) for each in asked.scored_by(held) if each.score},
        answers=dict.fromkeys((each.id for each in asked.answered_by(held)), True),
        ratings={each.id: each.levels[-1].id for each in asked.rated_by(held)},
    )


def ready(method: Method, gate: str, at: datetime) -> Judgement:
    """Return a judgement that finds nothing to say."""
    return Judgement(
        method=method.name,
        gate=gate,
        as_of=at.date(),
        verdict=Verdict.READY,
        documents=(),
        deliverables=(),
        facts=(),
        seconds=0.1,
    )
