"""What happens beside the votes of an open round, each act once however often it is told."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.review.arbitration import Option
from domain.review.ballot import VoteValue
from lifecycle.actor import Actor
from lifecycle.arbitrating.answering import answer as settle_request
from lifecycle.arbitrating.asking import NewRequest, take_back_request
from lifecycle.arbitrating.asking import ask as arbitrate
from lifecycle.authority import find_person, find_project
from lifecycle.deciding.given import Given
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.installation import Installation
from lifecycle.meeting.calling import agenda_due, call_session
from lifecycle.meeting.confirming import confirm_vote, contest_vote
from lifecycle.meeting.minutes import close_session
from lifecycle.meeting.recording import record_vote
from lifecycle.packages.late_evidence import add_late_evidence
from lifecycle.packages.revisions import HandedIn
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from storage.tables.arbitration import Arbitration
from storage.tables.reviews import Review, Vote
from storage.tables.sessions import CommitteeSession
from storage.tables.standing_in import Delegation
from storage.tables.waits import Question
from tests.unit.lifecycle.scene import AT

CODE = "NORTH"
COMMITTEE = "quorum: 2\n      channels: [page, meeting]"


class Beside:
    """The project, its people, and what they do beside their votes."""

    def __init__(self, installation: Installation, restarts: int) -> None:
        self.installation = installation
        self.at = AT + timedelta(hours=restarts)

    def beside(self) -> None:
        """Delegate, ask, answer, add evidence, and end the delegation, each once."""
        for act in (
            self._give,
            self._ask,
            self._reply,
            self._add,
            self._end,
            *self._arbitrate,
            *self._meet,
        ):
            self._write(act)

    def _give(self, session: Session) -> None:
        first = AT.date()
        new = NewDelegation(
            delegate="denis", first_day=first, last_day=first + timedelta(days=30), reason="Away"
        )
        if session.scalar(select(Delegation.id)) is None:
            delegate(session, self._actor(session, "marc"), new, at=self.at)

    def _ask(self, session: Session) -> None:
        review = self._round(session, 3)
        if review.state == "open" and session.scalar(select(Question.id)) is None:
            ask_question(session, self._actor(session, "marc"), review.id, "Why?", at=self.at)

    def _reply(self, session: Session) -> None:
        asked = session.scalars(select(Question)).first()
        if asked is not None and asked.answered_at is None:
            anna = self._actor(session, "anna")
            answer_question(session, anna, asked.id, "As it must be", at=self.at)

    def _add(self, session: Session) -> None:
        sha256, size = self.installation.files.keep(BytesIO(b"An offer"), at_most=100)
        if self._round(session, 3).state == "open":
            late = [HandedIn("Offer.docx", sha256, size)]
            project, anna = find_project(session, CODE), self._actor(session, "anna")
            add_late_evidence(session, anna, project, late, "It came", at=self.at)

    def _end(self, session: Session) -> None:
        row = session.scalars(select(Delegation)).one()
        if row.ended_at is None:
            end_delegation(session, self._actor(session, "marc"), row.id, at=self.at)

    @property
    def _arbitrate(self) -> tuple[Callable[[Session], None], ...]:
        """Ask for arbitration twice: one request is answered, the other taken back."""
        new = NewRequest(
            subject="Which supplier?",
            context="One is late",
            options=(Option(words="Wait", days=9), Option(words="Buy", cost=Decimal(9))),
            recommended=1,
            why="",
            decide_by=self.at.date(),
            without_answer="The team waits",
        )

        def put(number: int) -> Callable[[Session], None]:
            def act(session: Session) -> None:
                if session.scalar(select(Arbitration.id).where(Arbitration.number == number)):
                    return
                project = find_project(session, CODE)
                arbitrate(session, self._actor(session, "anna"), project, new, at=self.at)

            return act

        def decide(session: Session) -> None:
            project, marc = find_project(session, CODE), self._actor(session, "marc")
            settle_request(session, marc, project, 1, 1, "", at=self.at)

        def take_back(session: Session) -> None:
            project, anna = find_project(session, CODE), self._actor(session, "anna")
            take_back_request(session, anna, project, 2, "Settled", at=self.at)

        return put(1), put(2), decide, take_back

    @property
    def _meet(self) -> tuple[Callable[[Session], None], ...]:
        """Hold a session on the open round: one vote is confirmed, one contested."""
        return self._call, self._record, self._confirm, self._contest_vote, self._minutes

    def _call(self, session: Session) -> None:
        if session.scalar(select(CommitteeSession.id)) is None:
            due = [each.review_id for each in agenda_due(session) if each.review_id]
            paula = self._actor(session, "paula")
            call_session(session, paula, "Board", self.at, "claire", due, at=self.at)

    def _record(self, session: Session) -> None:
        if session.scalar(select(Vote.id).where(Vote.recorded_by.is_not(None))) is None:
            claire, given = self._actor(session, "claire"), Given(value=VoteValue.ABSTAIN)
            record_vote(session, claire, 1, 1, "sponsor", given, at=self.at)

    def _confirm(self, session: Session) -> None:
        if session.scalar(select(Vote.id).where(Vote.recorded_by.is_not(None), Vote.standing)):
            marc, review = self._actor(session, "marc"), self._round(session, 3)
            confirm_vote(session, marc, review.id, at=self.at)

    def _contest_vote(self, session: Session) -> None:
        if session.scalar(select(Vote.id).where(Vote.recorded_by.is_not(None), Vote.standing)):
            marc, review = self._actor(session, "marc"), self._round(session, 3)
            contest_vote(session, marc, review.id, "I did not", at=self.at)

    def _minutes(self, session: Session) -> None:
        claire = self._actor(session, "claire")
        close_session(self.installation, session, claire, 1, at=self.at)

    def _write(self, act: Callable[[Session], object]) -> None:
        with self.installation.database.write() as session:
            act(session)

    def _actor(self, session: Session, handle: str) -> Actor:
        return Actor(
            person_id=find_person(session, handle).id, channel="page", signed_in_at=self.at
        )

    def _round(self, session: Session, number: int) -> Review:
        """Return the round that came so many-th, whatever its gate."""
        rows = select(Review).order_by(Review.submitted_at).offset(number - 1).limit(1)
        return session.scalars(rows).one()
