"""A project's method as it applies to it today, fitted once for the same circumstances."""

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache

from sqlalchemy.orm import Session

from domain.methodology.fitting.circumstances import Circumstances, OpenGate
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.fitting.opening import open_gates
from domain.methodology.model.method import Method
from lifecycle.fitted.circumstances import circumstances_of, is_plain
from lifecycle.holidays import holidays_of
from lifecycle.methods import method_of
from storage.tables.people import Person
from storage.tables.projects import Project


@dataclass(frozen=True)
class Fit:
    """A project's method as published, what is known of the project, and both together."""

    published: Method
    circumstances: Circumstances
    fitted: Fitted
    holidays: Container[date] = ()

    @property
    def method(self) -> Method:
        """The method as it applies to the project."""
        return self.fitted.method

    @cached_property
    def open_gates(self) -> tuple[OpenGate, ...]:
        """The gates that the project stands before."""
        return open_gates(self.fitted, self.circumstances, self.holidays)


def fit_of(session: Session, project: Project, *, at: datetime) -> Fit:
    """Return a project's method fitted to it.

    What fits once fits again: the same circumstances of the same version are fitted once.
    """
    published = method_of(session, project.method_id)
    circumstances = circumstances_of(session, project, at=at)
    found = _fitted(_case(published, circumstances))
    return Fit(published, circumstances, found, _holidays(session, project))


def fitted(session: Session, project: Project, *, at: datetime) -> Fitted:
    """Return what a project's method comes to for it today."""
    return fit_of(session, project, at=at).fitted


def _holidays(session: Session, project: Project) -> Container[date]:
    """Return the holidays that the dates of packages know, where a gate is planned at all."""
    if not project.planned:
        return ()
    return holidays_of(session.get_one(Person, project.created_by).country)


@dataclass(frozen=True)
class _Case:
    """A method and circumstances, known by what the fitting of them depends on.

    The objects stand in the case itself, so that their identities in the key stay theirs.
    """

    key: tuple[object, ...]
    method: Method = field(compare=False)
    circumstances: Circumstances = field(compare=False)


def _case(method: Method, circumstances: Circumstances) -> _Case:
    asked = {"stage", "iteration", "track", "klass"} if is_plain(method) else None
    known = circumstances.model_dump_json(include=asked, exclude={"passed"})
    passed = tuple(
        (each.gate, each.stage, each.iteration, each.code, each.klass, id(each.policy))
        for each in circumstances.passed
        if asked is None or each.policy is not None
    )
    return _Case((id(method), known, passed), method, circumstances)


@lru_cache(maxsize=512)
def _fitted(case: _Case) -> Fitted:
    return fit(case.method, case.circumstances)
