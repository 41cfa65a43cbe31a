"""Where a decision takes a project: next, stay, back, close, or hold until a date."""

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


class Move(Value):
    """The project's new place: its stage, and when it is held or how it is closed."""

    stage: str
    held_until: date | None = None
    closed_as: str | None = None


def move(
    method: Method,
    gate: Gate,
    stage: str,
    code: Decision,
    *,
    until: date,
    to_stage: str | None,
) -> Move:
    """Return where a decision takes a project that stands in a stage.

    ``until`` is the date of a hold; ``to_stage`` names the stage of a recycle, which is the
    present one or an earlier one.
    """
    word = method.word(gate, code)
    effect = word.effect if word else USUAL[code]
    match effect:
        case Effect.STAY:
            return Move(stage=stage)
        case Effect.HOLD_UNTIL:
            return Move(stage=stage, held_until=until)
        case Effect.BACK:
            back = word.back if word else 0
            return Move(stage=to_stage or method.before(stage, back).id)
        case Effect.CLOSE:
            return Move(stage=stage, closed_as=code)
        case Effect.NEXT:
            following = method.after(stage)
            if following is None:
                return Move(stage=stage, closed_as=COMPLETED)
            return Move(stage=following.id)


def check_target(method: Method, stage: str, to_stage: str) -> None:
    """Make sure that a recycle leads to the present stage or an earlier one.

    Raises:
        BadInputError: The stage is unknown or lies ahead.
    """
    ids = [each.id for each in method.stages]
    allowed = ids[: ids.index(stage) + 1]
    if to_stage not in allowed:
        raise BadInputError(
            f"Rework cannot lead to {to_stage!r}; choose one of {', '.join(allowed)}.",
            f"La reprise ne peut mener à {to_stage!r} ; choisissez parmi {', '.join(allowed)}.",
        )
