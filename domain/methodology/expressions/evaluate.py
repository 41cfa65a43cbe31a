"""What an expression comes to for what is known, and the values that decided it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from domain.methodology.expressions.arithmetic import Clash, called, compared, reckoned
from domain.methodology.expressions.found import (
    AND,
    COMMA,
    Found,
    condition,
    listed,
    nothing,
    operand,
    say,
    say_in,
    statement,
)
from domain.methodology.expressions.known import Known, known, shown
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
    Reckoning,
    Some,
)
from domain.methodology.expressions.syntax import parse
from domain.text import Text, both
from domain.value import Value

_OTHERWISE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Answer(Value):
    """What an expression comes to. ``value`` is None when it is unknown.

    ``because`` is a fragment of a sentence with the values that decided, such as ``budget
    1200000 > 1000000``. ``unknown`` are the names without which there is no answer; it is empty
    when there is one, or when values do not go together.
    """

    value: Known | None
    because: Text
    unknown: tuple[str, ...] = ()

    @property
    def is_true(self) -> bool:
        """Whether it is known to hold."""
        return self.value is True

    @property
    def is_false(self) -> bool:
        """Whether it is known not to hold."""
        return self.value is False


def evaluate(text: str, names: Mapping[str, Known]) -> Answer:
    """Return what an expression comes to.

    A name that is missing is unknown, and unknown spreads unless the rest decides alone (``false
    and x``). Values that do not go together and a division by zero are unknown too. Each part
    is looked at once, so the length of the text bounds the work.

    Raises:
        ExpressionError: The text is no expression.
    """
    tree = parse(text).tree
    found = _Evaluation(names).of(tree)
    said = statement(found, tree)
    return Answer(value=found.value, because=both(*said), unknown=found.missing)


class _Evaluation:
    """Works out the parts of an expression, each once."""

    def __init__(self, names: Mapping[str, Known]) -> None:
        self.names = names

    def of(self, node: Node) -> Found:
        return _WAYS[type(node)](self, node)

    def literal(self, node: Literal) -> Found:
        return Found(node.value, shown(node.value))

    def name(self, node: Name) -> Found:
        called = node.name, node.name
        given = self.names.get(node.name)
        if given is None:
            return Found(None, say_in(("{} is unknown", "{} est inconnu"), called), (node.name,))
        value = known(given)
        if value is None:
            return Found(None, say_in(("{} cannot be used", "{} est inutilisable"), called))
        return Found(value, say("{} {}", called, shown(value)))

    def negation(self, node: Negation) -> Found:
        found = condition(self.of(node.operand), node.operand)
        return found if found.value is None else found._replace(value=not found.value)

    def every(self, node: Every) -> Found:
        return self.joined(node.parts, decides=False)

    def some(self, node: Some) -> Found:
        return self.joined(node.parts, decides=True)

    def joined(self, parts: Sequence[Node], *, decides: bool) -> Found:
        """Join conditions: one that ``decides`` does so alone, whatever is unknown beside it."""
        found = []
        for part in parts:
            each = condition(self.of(part), part)
            if each.value is decides:
                return each
            found.append(each)
        if any(each.value is None for each in found):
            return nothing(found)
        return Found(not decides, listed([each.said for each in found], AND))

    def comparison(self, node: Comparison) -> Found:
        left, right = self.of(node.left), self.of(node.right)
        if left.value is None or right.value is None:
            return nothing((left, right))
        holds = compared(left.value, node.sign, right.value)
        if isinstance(holds, Clash):
            return Found(None, holds.said)
        sign = node.sign if holds else _OTHERWISE[node.sign]
        said = say(f"{{}} {sign} {{}}", operand(left, node.left), operand(right, node.right))
        return Found(holds, said)

    def membership(self, node: Membership) -> Found:
        item = self.of(node.item)
        if item.value is None:
            return item
        choices = [self.of(choice) for choice in node.choices]
        doubts, is_in = [], False
        for choice in choices:
            same = None if choice.value is None else compared(item.value, "==", choice.value)
            is_in = is_in or same is True
            if not isinstance(same, bool):
                doubts.append(choice if same is None else Found(None, same.said))
        if doubts and not is_in:
            return nothing(doubts)
        said = [operand(*each) for each in zip(choices, node.choices, strict=True)]
        pattern = "{} in [{}]" if is_in else "{} not in [{}]"
        whole = say(pattern, operand(item, node.item), listed(said, COMMA))
        return Found(is_in is not node.negated, whole)

    def opposite(self, node: Opposite) -> Found:
        found = self.of(node.operand)
        if found.value is None:
            return found
        value = reckoned(0, "-", found.value)
        if isinstance(value, Clash):
            return Found(None, value.said)
        return Found(value, say("-{}", operand(found, node.operand)))

    def reckoning(self, node: Reckoning) -> Found:
        first = self.of(node.first)
        others = [self.of(part) for _, part in node.rest]
        value, said = first.value, operand(first, node.first)
        for (sign, part), other in zip(node.rest, others, strict=True):
            if value is None or other.value is None:
                return nothing((first, *others))
            after = reckoned(value, sign, other.value)
            if isinstance(after, Clash):
                return Found(None, after.said)
            value, said = after, say(f"{{}} {sign} {{}}", said, operand(other, part))
        return Found(value, said)

    def call(self, node: Call) -> Found:
        values = [self.of(value) for value in node.values]
        if node.function == "known":
            return self.known(values[0], node.values[0])
        given = [each.value for each in values if each.value is not None]
        if len(given) < len(values):
            return nothing(values)
        result = called(node.function, given)
        if isinstance(result, Clash):
            return Found(None, result.said)
        said = [operand(*each) for each in zip(values, node.values, strict=True)]
        return Found(result, say(f"{node.function}({{}})", listed(said, COMMA)))

    def known(self, found: Found, node: Node) -> Found:
        if found.value is None:
            return Found(value=False, said=found.said)
        what = (node.name, node.name) if isinstance(node, Name) else operand(found, node)
        return Found(value=True, said=say_in(("{} is known", "{} est connu"), what))


_WAYS: dict[type, Callable[[_Evaluation, Any], Found]] = {
    Literal: _Evaluation.literal,
    Name: _Evaluation.name,
    Negation: _Evaluation.negation,
    Opposite: _Evaluation.opposite,
    Every: _Evaluation.every,
    Some: _Evaluation.some,
    Comparison: _Evaluation.comparison,
    Membership: _Evaluation.membership,
    Reckoning: _Evaluation.reckoning,
    Call: _Evaluation.call,
}
