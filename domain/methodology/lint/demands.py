"""What gates ask for can be met: maturity on the deliverable's ladder, alternatives, dates."""

from collections.abc import Mapping, Sequence

from domain.methodology.fault import shown
from domain.methodology.lint.references import DEFAULT_LADDER
from domain.methodology.lint.walk import Part, Walk, is_true, key_of, number, place, words_in
from domain.methodology.shape import LONGEST
from domain.methodology.tree import Node
from domain.text import Text, both


def lint_demands(walk: Walk) -> None:
    """Find requirements that nothing could meet, and ladders without a rung."""
    for part in walk.every("ladders"):
        _ladder(walk, part)
    levels = {
        name: [level for each in node.items("levels") if (level := each.word("id"))]
        for name, node in walk.ids("ladders").items()
    }
    for part in walk.every("gates.requirements"):
        choices = choices_of(part.node)
        _alternatives(walk, part, choices)
        _maturity(walk, part, choices, levels)
        _signed(walk, part, choices)
        _dates(walk, part)
    for kind in ("gates.requirements", "gates.criteria"):
        for part in walk.every(kind):
            if part.node.get("origin") is not None:
                walk.fault(key_of(part.node, "origin"), f"{part.path}.origin", _ORIGIN)
    for part in walk.every("deliverables"):
        _accountable(walk, part)
        _replaced(walk, part)


def choices_of(requirement: Node) -> list[str]:
    """Return the deliverables of which one or more must be there."""
    first = requirement.word("deliverable")
    return [*([first] if first is not None else []), *words_in(requirement, "or_any_of")]


def _ladder(walk: Walk, part: Part) -> None:
    counted, levels = is_true(part.node, "counted"), part.node.items("levels")
    if counted and levels:
        walk.fault(place(part.node, "levels"), f"{part.path}.levels", _LEVELS)
    if not counted and not levels:
        walk.fault(place(part.node, "levels"), f"{part.path}.levels", _NO_LEVELS)


def _ladder_of(walk: Walk, deliverable: str) -> tuple[str, Node] | None:
    """Return the ladder of a deliverable, unless something in between is not declared."""
    found = walk.ids("deliverables").get(deliverable)
    if found is None:
        return None
    name = found.word("ladder") or DEFAULT_LADDER
    declared = walk.ids("ladders").get(name)
    return None if declared is None else (name, declared)


def _alternatives(walk: Walk, part: Part, choices: Sequence[str]) -> None:
    first = part.word("deliverable")
    for node in part.node.items("or_any_of"):
        if node.value == first:
            walk.fault(node, f"{part.path}.or_any_of", _ITSELF)
    least = number(part.node, "at_least", 1)
    if least > len(choices) > 0:
        words = both(
            f"{least} of {len(choices)} cannot be there; expected at most {len(choices)}",
            f"il ne peut y en avoir {least} sur {len(choices)} ; attendu : {len(choices)} au plus",
        )
        walk.fault(place(part.node, "at_least"), f"{part.path}.at_least", words)


def _maturity(
    walk: Walk, part: Part, choices: Sequence[str], levels: Mapping[str, Sequence[str]]
) -> None:
    """Find a maturity that is none of the ladder of each deliverable that may serve."""
    asked = part.node.get("maturity")
    told: set[str] = set()
    for choice in choices:
        found = _ladder_of(walk, choice)
        if found is None or found[0] in told:
            continue
        told.add(found[0])
        ladder, declared = found
        counted = is_true(declared, "counted")
        if is_true(part.node, "last_issue") and not counted:
            where = place(part.node, "last_issue")
            walk.fault(where, f"{part.path}.last_issue", _not_counted(ladder))
        if counted and asked is not None:
            walk.fault(asked, f"{part.path}.maturity", _counted(ladder))
        elif not counted and asked is not None:
            if asked.value not in levels[ladder]:
                what = both(f"maturity of the ladder {ladder}", f"maturité de l'échelle {ladder}")
                walk.refer(asked, f"{part.path}.maturity", what, levels[ladder])
        elif not counted and not _is_signed(walk, choice, part.node):
            walk.fault(part.node, f"{part.path}.maturity", _NO_MATURITY)


def _is_signed(walk: Walk, deliverable: str, requirement: Node) -> bool:
    found = walk.ids("deliverables").get(deliverable)
    kind = found.word("kind") if found is not None else None
    return is_true(requirement, "state") or (kind or "document") != "document"


