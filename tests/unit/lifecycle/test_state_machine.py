"""Whatever people do, in whatever order, at whatever time: the rules of a committee hold.

Acts are drawn at random, those that should be refused among them. A refusal is one of ours and
changes nothing; after every act the whole database is looked at.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from typing_extensions import override

from domain.decision import Decision
from domain.errors import GovernanceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out, reconvene
from lifecycle.deciding.conditions import report, settle
from lifecycle.deciding.due import close_due
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.deciding.question import answer_question, ask_question
from lifecycle.deciding.vote import take_back, vote
from lifecycle.driving.timers import fire_timers
from lifecycle.invariants import check_invariants
from lifecycle.packages.judging import keep
from lifecycle.packages.late_evidence import add_late_evidence
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from lifecycle.standing_in.requests import keep_delegations
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.packages import RevisionAuthor
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Condition, DecisionRequest, Review, ReviewSeat, Vote
from storage.tables.standing_in import Delegation
from storage.tables.waits import Question, Timer
from tests.conftest import fresh_database
from tests.unit.lifecycle.scene import HANDLES, Scene, a_judgement, a_scene
from tests.unit.lifecycle.test_resubmission import SIGNED

WHO = st.sampled_from(HANDLES)
SUBMITTER = st.sampled_from(("anna",) * 8 + HANDLES)
VOTER = st.sampled_from(("marc", "nadia") * 4 + HANDLES)
ASKER = st.sampled_from(("marc", "nadia", *HANDLES))
SOUND = {
    "superseded",
    "withdrawn",
    "GO",
    "CONDITIONAL_GO",
    "delegated vote",
    "question answered",
    "late evidence",
}
"""What must have happened at least once in a run, so that it has tried what it is about."""

ALIVE = ("submitted", "judged", "open")
ENDED = ("decided", "withdrawn", "superseded", "returned")
POLICIES = (
    "quorum: 1\n      tie: casting_vote",
    "quorum: 2\n      when_resubmitted: keep_unaffected\n      most_attempts: 2",
    "majority: unanimous\n      two_votes: true\n      casting_by_delegate: true",
    "majority: two_thirds\n      tie: escalate\n      grace: PT10M\n      when_overdue: hold",
)
OFTEN = 5
"""After so many acts, and at the end, the whole database is looked at; the votes after each."""

GIVEN = st.sampled_from(
    (
        *("approve",) * 6,
        "condition",
        "condition",
        "abstain",
        "recuse",
        "hold",
        "recycle",
        "kill",
        "no reason",
        "casting",
    )
)


class Committee(RuleBasedStateMachine):
    """One project, its people, and everything that they may try."""

    make: Callable[[], tuple[Database, Path]]
    happened: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.database, self.folder = type(self).make()
        self.number = self.looked = 0
        self.ended: dict[Any, tuple[str, str | None]] = {}

    @initialize(policy=st.sampled_from(POLICIES))
    def begin(self, policy: str) -> None:
        self.scene: Scene = a_scene(self.database, self.folder, committee=policy, method=SIGNED)

    @override
    def teardown(self) -> None:
        self.look()
        type(self).happened |= set(self.seen())
        self.database.dispose()
        shutil.rmtree(self.folder, ignore_errors=True)

    def seen(self) -> Iterator[str]:
        """Yield what has happened in this run."""
        kinds = {
            "question.answered": "question answered",
            "seat.reminded": "reminded",
            "gate.escalated": "escalated",
            "evidence.added": "late evidence",
            "condition.settled": "condition settled",
            "vote.carried": "carried vote",
        }
        with self.database.read() as session:
            yield from (code for code in session.scalars(select(Review.code)) if code)
            yield from session.scalars(select(Review.state))
            said = set(session.scalars(select(LedgerEntry.kind)))
            yield from (name for kind, name in kinds.items() if kind in said)
            if session.scalars(select(Vote).where(Vote.delegation_id.is_not(None))).first():
                yield "delegated vote"

    def attempt(self, act: Callable[[Session], object]) -> bool:
        """Try an act; what is refused must leave nothing behind."""
        before = self.rows()
        try:
            with self.scene.write() as session:
                act(session)
        except GovernanceError:
            assert self.rows() == before
            return False
        return True

    def rows(self) -> list[int]:
        tables = (Review, Vote, DecisionRequest, Letter, LedgerEntry, Delegation, Question, Timer)
        with self.database.read() as session:
            return [
                session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
            ]

    def newest(self, session: Session) -> Review | None:
        return session.scalars(
            select(Review).order_by(Review.submitted_at.desc(), Review.round.desc()).limit(1)
        ).first()

    @rule(by=SUBMITTER, author=SUBMITTER, new=st.integers(0, 1))
    def hand_in(self, by: str, author: str, new: int) -> None:
        self.number += new
        self.scene.at += timedelta(seconds=1)
        try:
            self.scene.hand_in(f"budget {self.number}", by=by, authors=[author])
        except GovernanceError:
            return

    @rule()
    def bring_to_the_committee(self) -> None:
        """Hand in another package and have it asked about, where that may be."""
        self.hand_in("anna", "anna", 1)
        for _ in range(3):
            self.go_on(1)

    @rule(first=GIVEN, second=GIVEN)
    def decide_together(self, first: str, second: str) -> None:
        self.cast("marc", first, 1, None)
        self.cast("nadia", second, 1, None)

    @rule(said=GIVEN)
    def decide_through_another(self, said: str) -> None:
        self.give_away("marc", "denis", 0, 3)
        self.cast("denis", said, 1, None)

    @rule()
    def ask_and_reply(self) -> None:
        self.ask_first("nadia")
        self.reply("anna")

    @rule()
    def meet_a_condition(self) -> None:
        self.meet("anna", 0)
        self.meet("nadia", 1)

    @rule(ready=st.integers(0, 4))
    def go_on(self, ready: int) -> None:
        """Do what comes next by itself: judge, ask, carry out, reconvene."""

        def act(session: Session) -> None:
            review = self.newest(session)
            if review is not None and review.state == "submitted":
                keep(session, review.id, a_judgement(ready=ready > 0), at=self.scene.at)
            elif review is not None and review.state == "judged":
                ask(session, review.id, at=self.scene.at)
            elif review is not None and review.state == "decided":
                carry_out(session, review.id, at=self.scene.at)
            reconvene(session, self.scene.project(session).id, at=self.scene.at)

        self.attempt(act)

    @rule(
        by=VOTER,
        said=GIVEN,
        stale=st.integers(0, 9),
        role=st.sampled_from((None, None, None, "sponsor")),
    )
    def cast(self, by: str, said: str, stale: int, role: str | None) -> None:
        def act(session: Session) -> None:
            review = self.newest(session)
            if review is None:
                return
            vote(
                session,
                self.scene.actor(by),
                review.id,
                self.given(said),
                revision_sha256="0" * 64 if stale == 0 else review.revision_sha256,
                at=self.scene.at,
                seat_role=role,
            )

        self.attempt(act)

    def given(self, said: str) -> Given:
        until = self.scene.at.date() + timedelta(days=9)
        no = {"value": VoteValue.REJECT, "reason": "No"}
        ways: dict[str, dict[str, Any]] = {
            "approve": {"value": VoteValue.APPROVE},
            "condition": {
                "value": VoteValue.APPROVE_WITH_CONDITIONS,
                "conditions": [self.scene.condition()],
                "reason": "First this",
            },
            "abstain": {"value": VoteValue.ABSTAIN},
            "recuse": {"value": VoteValue.RECUSE, "reason": "Not me"},
            "hold": no | {"instead": Decision.HOLD, "until": until},
            "recycle": no | {"instead": Decision.RECYCLE},
            "kill": no | {"instead": Decision.KILL},
            "no reason": {"value": VoteValue.REJECT, "instead": Decision.KILL},
            "casting": {"value": VoteValue.APPROVE, "casting": True, "reason": "I decide"},
        }
        return Given(**ways[said])

    @rule(by=WHO)
    def undo(self, by: str) -> None:
        def act(session: Session) -> None:
            review = self.newest(session)
            if review is not None:
                take_back(session, self.scene.actor(by), review.id, at=self.scene.at)

        self.attempt(act)

    @rule(by=ASKER, to=WHO, first=st.integers(-1, 1), days=st.integers(-1, 6))
    def give_away(self, by: str, to: str, first: int, days: int) -> None:
        start = self.scene.at.date() + timedelta(days=first)
        new = NewDelegation(
            delegate=to,
            first_day=start,
            last_day=start + timedelta(days=days),
            reason="Away",
        )
        self.attempt(lambda session: delegate(session, self.scene.actor(by), new, at=self.scene.at))

    @rule(by=WHO)
    def end_one(self, by: str) -> None:
        def act(session: Session) -> None:
            row = session.scalars(select(Delegation).where(Delegation.ended_at.is_(None))).first()
            if row is not None:
                end_delegation(session, self.scene.actor(by), row.id, at=self.scene.at)

        self.attempt(act)

    @rule(by=ASKER)
    def ask_first(self, by: str) -> None:
        def act(session: Session) -> None:
            review = self.newest(session)
            if review is not None:
                ask_question(session, self.scene.actor(by), review.id, "Why?", at=self.scene.at)

        self.attempt(act)

    @rule(by=SUBMITTER)
    def reply(self, by: str) -> None:
        def act(session: Session) -> None:
            row = session.scalars(select(Question).where(Question.answered_at.is_(None))).first()
            if row is not None:
                answer_question(session, self.scene.actor(by), row.id, "So", at=self.scene.at)

        self.attempt(act)

    @rule(by=SUBMITTER)
    def add_evidence(self, by: str) -> None:
        late = self.scene.keep(f"offer {self.number}")
        self.attempt(
            lambda session: add_late_evidence(
                session,
                self.scene.actor(by),
                self.scene.project(session),
                [late],
                "It came",
                at=self.scene.at,
            )
        )

    @rule(by=WHO)
    def take_away(self, by: str) -> None:
        self.attempt(
            lambda session: withdraw(
                session,
                self.scene.actor(by),
                self.scene.project(session),
                "Wrong file",
                at=self.scene.at,
            )
        )

    @rule(by=st.sampled_from(("anna", "nadia", *HANDLES)), verify=st.integers(0, 1))
    def meet(self, by: str, verify: int) -> None:
        def act(session: Session) -> None:
            row = session.scalars(select(Condition).where(Condition.state != "settled")).first()
            if row is None:
                return
            project, actor = self.scene.project(session), self.scene.actor(by)
            if verify:
                settle(session, actor, project, row.number, at=self.scene.at)
            else:
                report(session, actor, project, row.number, "Done", at=self.scene.at)

        self.attempt(act)

    @rule(hours=st.sampled_from((0, 1, 30, 24 * 8, 24 * 40)))
    def pass_time(self, hours: int) -> None:
        """Let time pass, and the pulse find what is due; twice does nothing more."""
        self.scene.at += timedelta(hours=hours, minutes=1)
        for _ in range(2):
            fire_timers(self.database, at=self.scene.at)
            keep_delegations(self.database, at=self.scene.at)
            with self.scene.write() as session:
                review = self.newest(session)
                if review is not None:
                    close_due(session, review.id, at=self.scene.at)
        assert fire_timers(self.database, at=self.scene.at) == 0

    @invariant()
    @precondition(lambda self: hasattr(self, "scene"))
    def the_database_is_sound(self) -> None:
        self.looked += 1
        if self.looked % OFTEN == 0:
            self.look()

    def look(self) -> None:
        assert check_invariants(self.scene.installation, read_files=False) == []

    @invariant()
    @precondition(lambda self: hasattr(self, "scene"))
    def nobody_passes_a_gate_by_hand(self) -> None:
        """No go without votes of distinct, allowed persons on the very revision."""
        with self.database.read() as session:
            for review in session.scalars(select(Review).where(Review.state == "decided")):
                self._is_rightly_decided(session, review)
            for review in session.scalars(select(Review).where(Review.state.in_(ENDED))):
                end = (review.state, review.code)
                assert self.ended.setdefault(review.id, end) == end

    def _is_rightly_decided(self, session: Session, review: Review) -> None:
        authors = set(
            session.scalars(
                select(RevisionAuthor.person_id).where(
                    RevisionAuthor.revision_id == review.revision_id
                )
            )
        )
        rows = session.execute(
            select(Vote, ReviewSeat)
            .join(ReviewSeat, ReviewSeat.id == Vote.seat_id)
            .where(Vote.review_id == review.id, Vote.standing, ReviewSeat.kind == "gating")
        ).all()
        for cast, seat in rows:
            assert cast.person_id not in authors
            assert cast.revision_sha256 == review.revision_sha256
            assert cast.person_id == seat.person_id or cast.delegation_id is not None
        persons = [cast.person_id for cast, _ in rows]
        if not review.policy["committee"]["two_votes"]:
            assert len(persons) == len(set(persons))
        approving = [cast for cast, _ in rows if VoteValue(cast.value).approves]
        if review.code in (Decision.GO, Decision.CONDITIONAL_GO):
            spoke = [cast for cast, _ in rows if cast.value != VoteValue.RECUSE]
            assert approving
            assert len(spoke) >= min(review.policy["committee"]["quorum"], len(rows))


@pytest.fixture
def machine(request: pytest.FixtureRequest) -> Callable[[str], type[Committee]]:
    """Give the machine on a kind of database; each run of it has a fresh one."""

    def of(kind: str) -> type[Committee]:
        def make() -> tuple[Database, Path]:
            folder = Path(tempfile.mkdtemp(prefix="jalon-machine-"))
            return fresh_database(request, kind, folder), folder

        return type("Committee", (Committee,), {"make": staticmethod(make), "happened": set()})

    return of


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 40), ("postgresql", 5)])
def test_the_rules_hold_whatever_is_tried(
    machine: Callable[[str], type[Committee]], kind: str, examples: int
) -> None:
    tried = machine(kind)

    run_state_machine_as_test(
        tried,
        settings=settings(
            max_examples=examples, stateful_step_count=40, deadline=None, derandomize=True
        ),
    )

    if kind == "sqlite":
        assert sorted(SOUND - tried.happened) == []
