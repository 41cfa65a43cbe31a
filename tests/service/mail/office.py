"""An installation whose outbox is filled row by row, with the clock in the test's hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select

from domain.link import token
from lifecycle.installation import Installation, Place
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.letters.posting import post
from notifications.messages import Message
from notifications.transport import Transport, transport_of
from storage.database import Database
from storage.files import FileStore
from storage.keys import create
from storage.tables.letters import Letter
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import MethodVersion, Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat
from tests.unit.notifications.messages_written import ANNE, ASKED, CLAIRE, INES, PAUL

AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
SITE = "https://jalon.example.org"
PEOPLE = {CLAIRE: "claire", ANNE: "anne", PAUL: "paul", INES: "ines"}
LANGUAGES = {CLAIRE: "fr", ANNE: "fr", PAUL: "en", INES: "en"}


@dataclass
class Office:
    """One project with an open review, and the letters that a test posts about it."""

    installation: Installation
    project_id: UUID
    review_id: UUID
    request_id: UUID
    at: datetime = AT
    passes: int = field(default=0)

    @property
    def database(self) -> Database:
        return self.installation.database

    def clock(self) -> datetime:
        return self.at

    def later(self, **spans: float) -> None:
        self.at += timedelta(**spans)

    def post(self, message: Message = ASKED, to: UUID = ANNE, *, asked: bool = True) -> None:
        """Post a letter about the review; one that asks carries the decision's link."""
        with self.database.write() as session:
            post(
                session,
                message,
                to,
                session.get_one(Project, self.project_id),
                session.get_one(Review, self.review_id),
                self.request_id if asked and message.name == ASKED.name else None,
                at=self.at,
            )

    def post_to_many(self, count: int, message: Message) -> list[UUID]:
        """Add people, and post each of them a letter."""
        people = [uuid4() for _ in range(count)]
        with self.database.write() as session:
            session.add_all(_person(each, f"reader-{each}") for each in people)
            session.flush()
            project = session.get_one(Project, self.project_id)
            review = session.get_one(Review, self.review_id)
            for each in people:
                post(session, message, each, project, review, at=self.at)
        return people

    def deliver(self, url: str | Transport) -> int:
        """Make one pass over the outbox."""
        transport = transport_of(url, Path("unused")) if isinstance(url, str) else url
        self.passes += 1
        try:
            return deliver_waiting(self.installation, transport, public_url=SITE, clock=self.clock)
        finally:
            transport.close()

    def letters(self) -> Sequence[Letter]:
        with self.database.read() as session:
            return session.scalars(select(Letter).order_by(Letter.posted_at, Letter.key)).all()

    def letter(self) -> Letter:
        (letter,) = self.letters()
        return letter

    def states(self) -> list[str]:
        return [letter.state for letter in self.letters()]

    def link(self, kid: str) -> str:
        """Return the one link that opens the decision."""
        with self.database.read() as session:
            request = session.get_one(DecisionRequest, self.request_id)
        made = token(
            self.installation.keys.secrets[kid],
            request_id=request.id,
            person_id=request.person_id,
            revision_sha256=request.revision_sha256,
            generation=request.generation,
            expires_at=request.expires_at,
        )
        return f"{SITE}/d/{request.id}.{kid}.{made}"


def an_office(database: Database, folder: Path) -> Office:
    """Open an office on an empty database."""
    place = Place(folder, database.url)
    installation = Installation(
        place=place,
        database=database,
        files=FileStore(folder / "files"),
        keys=create(place.keys_file),
    )
    with database.write() as session:
        session.add_all(
            _person(person_id, handle, LANGUAGES[person_id]) for person_id, handle in PEOPLE.items()
        )
        method = MethodVersion(key="m", version=1, sha256="0" * 64, source="", published_at=AT)
        session.add(method)
        session.flush()
        project = Project(
            code="CHALEUR-F2",
            title="Récupération de chaleur du four 2",
            method_id=method.id,
            stage="preparation",
            stage_since=AT,
            attributes={},
            created_at=AT,
            created_by=CLAIRE,
        )
        session.add(project)
        session.flush()
        revision = Revision(
            project_id=project.id,
            gate="G3",
            number=2,
            method_id=method.id,
            files=[],
            form={},
            sha256="a" * 64,
            submitted_by=CLAIRE,
            submitted_at=AT,
        )
        session.add(revision)
        session.flush()
        review = Review(
            project_id=project.id,
            gate="G3",
            stage="preparation",
            round=1,
            revision_id=revision.id,
            revision_sha256=revision.sha256,
            policy={},
            policy_sha256="b" * 64,
            state="open",
            submitted_at=AT,
        )
        session.add(review)
        session.flush()
        seat = ReviewSeat(
            review_id=review.id,
            role="sponsor",
            person_id=ANNE,
            kind="gating",
            weight=1,
            mandatory=True,
            veto=False,
            chair=True,
            reason="holder",
        )
        session.add(seat)
        session.flush()
        request = DecisionRequest(
            review_id=review.id,
            seat_id=seat.id,
            person_id=ANNE,
            revision_sha256=revision.sha256,
            expires_at=AT + timedelta(days=90),
        )
        session.add(request)
        session.flush()
        return Office(installation, project.id, review.id, request.id)


def _person(person_id: UUID, handle: str, language: str = "en") -> Person:
    return Person(
        id=person_id,
        handle=handle,
        name=handle.capitalize(),
        email=f"{handle}@example.org",
        language=language,
        created_at=AT,
    )
