"""A decision takes a project to its new place: gates passed, stage left, events answered."""

from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.judgement import Judgement
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.opening import repeats
from domain.methodology.model.gate import Gate
from domain.review.effect import Move, Path
from gates.known import known_facts
from lifecycle.fitted.fitting import Fit
from lifecycle.fitted.passages import IN_FAVOUR
from storage.database import directly
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Review


def path_of(fit: Fit, project: Project, review: Review) -> Path:
    """Return the way on which a round's decision is taken, with the facts of its package."""
    stages = {stage.id: stage for stage in fit.method.stages}
    here = stages.get(project.stage)
    ends = here is not None and here.gate == review.gate
    return Path(
        stages=tuple(stages),
        stage=project.stage,
        iteration=project.iteration,
        ends_stage=ends,
        repeats=ends and repeats(fit.fitted, project.stage, _with_facts(fit, review)),
    )


def pass_gates(
    session: Session, project: Project, review: Review, gate: Gate, code: Decision, *, at: datetime
) -> list[str]:
    """Record the decision on its gate and on each gate merged into it; return their ids."""
    last = directly(session, _LAST, {"project": project.id}).scalar()
    gates = [*gate.merges, gate.id]
    session.add_all(
        GatePassage(
            project_id=project.id,
            number=number,
            gate=each,
            stage=review.stage,
            iteration=review.iteration,
            code=code,
            decided_on=at.date(),
            review_id=review.id,
        )
        for number, each in enumerate(gates, start=(last or 0) + 1)
    )
    return gates


_LAST = select(func.max(GatePassage.number)).where(GatePassage.project_id == bindparam("project"))


def take_place(
    project: Project, place: Move, fit: Fit, gate: Gate, code: Decision, *, at: datetime
) -> bool:
    """Move a project; return whether it entered another stage.

    An event is answered by its own gate alone: when it is passed, or leads elsewhere. One that
    was raised while another gate was under review still stands afterwards.
    """
    entered = place.stage != project.stage
    if entered:
        project.stage, project.stage_since = place.stage, at
    if entered or code in IN_FAVOUR:
        answered = {each.id for each in fit.method.events if each.gate in (gate.id, *gate.merges)}
        project.raised = {
            name: said for name, said in project.raised.items() if name not in answered
        }
    project.iteration = place.iteration
    project.held_until, project.closed_as = place.held_until, place.closed_as
    if place.closed_as is not None:
        project.state = "closed"
    elif place.held_until is not None:
        project.state = "held"
    else:
        project.state = "open"
    project.version += 1
    return entered


def _with_facts(fit: Fit, review: Review) -> Circumstances:
    if review.judgement is None:
        return fit.circumstances
    judgement = Judgement.model_validate(review.judgement)
    facts = known_facts(judgement.facts)
    return fit.circumstances.model_copy(update={"facts": facts})
