"""Chains of references that lead back to where they began."""

from collections.abc import Mapping, Sequence

from domain.methodology.lint.walk import Part, Walk, place, words_in
from domain.methodology.tree import Node
from domain.text import both

CHAINS = (
    (("deliverables",), "part_of"),
    (("deliverables",), "replaces"),
    (("gates",), "after"),
    (("gates",), "merges"),
    (("stages", "tracks.stages"), "replaces"),
)
"""The keys that refer to members of their own lists."""

MOST_TOLD = 20
"""At most so many circles of one kind are told."""


def lint_circles(walk: Walk) -> None:
    """Find parts that, one after the other, lead back to themselves."""
    for kinds, key in CHAINS:
        parts = [part for kind in kinds for part in walk.every(kind)]
        named = {name: part for part in parts if (name := part.word("id")) is not None}
        leads = {name: _leads(part.node, key) for name, part in named.items()}
        for circle in _circles(leads):
            _told(walk, named[circle[0]], key, circle)


def _leads(node: Node, key: str) -> list[str]:
    one = node.word(key)
    return [one] if one is not None else words_in(node, key)


def _circles(leads: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return a circle for each way back that a walk from member to member meets."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in leads:
        way = {start: iter(leads[start])} if start not in done else {}
        while way and len(found) < MOST_TOLD:
            here = next(reversed(way))
            ahead = next((name for name in way[here] if name in leads and name not in done), None)
            if ahead is None:
                done.add(here)
                del way[here]
            elif ahead in way:
                names = list(way)
                found.append(names[names.index(ahead) :])
            else:
                way[ahead] = iter(leads[ahead])
    return found


def _told(walk: Walk, part: Part, key: str, circle: list[str]) -> None:
    shown = circle if len(circle) <= 6 else [*circle[:5], "..."]  # noqa: PLR2004 - a line's room
    way = " → ".join([*shown, circle[0]])
    words = both(
        f"{key} leads in a circle: {way}; take one of them out",
        f"{key} tourne en rond : {way} ; retirez l'un d'eux",
    )
    walk.fault(place(part.node, key), f"{part.path}.{key}", words)
