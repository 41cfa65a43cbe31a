"""Acts that meet at one instant, on each database: no round stuck, none doubled, nothing lost.

Four races take turns: two last votes; the last vote and another package; the last vote and a
withdrawal; the last vote and the due date. ``JALON_BENCH_RACES`` says how many on each database
(a thousand), ``JALON_BENCH_MINUTES`` after how many minutes there it is enough (ten). A fault is
told at once; every invariant is checked at the end.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from bench.databases import Kind, both
from bench.figure import Figure
from domain.decision import Decision
from domain.errors import GovernanceError
from domain.review.ballot import VoteValue
from jalon.output import note
from lifecycle.deciding.due import close_due
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from lifecycle.packages.propose import Proposal, propose
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.letters import Letter
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Review, Vote
from tests.unit.lifecycle.scene import Scene, a_scene
from tests.unit.lifecycle.test_races import ask_again, at_once, casting

RACES = int(os.environ.get("JALON_BENCH_RACES", "1000"))
MINUTES = float(os.environ.get("JALON_BENCH_MINUTES", "10"))
OF_PROJECT = 400
"""After so many races another project goes on: nobody's history is longer."""

AGAIN = Given(value=VoteValue.REJECT, instead=Decision.RECYCLE, reason="Again")
ROLES = {
    "manager": "anna",
    "sponsor": "marc",
    "finance": "nadia",
    "deputy": "denis",
    "advisor": "claire",
}

Act = Callable[[], object]


def run() -> list[Figure]:
    """Race on SQLite, then on a PostgreSQL server of our own."""
    with both() as kinds:
        return [figure for kind in kinds for figure in _raced(kind)]


@dataclass
class Races:
    """The races of one database, and what went wrong in them."""

    scene: Scene
    done: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    """The last number of the ledger that was looked at."""

    def race(self) -> None:
        """Open another round and have two acts meet on it."""
        if self.done % OF_PROJECT == 0:
            self._another_project()
        which = self.done % 4
        self.done += 1
        ask_again(self.scene, self.done)
        review_id = self.scene.review().id
        first = casting(self.scene, "marc", AGAIN)
        if which == 0:
            self._meet(review_id, {"decided"}, votes=[first, casting(self.scene, "nadia", AGAIN)])
            return
        first()
        last = casting(self.scene, "nadia", AGAIN)
        if which == 1:
            self._meet(review_id, {"decided", "superseded"}, [last], self._hands_in, given=1)
        elif which == 2:  # noqa: PLR2004 - the third of four
            self._meet(review_id, {"decided", "withdrawn"}, [last], self._withdraws, given=1)
        else:
            self.scene.later(days=8)
            closes = self._closes(review_id)
            self._meet(
                review_id, {"decided"}, [casting(self.scene, "nadia", AGAIN)], closes, given=1
            )

    def _meet(
        self, review_id: UUID, ends: set[str], votes: list[Act], *others: Act, given: int = 0
    ) -> None:
        """Have acts meet, and look at what they left; so many votes were given before."""
        answers = at_once(*map(_caught, votes), *map(_caught, others))
        broke = [each for each in answers if isinstance(each, Exception)]
        broke = [each for each in broke if not isinstance(each, GovernanceError)]
        taken = given + sum(not isinstance(each, Exception) for each in answers[: len(votes)])
        made = [each for each in answers[len(votes) :] if isinstance(each, UUID)]
        with self.scene.installation.database.read() as session:
            review = session.get_one(Review, review_id)
            kept = session.scalar(select(func.count()).where(Vote.review_id == review_id))
            told = session.scalars(
                select(Letter.recipient_id).where(
                    Letter.review_id == review_id, Letter.message == "decision-announced"
                )
            ).all()
            entries = session.scalars(
                select(LedgerEntry.kind).where(LedgerEntry.seq > self.seen)
            ).all()
            rounds = [session.get(Review, each) for each in made]
        self.seen += len(entries)
        decided = review.state == "decided"
        self._note("stuck", review.state not in ends or bool(broke), review, broke)
        doubled = entries.count("gate.decided") != decided or len(told) != len(set(told))
        self._note("doubled", doubled, review, entries)
        lost = kept != taken or None in rounds or bool(told) != decided
        self._note("lost", lost, review, answers)

    def _note(self, what: str, happened: bool, review: Review, seen: object) -> None:  # noqa: FBT001 - what was looked at
        self.wrong[what] += happened
        if happened:
            note(f"races: {what}, round {review.round}, {review.state}: {seen}")

    def _hands_in(self) -> object:
        return self.scene.hand_in(f"another budget {self.done}").review.id

    def _withdraws(self) -> object:
        scene = self.scene
        with scene.write() as session:
            project = scene.project(session)
            return withdraw(session, scene.actor("anna"), project, "Wrong", at=scene.at).id

    def _closes(self, review_id: UUID) -> Act:
        def act() -> object:
            with self.scene.write() as session:
                return close_due(session, review_id, at=self.scene.at)

        return act

    def _another_project(self) -> None:
        self.scene.code = f"RACE{self.done}"
        with self.scene.write() as session:
            proposal = Proposal(code=self.scene.code, title="Race", method="council", roles=ROLES)
            propose(session, self.scene.actor("paula"), proposal, at=self.scene.at)
        with self.scene.installation.database.read() as session:
            self.seen = session.scalar(select(func.max(LedgerEntry.seq))) or 0


def _caught(act: Act) -> Act:
    """Return what an act raised, whatever it is: one that broke must not end the bench."""

    def run() -> object:
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - see above
            return error

    return run


def _raced(kind: Kind) -> list[Figure]:
    database = Database(kind.fresh("races"))
    upgrade(database)
    races = Races(a_scene(database, kind.folder / "races"))
    began = time.perf_counter()
    while races.done < RACES and time.perf_counter() - began < MINUTES * 60:
        races.race()
        if races.done % 1000 == 0:
            note(f"races: {races.done} on {kind.name}, {dict(races.wrong)}")
    spent = time.perf_counter() - began
    broken = check_invariants(races.scene.installation)
    for each in broken[:10]:
        note(f"races: {each}")
    database.dispose()
    how = "last vote against a vote, another package, a withdrawal, the due date"
    unit = f"of {races.done}"
    return [
        *(
            Figure(f"races that left a round {what}, {kind.name}", races.wrong[what], unit, 0, how)
            for what in ("stuck", "doubled", "lost")
        ),
        Figure(f"invariants broken after the races, {kind.name}", len(broken), "", 0, how),
        Figure(f"races, {kind.name}", races.done / spent, "per s", None, "with all that opens one"),
    ]
