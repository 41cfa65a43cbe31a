"""The words of a house name what there is, and each means one thing."""

from collections.abc import Collection, Mapping
from itertools import islice

from domain.methodology.fault import shown
from domain.methodology.lint.references import DELIVERABLE, DOCUMENT_ROLES, FIELD
from domain.methodology.lint.walk import Walk, key_of
from domain.methodology.shape import LONGEST
from domain.methodology.tree import Node
from domain.text import Text, both

MOST = 2_000
"""At most so many words of the house are judged; no organisation needs more."""

_NAMED = {
    "columns": both("column", "colonne"),
    "labels": FIELD,
    "registers": both("kind of register", "sorte de registre"),
    "roles": both("document role", "rôle de document"),
    "deliverables": DELIVERABLE,
}


def lint_words(walk: Walk) -> None:
    """Find words for what does not exist, empty ones, and those that would mean two things."""
    words = walk.root.get("words")
    if words is None or not isinstance(words.value, dict):
        return
    known: Mapping[str, Collection[str] | None] = {
        "columns": walk.known.columns,
        "labels": walk.known.labels,
        "registers": walk.known.registers,
        "roles": sorted(DOCUMENT_ROLES),
        "deliverables": walk.ids("deliverables"),
    }
    for section, names in known.items():
        given = words.get(section)
        if given is None or not isinstance(given.value, dict):
            continue
        for name in given.value if names is not None else ():
            path = f"words.{section}.{name[:LONGEST]}"
            walk.refer(key_of(given, name), path, _NAMED[section], names or ())
        _meanings(walk, section, given)


def _meanings(walk: Walk, section: str, given: Node) -> None:
    """Find words without a letter, and words that name something else too."""
    ours: dict[str, str] = {}
    theirs = walk.known.meanings.get(section, {})
    listed = ((name, node) for name in given.keys for node in given.items(name))
    for name, node in islice(listed, MOST):
        if not isinstance(node.value, str):
            continue
        path, word = f"words.{section}.{name[:LONGEST]}", walk.known.fold(node.value).strip()
        meant = ours.setdefault(word, name)
        if not word:
            walk.fault(node, path, _EMPTY)
        elif meant != name:
            walk.fault(node, path, _ambiguous(node.value, meant))
        elif theirs.get(word, name) != name:
            walk.fault(node, path, _taken(node.value, theirs[word]))


def _ambiguous(word: str, meant: str) -> Text:
    return both(
        f"{shown(word)} is a word for {meant} too; a word means one thing",
        f"{shown(word)} est aussi un mot pour {meant} ; un mot a un seul sens",
    )


def _taken(word: str, meant: str) -> Text:
    return both(
        f"{shown(word)} means {meant} already; a word means one thing, so give a longer one",
        f"{shown(word)} signifie déjà {meant} ; un mot a un seul sens, donnez-en un plus long",
    )


_EMPTY = both("the word is empty; write it", "le mot est vide ; écrivez-le")
