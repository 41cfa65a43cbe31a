"""Which gates and tracks a project can come to, and a method without those that it cannot."""

from collections.abc import Collection, Mapping
from operator import is_

from domain.methodology.model.gate import Event, Gate, Stage, Track
from domain.methodology.model.method import Method

NOTHING: Mapping[str, str] = {}


def has_branches(method: Method) -> bool:
    """Tell whether some projects come past a gate that others meet."""
    stages = [*method.stages, *(stage for track in method.tracks for stage in track.stages)]
    return any(each.when or each.replaces for each in stages) or any(
        each.when or each.merges for each in method.gates
    )


def own_gates(method: Method) -> set[str]:
    """Return the gates of the project itself; what only tracks reach is for their projects."""
    ends = {gate for stage in method.stages for gate in (stage.gate, *stage.also)}
    return _with_merged(method, ends | {event.gate for event in method.events})


def all_gates(method: Method) -> set[str]:
    """Return the gates that the project or one of its tracks reaches."""
    return own_gates(method) | _with_merged(method, gates_of_tracks(method))


def gates_of_tracks(method: Method) -> set[str]:
    """Return the gates at which or in which the stages of tracks end."""
    return {
        gate
        for track in method.tracks
        for stage in track.stages
        for gate in (stage.gate, *stage.also)
    }


def tracks_begun(method: Method) -> set[str]:
    """Return the tracks that a stage begins, or a stage of such a track."""
    inner = {
        track.id: {each for stage in track.stages for each in stage.tracks}
        for track in method.tracks
    }
    found: set[str] = set()
    waiting = [each for stage in method.stages for each in stage.tracks]
    while waiting:
        track = waiting.pop()
        if track not in found:
            found.add(track)
            waiting += inner.get(track, ())
    return found


def without_gates(
    method: Method, gone: Collection[str], instead: Mapping[str, str] = NOTHING
) -> Method:
    """Return a method without some gates, and without anything that speaks of them.

    ``instead`` leads from a gate that was merged to the one that stands for it now, whose
    ``merges`` go on naming it.
    """
    if not gone:
        return method
    lost = set(gone)
    stages = tuple(_stage_without(each, lost, instead) for each in method.stages)
    inside = {gate: stage.gate for stage in stages for gate in stage.also}
    gates = tuple(
        _gate_without(each, lost, instead, inside) for each in method.gates if each.id not in lost
    )
    events = (_event_without(each, lost, instead) for each in method.events)
    return method.model_copy(
        update={
            "stages": stages,
            "gates": gates,
            "events": tuple(each for each in events if each is not None),
        }
    )


def without_tracks(method: Method, gone: Collection[str]) -> Method:
    """Return a method without some tracks, which no stage begins and no gate awaits any more."""
    if not gone:
        return method
    tracks = tuple(_track_beginning_less(each, gone) for each in method.tracks)
    stages = tuple(_stage_beginning_less(each, gone) for each in method.stages)
    gates = tuple(_gate_awaiting_less(each, gone) for each in method.gates)
    kept = tuple(each for each in tracks if each.id not in gone)
    return method.model_copy(update={"tracks": kept, "stages": stages, "gates": gates})


def _with_merged(method: Method, reached: set[str]) -> set[str]:
    """Add the gates that reached ones merge, and those that these merge."""
    merges = {gate.id: gate.merges for gate in method.gates}
    found, waiting = set[str](), list(reached)
    while waiting:
        gate = waiting.pop()
        if gate not in found:
            found.add(gate)
            waiting += merges.get(gate, ())
    return found


def _stage_without(stage: Stage, lost: set[str], instead: Mapping[str, str]) -> Stage:
    if lost.isdisjoint(stage.also):
        return stage
    also = dict.fromkeys(
        instead.get(each, each) for each in stage.also if each not in lost or each in instead
    )
    also.pop(stage.gate, None)
    return stage.model_copy(update={"also": tuple(also)})


def _gate_without(
    gate: Gate, lost: set[str], instead: Mapping[str, str], inside: Mapping[str, str]
) -> Gate:
    """Return a gate that no longer speaks of lost ones.

    What is passed inside a stage never awaits the gate that ends it, which awaits it.
    """
    update: dict[str, object] = {}
    if not lost.isdisjoint(gate.after):
        after = dict.fromkeys(instead.get(each, each) for each in gate.after)
        update["after"] = tuple(
            each
            for each in after
            if each not in lost and each not in (gate.id, inside.get(gate.id))
        )
    if any(each in lost and each not in instead for each in gate.merges):
        update["merges"] = tuple(
            each for each in gate.merges if each not in lost or each in instead
        )
    if any(join.gate in lost for join in gate.joins):
        update["joins"] = tuple(join for join in gate.joins if join.gate not in lost)
    return gate.model_copy(update=update) if update else gate


def _track_beginning_less(track: Track, gone: Collection[str]) -> Track:
    stages = tuple(_stage_beginning_less(each, gone) for each in track.stages)
    same = all(map(is_, stages, track.stages))
    return track if same else track.model_copy(update={"stages": stages})


def _stage_beginning_less(stage: Stage, gone: Collection[str]) -> Stage:
    if not any(each in gone for each in stage.tracks):
        return stage
    tracks = tuple(each for each in stage.tracks if each not in gone)
    return stage.model_copy(update={"tracks": tracks})


def _gate_awaiting_less(gate: Gate, gone: Collection[str]) -> Gate:
    if not any(join.track in gone for join in gate.joins):
        return gate
    joins = tuple(join for join in gate.joins if join.track not in gone)
    return gate.model_copy(update={"joins": joins})


def _event_without(event: Event, lost: set[str], instead: Mapping[str, str]) -> Event | None:
    if event.gate in instead:
        return event.model_copy(update={"gate": instead[event.gate]})
    return None if event.gate in lost else event
