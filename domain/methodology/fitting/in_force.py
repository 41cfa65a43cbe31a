"""Stages, tracks, gates and deliverables that do not apply go, with all that speaks of them."""

from domain.methodology.fitting.conditions import Conditions, Labels
from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.products import (
    Products,
    asked_of_products,
    deliverables_in_force,
    products_of,
)
from domain.methodology.fitting.reach import own_gates
from domain.methodology.fitting.sentences import taken_place
from domain.methodology.model.gate import Gate, Stage
from domain.text import Text


def apply_conditions(draft: Draft) -> None:
    """Apply the conditions of deliverables, gates, stages and tracks, and replace deliverables.

    Gates that only tracks reach keep theirs: they are fitted to the projects on those tracks.
    """
    products = products_of(draft.method, draft.standing)
    _leave_products(draft, products)
    gone = _gates(draft, products)
    draft.change(
        deliverables=deliverables_in_force(draft.method.deliverables, products, draft.standing)
    )
    _stages(draft)
    _tracks(draft)
    _close_up(draft, gone)


def _leave_products(draft: Draft, products: Products) -> None:
    for each in draft.method.deliverables:
        path = f"deliverables[{each.id}]"
        if each.id in products.gone:
            draft.leave_out(path, each.label, products.gone[each.id])
        elif each.id in products.instead:
            why = products.because.get(each.id, {})
            draft.leave_out(path, each.label, taken_place(products.instead[each.id], why))


def _gates(draft: Draft, products: Products) -> set[str]:
    """Apply the conditions of gates and of what they hold; return those that do not apply."""
    mine, gone = own_gates(draft.method), set[str]()
    apply = Conditions(draft.standing, Labels(draft.method), draft.leave_out)
    gates: list[Gate] = []
    for gate in draft.method.gates:
        held = gate
        if gate.id in mine:
            answer = draft.standing.ask(gate.when)
            if answer.is_false:
                draft.leave_out(f"gates[{gate.id}]", gate.label, answer.because)
                gone.add(gate.id)
            else:
                held = apply.applied(gate)
        gates.append(asked_of_products(held, products))
    draft.change(gates=tuple(gates))
    return gone


def _stages(draft: Draft) -> None:
    """Leave out the stages that do not apply; a replacing one only counts when it surely does."""
    stages, kept = draft.method.stages, list[Stage]()
    known = {stage.id for stage in stages}
    noted: list[tuple[Stage, Text]] = []
    for stage in stages:
        answer = draft.standing.ask(stage.when)
        doubtful = not (answer.is_true or known.isdisjoint(stage.replaces))
        if answer.is_false or doubtful:
            noted.append((stage, answer.because))
        elif stage.when is not None and answer.is_true:
            draft.why[stage.id] = answer.because
            kept.append(stage.model_copy(update={"when": None}))
        else:
            kept.append(stage)
    if not kept or not (noted or draft.why):
        return
    for stage, because in noted:
        draft.leave_out(f"stages[{stage.id}]", stage.label, because)
    draft.walk(kept)
    if all(stage.id != draft.stage for stage in kept):
        draft.settle_in(_instead_of(draft, stages))


def _tracks(draft: Draft) -> None:
    """Leave out the tracks that do not apply; those that only they begin go with them."""
    for track in draft.method.tracks:
        if track.when is None or all(each.id != track.id for each in draft.method.tracks):
            continue
        answer = draft.standing.ask(track.when)
        if answer.is_false:
            draft.leave_out(f"tracks[{track.id}]", track.label, answer.because)
            draft.drop_tracks({track.id})
        elif answer.is_true:
            draft.change(
                tracks=tuple(
                    each.model_copy(update={"when": None}) if each.id == track.id else each
                    for each in draft.method.tracks
                )
            )


def _instead_of(draft: Draft, before: tuple[Stage, ...]) -> str:
    """Return where a project goes on whose stage does not apply any more.

    It is the stage that replaces its own, or the first not passed of those that its own had
    replaced, or else the next one.
    """
    place = [stage.id for stage in before].index(draft.stage)
    passed = {each.gate for each in draft.circumstances.passed}
    kept = {stage.id: stage for stage in draft.method.stages}
    open_again = [
        stage_id
        for stage_id in before[place].replaces
        if stage_id in kept and kept[stage_id].gate not in passed
    ]
    following = [stage.id for stage in before[place + 1 :] if stage.id in kept]
    order = [stage_id for stage_id in kept if stage_id in open_again]
    instead = [stage_id for stage_id, stage in kept.items() if draft.stage in stage.replaces]
    return next(iter([*instead, *order, *following]), [*kept][-1])


def _close_up(draft: Draft, gone: set[str]) -> None:
    """Let the next stage take over the work of one whose gate does not apply."""
    for stage in draft.method.stages:
        stages = draft.method.stages
        if stage.gate not in gone:
            continue
        if len(stages) == 1:
            gone = gone - {stage.gate}
            break
        place = [each.id for each in stages].index(stage.id)
        into = stages[place + 1] if place + 1 < len(stages) else stages[place - 1]
        draft.absorb(stages[place], into)
    draft.drop_gates(gone)
