"""What became of an id from one version of a method to a later one, through those between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.project import Renamed
from lifecycle.methods import method_in
from storage.tables.projects import MethodVersion


@dataclass(frozen=True)
class Renaming:
    """The ids of an older version in the words of a newer one, one step for each version."""

    steps: tuple[Renamed, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether no id is called otherwise than before."""
        return not any(step != Renamed() for step in self.steps)

    def gate(self, old: str) -> str:
        """Return what a gate is called now; an id that was not renamed stays."""
        return _followed(old, [step.gates for step in self.steps])

    def stage(self, old: str) -> str:
        """Return what a stage is called now."""
        return _followed(old, [step.stages for step in self.steps])

    def deliverable(self, old: str) -> str:
        """Return what a deliverable is called now."""
        return _followed(old, [step.deliverables for step in self.steps])

    def criterion(self, old: str) -> str:
        """Return what a criterion is called now."""
        return _followed(old, [step.criteria for step in self.steps])

    def role(self, old: str) -> str:
        """Return what a role is called now."""
        return _followed(old, [step.roles for step in self.steps])

    def item(self, old: str) -> str:
        """Return what a deliverable, a criterion or a gate is called now, whichever it is."""
        renamed = (self.deliverable(old), self.criterion(old), self.gate(old))
        return next((new for new in renamed if new != old), old)


def gate_in_new_ids(gate: Gate, renamed: Renaming) -> Gate:
    """Return what a gate asked under an older version, in the ids of a newer one."""
    if renamed.is_nothing:
        return gate
    return gate.model_copy(
        update={
            "id": renamed.gate(gate.id),
            "requirements": tuple(
                each.model_copy(
                    update={
                        "deliverable": renamed.deliverable(each.deliverable),
                        "or_any_of": tuple(map(renamed.deliverable, each.or_any_of)),
                    }
                )
                for each in gate.requirements
            ),
            "criteria": tuple(
                each.model_copy(update={"id": renamed.criterion(each.id)}) for each in gate.criteria
            ),
            "merges": tuple(map(renamed.gate, gate.merges)),
        }
    )


def renaming(between: Sequence[Method]) -> Renaming:
    """Return the way through versions, the one after the old first, the newest last."""
    return Renaming(tuple(method.renamed for method in between))


def renaming_to(session: Session, target: Method, version: int) -> Renaming:
    """Return the way from a published version to a target, published or only drafted."""
    if version >= target.version:
        return Renaming()
    rows = session.scalars(
        select(MethodVersion)
        .where(
            MethodVersion.key == target.method,
            MethodVersion.version > version,
            MethodVersion.version < target.version,
        )
        .order_by(MethodVersion.version)
    )
    return renaming([*(method_in(row) for row in rows), target])


def _followed(name: str, steps: Sequence[Mapping[str, str]]) -> str:
    for step in steps:
        name = step.get(name, name)
    return name
