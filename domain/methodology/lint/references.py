"""Every name that a method uses is one that it declares."""

from domain.methodology.fault import shown
from domain.methodology.lint.walk import Part, Walk, is_true, key_of, members, number
from domain.methodology.shape import LONGEST
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

_SORTED_ROLES = sorted(DOCUMENT_ROLES)

ROLE = both("role", "rôle")
GATE = both("gate", "jalon")
STAGE = both("stage", "étape")
TRACK = both("track", "piste")
DELIVERABLE = both("deliverable", "livrable")
AREA = both("area", "domaine")
FIELD = both("field", "champ")
DEFAULT_LADDER = "standard"
DEFAULT_MANAGER = "project-manager"

ONE = {
    "deliverables": {"area": ("areas", AREA), "owner": ("roles", ROLE)},
    "gates.criteria": {"area": ("areas", AREA)},
    "gates.joins": {"track": ("tracks", TRACK)},
    "gates.committee": {"escalate_to": ("roles", ROLE)},
    "gates.committee.seats": {"role": ("roles", ROLE), "substitute": ("roles", ROLE)},
    "stages": {"gate": ("gates", GATE), "phase": ("phases", both("phase", "phase"))},
    "tracks.stages": {"gate": ("gates", GATE), "phase": ("phases", both("phase", "phase"))},
    "events": {"gate": ("gates", GATE)},
    "tailoring": {"approver": ("roles", ROLE)},
    "arbitration": {"role": ("roles", ROLE)},
}
"""The keys that name one thing: in which list it is declared, and what it is called."""

MANY = {
    "apart": {"roles": ("roles", ROLE)},
    "deliverables": {"signed_by": ("roles", ROLE)},
    "gates": {"informs": ("roles", ROLE)},
    "gates.requirements": {"or_any_of": ("deliverables", DELIVERABLE)},
    "gates.criteria": {"scored_by": ("roles", ROLE), "answered_by": ("roles", ROLE)},
    "gates.ratings": {"by": ("roles", ROLE)},
    "stages": {"also": ("gates", GATE), "tracks": ("tracks", TRACK)},
    "tracks.stages": {"also": ("gates", GATE), "tracks": ("tracks", TRACK)},
}
"""The same for the keys that name several."""

OTHERS = {
    "deliverables": ("part_of", "replaces"),
    "gates": ("after", "merges"),
    "stages": ("replaces",),
}
"""The keys that name other members of their own list."""

RENAMED = {
    "gates": ("gates",),
    "stages": ("stages", "tracks.stages"),
    "deliverables": ("deliverables",),
    "criteria": ("gates.criteria",),
    "roles": ("roles",),
}


def lint_references(walk: Walk) -> None:
    """Find names that nothing declares."""
    _manager(walk)
    for kind, keys in ONE.items():
        for part in walk.every(kind):
            for key, (declared, what) in keys.items():
                node = part.node.get(key)
                if node is not None:
                    walk.refer(node, f"{part.path}.{key}", what, walk.ids(declared))
    for kind, lists in MANY.items():
        for part in walk.every(kind):
            for key, (declared, what) in lists.items():
                walk.refer_all(part, key, what, walk.ids(declared))
    _requirements(walk)
    for part in walk.every("deliverables"):
        _deliverable(walk, part)
    _others(walk)
    _renamed(walk)


def _manager(walk: Walk) -> None:
    roles, manager = walk.ids("roles"), walk.root.get("manager")
    if manager is None and DEFAULT_MANAGER not in roles:
        words = both(
            f"no manager is named and there is no role {DEFAULT_MANAGER}; name the role that "
            "hands in packages",
            f"aucun manager n'est nommé et il n'y a pas de rôle {DEFAULT_MANAGER} ; nommez le "
            "rôle qui remet les dossiers",
        )
        walk.fault(walk.root, "manager", words)
    walk.refer(manager, "manager", ROLE, roles)


def _requirements(walk: Walk) -> None:
    checks = None if walk.known.checks is None else sorted(walk.known.checks)
    for part in walk.every("gates.requirements"):
        node, path = part.node.get("deliverable"), f"{part.path}.deliverable"
        walk.refer(node, path, DELIVERABLE, walk.ids("deliverables"))
    if checks is not None:
        what = both("check", "contrôle")
        for part in walk.every("gates.requirements.checks"):
            walk.refer(part.node.get("check"), f"{part.path}.check", what, checks)


