"""A small installation for tests: its people, a method, a project, and packages taken further.

The acts are the product's own; only the judgement of a package is given, so that a test about
votes needs no documents.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, Judgement, Status, Verdict
from domain.review.arbitration import Option
from domain.review.ballot import VoteValue
from domain.text import both
from lifecycle.actor import Actor
from lifecycle.arbitrating.asking import NewRequest
from lifecycle.arbitrating.asking import ask as arbitrate
from lifecycle.authority import find_person, find_project
from lifecycle.deciding.ask import ask
from lifecycle.deciding.given import Given
from lifecycle.deciding.question import ask_question
from lifecycle.deciding.vote import Voted, vote
from lifecycle.driving.advance import next_work
from lifecycle.installation import Installation, Place
from lifecycle.meeting.calling import agenda_due, call_session
from lifecycle.meeting.recording import add_action
from lifecycle.packages.judging import keep
from lifecycle.packages.late_evidence import add_late_evidence
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import Submitted, submit
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.files import FileStore
from storage.keys import create
from storage.tables.reviews import Review
from tests.small_method import METHOD

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

PEOPLE = {
    "ada": ("Ada Quist", ("admin",)),
    "paul": ("Paul Morel", ("pmo",)),
    "mona": ("Mona Reyes", ()),
    "sara": ("Sara Lind", ()),
    "finn": ("Finn Okoro", ()),
    "eve": ("Eve Marchetti", ()),
    "stan": ("Stan Dorsey", ()),
    "xena": ("Xena Holt", ("executive",)),
}
"""Who there is: an administrator, the PMO, a manager, three seats, a stranger, an executive."""

ROLES = {"manager": "mona", "sponsor": "sara", "finance": "finn", "expert": "eve"}


@dataclass
class World:
    """An installation with its clock; ``at`` moves when a test says so."""

    installation: Installation
    at: datetime = START
    nudged: list[UUID] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.installation.database

    def clock(self) -> datetime:
        return self.at

    def later(self, **spans: float) -> None:
        self.at += timedelta(**spans)

    def actor(
        self, handle: str, *, channel: str = "page", scopes: Sequence[str] | None = None
    ) -> Actor:
        with self.database.read() as session:
            person = find_person(session, handle)
        return Actor(
            person_id=person.id,
            channel=channel,
            scopes=frozenset(scopes) if scopes is not None else None,
        )

    def project(self, code: str = "HEAT", **more: Any) -> UUID:
        with self.database.write() as session:
            made = propose(
                session,
                self.actor("paul"),
                Proposal(code=code, title="Heat recovery", method="small", roles=ROLES, **more),
                at=self.at,
            )
            return made.id

    def hand_in(self, code: str = "HEAT", text: str = "budget 100", by: str = "mona") -> Submitted:
        self.later(minutes=1)
        sha256, size = self.installation.files.keep(io.BytesIO(text.encode()), at_most=10_000)
        with self.database.write() as session:
            return submit(
                session,
                self.actor(by),
                find_project(session, code),
                [HandedIn("budget.txt", sha256, size)],
                at=self.at,
            )

    def judged(self, review_id: UUID, *, ready: bool = True) -> None:
        self.later(minutes=1)
        with self.database.write() as session:
            keep(session, review_id, judgement(ready=ready, at=self.at), at=self.at)

    def asked(self, code: str = "HEAT", text: str = "budget 100") -> UUID:
        """Hand in a package and take it to its approvers; return the review."""
        review_id = self.hand_in(code, text).review.id
        self.judged(review_id)
        self.later(minutes=1)
        with self.database.write() as session:
            ask(session, review_id, at=self.at)
        return review_id

    def said_beside(self, review_id: UUID, code: str = "HEAT") -> UUID:
        """Have a voter ask something and late evidence added; return the question."""
        sha256, size = self.installation.files.keep(BytesIO(b"an offer"), at_most=1000)
        late = [HandedIn("offer.txt", sha256, size)]
        with self.database.write() as session:
            project = find_project(session, code)
            add_late_evidence(session, self.actor("mona"), project, late, "It came", at=self.at)
            return ask_question(session, self.actor("sara"), review_id, "Why?", at=self.at).id

    def asked_to_arbitrate(self, code: str = "HEAT") -> int:
        """Have the project manager ask for arbitration; return the number of the request."""
        new = NewRequest(
            subject="Which supplier?",
            context="The first is late.",
            options=(
                Option(words="Wait", days=30, risk="The season is missed"),
                Option(words="Buy elsewhere", cost=Decimal(9000)),
            ),
            recommended=2,
            why="The season counts more",
            decide_by=self.at.date() + timedelta(days=7),
            without_answer="The team stands still",
        )
        with self.database.write() as session:
            project = find_project(session, code)
            return arbitrate(session, self.actor("mona"), project, new, at=self.at).number

    def called_a_session(self, code: str = "HEAT") -> None:
        """Have the PMO call a session over a request, and ask for an action."""
        self.asked_to_arbitrate(code)
        with self.database.write() as session:
            items = [each.arbitration_id for each in agenda_due(session) if each.arbitration_id]
            paul = self.actor("paul")
            held = call_session(session, paul, "Board", self.at, "paul", items, at=self.at)
            day = self.at.date() + timedelta(days=7)
            add_action(session, paul, held.number, 1, "Ask for a bond", "mona", day, at=self.at)

    def voted(self, review_id: UUID, by: str, sha256: str, **given: Any) -> Voted:
        self.later(minutes=1)
        with self.database.write() as session:
            return vote(
                session,
                self.actor(by),
                review_id,
                Given(**{"value": VoteValue.APPROVE} | given),
                revision_sha256=sha256,
                at=self.at,
            )

    def review(self, session: Session, review_id: UUID) -> Review:
        return session.get_one(Review, review_id)

    def carried_out(self, project_id: UUID) -> None:
        """Do what is left to do for a project that is not waiting for a package's judgement."""
        self.later(minutes=1)
        while work := next_work(self.installation, project_id, clock=self.clock, claimant="test"):
            for each in work:
                each.run()


