"""The names that an expression may use, with their types, by where the expression stands."""

from collections.abc import Iterable

from domain.methodology.expressions.sorts import OPEN, Sort, Type
from domain.methodology.expressions.syntax import FUNCTIONS
from domain.methodology.expressions.tokens import KEYWORDS
from domain.methodology.lint.walk import Walk, words_in
from domain.methodology.model.arbitration import ChangeNames
from domain.methodology.model.project import AttributeKind

OF_THE_PROJECT = {
    "budget": Type(Sort.NUMBER),
    "currency": Type(Sort.TEXT),
    "start": Type(Sort.DATE),
    "finish": Type(Sort.DATE),
    "today": Type(Sort.DATE),
    "iteration": Type(Sort.NUMBER),
}
"""What is known of every project, beside its stage and its class."""

RESERVED = frozenset({*OF_THE_PROJECT, "stage", "class", *KEYWORDS, *FUNCTIONS})
"""Names that have a meaning of their own, so that no attribute can have them."""

FAMILIES = ("score.", "pack.", "breach.", "passed.", "planned.", "change.", *OPEN)
"""How the names of the other parts begin; no attribute's name begins so."""

ROW = "row"
"""The place of an expression that is about each row of a register."""

ARBITRATION = "arbitration"
"""The place of the expressions of the authority matrix."""

OF_A_ROW = "project."
"""How the project's own names begin in the expressions of rows, where columns come first."""

ORDER = ("scores", "classes", "packs", "tolerances", "")
"""What is worked out of what: each may use only what stands before it, and so no circle arises."""

_SORTS = {
    AttributeKind.YES_NO: Sort.YES_NO,
    AttributeKind.NUMBER: Sort.NUMBER,
    AttributeKind.AMOUNT: Sort.NUMBER,
    AttributeKind.DATE: Sort.DATE,
    AttributeKind.TEXT: Sort.TEXT,
    AttributeKind.CHOICE: Sort.TEXT,
}


def names_by_place(walk: Walk) -> dict[str, dict[str, Type]]:
    """Return the names that expressions may use, for each place in ``ORDER``."""
    names = _attributes(walk) | OF_THE_PROJECT
    names["stage"] = Type(Sort.TEXT, (*walk.ids("stages"), *walk.ids("tracks.stages")))
    names |= _family("passed.", walk.ids("gates"), Type(Sort.YES_NO))
    names |= _family("planned.", walk.ids("gates"), Type(Sort.DATE))
    found = {"scores": names}
    names = names | _family("score.", walk.ids("scores"), Type(Sort.NUMBER))
    found["classes"] = names
    if walk.ids("classes"):
        names = names | {"class": Type(Sort.TEXT, tuple(walk.ids("classes")))}
    found["packs"] = names
    names = names | _family("pack.", walk.ids("packs"), Type(Sort.YES_NO))
    found["tolerances"] = names
    names = names | _family("breach.", walk.ids("tolerances"), Type(Sort.YES_NO))
    found[""] = names
    found[ARBITRATION] = names | dict.fromkeys(ChangeNames.ALL, Type(Sort.NUMBER))
    return found


def names_of_rows(walk: Walk, names: dict[str, Type]) -> dict[str, Type]:
    """Return the names of the expressions of rows: the columns, and all else behind them."""
    columns = {name: Type(Sort.ANY) for name in walk.known.columns or ()}
    own = (*OF_THE_PROJECT, "stage", "class")
    return names | columns | {f"{OF_A_ROW}{each}": names[each] for each in own if each in names}


def _attributes(walk: Walk) -> dict[str, Type]:
    types = {}
    for name, node in walk.ids("attributes").items():
        kind = node.word("kind")
        sort = _SORTS[AttributeKind(kind)] if kind in set(AttributeKind) else Sort.ANY
        types[name] = Type(sort, tuple(words_in(node, "choices")) if kind == "choice" else ())
    return types


def _family(beginning: str, ids: Iterable[str], kind: Type) -> dict[str, Type]:
    return {f"{beginning}{name}": kind for name in ids}
