"""The gates that a project has passed, and what each asked then."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.methodology.fitting.circumstances import Passed
from domain.methodology.model.method import Method
from lifecycle.fitted.renaming import Renaming, gate_in_new_ids, renaming_to
from lifecycle.methods import method_of
from lifecycle.policies import frozen_gate
from storage.tables.packages import Revision
from storage.tables.projects import GatePassage, MethodMigration, Project
from storage.tables.reviews import Review

IN_FAVOUR = (Decision.GO, Decision.CONDITIONAL_GO)


def passed_by(
    session: Session, project: Project, pinned: Method, method: Method, *, plain: bool
) -> Iterator[Passed]:
    """Yield the gates decided in favour, less those that a later decision led back before.

    What a gate asked then matters where it may ask something else today.
    """
    rows = session.execute(_PASSED, {"project": project.id}).all()
    order = _order(pinned, project.track)
    here = Words(session, project, pinned)
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
    words = here if method is pinned else Words(session, project, method)
    for _, row in standing:
        passage, renamed = row.GatePassage, words.of(row.method_id)
        changed = row.method_id != project.method_id or method is not pinned
        frozen = row.policy is not None and (not plain or changed)
        policy = frozen_gate(row.policy_sha256, row.policy) if frozen else None
        yield Passed(
            gate=renamed.gate(passage.gate),
            stage=renamed.stage(passage.stage),
            code=Decision(passage.code),
            iteration=passage.iteration,
            policy=None if policy is None else gate_in_new_ids(policy, renamed),
            klass=row.klass,
        )


_PASSED = (
    select(GatePassage, Review.policy, Review.policy_sha256, Review.outcome)
    .add_columns(Revision.method_id, Review.klass)
    .outerjoin(Review, Review.id == GatePassage.review_id)
    .outerjoin(Revision, Revision.id == Review.revision_id)
    .where(GatePassage.project_id == bindparam("project"))
    .order_by(GatePassage.number)
)


class Words:
    """What the ids of the versions that a project has followed are called in one of them."""

    def __init__(self, session: Session, project: Project, method: Method) -> None:
        self.session, self.project, self.method = session, project, method
        self.found: dict[UUID | None, Renaming] = {}

    def of(self, method_id: UUID | None) -> Renaming:
        """Return the renaming from a version; without one, from that with which it entered."""
        if method_id not in self.found:
            pinned = method_of(self.session, method_id or self._entered())
            self.found[method_id] = renaming_to(self.session, self.method, pinned.version)
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


def _order(method: Method, track: str | None) -> dict[str, int]:
    stages = method.stages
    for each in method.tracks:
        if each.id == track and each.stages:
            stages = each.stages
    return {stage.id: number for number, stage in enumerate(stages)}
