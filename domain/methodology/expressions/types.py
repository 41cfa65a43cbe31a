"""What can never be right in an expression, judged before anything is known."""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal as Number
from typing import Any

from domain.methodology.expressions.known import Known
from domain.methodology.expressions.parts import (
    Call,
    Comparison,
    Every,
    Literal,
    Membership,
    Name,
    Negation,
    Node,
    Opposite,
    Parsed,
    Reckoning,
    Some,
)
from domain.methodology.expressions.sorts import CONDITION, OPEN, QUANTITY, Sort, Type
from domain.methodology.fault import Guesses, unknown
from domain.text import Text, both

NONE: Mapping[str, Text] = {}

_ANY, _YES_NO = Type(Sort.ANY), Type(Sort.YES_NO)
_NUMBER, _DATE = Type(Sort.NUMBER), Type(Sort.DATE)
_NAMED = {
    Sort.YES_NO: both("yes or no", "oui ou non"),
    Sort.NUMBER: both("a number", "un nombre"),
    Sort.DATE: both("a date", "une date"),
    Sort.TEXT: both("a text", "un texte"),
}


def check_types(
    parsed: Parsed,
    types: Mapping[str, Type],
    wanted: frozenset[Sort] = CONDITION,
    *,
    refused: Mapping[str, Text] = NONE,
    guesses: Guesses | None = None,
) -> list[tuple[int, Text]]:
    """Return what can never be right in an expression, with its column in the text.

    Args:
        parsed: The expression.
        types: The names that may be used.
        wanted: What the whole may come to.
        refused: Names that exist but may not be used here, with the reason.
        guesses: How long to seek what an unknown name or value was meant to be.
    """
    check = _Check(types, refused, guesses or Guesses())
    found = check.of(parsed.tree)
    if found.sort not in wanted:
        known = (each for each in (Sort.YES_NO, Sort.NUMBER, Sort.DATE) if each in wanted)
        expected = next(known, Sort.DATE)
        check.expected(parsed.tree, expected, found.sort)
    return check.faults


