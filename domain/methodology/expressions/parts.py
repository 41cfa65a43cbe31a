"""The parts that an expression is made of, as a tree."""

from typing import NamedTuple, Union

from domain.methodology.expressions.known import Known


class Literal(NamedTuple):
    """A value that is written out."""

    column: int
    value: Known


class Name(NamedTuple):
    """Something that is known of the project, or not."""

    column: int
    name: str


class Negation(NamedTuple):
    """``not x``."""

    column: int
    operand: "Node"


class Opposite(NamedTuple):
    """``-x``."""

    column: int
    operand: "Node"


class Every(NamedTuple):
    """``a and b and c``."""

    column: int
    parts: "tuple[Node, ...]"


class Some(NamedTuple):
    """``a or b or c``."""

    column: int
    parts: "tuple[Node, ...]"


class Comparison(NamedTuple):
    """``a < b``."""

    column: int
    left: "Node"
    sign: str
    right: "Node"


class Membership(NamedTuple):
    """``a in [b, c]``, or ``a not in [b, c]``."""

    column: int
    item: "Node"
    choices: "tuple[Node, ...]"
    negated: bool


class Reckoning(NamedTuple):
    """``a + b - c`` or ``a * b / c``, from left to right."""

    column: int
    first: "Node"
    rest: "tuple[tuple[str, Node], ...]"


class Call(NamedTuple):
    """A function with its values."""

    column: int
    function: str
    values: "tuple[Node, ...]"


Node = Union[  # noqa: UP007 - the parts are quoted
    Literal, Name, Negation, Opposite, Every, Some, Comparison, Membership, Reckoning, Call
]


class Parsed(NamedTuple):
    """An expression that can be evaluated; ``names`` are those it uses, as they appear."""

    text: str
    tree: Node
    names: tuple[str, ...]
