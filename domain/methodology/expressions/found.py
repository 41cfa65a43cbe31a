"""What a part of an expression comes to, and how that is said."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.methodology.expressions.known import Known, shown
from domain.methodology.expressions.parts import Call, Literal, Name, Node

ROOM = 400
"""At most so many characters say why."""

AND = "{} and {}", "{} et {}"
COMMA = "{}, {}", "{}, {}"

Said = tuple[str, str]
"""The same words in English and in French."""


class Found(NamedTuple):
    """A value and how it is said; without a value, said is why there is none.

    ``missing`` are the names that are unknown; a part of values that clash has none.
    """

    value: Known | None
    said: Said
    missing: tuple[str, ...] = ()


def say(pattern: str, *said: Said) -> Said:
    """Fill the gaps of a pattern that reads the same in both languages."""
    return say_in((pattern, pattern), *said)


def say_in(patterns: Said, *said: Said) -> Said:
    """Fill the gaps of a pattern."""
    en = patterns[0].format(*(each[0] for each in said))
    fr = patterns[1].format(*(each[1] for each in said))
    return en if len(en) <= ROOM else f"{en[: ROOM - 3]}...", (
        fr if len(fr) <= ROOM else f"{fr[: ROOM - 3]}..."
    )


def listed(parts: Sequence[Said], between: Said) -> Said:
    """Say one after the other."""
    whole, *others = dict.fromkeys(parts)
    for part in others:
        if len(whole[0]) < ROOM:
            whole = say_in(between, whole, part)
    return whole


def nothing(parts: Sequence[Found]) -> Found:
    """Return that there is no value, because some parts have none."""
    unknown = [part for part in parts if part.value is None]
    missing = tuple(dict.fromkeys(name for part in unknown for name in part.missing))
    return Found(None, listed([part.said for part in unknown], AND), missing)


def operand(found: Found, node: Node) -> Said:
    """Return how a part is said within a larger one: with its value."""
    if found.value is None or isinstance(node, Literal | Name):
        return found.said
    if isinstance(found.value, bool):
        return say("({})", found.said)
    pattern = "{} = {}" if isinstance(node, Call) else "({} = {})"
    return say(pattern, found.said, shown(found.value))


def statement(found: Found, node: Node) -> Said:
    """Return how a part is said alone, as what is so."""
    if found.value is None or not isinstance(node, Name):
        return found.said
    return say_in(("{} is {}", "{} est {}"), (node.name, node.name), shown(found.value))


def condition(found: Found, node: Node) -> Found:
    """Return a part that must be yes or no."""
    if found.value is None:
        return found
    if isinstance(found.value, bool):
        return found._replace(said=statement(found, node))
    patterns = "{} is not yes or no", "{} n'est ni vrai ni faux"
    return Found(None, say_in(patterns, operand(found, node)))
