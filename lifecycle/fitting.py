"""A project's method as it applies to it today: its rows, made values, and the fitting of them."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal as Number
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.methodology.fitting.circumstances import (
    Child,
    Circumstances,
    Known,
    OpenGate,
    Passed,
    Tailored,
)
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.fitting.opening import open_gates
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Criterion, Requirement
from lifecycle.attributes import known_of
from lifecycle.holidays import holidays_of
from lifecycle.methods import method_of
from lifecycle.renaming import Renaming, gate_in_new_ids, renaming_to
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import (
    GatePassage,
    MethodMigration,
    MethodVersion,
    Project,
    Tailoring,
)
from storage.tables.reviews import Review

IN_FAVOUR = (Decision.GO, Decision.CONDITIONAL_GO)
BY_HAND = "class"
"""The attribute that holds a class set by hand; no method can declare one of this name."""


NOTHING = Circumstances(today=date.min, stage="")


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


def circumstances_of(
    session: Session, project: Project, *, at: datetime, under: Method | None = None
) -> Circumstances:
    """Return all that is known of a project when its method is fitted to it.

    ``under`` is another version to which it is to be fitted; its ids are told in the words of
    that version, and what was tailored stays behind.
    """
    pinned = method_of(session, project.method_id)
    method = pinned if under is None else under
    renamed = Renaming() if under is None else renaming_to(session, under, pinned.version)
    plain = is_plain(method)
    by_hand = project.attributes.get(BY_HAND) if method.classes else project.klass
    return Circumstances(
        today=at.date(),
        stage=project.stage,
        iteration=project.iteration,
        track=_own_track(session, project, method),
        budget=Number(project.budget) if project.budget else None,
        currency=project.currency,
        start=project.start,
        finish=project.finish,
        klass=str(by_hand) if by_hand else None,
        attributes=known_of(method, project.attributes),
        packs=frozenset(project.packs),
        raised=frozenset(project.raised),
        planned={
            renamed.gate(gate): date.fromisoformat(day) for gate, day in project.planned.items()
        },
        passed=tuple(_passed(session, project, pinned, method, plain=plain)),
        children=tuple(_children(session, project)) if method.tracks else (),
        tailoring=tuple(_tailoring(session, project, method)) if method.tailoring else (),
        baseline={} if plain else known_facts((project.baseline or {}).get("facts", ())),
    )


def known_facts(facts: Iterable[Mapping[str, str]]) -> dict[str, Known]:
    """Return facts of documents as expressions use them; the first of a name counts."""
    found: dict[str, Known] = {}
    for each in facts:
        found.setdefault(each["name"], _known_fact(each["value"]))
    return found


def is_plain(method: Method) -> bool:
    """Tell whether a method is the same for every project: nothing in it is conditional."""
    return _is_plain(_Case((id(method),), method, NOTHING))


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


@lru_cache(maxsize=64)
def _is_plain(known: _Case) -> bool:
    method = known.method
    if method.classes or method.packs or method.tolerances or method.tailoring:
        return False
    return not any(_conditions(method.model_dump(exclude_defaults=True)))


CONDITIONAL = {"when", "replaces", "merges", "repeat_until", "holds", "every", "decide_when"}


def _conditions(value: object) -> Iterator[bool]:
    if isinstance(value, dict):
        for name, each in value.items():
            if name in CONDITIONAL and each:
                yield True
            yield from _conditions(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _conditions(each)


def _own_track(session: Session, project: Project, method: Method) -> str | None:
    """Return the project's track if its stages are those of a track of its own method."""
    if project.parent_id is None:
        return None
    parent = session.get_one(Project, project.parent_id)
    above = method_of(session, parent.method_id)
    own = any(each.id == project.track and each.stages for each in method.tracks)
    return project.track if own and above.method == method.method else None