def _signed(walk: Walk, part: Part, choices: Sequence[str]) -> None:
    if part.node.items("checks") and all(_is_signed(walk, choice, part.node) for choice in choices):
        walk.fault(place(part.node, "checks"), f"{part.path}.checks", _NOT_READ)


def _dates(walk: Walk, part: Part) -> None:
    fresh = part.node.get("fresh_within")
    if fresh is not None and isinstance(fresh.value, str) and fresh.value.startswith("-"):
        words = both(
            "this time cannot be negative; expected a duration such as P90D",
            "cette durée ne peut être négative ; attendu : une durée telle que P90D",
        )
        walk.fault(fresh, f"{part.path}.fresh_within", words)
    ready = number(part.node, "ready_days", 0)
    due = number(part.above.node, "lead_days", 0) if part.above is not None else 0
    if 0 < ready < due:
        words = both(
            f"the whole package is due {due} working days before the gate, so {ready} says "
            f"nothing; expected more than {due}",
            f"tout le dossier est dû {due} jours ouvrés avant le jalon, {ready} ne dit donc rien ; "
            f"attendu : plus de {due}",
        )
        walk.fault(place(part.node, "ready_days"), f"{part.path}.ready_days", words)


def _accountable(walk: Walk, part: Part) -> None:
    """Find deliverables for which nobody, or more than one, is accountable."""
    raci = part.node.get("raci")
    if raci is None or not isinstance(raci.value, dict) or not raci.value:
        return
    accountable = [role for role, letter in raci.value.items() if letter.value == "A"]
    path = f"{part.path}.raci"
    if not accountable:
        walk.fault(raci, path, _NOBODY)
    for role in accountable[1:]:
        words = both(
            f"{shown(role)} is accountable (A) beside {shown(accountable[0])}; exactly one role is",
            f"{shown(role)} approuve (A) comme {shown(accountable[0])} ; un seul rôle est "
            "responsable en dernier ressort",
        )
        walk.fault(raci.value[role], f"{path}.{role[:LONGEST]}", words)


def _replaced(walk: Walk, part: Part) -> None:
    """Find a deliverable that stands in another's place on another ladder."""
    ours = _ladder_of(walk, part.word("id") or "")
    for node in part.node.items("replaces"):
        theirs = _ladder_of(walk, str(node.value))
        if ours is not None and theirs is not None and ours[0] != theirs[0]:
            words = both(
                f"{shown(node.value)} is on the ladder {theirs[0]}, this one on {ours[0]}; what is "
                "asked of one must be met by the other, so they need the same ladder",
                f"{shown(node.value)} est sur l'échelle {theirs[0]}, celui-ci sur {ours[0]} ; ce "
                "qu'on demande à l'un doit valoir pour l'autre : il faut la même échelle",
            )
            walk.fault(node, f"{part.path}.replaces", words)


def _counted(ladder: str) -> Text:
    return both(
        f"the ladder {ladder} only counts issues; remove the maturity",
        f"l'échelle {ladder} ne fait que compter les indices ; retirez la maturité",
    )


def _not_counted(ladder: str) -> Text:
    return both(
        f"the ladder {ladder} names its levels; last_issue goes with a counted ladder only",
        f"l'échelle {ladder} nomme ses niveaux ; last_issue ne va qu'avec une échelle comptée",
    )


_LEVELS = both(
    "a counted ladder has no levels, it only counts issues; remove them, or the line counted",
    "une échelle comptée n'a pas de niveaux, elle compte les indices ; retirez-les, ou la ligne "
    "counted",
)
_NO_LEVELS = both(
    "this ladder has no level; list one or more, or write counted: true",
    "cette échelle n'a aucun niveau ; listez-en, ou écrivez counted: true",
)
_ORIGIN = both(
    "origin is set by the program, never written; remove it",
    "origin est posé par le programme, jamais écrit ; retirez-le",
)
_ITSELF = both(
    "a deliverable is no alternative to itself; remove it",
    "un livrable n'est pas une alternative à lui-même ; retirez-le",
)
_NO_MATURITY = both(
    "the key 'maturity' is missing; add it", "la clé 'maturity' manque ; ajoutez-la"
)
_NOT_READ = both(
    "a state is signed, not read; remove the checks or the line state",
    "un état se signe et ne se lit pas ; retirez les contrôles ou la ligne state",
)
_NOBODY = both(
    "nobody is accountable; give the letter A to exactly one role",
    "personne n'est responsable en dernier ressort ; donnez la lettre A à un seul rôle",
)