class _Check:
    def __init__(
        self, types: Mapping[str, Type], refused: Mapping[str, Text], guesses: Guesses
    ) -> None:
        self.types = types
        self.refused = refused
        self.guesses = guesses
        self.faults: list[tuple[int, Text]] = []

    def fault(self, column: int, en: str, fr: str) -> None:
        self.faults.append((column, both(en, fr)))

    def unknown(self, what: Text, found: str, known: Collection[str]) -> Text:
        return unknown(what, found, known, guess=self.guesses.may(known))

    def expected(self, node: Node, wanted: Sort, found: Sort) -> None:
        en, fr = _NAMED[wanted], _NAMED[found]
        self.fault(
            node.column,
            f"expected {en['en']}, found {fr['en']}",
            f"attendu : {en['fr']} ; lu : {fr['fr']}",
        )

    def of(self, node: Node) -> Type:
        """Return the type of a part; one with a fault may be of any."""
        return _WAYS[type(node)](self, node)

    def literal(self, node: Literal) -> Type:
        return _of_value(node.value)

    def negation(self, node: Negation) -> Type:
        return self.conditions((node.operand,))

    def joined(self, node: Every | Some) -> Type:
        return self.conditions(node.parts)

    def membership(self, node: Membership) -> Type:
        item = self.of(node.item)
        for choice in node.choices:
            self.same(node.column, node.item, item, choice, self.of(choice))
        return _YES_NO

    def opposite(self, node: Opposite) -> Type:
        return self.numbers((node.operand,))

    def name(self, node: Name) -> Type:
        found = self.types.get(node.name)
        if found is not None:
            return found
        if node.name in self.refused:
            self.faults.append((node.column, self.refused[node.name]))
            return _ANY
        if node.name.startswith(OPEN):
            return _ANY
        words = self.unknown(both("name", "nom"), node.name, self.types)
        if any(piece in self.types for piece in node.name.split("-")[:-1]):
            words = both(
                f"{words['en']}; a minus sign has a space on both sides",
                f"{words['fr']} ; un signe moins a une espace de chaque côté",
            )
        self.faults.append((node.column, words))
        return _ANY

    def conditions(self, parts: Sequence[Node]) -> Type:
        for part in parts:
            found = self.of(part)
            if found.sort not in CONDITION:
                self.expected(part, Sort.YES_NO, found.sort)
        return _YES_NO

    def numbers(self, parts: Sequence[Node]) -> Type:
        for part in parts:
            found = self.of(part)
            if found.sort not in {Sort.NUMBER, Sort.ANY}:
                self.expected(part, Sort.NUMBER, found.sort)
        return _NUMBER

    def comparison(self, node: Comparison) -> Type:
        left, right = self.of(node.left), self.of(node.right)
        same = self.same(node.column, node.left, left, node.right, right)
        ordered = {left.sort, right.sort} <= {Sort.NUMBER, Sort.DATE, Sort.ANY}
        if same and not ordered and node.sign not in {"==", "!="}:
            sort = left.sort if left.sort is not Sort.ANY else right.sort
            en, fr = _NAMED[sort]["en"], _NAMED[sort]["fr"]
            self.fault(
                node.column,
                f"{en} has no order; compare with == or !=",
                f"{fr} n'a pas d'ordre ; comparez par == ou !=",
            )
        return _YES_NO

    def same(self, column: int, left: Node, ours: Type, right: Node, theirs: Type) -> bool:
        """Note values that can never be equal; return whether they can be compared."""
        if Sort.ANY in {ours.sort, theirs.sort}:
            return True
        if ours.sort is not theirs.sort:
            one, other = _NAMED[ours.sort], _NAMED[theirs.sort]
            self.fault(
                column,
                f"{one['en']} is compared with {other['en']}, which is never the same",
                f"{one['fr']} est comparé à {other['fr']}, ce qui n'est jamais pareil",
            )
            return False
        self.choice(ours, right)
        self.choice(theirs, left)
        return True

    def choice(self, known: Type, node: Node) -> None:
        """Note a text that is none of the choices of what it is compared with."""
        if known.choices and isinstance(node, Literal) and node.value not in known.choices:
            words = self.unknown(both("value", "valeur"), str(node.value), known.choices)
            self.faults.append((node.column, words))

    def reckoning(self, node: Reckoning) -> Type:
        parts = (node.first, *(part for _, part in node.rest))
        if node.rest[0][0] in "*/":
            return self.numbers(parts)
        found = self.of(node.first)
        for sign, part in node.rest:
            other = self.of(part)
            pair = {found.sort, other.sort}
            if not pair <= QUANTITY:
                wrong, what = (node.first, found) if found.sort not in QUANTITY else (part, other)
                self.expected(wrong, Sort.NUMBER, what.sort)
                return _ANY
            found = self.sum(part, found, sign, other)
        return found

    def sum(self, node: Node, left: Type, sign: str, right: Type) -> Type:
        match left.sort, sign, right.sort:
            case Sort.NUMBER, _, Sort.NUMBER:
                return _NUMBER
            case Sort.DATE, "-", Sort.DATE:
                return _NUMBER
            case (Sort.DATE, _, Sort.NUMBER) | (Sort.NUMBER, "+", Sort.DATE):
                return _DATE
            case (Sort.DATE, "+", Sort.DATE) | (Sort.NUMBER, "-", Sort.DATE):
                self.expected(node, Sort.NUMBER, Sort.DATE)
        return _ANY

    def call(self, node: Call) -> Type:
        if node.function == "known":
            self.of(node.values[0])
            return _YES_NO
        if node.function not in {"min", "max"}:
            return self.numbers(node.values)
        types = [self.of(value) for value in node.values]
        sorts = {found.sort for found in types} - {Sort.ANY}
        for value, found in zip(node.values, types, strict=True):
            if found.sort not in QUANTITY:
                self.expected(value, Sort.NUMBER, found.sort)
                return _ANY
        if len(sorts) > 1:
            self.expected(node, Sort.NUMBER, Sort.DATE)
        return Type(sorts.pop()) if len(sorts) == 1 else _ANY


def _of_value(value: Known) -> Type:
    if isinstance(value, bool):
        return _YES_NO
    if isinstance(value, str):
        return Type(Sort.TEXT)
    return _NUMBER if isinstance(value, int | Number) else _DATE


_WAYS: dict[type, Callable[[_Check, Any], Type]] = {
    Literal: _Check.literal,
    Name: _Check.name,
    Negation: _Check.negation,
    Opposite: _Check.opposite,
    Every: _Check.joined,
    Some: _Check.joined,
    Comparison: _Check.comparison,
    Membership: _Check.membership,
    Reckoning: _Check.reckoning,
    Call: _Check.call,
}
