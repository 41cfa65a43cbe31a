"""A method fitted to a project: a plain method, what was left out of it, and why."""

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.forward import roll_forward
from domain.methodology.fitting.in_force import apply_conditions
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.fitting.merging import merge_gates, name_merged, skip_gates
from domain.methodology.fitting.replacing import replace_stages
from domain.methodology.fitting.tailoring import tailor
from domain.methodology.model.method import Method
from domain.text import Text
from domain.value import Value


class Fitted(Value):
    """A method as it applies to one project.

    ``stage`` is the project's stage in it: its own, or the one that took it over. ``unknown``
    are attributes that the project should tell, because something depends on them.
    ``breaches`` are the tolerances that it has passed.
    """

    method: Method
    klass: str | None
    klass_because: Text = {}
    packs: tuple[str, ...] = ()
    stage: str
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[str, ...] = ()
    breaches: tuple[str, ...] = ()


def fit(method: Method, circumstances: Circumstances) -> Fitted:
    """Fit a method to a project.

    In the fitted method every condition that is known is gone, together with what it ruled out
    and all that spoke of it. What is unknown stays, with its condition, and is asked: unknown
    never asks for less. To fit a fitted method again changes nothing.
    """
    draft = Draft.of(method, circumstances)
    apply_conditions(draft)
    replace_stages(draft)
    merge_gates(draft)
    skip_gates(draft)
    tailor(draft)
    roll_forward(draft)
    name_merged(draft)
    for stage in draft.method.stages:
        draft.standing.ask(stage.repeat_until)  # while that is unknown, the stage never ends
    return Fitted(
        method=draft.method,
        klass=draft.standing.classified.klass,
        klass_because=draft.standing.classified.because,
        packs=draft.standing.packs,
        stage=draft.stage,
        left_out=tuple(draft.left_out),
        unknown=draft.standing.should_tell,
        breaches=draft.standing.breaches,
    )
