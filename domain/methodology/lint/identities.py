"""Ids stand once where they name something."""

from collections.abc import Iterable, Sequence

from domain.methodology.fault import shown
from domain.methodology.lint.demands import choices_of
from domain.methodology.lint.walk import Part, Walk, place
from domain.methodology.tree import Node
from domain.text import both

ONCE = (
    ("attributes",),
    ("scores",),
    ("classes",),
    ("packs",),
    ("tolerances",),
    ("tailoring",),
    ("areas",),
    ("taxonomies",),
    ("ladders",),
    ("roles",),
    ("decisions",),
    ("deliverables",),
    ("gates",),
    ("phases",),
    ("stages", "tracks.stages"),
    ("tracks",),
    ("events",),
)
"""The lists whose ids name one thing in the whole method; those in one line share their ids."""

ONCE_INSIDE = {
    "taxonomies.areas": "id",
    "ladders.levels": "id",
    "gates.requirements": "deliverable",
    "gates.requirements.checks": "check",
    "gates.criteria": "id",
    "gates.ratings": "id",
    "gates.ratings.levels": "id",
}
"""The lists whose ids name one thing inside the part that they stand in, with the key of the id."""

ONCE_LISTED = {
    "attributes": ("choices",),
    "apart": ("roles",),
    "deliverables": ("replaces", "signed_by"),
    "gates": ("decisions", "after", "merges", "informs"),
    "gates.requirements": ("or_any_of",),
    "gates.criteria": ("scored_by", "answered_by"),
    "gates.ratings": ("by",),
    "stages": ("also", "replaces", "tracks"),
    "tracks.stages": ("also", "replaces", "tracks"),
}
"""The lists of names that name nothing twice."""


def lint_identities(walk: Walk) -> None:
    """Find ids that stand twice, in a list or in two lists that share their ids."""
    for kinds in ONCE:
        parts = [part for kind in kinds for part in walk.every(kind)]
        _once(walk, parts, "id")
    for kind, key in ONCE_INSIDE.items():
        for inside in _together(walk.every(kind)):
            _once(walk, inside, key)
    for kind, keys in ONCE_LISTED.items():
        for part in walk.every(kind):
            for key in keys:
                _once_listed(walk, part.node.items(key), f"{part.path}.{key}")
    _once_listed(walk, walk.root.items("languages"), "languages")
    _shared(walk)
    for inside in _together(walk.every("gates.joins")):
        _joins(walk, inside)


def _together(parts: list[Part]) -> Iterable[list[Part]]:
    """Return the members of each part that holds some."""
    found: dict[int, list[Part]] = {}
    for part in parts:
        found.setdefault(id(part.above), []).append(part)
    return found.values()


def _once(walk: Walk, parts: Iterable[Part], key: str) -> None:
    """Find parts that are called like one before them."""
    seen: dict[str, Node] = {}
    for part in parts:
        node = part.node.get(key)
        if node is None or not isinstance(node.value, str):
            continue
        first = seen.setdefault(node.value, node)
        if first is not node:
            walk.fault(node, f"{part.path}.{key}", _twice(node.value, first.line))


def _once_listed(walk: Walk, nodes: Sequence[Node], path: str) -> None:
    """Find names that stand twice in one list."""
    seen: dict[str, Node] = {}
    for node in nodes:
        if isinstance(node.value, str):
            first = seen.setdefault(node.value, node)
            if first is not node:
                walk.fault(node, path, _twice(node.value, first.line))


def _twice(name: str, line: int) -> dict[str, str]:
    return both(
        f"{shown(name)} stands twice; the first one is in line {line}",
        f"{shown(name)} figure deux fois ; le premier est à la ligne {line}",
    )


def _shared(walk: Walk) -> None:
    """Find criteria of a gate that are called like a deliverable that it asks for.

    A person who signs, and a finding, name either by its id alone.
    """
    asked: dict[int, set[str]] = {}
    for part in walk.every("gates.requirements"):
        asked.setdefault(id(part.above), set()).update(choices_of(part.node))
    for part in walk.every("gates.criteria"):
        name = part.word("id")
        if name is not None and name in asked.get(id(part.above), ()):
            words = both(
                f"{shown(name)} is a deliverable of this gate too; call the criterion otherwise",
                f"{shown(name)} est aussi un livrable de ce jalon ; nommez le critère autrement",
            )
            walk.fault(place(part.node, "id"), f"{part.path}.id", words)


def _joins(walk: Walk, joins: list[Part]) -> None:
    seen: dict[tuple[str | None, str | None], int] = {}
    for part in joins:
        awaited = part.word("track"), part.word("gate")
        if awaited[0] is not None and awaited in seen:
            name = ".".join(filter(None, awaited))
            walk.fault(part.node, part.path, _twice(name, seen[awaited]))
        seen.setdefault(awaited, part.node.line)
