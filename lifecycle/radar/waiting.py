"""Every open wait of a project: packages, votes, answers, conditions, and Jalon's own work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.calendar import END_OF_DAY
from domain.methodology.model.method import Method
from domain.text import Text, both, in_language
from lifecycle.alive import ALIVE
from lifecycle.arbitrating.matrix import arbiters
from lifecycle.closing.acts import KINDS
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.tailoring_said import word_of
from lifecycle.methods import method_of
from lifecycle.radar.wait import Wait, WaitKind
from lifecycle.seating.frozen_seats import seat_label
from lifecycle.seating.seats import holders_everywhere, role_holders
from storage.tables.arbitration import Arbitration
from storage.tables.closing import ClosingAct
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import Project, Tailoring
from storage.tables.reviews import Condition, Contest, DecisionRequest, Review, ReviewSeat, Vote
from storage.tables.waits import Question

AT_ONCE = timedelta(minutes=10)
"""What the product does by itself is done by then, or stands still."""

A_WEEK = timedelta(days=7)
"""What has no date of its own should be answered by then."""


def waits_of(session: Session, project: Project, *, at: datetime) -> list[Wait]:
    """Return every open wait of a project."""
    here = _Here(session, project, at)
    if project.state == "closed":
        return list(here.closing())
    parts = (here.package, here.rounds, here.questions, here.conditions, here.contests)
    return [wait for part in (*parts, here.tailoring, here.arbitrations) for wait in part()]


@dataclass
class _Here:
    """One project, looked at at one moment."""

    session: Session
    project: Project
    at: datetime

    @property
    def method(self) -> Method:
        return method_of(self.session, self.project.method_id)

    def package(self) -> Iterator[Wait]:
        """Yield the next package, or the date until which the project is held."""
        if self._alive() is not None:
            return
        managers = self._holders(self.method.manager)
        if self.project.state == "held" and self.project.held_until is not None:
            end = self._end_of(self.project.held_until)
            what = both("The end of the hold", "La fin de l'ajournement")
            yield self._wait(WaitKind.DATE, "", what, managers, self.project.stage_since, end)
            return
        for opened in fit_of(self.session, self.project, at=self.at).open_gates:
            due = self._end_of(opened.due) if opened.due else None
            label = self._label(opened.gate)
            what = both(
                f"The package: {in_language(label, 'en')}",
                f"Le dossier : {in_language(label, 'fr')}",
            )
            since = self._returned(opened.gate) or self.project.stage_since
            yield self._wait(WaitKind.PACKAGE, opened.gate, what, managers, since, due)

    def _label(self, gate: str) -> Text:
        """Return how a gate is called."""
        return next((each.label for each in self.method.gates if each.id == gate), both(gate, gate))

    def closing(self) -> Iterator[Wait]:
        """Yield the closing acts of a stopped project that are not done."""
        rows = select(ClosingAct).where(
            ClosingAct.project_id == self.project.id, ClosingAct.done_at.is_(None)
        )
        for row in self.session.scalars(rows):
            yield self._wait(
                WaitKind.CLOSING,
                "",
                KINDS[row.kind],
                [name for name in [self._name(row.owner_id)] if name],
                self.project.stage_since,
                self._end_of(row.due_on),
            )

    def rounds(self) -> Iterator[Wait]:
        """Yield the votes of an open round, or the work on one that Jalon does itself."""
        rows = select(Review).where(
            Review.project_id == self.project.id,
            Review.state.in_(ALIVE)
            | ((Review.state == "decided") & Review.carried_out_at.is_(None)),
        )
        for review in self.session.scalars(rows):
            if review.state == "open":
                yield from self._votes(review)
                continue
            since = review.decided_at or review.submitted_at
            what = both("Jalon's own work on the round", "Le travail de Jalon sur le tour")
            yield Wait(
                kind=WaitKind.WORK,
                project=self.project.code,
                gate=review.gate,
                what=what,
                owners=(),
                since=since,
                next_at=since + AT_ONCE,
                overdue=since + AT_ONCE < self.at,
                by_itself=True,
            )

    def _votes(self, review: Review) -> Iterator[Wait]:
        rows = self.session.execute(
            select(ReviewSeat, Vote.id.label("vote"))
            .outerjoin(Vote, (Vote.seat_id == ReviewSeat.id) & Vote.standing)
            .where(ReviewSeat.review_id == review.id, ReviewSeat.kind != "advisory")
            .order_by(ReviewSeat.speaks, ReviewSeat.role)
        ).all()
        for seat, voted in rows:
            if voted is not None:
                continue
            asked = self.session.scalars(
                select(DecisionRequest).where(
                    DecisionRequest.seat_id == seat.id, DecisionRequest.status == "open"
                )
            ).all()
            if not asked:
                continue
            owners = [self._name(each.person_id) for each in asked]
            since = min((each.asked_at or review.submitted_at) for each in asked)
            yield self._wait(
                WaitKind.VOTE,
                review.gate,
                seat_label(self.method, seat),
                [name for name in owners if name],
                since,
                None if review.paused_at else review.due_at,
            )

    def questions(self) -> Iterator[Wait]:
        """Yield the questions that stop a clock."""
        rows = self.session.execute(
            select(Question, Review, Revision.submitted_by)
            .join(Review, Review.id == Question.review_id)
            .join(Revision, Revision.id == Review.revision_id)
            .where(
                Question.project_id == self.project.id,
                Question.answered_at.is_(None),
                Review.state == "open",
            )
        )
        for row in rows:
            names = [*self._holders(self.method.manager), self._name(row.submitted_by)]
            n = row.Question.number
            yield self._wait(
                WaitKind.QUESTION,
                row.Review.gate,
                both(f"The answer to question {n}", f"La réponse à la question {n}"),
                list(dict.fromkeys(name for name in names if name)),
                row.Question.asked_at,
                row.Question.asked_at + A_WEEK,
            )

    def conditions(self) -> Iterator[Wait]:
        """Yield the conditions that are open, or that somebody has still to confirm."""
        rows = self.session.execute(
            select(Condition, Review.gate, Review.decided_at)
            .join(Review, Review.id == Condition.review_id)
            .where(Condition.project_id == self.project.id, Condition.state != "settled")
            .order_by(Condition.number)
        )
        for row in rows:
            each = row.Condition
            person = each.verifier_id if each.state == "reported" else each.owner_id
            yield self._wait(
                WaitKind.CONDITION,
                row.gate,
                both(f"Condition {each.number}", f"La réserve {each.number}"),
                [name for name in [self._name(person)] if name],
                row.decided_at or self.project.created_at,
                self._end_of(each.due_on),
            )

    def contests(self) -> Iterator[Wait]:
        """Yield the contested findings that nobody answered."""
        rows = self.session.execute(
            select(Contest, Review.gate)
            .join(Review, Review.id == Contest.review_id)
            .where(Contest.project_id == self.project.id, Contest.state == "asked")
        )
        for row in rows:
            owners = [
                each.name
                for each in holders_everywhere(self.session, PMO)
                if each.id != row.Contest.asked_by
            ]
            yield self._wait(
                WaitKind.CONTEST,
                row.gate,
                both(
                    f"A contested finding of {row.Contest.check_id}",
                    f"Un constat contesté de {row.Contest.check_id}",
                ),
                owners,
                row.Contest.asked_at,
                row.Contest.asked_at + A_WEEK,
            )

    def tailoring(self) -> Iterator[Wait]:
        """Yield the departures from the method that nobody answered."""
        rows = select(Tailoring).where(
            Tailoring.project_id == self.project.id,
            Tailoring.state == "asked",
            Tailoring.method_id == self.project.method_id,
        )
        for row in self.session.scalars(rows):
            approver = word_of(self.method, row.word).approver
            people = role_holders(self.session, self.project, approver)
            yield self._wait(
                WaitKind.TAILORING,
                row.gate or "",
                both(f"The answer on {row.item}", f"La réponse sur {row.item}"),
                [each.name for each in people if each.id != row.asked_by],
                row.asked_at,
                row.asked_at + A_WEEK,
            )

    def arbitrations(self) -> Iterator[Wait]:
        """Yield the requests for arbitration."""
        rows = select(Arbitration).where(
            Arbitration.project_id == self.project.id, Arbitration.state == "asked"
        )
        for row in self.session.scalars(rows):
            asker = self.session.get_one(Person, row.asked_by)
            yield self._wait(
                WaitKind.ARBITRATION,
                "",
                both(f"Request {row.number}", f"Demande {row.number}"),
                [each.name for each in arbiters(self.session, self.project, row.role, asker)],
                row.asked_at,
                self._end_of(row.decide_by),
            )

    def _wait(
        self,
        kind: WaitKind,
        gate: str,
        what: Text,
        owners: Sequence[str],
        since: datetime,
        next_at: datetime | None,
    ) -> Wait:
        return Wait(
            kind=kind,
            project=self.project.code,
            gate=gate,
            what=what,
            owners=owners,
            since=since,
            next_at=next_at,
            overdue=next_at is not None and next_at < self.at,
        )

    def _alive(self) -> Review | None:
        return self.session.scalar(
            select(Review).where(Review.project_id == self.project.id, Review.state.in_(ALIVE))
        )

    def _returned(self, gate: str) -> datetime | None:
        """Return when the last package of a gate came back, if it did."""
        row = self.session.execute(
            select(Review.state, Review.ended_at)
            .where(Review.project_id == self.project.id, Review.gate == gate)
            .order_by(Review.round.desc())
            .limit(1)
        ).first()
        return row.ended_at if row is not None and row.state == "returned" else None

    def _holders(self, role: str) -> list[str]:
        return [each.name for each in role_holders(self.session, self.project, role)]

    def _name(self, person_id: UUID) -> str:
        person = self.session.get_one(Person, person_id)
        return "" if person.disabled_at is not None else person.name

    def _end_of(self, day: date) -> datetime:
        zone = self.session.get_one(Person, self.project.created_by).zone
        return datetime.combine(day, END_OF_DAY, tzinfo=ZoneInfo(zone))
