"""Every gate is reached, and every stage can be left."""

from collections.abc import Sequence

from domain.methodology.lint.references import gates_of
from domain.methodology.lint.walk import Walk, is_true, place, words_in
from domain.methodology.tree import Node
from domain.text import Text, both


def lint_ways(walk: Walk) -> None:
    """Find gates that no project comes to or that two stages end at, and gates never opened."""
    runs = [walk.root, *walk.root.items("tracks")]
    stages = [stage for run in runs for stage in run.items("stages")]
    for name, parts in (("stages", walk.every("stages")), ("tracks", walk.every("tracks.stages"))):
        by_run: dict[int, list[tuple[Node, str]]] = {}
        for part in parts:
            by_run.setdefault(id(part.above), []).append((part.node, part.path))
        for run in by_run.values():
            _ends(walk, run)
        if name == "stages" and parts:
            _last(walk, parts[-1].node)
    _reached(walk, stages)
    _order(walk)
    _inside(walk)


def _ends(walk: Walk, stages: Sequence[tuple[Node, str]]) -> None:
    """Find gates that end two stages of which a project goes through both."""
    ended: dict[str, list[Node]] = {}
    for stage, path in stages:
        gate = stage.word("gate")
        if gate is None:
            continue
        for first in ended.get(gate, []):
            if not _are_variants(first, stage):
                words = _ends_two(gate, first.word("id") or "")
                walk.fault(place(stage, "gate"), f"{path}.gate", words)
                break
        ended.setdefault(gate, []).append(stage)


def _are_variants(one: Node, other: Node) -> bool:
    """Whether one stage stands in the other's place, or a condition tells them apart."""
    return (
        one.word("id") in words_in(other, "replaces")
        or other.word("id") in words_in(one, "replaces")
        or one.get("when") is not None
        or other.get("when") is not None
    )


def _reached(walk: Walk, stages: Sequence[Node]) -> None:
    if not stages:
        return
    reached = {gate for stage in stages for gate in gates_of(stage)}
    reached.update(name for event in walk.every("events") if (name := event.word("gate")))
    reached.update(name for gate in walk.every("gates") for name in words_in(gate.node, "merges"))
    for part in walk.every("gates"):
        name = part.word("id")
        if name is not None and name not in reached:
            walk.fault(place(part.node, "id"), part.path, _unreachable(name))


def _last(walk: Walk, stage: Node) -> None:
    """Find a last gate that may be skipped: nothing follows into which it could roll."""
    gate = walk.ids("gates").get(stage.word("gate") or "")
    if gate is not None and is_true(gate, "skippable"):
        path = f"gates[{gate.word('id')}].skippable"
        walk.fault(place(gate, "skippable"), path, _SKIPPED_LAST)


def _order(walk: Walk) -> None:
    """Find gates that await a gate or a track which only comes after them."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    begun: dict[str, int] = {}
    for number, stage in enumerate(walk.root.items("stages")):
        for track in words_in(stage, "tracks"):
            begun.setdefault(track, number)
        for gate in gates_of(stage):
            first.setdefault(gate, number)
            last[gate] = number
    for part in walk.every("gates"):
        here = last.get(part.word("id") or "")
        for node in part.node.items("after"):
            there = first.get(str(node.value))
            if here is not None and there is not None and there > here:
                walk.fault(node, f"{part.path}.after", _comes_later(str(node.value)))
    for join in walk.every("gates.joins"):
        here = last.get(join.above.word("id") or "") if join.above is not None else None
        there = begun.get(join.word("track") or "")
        if here is not None and there is not None and there > here:
            name = join.word("track") or ""
            walk.fault(place(join.node, "track"), f"{join.path}.track", _begins_later(name))


def _inside(walk: Walk) -> None:
    """Find stages whose own end is also a gate inside them."""
    for kind in ("stages", "tracks.stages"):
        for part in walk.every(kind):
            for node in part.node.items("also"):
                if node.value == part.word("gate"):
                    walk.fault(node, f"{part.path}.also", _ITS_END)


def _ends_two(gate: str, first: str) -> Text:
    return both(
        f"the gate {gate} already ends the stage {first}; a gate ends one stage, or variants of "
        "it: let one replace the other, or give it a condition",
        f"le jalon {gate} termine déjà l'étape {first} ; un jalon termine une seule étape, ou ses "
        "variantes : que l'une remplace l'autre, ou donnez-lui une condition",
    )


def _unreachable(gate: str) -> Text:
    return both(
        f"no stage ends at the gate {gate} or has it inside, no event opens it and no gate merges "
        "it, so no project ever reaches it; name it in a stage, or remove it",
        f"aucune étape ne finit au jalon {gate} ni ne le contient, aucun événement ne l'ouvre et "
        "aucun jalon ne l'absorbe : aucun projet ne l'atteint ; nommez-le dans une étape, ou "
        "retirez-le",
    )


def _comes_later(gate: str) -> Text:
    return both(
        f"the gate {gate} only comes in a later stage, so this one would never open; remove it",
        f"le jalon {gate} ne vient que dans une étape ultérieure, celui-ci ne s'ouvrirait donc "
        "jamais ; retirez-le",
    )


def _begins_later(track: str) -> Text:
    return both(
        f"the track {track} only begins in a later stage, so there is nothing to await here; begin "
        "it earlier, or join it at a later gate",
        f"la piste {track} ne commence que dans une étape ultérieure, il n'y a donc rien à "
        "attendre ici ; commencez-la plus tôt, ou joignez-la à un jalon ultérieur",
    )


_SKIPPED_LAST = both(
    "this is the last gate: what it asks could roll into no other, so it cannot be skipped; remove "
    "skippable",
    "c'est le dernier jalon : ce qu'il demande ne pourrait passer à aucun autre, il ne se saute "
    "donc pas ; retirez skippable",
)
_ITS_END = both(
    "this gate ends the stage already; list in also only the gates inside it",
    "ce jalon termine déjà l'étape ; ne listez dans also que les jalons à l'intérieur",
)
