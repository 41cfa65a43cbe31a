"""The gate page: what the gate asks, what was found, who decides, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.judgement import Judgement
from domain.methodology.model.gate import Gate
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.fitted.fitting import fit_of
from lifecycle.letters.gauging import gauges
from lifecycle.methods import method_of
from lifecycle.questions.asked import AskedArea, asked_of
from lifecycle.questions.changes import Change, changes
from lifecycle.questions.exchanged import LateSeen, QuestionSeen, late_seen, questions_seen
from lifecycle.questions.fates import Fates, round_of
from lifecycle.questions.foreseen import Preview, foreseen
from lifecycle.questions.gate_shown import chosen_round, gate_shown
from lifecycle.questions.judged import Judged, judged
from lifecycle.questions.matched import Matching, matching
from lifecycle.questions.opened import OpenGateSeen
from lifecycle.questions.people import names_of
from lifecycle.questions.projects import ConditionSeen, conditions_seen
from lifecycle.questions.seats import SeatSeen, seats_seen
from lifecycle.questions.seen import (
    ALIVE,
    ProjectSeen,
    open_project,
    project_seen,
    word_of,
)
from notifications.facts import Gauge
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review

LOOKED_BACK = 10
"""So many rounds back it is told since when a finding stands open."""


@dataclass(frozen=True, kw_only=True)
class FileSeen:
    """A file of the revision and the worst state among the checks that speak of it."""

    number: int
    path: str
    sha256: str
    size: int
    state: str


@dataclass(frozen=True, kw_only=True)
class RoundSeen:
    """One round of the gate."""

    id: UUID
    round: int
    iteration: int
    late_days: int
    meeting: str | None
    state: str
    revision: int
    revision_sha256: str
    submitted_by: str
    submitted_at: datetime
    opened_at: datetime | None
    due_at: datetime | None
    word: Text | None
    recommended: Text | None
    judged: Judged | None
    qcdr: Sequence[Gauge]
    seats: Sequence[SeatSeen]
    files: Sequence[FileSeen]
    changed: Sequence[Change]
    compared_with: int | None
    matching: Matching | None
    paused: bool
    outdated: bool
    questions: Sequence[QuestionSeen]
    late: Sequence[LateSeen]


@dataclass(frozen=True, kw_only=True)
class GatePage:
    """Everything on the page of a gate."""

    project: ProjectSeen
    gate: str
    label: Text
    question: Text
    is_current: bool
    opened: OpenGateSeen | None
    asked: Sequence[AskedArea]
    round: RoundSeen | None
    rounds: Sequence[tuple[int, str]]
    conditions: Sequence[ConditionSeen]
    my_request: UUID | None
    foreseen: Preview | None

    @property
    def may_try(self) -> bool:
        """Whether the reader may judge files without handing them in."""
        return self.is_current and self.project.state != "closed" and Act.TRY in self.project.may

    @property
    def may_submit(self) -> bool:
        """Whether the reader may hand in a package now."""
        waits = self.opened is not None and not self.opened.hindered
        return waits and self.project.state == "open" and Act.SUBMIT in self.project.may

    @property
    def may_add_late(self) -> bool:
        """Whether the reader may set evidence beside the package under review."""
        return (
            self.round is not None and self.round.state == "open" and Act.SUBMIT in self.project.may
        )

    @property
    def may_withdraw(self) -> bool:
        """Whether there is a package under way that the reader may withdraw."""
        alive = self.round is not None and self.round.state in ALIVE
        return alive and Act.WITHDRAW in self.project.may


def gate_page(
    session: Session,
    actor: Actor,
    code: str,
    gate_id: str,
    *,
    at: datetime,
    round_number: int | None = None,
) -> GatePage:
    """Return the page of a gate, with its newest round or the one asked for.

    Raises:
        NotFoundError: The project, the gate or the round does not exist for the actor.
    """
    opened = open_project(session, actor, code)
    project = opened.project
    fit = fit_of(session, project, at=at)
    reviews = list(
        session.scalars(
            select(Review)
            .where(Review.project_id == project.id, Review.gate == gate_id)
            .order_by(Review.round)
        )
    )
    chosen = chosen_round(reviews, round_number)
    method, gate = gate_shown(session, fit, gate_id, chosen, is_asked=round_number is not None)
    before = [each for each in reviews if chosen and each.round < chosen.round and each.judgement]
    seen = project_seen(session, opened, fit)
    waits = next((each for each in seen.opened if each.gate == gate.id), None)
    return GatePage(
        project=seen,
        gate=gate.id,
        label=gate.label,
        question=gate.question,
        is_current=seen.gate == gate.id if waits is None else True,
        opened=waits,
        asked=asked_of(method, gate),
        round=_round(session, project, chosen, before[-LOOKED_BACK:]) if chosen else None,
        rounds=[(each.round, each.state) for each in reviews],
        conditions=conditions_seen(session, actor, project.id),
        my_request=_my_request(session, actor, chosen) if chosen else None,
        foreseen=foreseen(session, project, fit.method, gate, at=at) if chosen is None else None,
    )


def _round(
    session: Session, project: Project, review: Review, rounds: Sequence[Review]
) -> RoundSeen:
    """Return a round in the words of the version that its revision was handed in for."""
    revision = session.get_one(Revision, review.revision_id)
    method = method_of(session, revision.method_id)
    gate = Gate.model_validate(review.policy)
    judgement = Judgement.model_validate(review.judgement) if review.judgement else None
    earlier = [Judgement.model_validate(each.judgement) for each in rounds]
    before = rounds[-1] if rounds else None
    shown = None
    if judgement is not None:
        past = [round_of(each.round, said) for each, said in zip(rounds, earlier, strict=True)]
        fates = Fates(round_of(review.round, judgement), past)
        shown = judged(session, project.id, method, judgement, fates)
    names = names_of(session, {revision.submitted_by})
    recommended = (review.recommendation or {}).get("code")
    return RoundSeen(
        id=review.id,
        round=review.round,
        iteration=review.iteration,
        late_days=review.late_days,
        meeting=review.meeting,
        state=review.state,
        revision=revision.number,
        revision_sha256=review.revision_sha256,
        submitted_by=names[revision.submitted_by],
        submitted_at=review.submitted_at,
        opened_at=review.opened_at,
        due_at=review.due_at,
        word=word_of(method, gate, review.code) if review.code else None,
        recommended=word_of(method, gate, recommended) if recommended else None,
        judged=shown,
        qcdr=gauges(project, judgement) if judgement else (),
        seats=seats_seen(session, method, gate, review),
        files=_files(revision, shown),
        changed=changes(earlier[-1], judgement) if earlier and judgement else (),
        compared_with=before.round if before else None,
        matching=matching(session, project.id, method, judgement) if judgement else None,
        paused=review.paused_at is not None,
        outdated=review.outdated_at is not None,
        questions=questions_seen(session, review),
        late=late_seen(session, review),
    )


def _files(revision: Revision, shown: Judged | None) -> list[FileSeen]:
    states: dict[str, list[str]] = {}
    for area in shown.areas if shown else ():
        for check in area.checks:
            states.setdefault(check.finding.document, []).append(check.state)
    order = ("bad", "warn", "wait", "waived", "ok")
    found = []
    for number, each in enumerate(revision.files):
        spoken = states.get(each["path"], [])
        state = next((state for state in order if state in spoken), "none")
        found.append(
            FileSeen(
                number=number,
                path=each["path"],
                sha256=each["sha256"],
                size=each["size"],
                state=state,
            )
        )
    return found


def _my_request(session: Session, actor: Actor, review: Review) -> UUID | None:
    return session.scalar(
        select(DecisionRequest.id).where(
            DecisionRequest.review_id == review.id, DecisionRequest.person_id == actor.person_id
        )
    )
