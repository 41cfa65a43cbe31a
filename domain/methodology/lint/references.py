"""Every name that a method uses is one that it declares."""

from domain.methodology.fault import shown
from domain.methodology.lint.walk import Walk, is_true, members, place
from domain.methodology.tree import Node
from domain.text import Text, both

DOCUMENT_ROLES = frozenset(
    {
        "charter",
        "mandate",
        "project proposal",
        "business case",
        "scope",
        "wbs",
        "schedule",
        "cost",
        "risk",
        "procurement",
        "quality",
        "resources",
        "organisation",
        "communication",
        "stakeholders",
        "requirements",
        "change request",
        "issues",
        "status report",
        "minutes",
        "benefits",
        "lessons",
        "acceptance",
        "closure report",
        "selection",
        "request",
        "other",
    }
)
"""What the reader can take a document for; ``match.roles`` of a deliverable names these."""

ROLE = both("role", "rôle")
DEFAULT_LADDER = "standard"
DEFAULT_MANAGER = "project-manager"


def lint_references(walk: Walk) -> None:
    """Find names that nothing declares, and protected deliverables that no gate demands."""
    roles = walk.ids("roles")
    manager = walk.root.get("manager")
    if manager is None and DEFAULT_MANAGER not in roles:
        words = both(
            f"no manager is named and there is no role {DEFAULT_MANAGER}; name the role that "
            "hands in packages",
            f"aucun manager n'est nommé et il n'y a pas de rôle {DEFAULT_MANAGER} ; nommez le "
            "rôle qui remet les dossiers",
        )
        walk.fault(walk.root, "manager", words)
    walk.refer(manager, "manager", ROLE, roles)
    for deliverable, path in members(walk.root, "deliverables"):
        _deliverable(walk, deliverable, path)
    for gate, path in members(walk.root, "gates"):
        for requirement, inner in members(gate, "requirements", path):
            _requirement(walk, requirement, inner)
        for informed in gate.items("informs"):
            walk.refer(informed, f"{path}.informs", ROLE, roles)
    _protected(walk)


def _deliverable(walk: Walk, node: Node, path: str) -> None:
    roles, ladders = walk.ids("roles"), walk.ids("ladders")
    walk.refer(node.get("area"), f"{path}.area", both("area", "domaine"), walk.ids("areas"))
    walk.refer(node.get("owner"), f"{path}.owner", ROLE, roles)
    ladder = node.get("ladder")
    walk.refer(ladder, f"{path}.ladder", both("ladder", "échelle"), ladders)
    if ladder is None and DEFAULT_LADDER not in ladders:
        words = both(
            f"no ladder is named and none is called {DEFAULT_LADDER}; name one",
            f"aucune échelle n'est nommée et aucune ne s'appelle {DEFAULT_LADDER} ; nommez-en une",
        )
        walk.fault(node, f"{path}.ladder", words)
    match = node.get("match")
    for role in match.items("roles") if match is not None else []:
        what = both("document role", "rôle de document")
        walk.refer(role, f"{path}.match.roles", what, sorted(DOCUMENT_ROLES))


def _requirement(walk: Walk, node: Node, path: str) -> None:
    what = both("deliverable", "livrable")
    walk.refer(node.get("deliverable"), f"{path}.deliverable", what, walk.ids("deliverables"))
    _maturity(walk, node, path)
    if is_true(node, "state") and node.items("checks"):
        words = both(
            "a state is signed, not read; remove the checks or the line state",
            "un état se signe et ne se lit pas ; retirez les contrôles ou la ligne state",
        )
        walk.fault(place(node, "checks"), f"{path}.checks", words)
    if walk.known_checks is not None:
        for use, inner in members(node, "checks", path):
            what = both("check", "contrôle")
            walk.refer(use.get("check"), f"{inner}.check", what, sorted(walk.known_checks))


def _maturity(walk: Walk, node: Node, path: str) -> None:
    found = walk.ids("deliverables").get(node.word("deliverable") or "")
    if found is None:
        return
    ladder = found.word("ladder") or DEFAULT_LADDER
    declared = walk.ids("ladders").get(ladder)
    if declared is None:
        return
    if is_true(declared, "counted"):
        if node.get("maturity") is not None:
            walk.fault(place(node, "maturity"), f"{path}.maturity", _counted(ladder))
        return
    if node.get("maturity") is None:
        if (found.word("kind") or "document") == "document":
            walk.fault(node, f"{path}.maturity", _NO_MATURITY)
        return
    levels = [level for each in declared.items("levels") if (level := each.word("id"))]
    what = both(f"maturity of the ladder {ladder}", f"maturité de l'échelle {ladder}")
    walk.refer(node.get("maturity"), f"{path}.maturity", what, levels)


def _counted(ladder: str) -> Text:
    return both(
        f"the ladder {ladder} only counts issues; remove the maturity",
        f"l'échelle {ladder} ne fait que compter les indices ; retirez la maturité",
    )


_NO_MATURITY = both(
    "the key 'maturity' is missing; add it", "la clé 'maturity' manque ; ajoutez-la"
)


def _protected(walk: Walk) -> None:
    demanded = {
        requirement.word("deliverable")
        for gate in walk.root.items("gates")
        for requirement in gate.items("requirements")
        if requirement.word("force") in {None, "must"}
    }
    for node, path in members(walk.root, "deliverables"):
        if is_true(node, "protected") and node.word("id") not in demanded:
            name = shown(node.word("id"))
            words = both(
                f"{name} is protected, but no gate demands it as a must; demand it, or "
                "unprotect it",
                f"{name} est protégé, mais aucun jalon ne l'exige (must) ; exigez-le, ou levez la "
                "protection",
            )
            walk.fault(place(node, "protected"), f"{path}.protected", words)
