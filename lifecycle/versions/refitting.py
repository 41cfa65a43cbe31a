"""A version of a method fitted to a project that follows an older one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.model.method import Method
from lifecycle.fitted.circumstances import circumstances_of, is_plain
from lifecycle.fitted.renaming import Renaming
from storage.tables.projects import GatePassage, Project

Place = tuple[str, int, str | None]


@dataclass(frozen=True)
class Refitted:
    """A version fitted to a project, and to what it was fitted."""

    fitted: Fitted
    circumstances: Circumstances


@dataclass
class Refitting:
    """Fits one version to many projects; where nothing is conditional, once for each place.

    ``passed`` are the projects that have a gate behind them, or None to look it up for each.
    """

    target: Method
    at: datetime
    passed: frozenset[UUID] | None = None
    _plain: bool = False
    _done: dict[Place, Refitted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look once whether the version is the same for every project."""
        self._plain = is_plain(self.target)

    def of(self, session: Session, project: Project, renamed: Renaming) -> Refitted:
        """Return the version as it would apply to a project at the place where it stands."""
        if not self._plain or self._has_passed(session, project):
            known = circumstances_of(session, project, at=self.at, under=self.target)
            return Refitted(fit(self.target, known), known)
        place = (renamed.stage(project.stage), project.iteration, project.track)
        if place not in self._done:
            stage, iteration, track = place
            known = Circumstances(
                today=self.at.date(), stage=stage, iteration=iteration, track=track
            )
            self._done[place] = Refitted(fit(self.target, known), known)
        return self._done[place]

    def _has_passed(self, session: Session, project: Project) -> bool:
        """Tell whether a gate lies behind it: what that did not ask then may be due now."""
        known = self.passed
        if known is None:
            known = with_passages(session, [project.id])
        return project.id in known


def with_passages(session: Session, projects: Collection[UUID]) -> frozenset[UUID]:
    """Return those of some projects that have a decision behind them."""
    rows = select(GatePassage.project_id).where(GatePassage.project_id.in_(projects))
    return frozenset(session.scalars(rows.distinct()))