def judgement(*, ready: bool, at: datetime) -> Judgement:
    """Return what a judge might say of a package with one budget."""
    finding = Finding(
        check="COST-11",
        area="cost",
        deliverable="budget",
        outcome=Outcome.PASS if ready else Outcome.FAIL,
        severity=Severity.BLOCKER,
        title=both("The total adds up", "Le total est juste"),
        document="budget.txt",
        document_sha256="b" * 64,
    )
    return Judgement(
        method="small@1",
        gate="A",
        as_of=at.date(),
        verdict=Verdict.READY if ready else Verdict.NOT_READY,
        documents=(),
        deliverables=(
            JudgedDeliverable(
                id="budget",
                knowledge_area="cost",
                name=both("Budget", "Budget"),
                required=True,
                maturity="outline",
                status=Status.PRESENT if ready else Status.DEFECTIVE,
                documents=("budget.txt",),
                findings=(finding,),
            ),
        ),
        facts=(),
        seconds=0.1,
    )


def settled(database: Database, folder: Path, *, at: datetime = START) -> World:
    """Return an installation with its people and a published method."""
    place = Place(folder, database.url)
    world = World(
        Installation(
            place=place,
            database=database,
            files=FileStore(folder / "files"),
            keys=create(place.keys_file),
        ),
        at=at,
    )
    with database.write() as session:
        for handle, (name, roles) in PEOPLE.items():
            new = NewPerson(
                handle=handle, name=name, email=f"{handle}@example.org", roles=roles, zone="UTC"
            )
            add_person(session, None, new, at=at)
        publish(session, METHOD, name="small.yaml", actor=None, at=at)
    return world