def _deliverable(walk: Walk, part: Part) -> None:
    ladders, ladder = walk.ids("ladders"), part.node.get("ladder")
    walk.refer(ladder, f"{part.path}.ladder", both("ladder", "échelle"), ladders)
    if ladder is None and DEFAULT_LADDER not in ladders:
        words = both(
            f"no ladder is named and none is called {DEFAULT_LADDER}; name one",
            f"aucune échelle n'est nommée et aucune ne s'appelle {DEFAULT_LADDER} ; nommez-en une",
        )
        walk.fault(part.node, f"{part.path}.ladder", words)
    match = part.node.get("match")
    for role in match.items("roles") if match is not None else []:
        what = both("document role", "rôle de document")
        walk.refer(role, f"{part.path}.match.roles", what, _SORTED_ROLES)
    for role, _ in _pairs(part.node, "raci"):
        walk.refer(role, f"{part.path}.raci", ROLE, walk.ids("roles"))
    for taxonomy, area in _pairs(part.node, "filed"):
        what = both("taxonomy", "taxonomie")
        walk.refer(taxonomy, f"{part.path}.filed", what, walk.ids("taxonomies"))
        found = walk.ids("taxonomies").get(str(taxonomy.value))
        if found is not None:
            areas = [name for node in found.items("areas") if (name := node.word("id"))]
            walk.refer(area, f"{part.path}.filed.{str(taxonomy.value)[:LONGEST]}", AREA, areas)


def _pairs(node: Node, key: str) -> list[tuple[Node, Node]]:
    """Return the keys and values of a mapping, each with its place."""
    found = node.get(key)
    if found is None or not isinstance(found.value, dict):
        return []
    return [(key_of(found, name), value) for name, value in found.value.items()]


def _others(walk: Walk) -> None:
    """Find names of members of the same list that it does not have."""
    words = {"deliverables": DELIVERABLE, "gates": GATE, "stages": STAGE}
    for kind, keys in OTHERS.items():
        for part in walk.every(kind):
            for key in keys:
                node = _one(part.node, key)
                if node is not None:
                    walk.refer(node, f"{part.path}.{key}", words[kind], walk.ids(kind))
                walk.refer_all(part, key, words[kind], walk.ids(kind))
    for track, path in members(walk.root, "tracks"):
        own = [name for node in track.items("stages") if (name := node.word("id"))]
        for stage, inner in members(track, "stages", path):
            walk.refer_all(Part(stage, inner), "replaces", STAGE, own)
    _joined_gates(walk)


def _one(node: Node, key: str) -> Node | None:
    found = node.get(key)
    return found if found is not None and isinstance(found.value, str) else None


def _joined_gates(walk: Walk) -> None:
    """Find gates that a joined track never comes to; one of another method's is not known here."""
    tracks = walk.ids("tracks")
    reached = {
        name: {gate: None for stage in track.items("stages") for gate in gates_of(stage)}
        for name, track in tracks.items()
    }
    for part in walk.every("gates.joins"):
        name = part.word("track") or ""
        track = tracks.get(name)
        if track is None:
            continue
        if track.get("method") is None:
            walk.refer(part.node.get("gate"), f"{part.path}.gate", GATE, reached[name])
        need = number(part.node, "need", 1)
        if need < 1 or (need > 1 and not is_true(track, "many")):
            walk.fault(part.node.get("need") or part.node, f"{part.path}.need", _need(need))


def gates_of(stage: Node) -> list[str]:
    """Return the gates of a stage: those inside it, and the one at its end."""
    inside = [each.value for each in stage.items("also") if isinstance(each.value, str)]
    last = stage.word("gate")
    return inside if last is None else [*inside, last]


def _need(need: int) -> Text:
    if need < 1:
        return both(
            f"{need} tracks are none; expected all, any or a number from 1",
            f"{need} piste, c'est aucune ; attendu : all, any ou un nombre à partir de 1",
        )
    return both(
        f"{need} of this track are needed, but it is there once only; write many: true on the "
        "track, or need: all",
        f"il faut {need} fois cette piste, qui n'existe qu'une fois ; écrivez many: true sur la "
        "piste, ou need: all",
    )


def _renamed(walk: Walk) -> None:
    """Find new names that nothing has, and old ones that something still has."""
    renamed = walk.root.get("renamed")
    for key, kinds in RENAMED.items() if renamed is not None else ():
        present = [name for kind in kinds for name in walk.ids(kind)]
        for old, new in _pairs(renamed, key) if renamed is not None else []:
            path = f"renamed.{key}.{str(old.value)[:LONGEST]}"
            walk.refer(new, path, both("new name", "nouveau nom"), present)
            if old.value in present:
                words = both(
                    f"{shown(old.value)} is still in this version, so it has no other name",
                    f"{shown(old.value)} existe encore dans cette version ; il n'a donc pas "
                    "d'autre nom",
                )
                walk.fault(old, path, words)
