"""Where a decision takes a project: next, stay, back, close, or hold until a date."""

from collections.abc import Callable
from datetime import date

from domain.decision import Decision
from domain.errors import BadInputError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.vocabulary import Effect
from domain.value import Value

USUAL = {
    Decision.GO: Effect.NEXT,
    Decision.CONDITIONAL_GO: Effect.NEXT,
    Decision.HOLD: Effect.HOLD_UNTIL,
    Decision.RECYCLE: Effect.BACK,
    Decision.KILL: Effect.CLOSE,
}
"""The effect of a code for which the method has no word of its own."""

COMPLETED = "COMPLETED"
"""What a project is closed as after its last gate."""


class Path(Value):
    """The way on which a decision was taken: the project's stages in order, as fitted then.

    ``stage`` is the one in which the project stood; ``iteration`` counts the rounds of a stage
    that repeats, and ``repeats`` says that it would open again after a go. A gate inside a stage
    or one that an event opened does not end it.
    """

    stages: tuple[str, ...]
    stage: str
    iteration: int = 1
    ends_stage: bool = True
    repeats: bool = False


class Move(Value):
    """The project's new place: its stage, and when it is held or how it is closed."""

    stage: str
    iteration: int = 1
    held_until: date | None = None
    closed_as: str | None = None


def move(
    method: Method,
    gate: Gate,
    path: Path,
    code: Decision,
    *,
    until: Callable[[], date],
    to_stage: str | None,
) -> Move:
    """Return where a decision takes a project.

    ``until`` gives the date of a hold where there is one; ``to_stage`` names the stage of a
    recycle, which is the present one or an earlier one.
    """
    word = method.word(gate, code)
    effect = word.effect if word else USUAL[code]
    here = Move(stage=path.stage, iteration=path.iteration)
    match effect:
        case Effect.STAY:
            return here
        case Effect.HOLD_UNTIL:
            return here.model_copy(update={"held_until": until()})
        case Effect.BACK:
            return _back(path, here, to_stage, word.back if word else 0)
        case Effect.CLOSE:
            return here.model_copy(update={"closed_as": code})
        case Effect.NEXT:
            return _next(path, here)


def check_target(method: Method, stage: str, to_stage: str) -> None:
    """Make sure that a recycle leads to the present stage or an earlier one.

    ``method`` is the one fitted to the project, so that its stages are those of its way.

    Raises:
        BadInputError: The stage is unknown or lies ahead.
    """
    ids = [each.id for each in method.stages]
    allowed = ids[: ids.index(stage) + 1] if stage in ids else [stage]
    if to_stage not in allowed:
        raise BadInputError(
            f"Rework cannot lead to {to_stage!r}; choose one of {', '.join(allowed)}.",
            f"La reprise ne peut mener à {to_stage!r} ; choisissez parmi {', '.join(allowed)}.",
        )


def _back(path: Path, here: Move, to_stage: str | None, back: int) -> Move:
    place = path.stages.index(here.stage) if here.stage in path.stages else 0
    target = to_stage or (path.stages[max(0, place - back)] if back else here.stage)
    return here if target == here.stage else Move(stage=target)


def _next(path: Path, here: Move) -> Move:
    if not path.ends_stage:
        return here
    if path.repeats:
        return here.model_copy(update={"iteration": here.iteration + 1})
    following = path.stages[path.stages.index(here.stage) + 1 :]
    if not following:
        return here.model_copy(update={"closed_as": COMPLETED})
    return Move(stage=following[0])
