"""Gates that others merge or that the project skips: what they ask is asked elsewhere."""

from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.replacing import in_order
from domain.methodology.fitting.sentences import merged, tailored
from domain.methodology.fitting.taking_over import taking_over
from domain.methodology.fitting.uniting import Ladders
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.project import TailoringCode


def merge_gates(draft: Draft) -> None:
    """Let gates take over what those ask that they merge, which are no gates any more.

    A gate that may not apply merges nothing yet.
    """
    ladders = Ladders(draft.method)
    for merging in in_order({gate.id: gate.merges for gate in draft.method.gates}):
        gates = {gate.id: gate for gate in draft.method.gates}
        gate = gates.get(merging)
        if gate is None or gate.when is not None:
            continue
        others = [gates[name] for name in gate.merges if name in gates and name != gate.id]
        if not others:
            continue
        for other in others:
            draft.leave_out(f"gates[{other.id}]", other.label, merged(gate.id))
        draft.put(_naming(taking_over(gate, others, "merged", ladders), others))
        names = {other.id for other in others}
        _end_together(draft, gate.id, names)
        draft.drop_gates(names, dict.fromkeys(names, gate.id))


def name_merged(draft: Draft) -> None:
    """Let no gate name what it did not merge: the decision on it is none on those."""
    ids = {gate.id for gate in draft.method.gates}
    draft.put(
        *(
            gate.model_copy(
                update={"merges": tuple(each for each in gate.merges if each not in ids)}
            )
            for gate in draft.method.gates
            if not ids.isdisjoint(gate.merges)
        )
    )


def _naming(gate: Gate, others: list[Gate]) -> Gate:
    """Return a gate that names what it merges, and what those had merged themselves."""
    older = [name for other in others for name in other.merges if name != gate.id]
    return gate.model_copy(update={"merges": tuple(dict.fromkeys([*gate.merges, *older]))})


def _end_together(draft: Draft, gate: str, merged_gates: set[str]) -> None:
    """Let the stages that ended at merged gates end with the one that ends at the merging gate.

    Where none does, it is the one in which the merging gate lies, else the last of them.
    """
    ending = [stage for stage in draft.method.stages if stage.gate in {gate, *merged_gates}]
    at_end = [stage for stage in ending if stage.gate == gate]
    inside = [stage for stage in draft.method.stages if gate in stage.also]
    into = next(iter([*at_end, *inside, *ending[-1:]]), None)
    if into is None:
        return
    if into.gate in merged_gates:
        also = tuple(each for each in into.also if each != gate)
        ended = into.model_copy(update={"gate": gate, "also": also})
        stages = draft.method.stages
        draft.walk([ended if each.id == into.id else each for each in stages])
    for stage in ending:
        if stage.id != into.id:
            draft.absorb(_named(draft, stage.id), _named(draft, into.id))


def skip_gates(draft: Draft) -> None:
    """Skip the gates that the project was allowed to skip: what they ask is asked at the next.

    A gate is never skipped when it was passed, when it is the last, or when the method does not
    allow it.
    """
    records = {
        record.item: record
        for record in draft.circumstances.tailoring
        if record.code is TailoringCode.SKIP
    }
    passed = {each.gate for each in draft.circumstances.passed}
    for gate in draft.method.gates if records else ():
        record = records.get(gate.id)
        if record is None or not gate.skippable or gate.id in passed:
            continue
        if _skip(draft, gate.id):
            draft.leave_out(f"gates[{gate.id}]", gate.label, tailored(record))


def _skip(draft: Draft, skipped: str) -> bool:
    """Let the next gate take over; return whether there is one."""
    stages = draft.method.stages
    for place, stage in enumerate(stages):
        if skipped in stage.also:
            into = stage
        elif stage.gate == skipped and place + 1 < len(stages):
            into = stages[place + 1]
        else:
            continue
        gate, receiving = draft.method.gate(skipped), draft.method.gate(into.gate)
        draft.put(taking_over(receiving, [gate], "rolled", Ladders(draft.method)))
        if into is not stage:
            draft.absorb(stage, into)
        draft.drop_gates({skipped})
        return True
    return False


def _named(draft: Draft, stage_id: str) -> Stage:
    return draft.method.stage(stage_id)
