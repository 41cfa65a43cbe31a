"""What is known of a project when its method is fitted to it: rows made values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal as Number
from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import Fact
from domain.methodology.fitting.circumstances import Child, Circumstances, Tailored
from domain.methodology.model.method import Method
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Criterion, Requirement
from gates.known import known_facts
from lifecycle.fitted.attributes import BY_HAND, known_of
from lifecycle.fitted.passages import IN_FAVOUR, passed_by
from lifecycle.fitted.renaming import Renaming, renaming_to
from lifecycle.methods import method_of
from storage.tables.projects import GatePassage, Project, Tailoring


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
        passed=tuple(passed_by(session, project, pinned, method, plain=plain)),
        children=tuple(_children(session, project)) if method.tracks else (),
        tailoring=tuple(_tailoring(session, project, method)) if method.tailoring else (),
        baseline={} if plain else known_facts(_baseline(project)),
    )


def is_plain(method: Method) -> bool:
    """Tell whether a method is the same for every project: nothing in it is conditional."""
    return _is_plain(_Version(id(method), method))


@dataclass(frozen=True)
class _Version:
    """A method, known by being the very same one, which stands here so that it stays so."""

    identity: int
    method: Method = field(compare=False)


@lru_cache(maxsize=64)
def _is_plain(known: _Version) -> bool:
    method = known.method
    if method.classes or method.packs or method.tolerances or method.tailoring:
        return False
    fitted = method.model_dump(exclude_defaults=True, exclude={"arbitration"})
    return not any(_conditions(fitted))


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


def _baseline(project: Project) -> Iterator[Fact]:
    for each in (project.baseline or {}).get("facts", ()):
        yield Fact.model_validate(each)


def _own_track(session: Session, project: Project, method: Method) -> str | None:
    """Return the project's track if its stages are those of a track of its own method."""
    if project.parent_id is None:
        return None
    parent = session.get_one(Project, project.parent_id)
    above = method_of(session, parent.method_id)
    own = any(each.id == project.track and each.stages for each in method.tracks)
    return project.track if own and above.method == method.method else None


def _children(session: Session, project: Project) -> Iterator[Child]:
    """Yield the projects on tracks; a gate before which a decision led back is not passed."""
    rows = session.execute(
        select(Project, GatePassage.gate, GatePassage.code)
        .outerjoin(GatePassage, GatePassage.project_id == Project.id)
        .where(Project.parent_id == project.id)
        .order_by(Project.code)
    ).all()
    gates: dict[UUID, set[str]] = {}
    back: set[UUID] = set()
    for child, gate, code in rows:
        gates.setdefault(child.id, set()).update([gate] if code in IN_FAVOUR else [])
        back.update([child.id] if gate and code not in IN_FAVOUR else [])
    for child in {row.Project.id: row.Project for row in rows}.values():
        passed = gates[child.id]
        if child.id in back:
            method = method_of(session, child.method_id)
            passed = {each.gate for each in passed_by(session, child, method, method, plain=True)}
        yield Child(
            track=child.track,
            code=child.code,
            passed=frozenset(passed),
            closed_as=child.closed_as,
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
