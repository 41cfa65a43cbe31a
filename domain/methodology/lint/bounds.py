"""How much a method may hold, so that a text of any size is judged in bounded time."""

from domain.methodology.lint.walk import Walk, key_of
from domain.text import both

MOST = 1_000
"""At most so many members of a list of the method; the largest published ones have some 200."""

MOST_INSIDE = {
    "gates.requirements": 5_000,
    "gates.requirements.checks": 10_000,
    "gates.criteria": 5_000,
    "gates.committee.seats": 5_000,
    "decisions": 100,
}
"""The lists that may have more or fewer members, counted over the whole method."""

MOST_LISTED = {"languages": 50, "choices": 200}
"""At most so many names in a list of these keys."""


def lint_bounds(walk: Walk) -> bool:
    """Note lists that are too long to be judged; return whether all can be."""
    before = len(walk.faults)
    for kind in walk.kinds:
        parts, most = walk.every(kind), MOST_INSIDE.get(kind, MOST)
        if len(parts) > most:
            words = both(
                f"more than {most} {kind}; a method needs far fewer",
                f"plus de {most} {kind} ; une méthode en demande bien moins",
            )
            walk.fault(parts[most].node, parts[most].path, words)
    for key, most in MOST_LISTED.items():
        for node, path in [(walk.root, ""), *((p.node, p.path) for p in walk.every("attributes"))]:
            if len(node.items(key)) > most:
                words = both(
                    f"more than {most} in {key}; a method needs far fewer",
                    f"plus de {most} dans {key} ; une méthode en demande bien moins",
                )
                walk.fault(key_of(node, key), f"{path}.{key}" if path else key, words)
    return len(walk.faults) == before
