"""A stage stands in the place of others."""

from collections.abc import Iterable

from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.sentences import taken_place


def replace_stages(draft: Draft) -> None:
    """Put stages in the place of those that they replace, at the first one's place."""
    for replacing in in_order({stage.id: stage.replaces for stage in draft.method.stages}):
        stages = draft.method.stages
        stage = next((each for each in stages if each.id == replacing), None)
        if stage is None:
            continue
        lost = [each for each in stages if each.id in stage.replaces and each.id != stage.id]
        if not lost:
            continue
        why = taken_place(stage.id, draft.why.get(stage.id, {}))
        for each in lost:
            draft.leave_out(f"stages[{each.id}]", each.label, why)
        place = stages.index(lost[0])
        names = {each.id for each in lost}
        rest = names | {stage.id}
        before = [each for each in stages[:place] if each.id not in rest]
        after = [each for each in stages[place:] if each.id not in rest]
        # The stages that a replaced one had replaced are replaced by this one now.
        older = [name for each in lost for name in each.replaces if name != stage.id]
        whole = stage.model_copy(
            update={"replaces": tuple(dict.fromkeys([*stage.replaces, *older]))}
        )
        draft.walk([*before, whole, *after])
        if draft.stage in names:
            draft.stage = stage.id


def in_order(named: dict[str, tuple[str, ...]]) -> Iterable[str]:
    """Return who names others, each after those whom it names and who name others themselves."""
    done: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        if name in done or name in above:
            return
        for other in named[name]:
            if named.get(other):
                visit(other, above | {name})
        done[name] = None

    for name, others in named.items():
        if others:
            visit(name, frozenset())
    return list(done)
