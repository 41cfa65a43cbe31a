"""How a method is fitted to a project, as its page shows it: class, packs, tailoring, tracks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Requirement
from domain.text import Text
from lifecycle.fitted.attributes import BY_HAND
from lifecycle.fitted.fitting import Fit
from lifecycle.questions.tailored import Reader, TailoringSeen, tailoring_seen
from lifecycle.sealing import unseal
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class AttributeSeen:
    """Something that the method wants to know; ``value`` is None while it is not told.

    ``decides`` says that something cannot be settled without it.
    """

    id: str
    label: Text
    kind: str
    choices: Sequence[str]
    unit: str
    value: str | None
    decides: bool


@dataclass(frozen=True, kw_only=True)
class PackSeen:
    """A pack of the method: in force or not, and whether by choice."""

    id: str
    label: Text
    in_force: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Something asked at a gate that its text did not write there: what, and since when why."""

    gate: str
    item: str
    label: Text
    kind: str
    name: str
    because: Text


@dataclass(frozen=True, kw_only=True)
class Left:
    """Something of the method that the project is not asked, and why."""

    path: str
    label: Text
    because: Text


@dataclass(frozen=True, kw_only=True)
class EventSeen:
    """An event of the method, and whether it stands raised."""

    id: str
    label: Text
    gate: str
    raised: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class TrackSeen:
    """A project on a track of this one, or the one that this is a track of."""

    code: str
    title: str
    track: str
    label: Text
    state: str
    closed_as: str | None


@dataclass(frozen=True, kw_only=True)
class FittingSeen:
    """What a method comes to for one project, and why."""

    klass: str | None
    klass_label: Text
    klass_because: Text
    attributes: Sequence[AttributeSeen]
    packs: Sequence[PackSeen]
    added: Sequence[Asked]
    left_out: Sequence[Left]
    breaches: Sequence[Text]
    tailoring: Sequence[TailoringSeen]
    words: Sequence[tuple[str, Text]]
    events: Sequence[EventSeen]
    parent: TrackSeen | None
    tracks: Sequence[TrackSeen]
    to_begin: Sequence[tuple[str, Text]]


def fitting_seen(session: Session, project: Project, fit: Fit, reader: Reader) -> FittingSeen:
    """Return how the method of a project is fitted to it."""
    method, result = fit.published, fit.fitted
    classes = {each.id: each.label for each in method.classes}
    stage = next((each for each in fit.method.stages if each.id == project.stage), None)
    tracks = {each.id: each for each in fit.method.tracks}
    begun = list(_tracks(session, project, method))
    on = {each.track for each in begun}
    return FittingSeen(
        klass=project.klass,
        klass_label=classes.get(project.klass or "", {}),
        klass_because=result.klass_because,
        attributes=list(_attributes(project, fit)),
        packs=[
            PackSeen(
                id=pack.id,
                label=pack.label,
                in_force=pack.id in result.packs,
                chosen=pack.id in project.packs,
            )
            for pack in method.packs
        ],
        added=list(_added(fit)),
        left_out=[
            Left(path=each.path, label=each.label, because=each.because) for each in result.left_out
        ],
        breaches=[each.label for each in method.tolerances if each.id in result.breaches],
        tailoring=tailoring_seen(session, project, method, reader),
        words=[(word.id, word.label) for word in method.tailoring],
        events=[
            EventSeen(
                id=event.id,
                label=event.label,
                gate=event.gate,
                raised=event.id in project.raised,
                reason=unseal(
                    session, project.id, project.raised.get(event.id, {}).get("reason", "")
                ),
            )
            for event in fit.method.events
        ],
        parent=_parent(session, project),
        tracks=begun,
        to_begin=[
            (tracks[each].id, tracks[each].label)
            for each in (stage.tracks if stage else ())
            if each in tracks and (tracks[each].many or each not in on)
        ],
    )


def _attributes(project: Project, fit: Fit) -> Iterator[AttributeSeen]:
    for each in fit.published.attributes:
        value = project.attributes.get(each.id)
        yield AttributeSeen(
            id=each.id,
            label=each.label,
            kind=each.kind,
            choices=each.choices,
            unit=each.unit,
            value=None if value is None or each.id == BY_HAND else str(value),
            decides=each.id in fit.fitted.unknown,
        )


def _added(fit: Fit) -> Iterator[Asked]:
    for gate in fit.method.gates:
        lines: tuple[Requirement | Criterion, ...] = (*gate.requirements, *gate.criteria)
        for line in lines:
            if line.origin is None:
                continue
            if isinstance(line, Requirement):
                item, label = line.deliverable, fit.method.deliverable(line.deliverable).label
            else:
                item, label = line.id, line.label
            yield Asked(
                gate=gate.id,
                item=item,
                label=label,
                kind=line.origin.kind,
                name=line.origin.name,
                because=line.origin.because,
            )


def _tracks(session: Session, project: Project, method: Method) -> Iterator[TrackSeen]:
    labels = {each.id: each.label for each in method.tracks}
    rows = select(Project).where(Project.parent_id == project.id).order_by(Project.code)
    for row in session.scalars(rows):
        yield _seen(row, str(row.track), labels.get(row.track or "", {}))


def _parent(session: Session, project: Project) -> TrackSeen | None:
    if project.parent_id is None:
        return None
    return _seen(session.get_one(Project, project.parent_id), str(project.track), {})


def _seen(row: Project, track: str, label: Text) -> TrackSeen:
    return TrackSeen(
        code=row.code,
        title="" if row.confidential else row.title,
        track=track,
        label=label,
        state=row.state,
        closed_as=row.closed_as,
    )
