"""How a project enters at a later stage: its earlier gates, decided outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import BadInputError, OutOfSequenceError
from domain.methodology.model.method import Method
from lifecycle.actor import Actor
from lifecycle.ledger import record
from storage.tables.projects import GatePassage, Project


@dataclass(frozen=True, kw_only=True)
class DecidedOutside:
    """A gate that was decided before the project entered: when, by whom, shown by what."""

    gate: str
    decided_on: date
    decided_by: str
    evidence: str
    code: Decision = Decision.GO


def pass_earlier(
    session: Session,
    actor: Actor,
    project: Project,
    method: Method,
    earlier: Sequence[DecidedOutside],
    *,
    at: datetime,
) -> None:
    """Keep the decisions that were taken outside on the gates before a project's stage."""
    given = {each.gate: each for each in earlier}
    for number, stage in enumerate(_earlier(method, project.stage), start=1):
        outside = given[stage[1]]
        session.add(
            GatePassage(
                project_id=project.id,
                number=number,
                gate=outside.gate,
                stage=stage[0],
                code=outside.code,
                decided_on=outside.decided_on,
                outside_by=outside.decided_by,
                evidence=outside.evidence,
            )
        )
        record(
            session,
            "gate.decided-outside",
            actor,
            {"gate": outside.gate, "code": outside.code, "on": outside.decided_on},
            at=at,
            project_id=project.id,
        )


def _earlier(method: Method, stage_id: str) -> list[tuple[str, str]]:
    ids = [stage.id for stage in method.stages]
    return [
        (stage.id, gate)
        for stage in method.stages[: ids.index(stage_id)]
        for gate in (*stage.also, stage.gate)
    ]


def entry_stage(method: Method, wanted_stage: str | None, earlier: Sequence[DecidedOutside]) -> str:
    """Return the stage at which a project enters: the first, or one whose gates before are told.

    Raises:
        BadInputError: The method has no such stage, or a gate does not lie before it.
        OutOfSequenceError: A gate before it is not accounted for.
    """
    stage = wanted_stage or method.stages[0].id
    known = [each.id for each in method.stages]
    if stage not in known:
        raise BadInputError(
            f"{method.name} has no stage {stage!r}; its stages are {', '.join(known)}.",
            f"{method.name} n'a pas d'étape {stage!r} ; ses étapes : {', '.join(known)}.",
        )
    wanted = [gate for _, gate in _earlier(method, stage)]
    given = [each.gate for each in earlier]
    missing = [gate for gate in wanted if gate not in given]
    if missing:
        raise OutOfSequenceError(
            f"To enter at {stage}, say who decided {', '.join(missing)}, when, and show it.",
            f"Pour entrer à {stage}, dites qui a décidé {', '.join(missing)}, quand, avec preuve.",
        )
    spare = [gate for gate in given if gate not in wanted]
    if spare:
        raise BadInputError(
            f"{spare[0]} does not lie before the stage {stage}; leave it out.",
            f"{spare[0]} n'est pas avant l'étape {stage} ; retirez-le.",
        )
    return stage
