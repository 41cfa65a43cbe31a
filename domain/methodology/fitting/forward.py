"""What earlier gates did not ask becomes due at the next one (rule 38)."""

from domain.methodology.fitting.circumstances import Passed
from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.seats import answerable
from domain.methodology.fitting.sentences import came_past, now_due
from domain.methodology.fitting.uniting import Ladders, asks, united, united_criteria
from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import Criterion, Origin, Requirement

OF_DOCUMENTS = ("fact.", "baseline.")
"""What is asked because of a package's own documents was asked of that package."""


def roll_forward(draft: Draft) -> None:
    """Make due at the next gate what gates that lie behind were to ask, and did not.

    They did not under another class; or the project came past them while a condition left them
    out that does not do so today. A gate that was decided outside, or under the class of today,
    asked what it should.
    """
    klass, passed = draft.standing.classified.klass, draft.circumstances.passed
    classed = klass is not None and bool(draft.method.classes)
    known = [each for each in passed if each.policy is not None and each.klass is not None]
    other = [each for each in known if each.klass != klass] if classed else []
    if not (other or draft.branches):
        return
    behind, ahead = _behind_and_ahead(draft)
    newest = {each.gate: each for each in passed}
    asked = [*ahead, *(each.policy for each in passed if each.policy is not None)]
    ladders = Ladders(draft.method)
    for gate in behind:
        then = _class_then(gate, newest, other, klass) if klass is not None and other else None
        if klass is not None and then is not None:
            because = now_due(then, klass, draft.standing.classified.because)
            origin = Origin(kind="class", name=gate.id, because=because)
        elif draft.branches and _never_met(gate, newest):
            origin = Origin(kind="rolled", name=gate.id, because=came_past(gate.id))
        else:
            continue
        _become_due(draft, gate, asked, origin, ladders)


def _behind_and_ahead(draft: Draft) -> tuple[list[Gate], list[Gate]]:
    """Return the gates of the project's way that lie behind it, and those that it still meets."""
    stages = draft.method.stages
    here = [stage.id for stage in stages].index(draft.stage)
    names = {draft.stage, *stages[here].replaces}
    iteration = draft.circumstances.iteration
    passed = draft.circumstances.passed
    inside = {each.gate for each in passed if each.stage in names and each.iteration == iteration}
    ahead = {
        gate
        for stage in stages[here:]
        for gate in (stage.gate, *(each for each in stage.also if each not in inside))
    }
    earlier = [gate for stage in stages[: here + 1] for gate in (*stage.also, stage.gate)]
    events = [each.gate for each in passed]
    gates = {gate.id: gate for gate in draft.method.gates}
    behind = dict.fromkeys(each for each in [*earlier, *events] if each not in ahead)
    return (
        [gates[each] for each in behind if each in gates],
        [gate for gate in draft.method.gates if gate.id in ahead],
    )


def _never_met(gate: Gate, newest: dict[str, Passed]) -> bool:
    """Tell whether a project came past a gate that was not decided here, nor before it entered."""
    return gate.id not in newest and all(each.policy is not None for each in newest.values())


def _class_then(
    gate: Gate, newest: dict[str, Passed], other: list[Passed], klass: str
) -> str | None:
    """Return the class under which a gate was passed or passed by, or None if it asked enough.

    A gate that the project never met, because its class of then had none, asked nothing.
    """
    passage = newest.get(gate.id)
    if passage is None:
        outside = any(each.policy is None for each in newest.values())
        return None if outside else other[-1].klass
    if passage.policy is None or passage.klass == klass:
        return None
    return passage.klass


def _become_due(
    draft: Draft, gate: Gate, asked: list[Gate], origin: Origin, ladders: Ladders
) -> None:
    end = draft.method.stage(draft.stage).gate
    receiving = draft.method.gate(end)
    known = {each.id for one in asked for each in one.criteria}
    requirements: list[Requirement] = [
        each.model_copy(update={"origin": origin})
        for each in gate.requirements
        if not _of_documents(each)
        and not any(asks(old, each, ladders) for one in asked for old in one.requirements)
    ]
    criteria: list[Criterion] = [
        answerable(each.model_copy(update={"origin": origin}), receiving.committee)
        for each in gate.criteria
        if each.id not in known and not _of_documents(each)
    ]
    if requirements or criteria:
        draft.put(
            receiving.model_copy(
                update={
                    "requirements": united(receiving.requirements, requirements, ladders),
                    "criteria": united_criteria(receiving.criteria, criteria),
                }
            )
        )


def _of_documents(item: Requirement | Criterion) -> bool:
    return item.when is not None and any(each in item.when for each in OF_DOCUMENTS)
