"""How long answers take: working days for each seat, gate and committee."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.working_time import working_time
from lifecycle.holidays import holidays_of
from storage.tables.people import Person
from storage.tables.projects import MethodVersion, Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat, Vote

A_DAY = timedelta(hours=9)
"""A working day, from nine to six."""


@dataclass(frozen=True, kw_only=True)
class Latency:
    """How long one seat, gate or committee takes, in working days.

    ``who`` is a role, empty for the whole gate; without a gate it is the committees of a whole
    method. ``still`` counts those who were asked and have not answered.
    """

    method: str
    gate: str
    who: str
    answers: int
    still: int
    median: float
    slowest: float


@dataclass
class _Spans:
    days: list[float]
    still: int = 0


def latencies(session: Session, *, since: datetime) -> list[Latency]:
    """Return how long answers took that were asked for since an instant, the slowest first.

    A seat's time runs from its question to its first vote in the person's own working days, a
    gate's from the hand-in to the decision in those of who brought the project in.
    """
    spans: dict[tuple[str, str, str], _Spans] = {}
    for key, days in (*_seats(session, since), *_gates(session, since)):
        kept = spans.setdefault(key, _Spans([]))
        if days is None:
            kept.still += 1
        else:
            kept.days.append(days)
    found = [
        Latency(
            method=key[0],
            gate=key[1],
            who=key[2],
            answers=len(each.days),
            still=each.still,
            median=statistics.median(each.days) if each.days else 0.0,
            slowest=max(each.days, default=0.0),
        )
        for key, each in spans.items()
    ]
    return sorted(found, key=lambda each: (-each.median, each.method, each.gate, each.who))


_Key = tuple[str, str, str]


def _seats(session: Session, since: datetime) -> Sequence[tuple[_Key, float | None]]:
    first = (
        select(Vote.seat_id, func.min(Vote.cast_at).label("first"))
        .where(Vote.carried_from.is_(None))
        .group_by(Vote.seat_id)
        .subquery()
    )
    rows = session.execute(
        select(
            MethodVersion.key,
            Review.gate,
            Review.state,
            ReviewSeat.role,
            DecisionRequest.asked_at,
            first.c.first,
            Person.country,
            Person.zone,
        )
        .join(ReviewSeat, ReviewSeat.id == DecisionRequest.seat_id)
        .join(Review, Review.id == DecisionRequest.review_id)
        .join(Project, Project.id == Review.project_id)
        .join(MethodVersion, MethodVersion.id == Project.method_id)
        .join(Person, Person.id == ReviewSeat.person_id)
        .outerjoin(first, first.c.seat_id == ReviewSeat.id)
        .where(DecisionRequest.asked_at >= since, DecisionRequest.delegation_id.is_(None))
    )
    found: list[tuple[_Key, float | None]] = []
    for row in rows:
        if row.first is None and row.state != "open":
            continue  # it was called off, or decided without it
        days = _days(row.asked_at, row.first, row.country, row.zone) if row.first else None
        found.append(((row.key, row.gate, row.role), days))
        if days is not None:
            found.append(((row.key, "", "committee"), days))
    return found


def _gates(session: Session, since: datetime) -> Sequence[tuple[_Key, float | None]]:
    rows = session.execute(
        select(
            MethodVersion.key,
            Review.gate,
            Review.state,
            Review.submitted_at,
            Review.decided_at,
            Person.country,
            Person.zone,
        )
        .join(Project, Project.id == Review.project_id)
        .join(MethodVersion, MethodVersion.id == Project.method_id)
        .join(Person, Person.id == Project.created_by)
        .where(Review.submitted_at >= since, Review.state.in_(("open", "decided")))
    )
    return [
        (
            (row.key, row.gate, ""),
            _days(row.submitted_at, row.decided_at, row.country, row.zone)
            if row.decided_at
            else None,
        )
        for row in rows
    ]


def _days(start: datetime, end: datetime, country: str, zone: str) -> float:
    return working_time(start, end, zone=zone, holidays=holidays_of(country)) / A_DAY
