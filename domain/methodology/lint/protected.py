"""What is protected is demanded by the method, and nothing in the method drops it again."""

from domain.methodology.fault import shown
from domain.methodology.lint.demands import choices_of
from domain.methodology.lint.walk import Part, Walk, is_true, number, place
from domain.text import Text, both


def lint_protected(walk: Walk) -> None:
    """Find protected deliverables that no gate demands of every project, or that may be dropped.

    A condition on the deliverable itself is no fault: it says for whom the minimum is one.
    """
    protected = {
        name for name, node in walk.ids("deliverables").items() if is_true(node, "protected")
    }
    demands: dict[str, list[Part]] = {}
    for part in walk.every("gates.requirements"):
        for name in _demanded(part, protected):
            demands.setdefault(name, []).append(part)
        if part.word("deliverable") in protected and is_true(part.node, "tailorable"):
            words = _tailorable(part.word("deliverable") or "")
            walk.fault(place(part.node, "tailorable"), f"{part.path}.tailorable", words)
    for part in walk.every("deliverables"):
        name = part.word("id") or ""
        if name not in protected:
            _replaces(walk, part, protected)
        elif name not in demands:
            walk.fault(place(part.node, "protected"), f"{part.path}.protected", _not_asked(name))
        elif all(_is_conditional(demand) for demand in demands[name]):
            where = demands[name][0]
            if where.node.get("when") is None and where.above is not None:
                where = where.above
            walk.fault(place(where.node, "when"), f"{where.path}.when", _conditional(name))


def _demanded(part: Part, protected: set[str]) -> set[str]:
    """Return the protected deliverables without which a requirement is not met."""
    choices = choices_of(part.node)
    if part.word("force") not in {None, "must"}:
        return set()
    every = number(part.node, "at_least", 1) >= len(choices)
    return protected.intersection(choices) if every or protected.issuperset(choices) else set()


def _is_conditional(part: Part) -> bool:
    gate = part.above
    return part.node.get("when") is not None or (
        gate is not None and gate.node.get("when") is not None
    )


def _replaces(walk: Walk, part: Part, protected: set[str]) -> None:
    for node in part.node.items("replaces"):
        if node.value in protected:
            words = both(
                f"{shown(node.value)} is protected, and what replaces it is not; protect this "
                "deliverable too",
                f"{shown(node.value)} est protégé, et ce qui le remplace ne l'est pas ; protégez "
                "aussi ce livrable",
            )
            walk.fault(node, f"{part.path}.replaces", words)


def _not_asked(name: str) -> Text:
    return both(
        f"{shown(name)} is protected, but no gate demands it; ask for it with force must at a "
        "gate, or remove the protection",
        f"{shown(name)} est protégé, mais aucun jalon ne l'exige ; demandez-le avec la force must "
        "à un jalon, ou retirez la protection",
    )


def _tailorable(name: str) -> Text:
    return both(
        f"{shown(name)} is protected, so no tailoring drops it; remove the line tailorable, or "
        "the protection",
        f"{shown(name)} est protégé, aucune adaptation ne le retire donc ; retirez la ligne "
        "tailorable, ou la protection",
    )


def _conditional(name: str) -> Text:
    return both(
        f"this condition could drop the protected {shown(name)}, which no gate demands without "
        "one; put the condition on the deliverable itself, or demand it at a gate without one",
        f"cette condition pourrait retirer {shown(name)}, qui est protégé et qu'aucun jalon "
        "n'exige sans condition ; mettez la condition sur le livrable lui-même, ou exigez-le sans "
        "condition à un jalon",
    )
