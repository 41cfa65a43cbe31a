"""What a project would gain and lose by another version of its method: said before it is done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.passages import IN_FAVOUR
from lifecycle.fitted.renaming import Renaming, renaming_to
from lifecycle.methods import method_in
from lifecycle.seating.seats import role_holders
from lifecycle.versions.criteria import GateCompared, gates_compared
from lifecycle.versions.refitting import Refitting
from lifecycle.versions.refusals import no_stage, not_now, unmapped
from storage.tables.projects import GatePassage, MethodVersion, Project, Tailoring


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A planned date that goes to a gate of another id; ``gate`` is empty where none takes it."""

    old: str
    gate: str
    planned: date


@dataclass(frozen=True, kw_only=True)
class MigrationPlan:
    """What becomes of a project. With ``refusals`` nothing does, and each says why.

    ``gates`` are those that lie ahead, with the criteria gained and lost. ``invalidated`` are
    gates passed that the version does not have; ``never_asked`` are gates of the version that
    lie behind the project. ``empty_roles`` are roles of deciders whom nobody holds.
    ``left_behind`` are approved departures, which no version takes over (gate rule 36).
    """

    project_id: UUID
    code: str
    title: str
    method: str
    from_version: int
    to_version: int
    old_stage: str
    stage: str
    gates: Sequence[GateCompared] = ()
    invalidated: Sequence[str] = ()
    never_asked: Sequence[str] = ()
    empty_roles: Sequence[Text] = ()
    left_behind: Sequence[str] = ()
    dates: Sequence[Moved] = ()
    renamed_roles: Mapping[str, str]
    packs_lost: Sequence[str] = ()
    old_class: str | None = None
    new_class: str | None = None
    refusals: Sequence[Text] = ()

    @property
    def is_possible(self) -> bool:
        """Whether the project may go."""
        return not self.refusals


class Planner:
    """Plans migrations of many projects to one version."""

    def __init__(
        self, session: Session, actor: Actor, target: MethodVersion, *, at: datetime
    ) -> None:
        """Open the version that projects are to go to.

        Raises:
            NotAllowedError: The actor is not the PMO.
        """
        require(session, Act.MIGRATE, actor)
        self.session, self.row, self.at = session, target, at
        self.target = method_in(target)
        self.refitting = Refitting(self.target, at)

    def plan(self, project: Project) -> MigrationPlan:
        """Return what would become of one project."""
        here = self.session.get_one(MethodVersion, project.method_id)
        refusals = list(not_now(self.session, project, here, self.row))
        renamed = (
            renaming_to(self.session, self.target, here.version)
            if here.key == self.row.key and here.version < self.row.version
            else Renaming()
        )
        if here.key == self.row.key and project.state != "closed":
            refusals += unmapped(self.session, project, self.target, renamed, self.at)
        if refusals:
            return self._told(project, here, renamed, refusals=refusals)
        return self._compared(project, here, renamed)

    def _compared(self, project: Project, here: MethodVersion, renamed: Renaming) -> MigrationPlan:
        old = fit_of(self.session, project, at=self.at).method
        fitted = self.refitting.of(self.session, project, renamed).fitted
        new, stage = fitted.method, fitted.stage or renamed.stage(project.stage)
        if stage not in {each.id for each in new.stages}:
            return self._told(
                project, here, renamed, refusals=[no_stage(project, here, self.target)]
            )
        passed = set(_passed(self.session, project))
        known = {each.id for each in self.target.gates}
        ahead, behind = _gates(new, stage)
        return self._told(
            project,
            here,
            renamed,
            stage=stage,
            gates=gates_compared((old, _gates(old, project.stage)[0]), (new, ahead), renamed),
            invalidated=sorted(gate for gate in passed if renamed.gate(gate) not in known),
            never_asked=[
                gate for gate in behind if gate not in {renamed.gate(each) for each in passed}
            ],
            empty_roles=_empty_roles(self.session, project, new, ahead, renamed),
            left_behind=_left_behind(self.session, project),
            dates=list(_dates(project, known, renamed)),
            packs_lost=sorted(set(project.packs) - {each.id for each in self.target.packs}),
            new_class=fitted.klass,
        )

    def _told(
        self, project: Project, here: MethodVersion, renamed: Renaming, **found: object
    ) -> MigrationPlan:
        values: dict[str, object] = {
            "project_id": project.id,
            "code": project.code,
            "title": project.title,
            "method": self.row.key,
            "from_version": here.version,
            "to_version": self.row.version,
            "old_stage": project.stage,
            "stage": renamed.stage(project.stage),
            "renamed_roles": _roles(method_in(here), renamed),
            "old_class": project.klass,
            "new_class": project.klass,
        }
        return MigrationPlan(**(values | found))  # type: ignore[arg-type]  # each by its name


def _gates(method: Method, stage_id: str) -> tuple[list[str], list[str]]:
    """Return the gates from a stage on, and those of the stages before it."""
    ids = [each.id for each in method.stages]
    place = ids.index(stage_id) if stage_id in ids else 0

    def of(stages: Sequence[Stage]) -> list[str]:
        return list(dict.fromkeys(gate for each in stages for gate in (*each.also, each.gate)))

    return of(method.stages[place:]), of(method.stages[:place])


def _passed(session: Session, project: Project) -> list[str]:
    return list(
        session.scalars(
            select(GatePassage.gate).where(
                GatePassage.project_id == project.id, GatePassage.code.in_(IN_FAVOUR)
            )
        )
    )


def _empty_roles(
    session: Session, project: Project, method: Method, gates: Sequence[str], renamed: Renaming
) -> list[Text]:
    """Return the deciding roles of the gates ahead, and the manager's, whom nobody holds."""
    wanted = [method.manager]
    for name in gates:
        wanted += _deciders(method.gate(name))
    former = {new: old for old, new in _roles_of(renamed).items()}
    return [
        method.role(role).label
        for role in dict.fromkeys(wanted)
        if not role_holders(session, project, role)
        and not role_holders(session, project, former.get(role, role))
    ]


def _deciders(gate: Gate) -> list[str]:
    return [
        seat.role
        for seat in gate.committee.seats
        if seat.kind is SeatKind.GATING and seat.when is None
    ]


def _roles_of(renamed: Renaming) -> dict[str, str]:
    names = {old for step in renamed.steps for old in step.roles}
    return {old: renamed.role(old) for old in names}


def _roles(method: Method, renamed: Renaming) -> dict[str, str]:
    """Return the roles of a method that are called otherwise now."""
    return {
        each.id: renamed.role(each.id) for each in method.roles if renamed.role(each.id) != each.id
    }


def _left_behind(session: Session, project: Project) -> list[str]:
    rows = session.scalars(
        select(Tailoring)
        .where(
            Tailoring.project_id == project.id,
            Tailoring.method_id == project.method_id,
            Tailoring.state.in_(("asked", "approved")),
        )
        .order_by(Tailoring.asked_at)
    )
    return [f"{row.word}: {row.item}" + (f" ({row.gate})" if row.gate else "") for row in rows]


def _dates(project: Project, known: set[str], renamed: Renaming) -> Iterator[Moved]:
    for old, day in project.planned.items():
        gate = renamed.gate(old)
        if gate not in known:
            yield Moved(old=old, gate="", planned=date.fromisoformat(day))
        elif gate != old:
            yield Moved(old=old, gate=gate, planned=date.fromisoformat(day))
