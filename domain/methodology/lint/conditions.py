"""Every expression of a method can be read, uses known names, and comes to what it must."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.methodology.expressions.sorts import CONDITION, DAY, OPEN, QUANTITY, Sort, Type
from domain.methodology.expressions.syntax import parse
from domain.methodology.expressions.tokens import ExpressionError
from domain.methodology.expressions.types import check_types
from domain.methodology.fault import unknown
from domain.methodology.lint.names import (
    ARBITRATION,
    FAMILIES,
    ORDER,
    RESERVED,
    ROW,
    names_by_place,
    names_of_rows,
)
from domain.methodology.lint.walk import Part, Walk, place
from domain.methodology.model.criterion_tests import BASELINE
from domain.methodology.model.vocabulary import as_expression
from domain.methodology.tree import Node
from domain.text import Text, both

MOST_WRITTEN = 60_000
"""At most so many characters of all expressions together are judged; no method needs them."""

CONDITIONS: dict[str, tuple[str, ...]] = {
    "scores.points": ("when",),
    "classes": ("when",),
    "packs": ("when",),
    "deliverables": ("when",),
    "gates": ("when", "decide_when"),
    "gates.requirements": ("when",),
    "gates.criteria": ("when", "holds"),
    "gates.committee.seats": ("when",),
    "stages": ("when", "repeat_until"),
    "tracks": ("when",),
    "tracks.stages": ("when", "repeat_until"),
    "events": ("when",),
    "arbitration": ("when",),
}
"""Where conditions stand."""

QUANTITIES = {"tolerances": ("measure", "limit")}
"""Where expressions stand that come to a number or a date."""


IN_TESTS: dict[tuple[str, str], tuple[frozenset[Sort], str]] = {
    ("each_row", "where"): (CONDITION, ROW),
    ("each_row", "holds"): (CONDITION, ROW),
    ("threshold", "times"): (QUANTITY, ""),
    ("date_slip", "against"): (DAY, ""),
}
"""Where expressions stand in the tests of criteria, what they come to, and what they may use."""


_FACT = both("fact", "fait")


class _Written(NamedTuple):
    """An expression, where it stands, and what it must come to."""

    node: Node
    text: str
    path: str
    place: str
    wanted: frozenset[Sort]


def lint_conditions(walk: Walk) -> None:
    """Find expressions that cannot be read or can never be right, and names they cannot use."""
    _attributes(walk)
    names = names_by_place(walk)
    names[ROW] = names_of_rows(walk, names[""])
    judged: dict[tuple[str, str, frozenset[Sort]], list[tuple[int, Text]]] = {}
    written = 0
    for found in _written(walk):
        key = found.text, found.place, found.wanted
        if key not in judged:
            written += len(found.text)
            if written > MOST_WRITTEN:
                walk.fault(found.node, found.path, _TOO_MUCH)
                return
            judged[key] = _judged(walk, found, names)
        for column, words in judged[key]:
            walk.fault(_inside(found.node, column), found.path, words)


def _written(walk: Walk) -> Iterator[_Written]:
    for wanted, lists in ((CONDITION, CONDITIONS), (QUANTITY, QUANTITIES)):
        for kind, keys in lists.items():
            top = kind.partition(".")[0]
            for part in walk.every(kind):
                for key in keys:
                    node = part.node.get(key)
                    if node is not None:
                        where = top if top in (*ORDER, ARBITRATION) else ""
                        yield from _expression(node, f"{part.path}.{key}", where, wanted)
    for part in walk.every("gates.criteria"):
        test = part.node.get("test")
        if test is not None:
            yield from _in_test(Part(test, f"{part.path}.test"))


def _in_test(test: Part) -> Iterator[_Written]:
    for (kind, key), (wanted, where) in IN_TESTS.items():
        inside = test.node.get(kind)
        node = inside.get(key) if inside is not None else None
        if node is not None and node.value != BASELINE:
            yield from _expression(node, f"{test.path}.{kind}.{key}", where, wanted)
    compared = test.node.get("cross_check")
    for number, each in enumerate(compared.items("same") if compared is not None else ()):
        node = each.get("value")
        if node is not None:
            path = f"{test.path}.cross_check.same[{number}].value"
            yield from _expression(node, path, "", frozenset(Sort))


def _expression(node: Node, path: str, where: str, wanted: frozenset[Sort]) -> Iterator[_Written]:
    text = as_expression(node.value)
    if isinstance(text, str):
        yield _Written(node, text, path, where, wanted)


def _judged(
    walk: Walk, found: _Written, names: dict[str, dict[str, Type]]
) -> list[tuple[int, Text]]:
    try:
        parsed = parse(found.text)
    except ExpressionError as error:
        return [(error.column, error.words)]
    known = names[found.place]
    if found.place == ROW and walk.known.columns is None:  # any name may be that of a column
        known = known | {name: Type(Sort.ANY) for name in parsed.names if name not in known}
    later = [name for name in parsed.names if name not in known and name in names[""]]
    refused = {name: _too_early(name, found.place) for name in later}
    refused |= _unknown_facts(walk, parsed.names)
    return check_types(parsed, known, found.wanted, refused=refused, guesses=walk.guesses)


def _unknown_facts(walk: Walk, names: Iterable[str]) -> dict[str, Text]:
    """Return the names of facts that no document can state, with what was probably meant."""
    facts = walk.known.facts
    found = {}
    for name in names if facts is not None else ():
        family = next((each for each in OPEN if name.startswith(each)), None)
        if facts is not None and family is not None and name.removeprefix(family) not in facts:
            known = [f"{family}{fact}" for fact in facts]
            found[name] = unknown(_FACT, name, known, guess=walk.guesses.may(known))
    return found


def _inside(node: Node, column: int) -> Node:
    """Return the place in the text of a scalar, where its characters stand as they are written."""
    if node.offset is None:
        return node
    return Node(node.line, node.column + node.offset + column - 1, node.value)


def _attributes(walk: Walk) -> None:
    """Find attributes that no expression could name, and choices that go with no choice."""
    for part in walk.every("attributes"):
        name, kind = part.word("id") or "", part.word("kind")
        if name.lower() in RESERVED or name.startswith(FAMILIES):
            walk.fault(place(part.node, "id"), f"{part.path}.id", _reserved(name))
        choices = part.node.get("choices")
        if kind == "choice" and not part.node.items("choices"):
            walk.fault(choices or part.node, f"{part.path}.choices", _NO_CHOICES)
        elif kind not in {"choice", None} and part.node.items("choices"):
            walk.fault(place(part.node, "choices"), f"{part.path}.choices", _CHOICES)


def _too_early(name: str, where: str) -> Text:
    en = {"scores": "a score", "classes": "a class", "packs": "a pack", "tolerances": "a tolerance"}
    fr = {
        "scores": "un score",
        "classes": "une classe",
        "packs": "un module",
        "tolerances": "une tolérance",
    }
    return both(
        f"{name[:80]} is not known yet when {en[where]} is worked out: scores come first, then the "
        "class, the packs, the tolerances",
        f"{name[:80]} n'est pas encore connu quand on détermine {fr[where]} : d'abord les scores, "
        "puis la classe, les modules, les tolérances",
    )


def _reserved(name: str) -> Text:
    return both(
        f"{name[:80]} has a meaning of its own in expressions; call the attribute otherwise",
        f"{name[:80]} a déjà un sens dans les expressions ; nommez l'attribut autrement",
    )


_TOO_MUCH = both(
    f"the expressions before this one have {MOST_WRITTEN:,} characters in all; a method needs far "
    "fewer, and the rest is not judged",
    f"les expressions qui précèdent ont {MOST_WRITTEN:,} caractères en tout ; une méthode en "
    "demande bien moins, et le reste n'est pas jugé",
)
_NO_CHOICES = both(
    "a choice needs choices; list them", "un choix demande des possibilités ; listez-les (choices)"
)
_CHOICES = both(
    "choices go with kind: choice only; remove them, or set the kind",
    "choices ne va qu'avec kind: choice ; retirez-les, ou changez kind",
)
