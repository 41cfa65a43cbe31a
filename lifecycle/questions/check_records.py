"""The record of each check: how often it failed, was contested, and was a false alarm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.text import Text
from gates.declarations.declaration import Declaration
from gates.declarations.register import DECLARED
from lifecycle.actor import Actor
from lifecycle.authority import require
from storage.tables.packages import Revision
from storage.tables.projects import MethodVersion
from storage.tables.reviews import CheckAnswer, Contest, Review

FAILED, UNSURE = 2, 1
"""How bad an answer is; of several rounds on one document the worst counts."""


@dataclass(frozen=True, kw_only=True)
class Count:
    """Findings by what came of them; one document in several rounds counts once."""

    asked: int = 0
    failed: int = 0
    cannot_tell: int = 0
    contested: int = 0
    attested: int = 0
    refused: int = 0

    @property
    def alarms(self) -> int:
        """How often the check kept or warned: failed, or could not tell."""
        return self.failed + self.cannot_tell

    @property
    def rate(self) -> Decimal | None:
        """The share of alarms that the PMO attested as false, from 0 to 1; None without any."""
        return Decimal(self.attested) / self.alarms if self.alarms else None

    def __add__(self, other: "Count") -> "Count":
        """Return both counts together."""
        return Count(**{name: value + vars(other)[name] for name, value in vars(self).items()})


@dataclass(frozen=True, kw_only=True)
class VersionCount:
    """What a check did in the packages of one version of a method."""

    method: str
    count: Count


@dataclass(frozen=True, kw_only=True)
class CheckRecord:
    """A check with its record in a period, in all and by version of the methods."""

    id: str
    area: str
    title: Text
    source: str
    settings: tuple[str, ...]
    count: Count
    versions: Sequence[VersionCount]


def check_records(
    session: Session,
    actor: Actor,
    *,
    since: date | None = None,
    until: date | None = None,
    method: str = "",
) -> list[CheckRecord]:
    """Return every check with what it answered from one day to another, both included.

    ``method`` is a method, or one of its versions such as ``jalon-standard@1``.

    Raises:
        NotAllowedError: The actor may not see the method.
    """
    require(session, Act.VIEW_METHOD, actor)
    counts: dict[str, list[VersionCount]] = {}
    for check_id, each in _counted(session, since, until):
        if method in ("", each.method, each.method.partition("@")[0]):
            counts.setdefault(check_id, []).append(each)
    return [_record(check, counts.get(check.id, ())) for check in DECLARED.values()]


def count_of(session: Session, check_id: str) -> Count:
    """Return all that one check ever answered."""
    whole = Count()
    for _, each in _counted(session, None, None, check_id):
        whole += each.count
    return whole


def methods_counted(session: Session) -> list[str]:
    """Return the versions of methods under which packages were judged."""
    rows = session.execute(
        select(MethodVersion.key, MethodVersion.version)
        .where(MethodVersion.id.in_(select(Revision.method_id)))
        .order_by(MethodVersion.key, MethodVersion.version)
    )
    return [f"{row.key}@{row.version}" for row in rows]


def _record(check: Declaration, versions: Sequence[VersionCount]) -> CheckRecord:
    whole = Count()
    for each in versions:
        whole += each.count
    return CheckRecord(
        id=check.id,
        area=check.area,
        title=check.title,
        source=check.source,
        settings=tuple(check.kinds),
        count=whole,
        versions=versions,
    )


def _counted(
    session: Session, since: date | None, until: date | None, check_id: str = ""
) -> Iterator[tuple[str, VersionCount]]:
    query = _query(since, until, check_id).subquery()
    words = {
        "asked": func.count(),
        "failed": func.sum(case((query.c.worst == FAILED, 1), else_=0)),
        "cannot_tell": func.sum(case((query.c.worst == UNSURE, 1), else_=0)),
        "contested": func.count(query.c.state),
        "attested": func.sum(case((query.c.state == "attested", 1), else_=0)),
        "refused": func.sum(case((query.c.state == "refused", 1), else_=0)),
    }
    rows = session.execute(
        select(
            query.c.check_id,
            MethodVersion.key,
            MethodVersion.version,
            *(counted.label(name) for name, counted in words.items()),
        )
        .join(MethodVersion, MethodVersion.id == query.c.method_id)
        .group_by(query.c.check_id, MethodVersion.key, MethodVersion.version)
        .order_by(query.c.check_id, MethodVersion.key, MethodVersion.version)
    )
    for row in rows:
        named = dict(row._mapping)  # noqa: SLF001 - the public name of this view
        count = Count(**{name: int(named[name] or 0) for name in words})
        yield row.check_id, VersionCount(method=f"{row.key}@{row.version}", count=count)


def _query(since: date | None, until: date | None, check_id: str) -> Select[str, UUID, Any, str]:
    """Return one row for each document that a check answered about, with what came of it."""
    bad = case((CheckAnswer.outcome == "fail", FAILED), else_=UNSURE)
    worst = func.max(case((CheckAnswer.outcome == "pass", 0), else_=bad))
    found = (
        select(
            CheckAnswer.check_id,
            Revision.method_id,
            worst.label("worst"),
            func.max(Contest.state).label("state"),
        )
        .join(Review, Review.id == CheckAnswer.review_id)
        .join(Revision, Revision.id == Review.revision_id)
        .outerjoin(
            Contest,
            (Contest.project_id == Review.project_id)
            & (Contest.check_id == CheckAnswer.check_id)
            & (Contest.deliverable == CheckAnswer.deliverable)
            & (Contest.document_sha256 == CheckAnswer.document_sha256),
        )
        .group_by(
            CheckAnswer.check_id,
            Revision.method_id,
            Review.project_id,
            CheckAnswer.deliverable,
            CheckAnswer.document_sha256,
        )
    )
    if check_id:
        found = found.where(CheckAnswer.check_id == check_id)
    if since is not None:
        found = found.where(CheckAnswer.answered_at >= _midnight(since))
    if until is not None and until < date.max:
        found = found.where(CheckAnswer.answered_at < _midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
