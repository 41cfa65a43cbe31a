"""Typed criteria: one test each, told all that it needs, of things that there are."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from domain.methodology.fault import shown
from domain.methodology.lint.labels import is_language
from domain.methodology.lint.references import DELIVERABLE, DOCUMENT_ROLES, FIELD, ROLE
from domain.methodology.lint.walk import Part, Walk, key_of, place
from domain.methodology.model.criterion_tests import TESTS
from domain.methodology.tree import Node
from domain.text import Text, both


class _Needs(NamedTuple):
    """Of which keys a test needs one; ``only`` tells whether it takes one of them alone."""

    keys: tuple[str, ...]
    only: bool = False


_NEEDS = {
    "document_present": _Needs(("role", "deliverable")),
    "field_filled": _Needs(("field", "labels")),
    "threshold": _Needs(("at_least", "at_most")),
    "date_slip": _Needs(("fact", "milestone"), only=True),
}
_OF_COMPARED = _Needs(("fact", "field", "labels", "value"), only=True)
_READ = ("document_present", "field_filled", "each_row", "threshold", "date_slip")
"""The tests that look into the documents of a deliverable, so that a signature will not do."""

_PEOPLE = ("signed_by", "opinion_given", "manual")
_DURATIONS = ("fresh_within", "date_slip")


def lint_typed(walk: Walk) -> None:
    """Find tests that are none or several, lack something, or name what there is not."""
    names = _known(walk)
    for part in walk.every("gates.criteria"):
        test = part.node.get("test")
        if test is None or not isinstance(test.value, dict):
            continue
        given = [key for key in test.value if key in TESTS and _is_given(test, key)]
        if not given and not [key for key in test.value if key not in TESTS]:
            walk.fault(test, f"{part.path}.test", _NO_TEST)
        for key in given[1:]:
            walk.fault(key_of(test, key), f"{part.path}.test.{key}", _two(key, given[0]))
        for key in given:
            node = test.get(key)
            if node is not None and isinstance(node.value, dict):
                _test(walk, Part(node, f"{part.path}.test.{key}", part.above), key, names)


_Names = Mapping[str, tuple[Text, Collection[str]]]


def _known(walk: Walk) -> _Names:
    """Return what each key of a test may name, as far as that is known."""
    known = walk.known
    found: dict[str, tuple[Text, Collection[str] | None]] = {
        "deliverable": (DELIVERABLE, walk.ids("deliverables")),
        "fact": (both("fact", "fait"), known.facts),
        "field": (FIELD, known.labels),
        "table": (both("kind of register", "sorte de registre"), known.registers),
    }
    return {key: (what, names) for key, (what, names) in found.items() if names is not None}


def _test(walk: Walk, part: Part, test: str, names: _Names) -> None:
    _references(walk, part, names)
    needs = _NEEDS.get(test)
    if needs is not None:
        _needed(walk, part, needs)
    if test in _PEOPLE:
        walk.refer(part.node.get("role"), f"{part.path}.role", ROLE, walk.ids("roles"))
    if test in _READ:
        _not_signed(walk, part)
    if test in _DURATIONS:
        _not_negative(walk, part)
    more = _MORE.get(test)
    if more is not None:
        more(walk, part, names)


def _references(walk: Walk, part: Part, names: _Names) -> None:
    for key, (what, known) in names.items():
        walk.refer(part.node.get(key), f"{part.path}.{key}", what, known)


def _needed(walk: Walk, part: Part, needs: _Needs) -> None:
    given = [key for key in part.node.keys if key in needs.keys and _is_given(part.node, key)]
    listed = ", ".join(needs.keys)
    if not given:
        words = both(
            f"one of {listed} is missing; add it",
            f"il manque l'une des clés {listed} ; ajoutez-la",
        )
        walk.fault(part.node, part.path, words)
    for key in given[1:] if needs.only else ():
        walk.fault(key_of(part.node, key), f"{part.path}.{key}", _two(key, given[0]))


def _not_signed(walk: Walk, part: Part) -> None:
    deliverable = part.word("deliverable") or ""
    found = walk.ids("deliverables").get(deliverable)
    if found is not None and (found.word("kind") or "document") != "document":
        words = both(
            f"{shown(deliverable)} is signed, not read; use signed_by",
            f"{shown(deliverable)} se signe et ne se lit pas ; utilisez signed_by",
        )
        walk.fault(place(part.node, "deliverable"), f"{part.path}.deliverable", words)


def _not_negative(walk: Walk, part: Part) -> None:
    most = part.node.get("at_most")
    if most is not None and isinstance(most.value, str) and most.value.startswith("-"):
        words = both(
            "this time cannot be negative; expected a duration such as P14D",
            "cette durée ne peut être négative ; attendu : une durée telle que P14D",
        )
        walk.fault(most, f"{part.path}.at_most", words)


def _document(walk: Walk, part: Part, _: _Names) -> None:
    what, known = both("document role", "rôle de document"), sorted(DOCUMENT_ROLES)
    walk.refer(part.node.get("role"), f"{part.path}.role", what, known)
    language = part.word("language")
    if language is not None and not is_language(language):
        words = both(
            f"{shown(language)} is no language code; expected one such as en or fr",
            f"{shown(language)} n'est pas un code de langue ; attendu : en ou fr, par exemple",
        )
        walk.fault(place(part.node, "language"), f"{part.path}.language", words)


def _bounds(walk: Walk, part: Part, _: _Names) -> None:
    least, most = (_number(part.node, key) for key in ("at_least", "at_most"))
    if least is not None and most is not None and least > most:
        words = both(
            f"nothing is at least {least} and at most {most}; expected at_least below at_most",
            f"rien n'est à la fois {least} au moins et {most} au plus ; attendu : at_least sous "
            "at_most",
        )
        walk.fault(place(part.node, "at_least"), f"{part.path}.at_least", words)


def _number(node: Node, key: str) -> int | float | None:
    found = node.get(key)
    value = found.value if found is not None else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _compared(walk: Walk, part: Part, names: _Names) -> None:
    for number, node in enumerate(part.node.items("same")):
        each = Part(node, f"{part.path}.same[{number}]", part.above)
        if isinstance(node.value, dict):
            _references(walk, each, names)
            _needed(walk, each, _OF_COMPARED)


def _opinion(walk: Walk, part: Part, _: _Names) -> None:
    """Find a role that is to speak at a gate where it has no seat."""
    committee = part.above.node.get("committee") if part.above is not None else None
    seated = {seat.word("role") for seat in committee.items("seats")} if committee else set()
    role = part.word("role")
    if seated and role in walk.ids("roles") and role not in seated:
        words = both(
            f"{shown(role)} has no seat at this gate, so could never speak; give it one, an "
            "advisory seat will do",
            f"{shown(role)} n'a pas de siège à ce jalon et ne pourrait jamais se prononcer ; "
            "donnez-lui-en un, consultatif (advisory) suffit",
        )
        walk.fault(place(part.node, "role"), f"{part.path}.role", words)


_MORE: dict[str, Callable[[Walk, Part, _Names], None]] = {
    "document_present": _document,
    "threshold": _bounds,
    "cross_check": _compared,
    "opinion_given": _opinion,
}


def _is_given(node: Node, key: str) -> bool:
    found = node.get(key)
    return found is not None and found.value not in (None, [])


def _two(key: str, other: str) -> Text:
    return both(
        f"{other} is given already, and only one of them can be; remove {key}",
        f"{other} est déjà donné, et il n'en faut qu'un ; retirez {key}",
    )


_NO_TEST = both(
    f"the test says nothing; expected one of {', '.join(TESTS)}",
    f"le test ne dit rien ; attendu : l'un de {', '.join(TESTS)}",
)
