"""One entry of a package's manifest: a document with what is said of it, or a signed state."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.methodology.fault import unknown
from domain.methodology.model.vocabulary import Ladder
from domain.methodology.tree import Node
from domain.text import Text, both
from gates.evidence.understanding.folding import fold

DOCUMENT_KEYS = ("path", "maturity", "issue", "date", "period", "final")
STATE_KEYS = ("done", "signer", "role", "evidence", "on")

Complain = Callable[[Node, str, Text], None]
"""Notes what is wrong at a node, under the path of its key."""


@dataclass(frozen=True)
class SignedState:
    """A deliverable that is no document but a state: whether it holds, who says so, by what.

    ``role`` is the role in which the signer signs, ``on`` the day.
    """

    done: bool
    signer: str = ""
    evidence: str = ""
    role: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Declared:
    """What a manifest says of a document that serves a deliverable; empty where it says nothing.

    ``section`` is the heading under which the deliverable stands, ``maturity`` a level of its
    ladder, ``period`` the month, week, quarter or year on which it reports.
    """

    section: str = ""
    maturity: str = ""
    issue: str = ""
    dated: date | None = None
    period: str = ""
    final: bool | None = None


def declared(
    node: Node, place: str, section: str, ladder: Ladder | None, complain: Complain
) -> Declared:
    """Return what a mapping says of the document that it names."""
    _only(node, place, DOCUMENT_KEYS, complain)
    final = node.get("final")
    if final is not None and not isinstance(final.value, bool):
        complain(final, f"{place}.final", _YES_NO)
    return Declared(
        section=section,
        maturity=_level(node.get("maturity"), f"{place}.maturity", ladder, complain),
        issue=words(node, "issue", place, complain),
        dated=_day(node, "date", place, complain),
        period=words(node, "period", place, complain),
        final=final.value if final is not None and isinstance(final.value, bool) else None,
    )


def signed_state(node: Node, place: str, complain: Complain) -> SignedState:
    """Return what a mapping says of a state."""
    if not isinstance(node.value, dict):
        complain(node, place, _STATE)
        return SignedState(done=False)
    _only(node, place, STATE_KEYS, complain)
    done = node.get("done")
    if done is None or not isinstance(done.value, bool):
        complain(done or node, f"{place}.done", _DONE)
    return SignedState(
        done=done is not None and done.value is True,
        signer=words(node, "signer", place, complain),
        evidence=words(node, "evidence", place, complain),
        role=words(node, "role", place, complain),
        on=_day(node, "on", place, complain),
    )


def words(node: Node, key: str, place: str, complain: Complain) -> str:
    """Return the text under a key; a number counts as text."""
    value = node.get(key)
    if value is None or value.value is None:
        return ""
    if isinstance(value.value, bool) or not isinstance(value.value, str | int | float):
        complain(value, f"{place}.{key}", _WORDS)
        return ""
    return str(value.value).strip()


def _only(node: Node, place: str, keys: Sequence[str], complain: Complain) -> None:
    found: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
    for key in found:
        if key not in keys:
            line, column = node.keys[key]
            at = Node(line, column, key)
            complain(at, f"{place}.{key}", unknown(_KEY, key, keys))


def _level(node: Node | None, place: str, ladder: Ladder | None, complain: Complain) -> str:
    """Return the id of the level that a word names on a ladder."""
    if node is None or node.value is None:
        return ""
    if ladder is None or not ladder.levels:
        complain(node, place, _COUNTED)
        return ""
    said = fold(node.value) if isinstance(node.value, str) else ""
    for level in ladder.levels:
        names = (level.id, level.id.replace("-", " "), *level.label.values(), *level.words)
        if said and said in {fold(name) for name in names}:
            return level.id
    complain(node, place, unknown(_LEVEL, str(node.value), [each.id for each in ladder.levels]))
    return ""


def _day(node: Node, key: str, place: str, complain: Complain) -> date | None:
    value = node.get(key)
    if value is None or value.value is None:
        return None
    try:
        return date.fromisoformat(str(value.value))
    except ValueError:
        complain(value, f"{place}.{key}", _DATE)
        return None


_KEY = both("key", "clé")
_LEVEL = both("level of maturity", "niveau de maturité")
_STATE = both(
    "expected the keys done, signer and evidence",
    "les clés done, signer et evidence sont attendues",
)
_DONE = both("expected done: true or done: false", "attendu : done: true ou done: false")
_YES_NO = both("expected true or false", "attendu : true ou false")
_WORDS = both("expected text", "un texte est attendu")
_DATE = both("expected a date such as 2026-05-01", "attendu : une date telle que 2026-05-01")
_COUNTED = both(
    "this deliverable has no levels of maturity; say its issue",
    "ce livrable n'a pas de niveaux de maturité ; donnez son indice (issue)",
)
