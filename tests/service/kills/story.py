"""One project's story, told by a process that may be killed at any point and started again.

Each chapter looks at the database first and does nothing that is done already, as the pulse, the
pages and the lifecycle run do.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.judgement import Judgement
from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.closing.reopen import reopen
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.driving.advance import advance
from lifecycle.driving.timers import fire_timers
from lifecycle.installation import Installation, Place
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.methods import latest
from lifecycle.overriding.override import ask_override, sign_override
from lifecycle.packages.contest import Contested, answer, contest
from lifecycle.packages.propose import Proposal, propose
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from lifecycle.people import NewPerson, add_person
from lifecycle.versions.migrating import migrate, undo
from lifecycle.versions.publishing import publish
from notifications.transport import transport_of
from storage.database import Database
from storage.files import FileStore
from storage.keys import Keys
from storage.tables.overrides import Override
from storage.tables.people import Person
from storage.tables.projects import MethodMigration, Project
from storage.tables.reviews import Contest, Review
from tests.service.kills.beside import CODE, COMMITTEE, Beside
from tests.unit.evidence.hostile import docx
from tests.unit.lifecycle.scene import AT, METHOD

HOLD = date(2026, 5, 4)
GOOD = docx(
    "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in (
            "Budget of the northern line",
            "The project costs 1 200 000 EUR in all, taxes left out, at the prices of 2026.",
            "Studies take 200 000 EUR and are done by our own engineers until the summer.",
            "Works take 900 000 EUR, by the contract that the council approved in January.",
            "A reserve of 100 000 EUR stands apart for the ground, which was not probed.",
        )
    )
)
BAD = docx("<w:p><w:r><w:t>To be written</w:t></w:r></w:p>")


class Story(Beside):
    """The chapters, in their order."""

    def tell(self) -> None:
        """Go through all chapters and send every letter."""
        self._propose_another()
        self._hand_in(BAD, rounds=1)
        self._contest()
        self._hand_in(GOOD, rounds=2)
        self._withdraw()
        self._hand_in(GOOD, rounds=3)
        self.beside()
        self.at += timedelta(days=10)
        fire_timers(self.installation.database, at=self.at)
        self._advance()
        hold = Given(
            value=VoteValue.REJECT, instead=Decision.HOLD, until=HOLD, reason="After the thaw"
        )
        self._vote(3, hold)
        self.at = datetime(HOLD.year, HOLD.month, HOLD.day, 8, tzinfo=UTC) + (self.at - AT)
        self._advance()
        self._hand_in(GOOD, rounds=4)
        self._override(4, Decision.GO)
        self._advance()
        self._migrate()
        self._advance()
        self._hand_in(GOOD, rounds=5)
        self._override(5, Decision.KILL)
        self._open_again()
        self._advance()
        self._deliver()

    def _propose_another(self) -> None:
        proposal = Proposal(code="SOUTH", title="South", method="council")

        def act(session: Session) -> None:
            if session.scalar(select(Project.id).where(Project.code == "SOUTH")) is None:
                propose(session, self._actor(session, "paula"), proposal, at=self.at)

        self._write(act)

    def _hand_in(self, data: bytes, *, rounds: int) -> None:
        if self._rounds() < rounds:
            sha256, size = self.installation.files.keep(BytesIO(data), at_most=1_000_000)
            handed = [HandedIn("Budget.docx", sha256, size)]
            self._write(
                lambda session: submit(
                    session,
                    self._actor(session, "anna"),
                    find_project(session, CODE),
                    handed,
                    at=self.at,
                )
            )
        self._advance()

    def _contest(self) -> None:
        def ask(session: Session) -> None:
            review = self._round(session, 1)
            if session.scalar(select(Contest.id)) is None:
                said = _blocker(review)
                contest(session, self._actor(session, "anna"), review, said, at=self.at)

        def refuse(session: Session) -> None:
            made = session.scalars(select(Contest)).one()
            if made.state == "asked":
                paula = self._actor(session, "paula")
                answer(session, paula, made.id, attest=False, words="It is empty", at=self.at)

        self._write(ask)
        self._write(refuse)

    def _withdraw(self) -> None:
        def act(session: Session) -> None:
            if self._round(session, 2).state == "open":
                project = find_project(session, CODE)
                withdraw(session, self._actor(session, "anna"), project, "Too soon", at=self.at)

        self._write(act)

    def _override(self, number: int, code: Decision) -> None:
        """Let two of the PMO decide a round."""

        def hire(session: Session) -> None:
            if session.scalar(select(Person.id).where(Person.handle == "peter")) is None:
                peter = NewPerson(
                    handle="peter", name="Peter", email="peter@example.org", roles=("pmo",)
                )
                add_person(session, None, peter, at=self.at)

        def ask(session: Session) -> None:
            review, paula = self._round(session, number), self._actor(session, "paula")
            asked = select(Override.id).where(Override.review_id == review.id)
            if session.scalar(asked) is None:
                ask_override(session, paula, review.id, code, "Silence", at=self.at)

        def sign(session: Session) -> None:
            review = self._round(session, number)
            if review.state == "open":
                sign_override(session, self._actor(session, "peter"), review.id, at=self.at)

        for act in (hire, ask, sign):
            self._write(act)
        self._advance()

    def _open_again(self) -> None:
        """Have general management open what was stopped."""

        def act(session: Session) -> None:
            project = find_project(session, CODE)
            if session.scalar(select(Person.id).where(Person.handle == "erin")) is None:
                erin = NewPerson(
                    handle="erin", name="Erin", email="erin@example.org", roles=("executive",)
                )
                add_person(session, None, erin, at=self.at)
            if project.state == "closed":
                reopen(session, self._actor(session, "erin"), project, "Again", at=self.at)

        self._write(act)

    def _migrate(self) -> None:
        """Take the project to a second version, and back."""
        text = METHOD.replace("COMMITTEE", COMMITTEE).replace("version: 1", "version: 2")

        def release(session: Session) -> None:
            publish(session, text, name="council", actor=None, at=self.at)

        def go(session: Session) -> None:
            if session.scalar(select(MethodMigration.id)) is None:
                project, target = find_project(session, CODE), latest(session, "council")
                migrate(session, self._actor(session, "paula"), project, target, at=self.at)

        def come_back(session: Session) -> None:
            if session.scalars(select(MethodMigration)).one().undone_at is None:
                project = find_project(session, CODE)
                undo(session, self._actor(session, "paula"), project, at=self.at)

        self._write(release)
        self._write(go)
        self._write(come_back)

    def _vote(self, number: int, given: Given) -> None:
        for handle in ("marc", "nadia"):

            def act(session: Session, handle: str = handle) -> None:
                review = self._round(session, number)
                if review.state == "open":
                    vote(
                        session,
                        self._actor(session, handle),
                        review.id,
                        given,
                        revision_sha256=review.revision_sha256,
                        at=self.at,
                    )

            self._write(act)
        self._advance()

    def _advance(self) -> None:
        with self.installation.database.read() as session:
            project_id = find_project(session, CODE).id
        advance(
            self.installation, project_id, clock=lambda: self.at, perform=lambda work: work.run()
        )

    def _deliver(self) -> None:
        transport = transport_of("", self.installation.place.data_dir / "mail")
        deliver_waiting(
            self.installation,
            transport,
            public_url="https://jalon.example.org",
            clock=lambda: self.at,
        )
        transport.close()

    def _rounds(self) -> int:
        with self.installation.database.read() as session:
            return len(session.scalars(select(Review.id)).all())


def _blocker(review: Review) -> Contested:
    judgement = Judgement.model_validate(review.judgement)
    finding = next(
        finding
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome == "fail"
    )
    return Contested(
        check=finding.check,
        deliverable=finding.deliverable,
        document_sha256=finding.document_sha256,
        reason="It is written in another file",
    )


def opened(folder: Path, url: str) -> Installation:
    """Return the installation of a test, as the scene made it."""
    return Installation(
        place=Place(folder, url),
        database=Database(url),
        files=FileStore(folder / "files"),
        keys=Keys(current="test", secrets={"test": b"k" * 32}),
    )


def project_of(installation: Installation) -> tuple[UUID, str, str]:
    """Return the id, the stage and the state of the project."""
    with installation.database.read() as session:
        project = find_project(session, CODE)
        return project.id, project.stage, project.state


if __name__ == "__main__":
    folder, url, restarts = sys.argv[1:4]
    Story(opened(Path(folder), url), int(restarts)).tell()
