"""The methods as the PMO sees them: every version, who published it, how many stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.methods import method_in, version_row
from storage.tables.people import Person
from storage.tables.projects import MethodVersion, Project


@dataclass(frozen=True, kw_only=True)
class VersionSeen:
    """A version: when and by whom it was published, and the projects on it."""

    key: str
    version: int
    label: Text
    sha256: str
    published_at: datetime
    published_by: str
    running: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class MethodSeen:
    """A method with its versions, the newest first."""

    key: str
    label: Text
    versions: Sequence[VersionSeen]

    @property
    def newest(self) -> VersionSeen:
        """The version on which projects enter."""
        return self.versions[0]

    @property
    def running(self) -> int:
        """How many projects that are not closed follow any version."""
        return sum(each.running for each in self.versions)

    @property
    def behind(self) -> int:
        """How many of them follow an older version than the newest."""
        return sum(each.running for each in self.versions[1:])


def methods_seen(session: Session, actor: Actor) -> list[MethodSeen]:
    """Return every method by key.

    Raises:
        NotAllowedError: The actor may not see methods.
    """
    require(session, Act.VIEW_METHOD, actor)
    found: dict[str, list[VersionSeen]] = {}
    for each in _versions(session):
        found.setdefault(each.key, []).append(each)
    return [
        MethodSeen(key=key, label=versions[0].label, versions=versions)
        for key, versions in found.items()
    ]


def version_seen(
    session: Session, actor: Actor, key: str, version: int
) -> tuple[VersionSeen, Method, str]:
    """Return a version, what it says, and its text as written.

    Raises:
        NotFoundError: It is not published.
        NotAllowedError: The actor may not see methods.
    """
    require(session, Act.VIEW_METHOD, actor)
    row = version_row(session, key, version)
    seen = next(each for each in _versions(session, key) if each.version == version)
    return seen, method_in(row), row.source


def _versions(session: Session, key: str | None = None) -> list[VersionSeen]:
    is_closed = case((Project.state == "closed", 1), else_=0)
    counts = (
        select(
            Project.method_id,
            func.count().label("all"),
            func.sum(is_closed).label("closed"),
        )
        .group_by(Project.method_id)
        .subquery()
    )
    wanted = (
        select(MethodVersion, Person.name, counts.c.all, counts.c.closed)
        .outerjoin(Person, Person.id == MethodVersion.published_by)
        .outerjoin(counts, counts.c.method_id == MethodVersion.id)
        .order_by(MethodVersion.key, MethodVersion.version.desc())
    )
    if key is not None:
        wanted = wanted.where(MethodVersion.key == key)
    return [
        VersionSeen(
            key=row.MethodVersion.key,
            version=row.MethodVersion.version,
            label=method_in(row.MethodVersion).label,
            sha256=row.MethodVersion.sha256,
            published_at=row.MethodVersion.published_at,
            published_by=row.name or "",
            running=(row.all or 0) - (row.closed or 0),
            closed=row.closed or 0,
        )
        for row in session.execute(wanted)
    ]
