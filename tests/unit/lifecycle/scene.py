"""A small method, the people of a project and its first package: what tests of acts start from."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Status, Verdict
from domain.review.ballot import ConditionAsked, VoteValue
from domain.text import both
from lifecycle.actor import Actor
from lifecycle.deciding.ask import ask
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import Voted, vote
from lifecycle.installation import Installation, Place
from lifecycle.packages.judging import keep
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import Submitted, submit
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.publishing import publish
from storage.database import Database
from storage.files import FileStore
from storage.keys import Keys
from storage.schema import metadata
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday on which every test begins."""

METHOD = """\
method: council
version: 1
language: en
label: {en: Council, fr: Conseil}
manager: manager
areas:
  - {id: cost, label: {en: Cost, fr: Coûts}}
ladders:
  - id: standard
    levels: [{id: baseline, label: {en: Baseline, fr: Référence}}]
roles:
  - {id: manager, label: {en: Manager, fr: Chef de projet}}
  - {id: sponsor, label: {en: Sponsor, fr: Commanditaire}}
  - {id: finance, label: {en: Finance, fr: Finances}}
  - {id: deputy, label: {en: Deputy, fr: Suppléant}}
  - {id: advisor, label: {en: Advisor, fr: Conseiller}}
decisions:
  - {id: go, code: GO, label: {en: Go, fr: Accord}, effect: next}
  - {id: go-if, code: CONDITIONAL_GO, label: {en: Go if, fr: Accord si}, effect: next,
     fields: [reason, conditions]}
  - {id: wait, code: HOLD, label: {en: Wait, fr: Attente}, effect: hold_until,
     fields: [reason, until]}
  - {id: redo, code: RECYCLE, label: {en: Redo, fr: Reprise}, effect: back, back: 0,
     fields: [reason]}
  - {id: stop, code: KILL, label: {en: Stop, fr: Arrêt}, effect: close, fields: [reason]}
deliverables:
  - id: budget
    area: cost
    label: {en: Budget, fr: Budget}
gates:
  - id: A
    label: {en: Gate A, fr: Jalon A}
    question: {en: Shall we begin?, fr: Commençons-nous ?}
    requirements: [{deliverable: budget, maturity: baseline}]
    sets_baseline: true
    informs: [advisor]
    committee:
      seats:
        - {role: sponsor, chair: true, substitute: deputy}
        - {role: finance}
        - {role: advisor, kind: advisory}
      COMMITTEE
  - id: B
    label: {en: Gate B, fr: Jalon B}
    question: {en: Shall we end?, fr: Finissons-nous ?}
    requirements: [{deliverable: budget, maturity: baseline}]
    decisions: [go, wait, redo, stop]
    committee:
      seats: [{role: sponsor, substitute: deputy}]
stages:
  - {id: first, label: {en: First, fr: Première}, gate: A}
  - {id: second, label: {en: Second, fr: Seconde}, gate: B}
"""

HANDLES = ("anna", "marc", "nadia", "denis", "claire", "paula")


def installation_on(database: Database, folder: Path) -> Installation:
    """Return an installation on a test's database."""
    return Installation(
        place=Place(folder, database.url),
        database=database,
        files=FileStore(folder / "files"),
        keys=Keys(current="test", secrets={"test": b"k" * 32}),
    )


