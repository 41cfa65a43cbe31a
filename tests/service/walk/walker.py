"""Takes an example project through its gates by the product's own acts, real documents read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.judgement import Judgement
from domain.review.ballot import ConditionAsked, VoteValue
from examples import library
from lifecycle.actor import Actor
from lifecycle.authority import find_person, find_project
from lifecycle.deciding.conditions import report, settle
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.driving.advance import next_work
from lifecycle.installation import Installation
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.publishing import publish
from methodologies.library import text
from storage.tables.letters import Letter
from storage.tables.projects import Project
from storage.tables.reviews import Condition, DecisionRequest, Review, ReviewSeat

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LARGEST = 10_000_000


@dataclass
class Walker:
    """One example on its way; ``at`` is the clock, an hour later with each act."""

    installation: Installation
    name: str
    at: datetime = START
    people: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        return library.facts(self.name)

    @property
    def code(self) -> str:
        return str(self.facts["code"])

    def clock(self) -> datetime:
        return self.at

    def actor(self, role: str) -> Actor:
        with self.installation.database.read() as session:
            person = find_person(session, self.people[role])
        return Actor(person_id=person.id, channel="page", signed_in_at=self.at)

    def enter(self) -> None:
        """Let the people in, publish the method, propose the project."""
        with self.installation.database.write() as session:
            for person in self.facts["people"]:
                handle = person["email"].split("@")[0]
                self.people[person["role"]] = handle
                add_person(
                    session,
                    None,
                    NewPerson(
                        handle=handle,
                        name=person["name"],
                        email=person["email"],
                        language=person["language"],
                        roles=person.get("everywhere", ()),
                    ),
                    at=self.at,
                )
            publish(session, text(self.facts["method"]), name="m", actor=None, at=self.at)
        pmo = next(p["role"] for p in self.facts["people"] if "pmo" in p.get("everywhere", ()))
        proposer = self.actor(pmo)
        with self.installation.database.write() as session:
            propose(
                session,
                proposer,
                Proposal(
                    code=self.code,
                    title=self.facts["name"],
                    method=self.facts["method"],
                    roles=self.people,
                    currency=self.facts["currency"],
                    budget=str(self.facts["budget"]),
                    start=self.facts["start"],
                    finish=self.facts["finish"],
                    klass=self.facts["class"],
                    attributes=self.facts["attributes"],
                ),
                at=self.at,
            )

    def hand_in(self, folder: Path) -> UUID:
        """Hand in every file of a folder and do all that follows; return the round."""
        self.at += timedelta(hours=1)
        files = []
        for path in sorted(folder.iterdir()):
            with path.open("rb") as stream:
                sha256, size = self.installation.files.keep(stream, at_most=LARGEST)
            files.append(HandedIn(path.name, sha256, size))
        with self.installation.database.write() as session:
            project = find_project(session, self.code)
            made = submit(session, self.actor("project-manager"), project, files, at=self.at)
            review_id = made.review.id
        self.go_on()
        return review_id

    def go_on(self) -> None:
        """Do what comes next until the project waits for people."""
        project_id = self.project().id
        while work := next_work(
            self.installation, project_id, clock=self.clock, claimant="the walk"
        ):
            for each in work:
                each.run()

    def decide(self, review_id: UUID, *, conditions: Sequence[tuple[str, str, str]] = ()) -> None:
        """Vote seat by seat until the round is decided, then carry the decision out.

        Each condition is what is to be done, what will show it, and the role that owns it; the
        first who votes writes them and verifies them.
        """
        for seat in self.seats(review_id):
            self.at += timedelta(minutes=5)
            asked = [
                ConditionAsked(
                    words=words,
                    evidence=evidence,
                    owner_id=self.actor(owner).person_id,
                    verifier_id=seat.person_id,
                    due_on=date(self.at.year + 1, 3, 1),
                )
                for words, evidence, owner in conditions
            ]
            conditions = ()
            given = Given(
                value=VoteValue.APPROVE_WITH_CONDITIONS if asked else VoteValue.APPROVE,
                conditions=asked,
                reason="Seen with those concerned.",
            )
            with self.installation.database.write() as session:
                review = session.get_one(Review, review_id)
                if review.state == "decided":
                    break
                vote(
                    session,
                    Actor(person_id=seat.person_id, channel="page", signed_in_at=self.at),
                    review_id,
                    given,
                    revision_sha256=review.revision_sha256,
                    at=self.at,
                )
        self.go_on()

    def settle_conditions(self) -> list[int]:
        """Have each condition reported by its owner and settled by its verifier."""
        settled = []
        with self.installation.database.write() as session:
            project = find_project(session, self.code)
            rows = session.scalars(select(Condition).where(Condition.project_id == project.id))
            for condition in rows.all():
                owner = Actor(person_id=condition.owner_id, channel="page")
                verifier = Actor(person_id=condition.verifier_id, channel="page")
                report(session, owner, project, condition.number, "Signed copy", at=self.at)
                settle(session, verifier, project, condition.number, at=self.at)
                settled.append(condition.number)
        return settled

    def project(self) -> Project:
        with self.installation.database.read() as session:
            return find_project(session, self.code)

    def review(self, review_id: UUID) -> Review:
        with self.installation.database.read() as session:
            return session.get_one(Review, review_id)

    def judgement(self, review_id: UUID) -> Judgement:
        return Judgement.model_validate(self.review(review_id).judgement)

    def seats(self, review_id: UUID) -> list[ReviewSeat]:
        """Return the seats that vote: the gating ones, who did not write the package."""
        with self.installation.database.read() as session:
            return list(
                session.scalars(
                    select(ReviewSeat)
                    .where(ReviewSeat.review_id == review_id, ReviewSeat.kind == "gating")
                    .order_by(ReviewSeat.chair.desc(), ReviewSeat.role)
                )
            )

    def asked(self, review_id: UUID) -> Counter[UUID]:
        """Return how often each person was asked on a round."""
        with self.installation.database.read() as session:
            return Counter(
                session.scalars(
                    select(DecisionRequest.person_id).where(DecisionRequest.review_id == review_id)
                )
            )

    def told(self, review_id: UUID, message: str) -> Counter[UUID]:
        """Return how many letters of a kind each person was written on a round."""
        with self.installation.database.read() as session:
            return Counter(
                session.scalars(
                    select(Letter.recipient_id).where(
                        Letter.review_id == review_id, Letter.message == message
                    )
                )
            )
