"""A frozen package is judged: read, checked area by area, concluded in one transaction."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.finding import Finding
from domain.judgement import Judgement, Verdict
from domain.ledger import digest
from gates.dossier import Dossier
from gates.judge import conclude, judge_area
from lifecycle.installation import Installation
from lifecycle.ledger import record
from lifecycle.letters.telling import tell_returned
from lifecycle.packages.check_answers import keep_answers
from lifecycle.packages.dossiers import areas_asked, documents_again, open_review_dossier
from lifecycle.packages.readings import read_again, read_revision
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Review


class Judging:
    """One judgement under way: the dossier once read, and the findings so far.

    Nothing of it is kept before the conclusion; a judgement that is interrupted starts again.
    """

    def __init__(
        self, installation: Installation, review_id: UUID, clock: Callable[[], datetime]
    ) -> None:
        self.installation = installation
        self.review_id = review_id
        self.clock = clock
        self.findings: dict[str, tuple[Finding, ...]] = {}
        self.dossier: Dossier | None = None
        self.started = time.monotonic()

    def areas(self) -> tuple[str, ...]:
        """Return the knowledge areas that the gate asks something in, in the method's order."""
        with self.installation.database.read() as session:
            return areas_asked(session, session.get_one(Review, self.review_id))

    def read(self) -> None:
        """Read every file of the revision that was not read before, and open the dossier."""
        with self.installation.database.read() as session:
            review = session.get_one(Review, self.review_id)
            revision = session.get_one(Revision, review.revision_id)
            again = documents_again(session, review)
        read_revision(self.installation, revision, at=self.clock())
        read_again(self.installation, again, at=self.clock())
        failpoint("judge.read")
        with self.installation.database.read() as session:
            review = session.get_one(Review, self.review_id)
            self.dossier = open_review_dossier(self.installation, session, review)

    def judge(self, area: str) -> Callable[[], None]:
        """Return the work of judging one knowledge area."""

        def run() -> None:
            if self.dossier is not None:
                self.findings[area] = judge_area(self.dossier, area)

        return run

    def conclude(self) -> None:
        """Keep the judgement: the package goes back with what to do, or on to be asked."""
        if self.dossier is None:
            return
        findings = tuple(each for area in self.findings.values() for each in area)
        judgement = conclude(
            self.dossier, findings, seconds=round(time.monotonic() - self.started, 3)
        )
        failpoint("judge.concluding")
        with self.installation.database.write() as session:
            keep(session, self.review_id, judgement, at=self.clock())


def keep(session: Session, review_id: UUID, judgement: Judgement, *, at: datetime) -> bool:
    """Keep a judgement with its ledger entry and, when not ready, the letter; once."""
    found = session.get_one(Review, review_id)
    project: Project = lock(session, Project, found.project_id)
    review: Review = lock(session, Review, review_id)
    if review.state != "submitted":
        return False
    ready = judgement.verdict is Verdict.READY
    review.judgement = judgement.model_dump(mode="json")
    review.state = "judged" if ready else "returned"
    review.ended_at = None if ready else at
    keep_answers(session, review.id, judgement, at=at)
    session.flush()
    record(
        session,
        "package.judged",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "sha256": review.revision_sha256,
            "verdict": judgement.verdict,
            "judgement": digest_of_judgement(review.judgement),
        },
        at=at,
        project_id=project.id,
    )
    if not ready:
        tell_returned(session, project, review, judgement, at=at)
    failpoint("judge.before-commit")
    return True


def digest_of_judgement(kept: Mapping[str, object]) -> str:
    """Return the hash of a judgement as kept, without the time that it took."""
    return digest(_texts({name: value for name, value in kept.items() if name != "seconds"}))


def _texts(value: object) -> object:
    """Return JSON with its floating-point numbers, which have no canonical form, as text."""
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return value
