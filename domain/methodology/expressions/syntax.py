"""The grammar of expressions: from a text to a tree, without ever running deep."""

from functools import lru_cache

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
from domain.methodology.expressions.tokens import ExpressionError, Sort, Token, tokens
from domain.text import Text, both

MOST_DEPTH = 32
"""At most so deep may parts stand in each other, operators that bind tighter included."""

FUNCTIONS = {
    "min": (1, 20),
    "max": (1, 20),
    "abs": (1, 1),
    "round": (1, 2),
    "days": (1, 1),
    "known": (1, 1),
}
"""The functions, with the least and the greatest number of values that each takes."""

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _SIGN = range(1, 8)
_POWERS = {
    "or": _OR,
    "and": _AND,
    **dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in", "not"), _COMPARED),
    **dict.fromkeys("+-", _SUM),
    **dict.fromkeys("*/", _PRODUCT),
}


@lru_cache(maxsize=512)
def parse(text: str) -> Parsed:
    """Return the expression that a text says.

    Raises:
        ExpressionError: It says none.
    """
    reader = _Reader(tokens(text))
    tree = reader.expression(0, 1)
    reader.end()
    return Parsed(text, tree, tuple(reader.names))


class _Reader:
    """Reads tokens by how strongly operators bind; ``depth`` counts the calls in each other."""

    def __init__(self, pieces: list[Token]) -> None:
        self.pieces = pieces
        self.place = 0
        self.names: dict[str, None] = {}

    @property
    def here(self) -> Token:
        return self.pieces[self.place]

    def next(self) -> Token:
        token = self.pieces[self.place]
        self.place += 1
        return token

    def is_next(self, text: str) -> bool:
        token = self.here
        return token.text == text and token.sort in {Sort.SIGN, Sort.WORD}

    def takes(self, text: str) -> bool:
        if not self.is_next(text):
            return False
        self.place += 1
        return True

    def expression(self, power: int, depth: int) -> Node:
        """Read operands for as long as the operators between them bind tighter than ``power``."""
        if depth > MOST_DEPTH:
            raise ExpressionError(_TOO_DEEP, self.here.column)
        left = self.operand(depth)
        while (binding := self.binding()) > power:
            left = self.continued(left, binding, depth + 1)
        return left

    def binding(self) -> int:
        token = self.here
        return _POWERS.get(token.text, 0) if token.sort in {Sort.SIGN, Sort.WORD} else 0

    def continued(self, left: Node, binding: int, depth: int) -> Node:
        """Read the operators of one strength that follow, with their right sides."""
        column = self.here.column
        if binding == _COMPARED:
            return self.compared(left, depth)
        rest = []
        while self.binding() == binding:
            sign = self.next().text
            rest.append((sign, self.expression(binding, depth)))
        parts = (left, *(part for _, part in rest))
        if binding == _OR:
            return Some(column, parts)
        return Every(column, parts) if binding == _AND else Reckoning(column, left, tuple(rest))

    def compared(self, left: Node, depth: int) -> Node:
        token = self.next()
        found: Node
        if token.text in {"in", "not"}:
            if token.text == "not" and not self.takes("in"):
                raise self.refused(both("in after not", "in après not"))
            if not self.takes("["):
                raise self.refused(
                    both('a list such as ["a", "b"]', 'une liste telle que ["a", "b"]')
                )
            choices = self.listed("]", depth)
            found = Membership(token.column, left, choices, token.text == "not")
        else:
            found = Comparison(token.column, left, token.text, self.expression(_COMPARED, depth))
        if self.binding() == _COMPARED:
            raise ExpressionError(_ONE_AT_A_TIME, self.here.column)
        return found

    def operand(self, depth: int) -> Node:
        token = self.here
        if token.sort is Sort.VALUE and token.value is not None:
            self.place += 1
            return Literal(token.column, token.value)
        if token.sort is Sort.NAME:
            self.place += 1
            return self.named(token, depth)
        if self.takes("not"):
            return Negation(token.column, self.expression(_NOT, depth + 1))
        if self.takes("-"):
            return Opposite(token.column, self.expression(_SIGN, depth + 1))
        if self.takes("("):
            inner = self.expression(0, depth + 1)
            if not self.takes(")"):
                raise self.refused(_CLOSING)
            return inner
        if token.text == "[":
            raise ExpressionError(_LIST, token.column)
        raise self.refused(both("a name or a value", "un nom ou une valeur"))

    def named(self, token: Token, depth: int) -> Node:
        if not self.is_next("("):
            self.names.setdefault(token.text)
            return Name(token.column, token.text)
        if token.text not in FUNCTIONS:
            known = ", ".join(FUNCTIONS)
            words = both(
                f"there is no function {token.text[:40]}; expected one of {known}",
                f"il n'y a pas de fonction {token.text[:40]} ; attendu : {known}",
            )
            raise ExpressionError(words, token.column)
        self.place += 1
        values = self.listed(")", depth + 1)
        least, most = FUNCTIONS[token.text]
        if not least <= len(values) <= most:
            wanted = str(least) if least == most else f"{least}-{most}"
            words = both(
                f"{token.text} takes {wanted} value(s), found {len(values)}",
                f"{token.text} prend {wanted} valeur(s) ; lu : {len(values)}",
            )
            raise ExpressionError(words, token.column)
        return Call(token.column, token.text, values)

    def listed(self, closing: str, depth: int) -> tuple[Node, ...]:
        """Read values with commas between them, up to the closing bracket."""
        values: list[Node] = []
        while not self.takes(closing):
            if values and not self.takes(","):
                raise self.refused(both(f"a comma or {closing}", f"une virgule ou {closing}"))
            values.append(self.expression(0, depth))
        if not values:
            raise ExpressionError(_EMPTY_LIST, self.pieces[self.place - 1].column)
        return tuple(values)

    def end(self) -> None:
        if self.here.sort is not Sort.END:
            raise self.refused(_OPERATOR)

    def refused(self, expected: Text) -> ExpressionError:
        token = self.here
        found = (
            both("the expression ends here", "l'expression finit ici")
            if token.sort is Sort.END
            else both(f"found {token.text[:40]}", f"lu : {token.text[:40]}")
        )
        words = both(
            f"{found['en']}; expected {expected['en']}",
            f"{found['fr']} ; attendu : {expected['fr']}",
        )
        return ExpressionError(words, token.column)


_CLOSING = both("an operator or )", "un opérateur ou )")
_OPERATOR = both(
    "an operator such as and, or, ==, in or +", "un opérateur tel que and, or, ==, in ou +"
)
_LIST = both("a list stands only after in or not in", "une liste ne vient qu'après in ou not in")
_EMPTY_LIST = both("expected at least one value", "il faut au moins une valeur")
_ONE_AT_A_TIME = both(
    "one comparison compares two values; join several with and",
    "une comparaison porte sur deux valeurs ; reliez-en plusieurs par and",
)
_TOO_DEEP = both(
    f"nested more than {MOST_DEPTH} levels deep; say it in several expressions",
    f"imbriqué sur plus de {MOST_DEPTH} niveaux ; dites-le en plusieurs expressions",
)