@dataclass
class Scene:
    """A project at gate A of the council: Anna manages, Marc and Nadia decide, Paula is PMO."""

    installation: Installation
    people: dict[str, UUID] = field(default_factory=dict)
    code: str = "NORTH"
    at: datetime = AT

    def actor(self, handle: str, channel: str = "page") -> Actor:
        """Return a person as somebody who signed in just now."""
        return Actor(person_id=self.people[handle], channel=channel, signed_in_at=self.at)

    def later(self, **span: float) -> datetime:
        """Let time pass, and return the new instant."""
        self.at += timedelta(**span)
        return self.at

    @contextmanager
    def write(self) -> Generator[Session]:
        """Open a transaction."""
        with self.installation.database.write() as session:
            yield session

    def project(self, session: Session) -> Project:
        """Return the project."""
        return session.scalars(select(Project).where(Project.code == self.code)).one()

    def look(self) -> Project:
        """Return the project as it stands, for reading."""
        with self.installation.database.read() as session:
            return self.project(session)

    def newcomer(self, handle: str) -> Actor:
        """Add a person who has nothing to do with the project."""
        with self.write() as session:
            new = NewPerson(handle=handle, name=handle.title(), email=f"{handle}@example.org")
            self.people[handle] = add_person(session, None, new, at=self.at).id
        return self.actor(handle)

    def review(self, round_number: int | None = None) -> Review:
        """Return the newest round, or one by its number, for reading."""
        with self.installation.database.read() as session:
            rounds = select(Review).order_by(Review.submitted_at.desc(), Review.round.desc())
            if round_number is not None:
                rounds = rounds.where(Review.round == round_number)
            return session.scalars(rounds.limit(1)).one()

    def hand_in(self, text: str = "a budget", *, by: str = "anna", **more: object) -> Submitted:
        """Hand in a package of one file."""
        stored = self.keep(text)
        with self.write() as session:
            return submit(
                session,
                self.actor(by),
                self.project(session),
                [stored],
                at=self.at,
                **more,  # type: ignore[arg-type]  # what submit() takes
            )

    def keep(self, text: str) -> HandedIn:
        """Keep a file in the store, as an upload does."""
        sha256, size = self.installation.files.keep(BytesIO(text.encode()), at_most=1000)
        return HandedIn("Budget.txt", sha256, size)

    def judged(self, *, ready: bool = True, severity: Severity | None = None) -> UUID:
        """Have the newest round judged; a severity says what one open finding weighs."""
        review = self.review()
        with self.write() as session:
            keep(session, review.id, a_judgement(ready=ready, severity=severity), at=self.at)
        return review.id

    def ask(self) -> UUID:
        """Have the committee of the newest round asked; it must have been judged."""
        review_id = self.review().id
        with self.write() as session:
            ask(session, review_id, at=self.at)
        return review_id

    def asked(self, *, severity: Severity | None = None) -> UUID:
        """Hand in a package, and have it judged and the committee asked."""
        self.hand_in()
        review_id = self.judged(severity=severity)
        with self.write() as session:
            ask(session, review_id, at=self.at)
        return review_id

    def votes(
        self,
        handle: str,
        given: Given | VoteValue,
        *,
        channel: str = "page",
        seat_role: str | None = None,
    ) -> Voted:
        """Cast a vote on the newest round, on the revision that it is about."""
        said = given if isinstance(given, Given) else Given(value=given)
        review = self.review()
        with self.write() as session:
            return vote(
                session,
                self.actor(handle, channel),
                review.id,
                said,
                revision_sha256=review.revision_sha256,
                at=self.at,
                seat_role=seat_role,
            )

    def seats(self) -> dict[str, UUID]:
        """Return who sits on the newest round, by role."""
        review = self.review()
        with self.installation.database.read() as session:
            rows = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id))
            return {row.role: row.person_id for row in rows}

    def condition(self, **changed: object) -> ConditionAsked:
        """Return a sound condition, with fields changed."""
        fields: dict[str, object] = {
            "words": "Sign the contract",
            "owner_id": self.people["anna"],
            "verifier_id": self.people["nadia"],
            "due_on": self.at.date() + timedelta(days=20),
            "evidence": "The signed contract",
        }
        return ConditionAsked.model_validate(fields | changed)


def a_judgement(*, ready: bool = True, severity: Severity | None = None) -> Judgement:
    """Return a judgement with one finding, which is open when it has a severity."""
    outcome = Outcome.FAIL if severity is not None or not ready else Outcome.PASS
    finding = Finding(
        check="COST-11",
        area="cost",
        deliverable="budget",
        outcome=outcome,
        severity=severity or Severity.BLOCKER,
        title=both("The total adds up", "Le total tombe juste"),
        document="Budget.txt",
        document_sha256="0" * 64,
        location="line 1",
        expected=both("100", "100"),
        found=both("90", "90"),
        fix=both("Correct the total", "Corrigez le total"),
    )
    return Judgement(
        method="council@1",
        gate="A",
        as_of=AT.date(),
        verdict=Verdict.READY if ready else Verdict.NOT_READY,
        documents=(
            JudgedDocument(
                path="Budget.txt",
                sha256="0" * 64,
                kind="txt",
                language="en",
                role="cost",
                state="filled",
                deliverables=("budget",),
                matched_by="content",
                confidence=0.9,
                read="whole",
            ),
        ),
        deliverables=(
            JudgedDeliverable(
                id="budget",
                knowledge_area="cost",
                name=both("Budget", "Budget"),
                required=True,
                maturity="baseline",
                status=Status.PRESENT,
                documents=("Budget.txt",),
                findings=(finding,),
            ),
        ),
        facts=(),
        seconds=0.1,
    )


def a_scene(
    database: Database,
    folder: Path,
    *,
    committee: str = "",
    method: str = METHOD,
    roles: Sequence[tuple[str, str]] = (
        ("manager", "anna"),
        ("sponsor", "marc"),
        ("finance", "nadia"),
        ("deputy", "denis"),
        ("advisor", "claire"),
    ),
) -> Scene:
    """Return a scene; ``committee`` adds lines to the committee of gate A."""
    scene = Scene(installation_on(database, folder))
    with scene.write() as session:
        for handle in HANDLES:
            person = add_person(
                session,
                None,
                NewPerson(
                    handle=handle,
                    name=handle.title(),
                    email=f"{handle}@example.org",
                    roles=("pmo", "admin") if handle == "paula" else (),
                ),
                at=AT,
            )
            scene.people[handle] = person.id
        text = method.replace("COMMITTEE", committee or "quorum: 2")
        publish(session, text, name="council.yaml", actor=None, at=AT)
        propose(
            session,
            scene.actor("paula"),
            Proposal(code=scene.code, title="North", method="council", roles=dict(roles)),
            at=AT,
        )
    return scene


def everything_written(database: Database) -> str:
    """Return every text of every row, to look for what must not stand there."""
    with database.read() as session:
        rows = [
            repr(tuple(row))
            for table in metadata.sorted_tables
            for row in session.execute(table.select())
        ]
    return "\n".join(rows)


def person_row(session: Session, handle: str) -> Person:
    """Return a person's row."""
    return session.scalars(select(Person).where(Person.handle == handle)).one()