def _passed(
    session: Session, project: Project, pinned: Method, method: Method, *, plain: bool
) -> Iterator[Passed]:
    """Yield the gates decided in favour, less those that a later decision led back before.

    What a gate asked then matters where it may ask something else today.
    """
    rows = session.execute(
        select(GatePassage, Review.policy, Review.policy_sha256, Review.outcome)
        .add_columns(Revision.method_id)
        .outerjoin(Review, Review.id == GatePassage.review_id)
        .outerjoin(Revision, Revision.id == Review.revision_id)
        .where(GatePassage.project_id == project.id)
        .order_by(GatePassage.number)
    ).all()
    order = _order(pinned, project.track)
    here = _Words(session, project, pinned)
    standing: list[tuple[int, Row[tuple[GatePassage, Any, str, Any, UUID]]]] = []
    for row in rows:
        renamed = here.of(row.method_id)
        place = order.get(renamed.stage(row.GatePassage.stage), 0)
        if row.GatePassage.code in IN_FAVOUR:
            standing.append((place, row))
            continue
        moved = ((row.outcome or {}).get("move") or {}).get("stage", row.GatePassage.stage)
        back = order.get(renamed.stage(moved), 0)
        if back < place:
            standing = [(where, each) for where, each in standing if where < back]
    words = here if method is pinned else _Words(session, project, method)
    for _, row in standing:
        passage, renamed = row.GatePassage, words.of(row.method_id)
        changed = row.method_id != project.method_id or method is not pinned
        frozen = row.policy is not None and (not plain or changed)
        policy = _policy(_Frozen(row.policy_sha256, row.policy)) if frozen else None
        yield Passed(
            gate=renamed.gate(passage.gate),
            stage=renamed.stage(passage.stage),
            code=Decision(passage.code),
            iteration=passage.iteration,
            policy=None if policy is None else gate_in_new_ids(policy, renamed),
        )


class _Words:
    """What the ids of the versions that a project has followed are called in one of them."""

    def __init__(self, session: Session, project: Project, method: Method) -> None:
        self.session, self.project, self.method = session, project, method
        self.found: dict[UUID | None, Renaming] = {}

    def of(self, method_id: UUID | None) -> Renaming:
        """Return the renaming from a version; without one, from that with which it entered."""
        if method_id not in self.found:
            row = self.session.get_one(MethodVersion, method_id or self._entered())
            self.found[method_id] = renaming_to(self.session, self.method, row.version)
        return self.found[method_id]

    def _entered(self) -> UUID:
        first = self.session.scalar(
            select(MethodMigration.from_id)
            .where(
                MethodMigration.project_id == self.project.id, MethodMigration.undone_at.is_(None)
            )
            .order_by(MethodMigration.migrated_at)
            .limit(1)
        )
        return first or self.project.method_id


@dataclass(frozen=True)
class _Frozen:
    """A frozen gate, known by its hash."""

    sha256: str
    policy: object = field(compare=False)


@lru_cache(maxsize=512)
def _policy(frozen: _Frozen) -> Gate:
    return Gate.model_validate(frozen.policy)


def _order(method: Method, track: str | None) -> dict[str, int]:
    stages = method.stages
    for each in method.tracks:
        if each.id == track and each.stages:
            stages = each.stages
    return {stage.id: number for number, stage in enumerate(stages)}


def _children(session: Session, project: Project) -> Iterator[Child]:
    rows = session.execute(
        select(Project.id, Project.code, Project.track, Project.closed_as, GatePassage.gate)
        .outerjoin(
            GatePassage,
            (GatePassage.project_id == Project.id) & GatePassage.code.in_(IN_FAVOUR),
        )
        .where(Project.parent_id == project.id)
        .order_by(Project.code)
    ).all()
    gates: dict[UUID, set[str]] = {}
    for row in rows:
        gates.setdefault(row.id, set()).update([row.gate] if row.gate else [])
    for row in {row.id: row for row in rows}.values():
        yield Child(
            track=row.track,
            code=row.code,
            passed=frozenset(gates[row.id]),
            closed_as=row.closed_as,
        )


def _tailoring(session: Session, project: Project, method: Method) -> Iterator[Tailored]:
    """Yield what was approved under this version; nothing is carried to another (rule 36).

    Words that people wrote stay out of it: what is fitted is frozen, and hashed, with a package.
    """
    approvers = {word.id: word.approver for word in method.tailoring}
    rows = session.scalars(
        select(Tailoring)
        .where(
            Tailoring.project_id == project.id,
            Tailoring.method_id == project.method_id,
            Tailoring.state == "approved",
        )
        .order_by(Tailoring.answered_at, Tailoring.id)
    )
    for row in rows:
        yield Tailored(
            code=TailoringCode(row.code),
            item=row.item,
            gate=row.gate,
            added=added_of(row.added),
            approved_by=approvers.get(row.word, ""),
            expires_on=row.expires_on,
        )


def added_of(kept: Mapping[str, object] | None) -> Requirement | Criterion | None:
    """Return what a project itself asks more, as it was kept."""
    if not kept:
        return None
    if "deliverable" in kept:
        return Requirement.model_validate(kept)
    return Criterion.model_validate(kept)


def _known_fact(text: str) -> Known:
    for read in (date.fromisoformat, int, Number):
        try:
            return read(text)
        except (ValueError, ArithmeticError):
            continue
    return text
