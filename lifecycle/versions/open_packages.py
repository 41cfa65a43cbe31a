"""The packages that are under way on a method: handed in, not decided, for a gate that is open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.methods import method_in
from storage.tables.packages import Revision
from storage.tables.projects import MethodVersion, Project
from storage.tables.reviews import Review

UNDER_WAY = ("submitted", "judged", "returned", "open")


@dataclass(frozen=True)
class OpenPackage:
    """The newest round of a gate that is open, with the method and the gate that it stands under.

    The gate is the one that was frozen with it.
    """

    project: Project
    review: Review
    revision: Revision
    method: Method
    gate: Gate


def open_packages(session: Session, key: str, below: int) -> list[OpenPackage]:
    """Return the open packages of the projects on versions of a method below one, by code."""
    newest = (
        select(Review.project_id, Review.gate, func.max(Review.round).label("round"))
        .group_by(Review.project_id, Review.gate)
        .subquery()
    )
    rows = session.execute(
        select(Project, Review, Revision, MethodVersion)
        .options(defer(Review.policy))
        .join(Review, Review.project_id == Project.id)
        .join(
            newest,
            (newest.c.project_id == Review.project_id)
            & (newest.c.gate == Review.gate)
            & (newest.c.round == Review.round),
        )
        .join(Revision, Revision.id == Review.revision_id)
        .join(MethodVersion, MethodVersion.id == Revision.method_id)
        .where(
            MethodVersion.key == key,
            MethodVersion.version < below,
            Project.state != "closed",
            Review.state.in_(UNDER_WAY),
            Review.iteration == Project.iteration,
            Review.submitted_at >= Project.stage_since,
        )
        .order_by(Project.code, Review.submitted_at)
    ).all()
    gates = _gates(session, {row.Review.policy_sha256 for row in rows})
    return [
        OpenPackage(
            row.Project,
            row.Review,
            row.Revision,
            method_in(row.MethodVersion),
            gates[row.Review.policy_sha256],
        )
        for row in rows
    ]


def _gates(session: Session, policies: set[str]) -> Mapping[str, Gate]:
    """Return each frozen gate once, however many packages stand under it."""
    found: dict[str, Gate] = {}
    for sha256 in sorted(policies):
        policy: dict[str, Any] | None = session.scalar(
            select(Review.policy).where(Review.policy_sha256 == sha256).limit(1)
        )
        found[sha256] = Gate.model_validate(policy)
    return found
