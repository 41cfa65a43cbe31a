"""YAML read into a tree of nodes that know their place; bounded, and without references.

YAML 1.2 words are used (``no`` and ``on`` are text). What a method does not need is refused:
anchors, aliases, tags, several documents, keys that are not words.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from domain.methodology.fault import SHOWN, Fault, shown
from domain.methodology.not_yaml import not_yaml
from domain.methodology.scalar import Scalar, offset_of, scalar
from domain.text import Text, both

MOST_CHARACTERS = 1_000_000
MOST_NODES = 40_000
MOST_DEPTH = 24

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NO_KEY, _ITEM = "\0", "\0item"
"""Stand for a key that is no word and for a place in a list; no YAML text holds the character."""


@dataclass(slots=True)
class Node:
    """A scalar, a list or a mapping, with its place; ``keys`` says where each key stands.

    ``offset`` is how far right of its place the characters of a scalar begin, or None where
    they do not stand in the file one by one as they are meant.
    """

    line: int
    column: int
    value: "Scalar | list[Node] | dict[str, Node]"
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    offset: int | None = None

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None where this is no mapping or has no such key."""
        value = self.value
        return value.get(key) if type(value) is dict else None

    def items(self, key: str) -> "list[Node]":
        """Return the members of the list under a key; none where there is no list."""
        value = self.value
        found = value.get(key) if type(value) is dict else None
        return found.value if found is not None and type(found.value) is list else []

    def word(self, key: str) -> str | None:
        """Return the text under a key, or None where there is no text."""
        value = self.value
        found = value.get(key) if type(value) is dict else None
        return found.value if found is not None and type(found.value) is str else None

    def plain(self) -> object:
        """Return the node as Python data."""
        if isinstance(self.value, list):
            return [member.plain() for member in self.value]
        if isinstance(self.value, dict):
            return {key: member.plain() for key, member in self.value.items()}
        return self.value


def read_tree(text: str) -> tuple[Node | None, list[Fault]]:
    """Read a text into a tree, with all that is wrong with its writing.

    The tree is None when nothing can be made of the text.
    """
    reader = _Reader()
    too_much = _out_of_bounds(text)
    if too_much is not None:
        return None, [too_much]
    events = _LOADER(text)
    try:
        reader.read(events)
    except yaml.MarkedYAMLError as error:
        reader.fault(error.problem_mark, not_yaml(error.problem or error.context or ""))
        reader.root = None
    except yaml.reader.ReaderError as error:
        # The C reader counts bytes.
        before = text.encode()[: error.position].decode(errors="ignore")
        return None, [_fault_at(text, len(before), not_yaml(error.reason))]
    finally:
        events.dispose()
    return reader.root, reader.faults


_OPENING: dict[type, Any] = {yaml.SequenceStartEvent: list, yaml.MappingStartEvent: dict}
"""The events that open a list or a mapping."""

_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})

_NO_KEYS: dict[str, tuple[int, int]] = {}
"""The keys of all nodes that have none; a dictionary for each would cost more than the rest."""


class _Reader:
    """Builds the tree from events without recursion, so that depth cannot hurt.

    The part that is open is kept in ``_inside``, ``_keys`` and ``_awaited``; those around it
    wait in ``_around``. ``_awaited`` is the key whose value comes next, or None where a key does.
    """

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._around: list[tuple[Any, dict[str, tuple[int, int]], str | None]] = []
        self._inside: Any = _Root(self)
        self._keys = _NO_KEYS
        self._awaited: str | None = _ITEM
        self._nodes = 0

    def read(self, events: Any) -> None:
        documents = 0
        for event in iter(events.get_event, None):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind in _OPENING or kind is yaml.AliasEvent:
                self._collection(event, kind)
            elif kind in _ENDS:
                self._inside, self._keys, self._awaited = self._around.pop()
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.fault(event.start_mark, _ONE_DOCUMENT)
                    return
            if self.faults and self._is_enough():
                self.root = None
                return

    def _is_enough(self) -> bool:
        """Tell whether the text is out of bounds, or so full of faults that more say nothing."""
        beyond = self._nodes > MOST_NODES or len(self._around) > MOST_DEPTH
        return beyond or len(self.faults) > SHOWN

    def _scalar(self, event: Any) -> None:
        """Note a key, whose value is then awaited, or put a value where it belongs."""
        self._nodes += 1
        mark = event.start_mark
        if self._nodes > MOST_NODES:
            self.fault(mark, _TOO_MANY)
        if event.anchor is not None or event.tag is not None:
            self.fault(mark, _NO_TAG if event.anchor is None else _NO_ALIAS)
        awaited = self._awaited
        if awaited is None:
            keys, key = self._keys, event.value
            if key in keys:
                self.fault(mark, _twice(key, keys[key][0]))
            else:
                keys[key] = mark.line + 1, mark.column + 1
            self._awaited = key
            return
        node = Node(mark.line + 1, mark.column + 1, scalar(event), _NO_KEYS, offset_of(event))
        if awaited is _ITEM:
            self._inside.append(node)
            return
        if awaited is not _NO_KEY:
            self._inside.setdefault(awaited, node)
        self._awaited = None

    def _collection(self, event: Any, kind: type) -> None:
        """Put a list, a mapping or an alias where it belongs, and open it."""
        self._nodes += 1
        mark = event.start_mark
        if self._nodes > MOST_NODES:
            self.fault(mark, _TOO_MANY)
        if event.anchor is not None:
            self.fault(mark, _NO_ALIAS)
        elif event.tag is not None:
            self.fault(mark, _NO_TAG)
        awaited = self._awaited
        node = Node(mark.line + 1, mark.column + 1, _OPENING.get(kind, type(None))(), {})
        if awaited is _ITEM:
            self._inside.append(node)
        elif awaited is None:
            self.fault(mark, _KEY)
            self._awaited = _NO_KEY
        else:
            if awaited is not _NO_KEY:
                self._inside.setdefault(awaited, node)
            self._awaited = None
        if kind in _OPENING:
            self._around.append((self._inside, self._keys, self._awaited))
            self._inside, self._keys = node.value, node.keys
            self._awaited = None if kind is yaml.MappingStartEvent else _ITEM
            if len(self._around) > MOST_DEPTH:
                self.fault(mark, _TOO_DEEP)

    def fault(self, mark: Any, words: Text) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.faults.append(Fault(line=line, column=column, path="", words=words))


class _Root:
    """Stands for a list around the document: what is put there is the root."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader

    def append(self, node: Node) -> None:
        self._reader.root = node


def _out_of_bounds(text: str) -> Fault | None:
    if len(text) > MOST_CHARACTERS:
        return _fault_at(text, 0, _TOO_LONG)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return _fault_at(text, error.start, not_yaml("a character that is not Unicode text"))
    return None


def _fault_at(text: str, position: int, words: Text) -> Fault:
    lines = f"{text[:position]}|".splitlines()
    return Fault(line=len(lines), column=len(lines[-1]), path="", words=words)


def _twice(key: str, line: int) -> Text:
    return both(
        f"the key {shown(key)} stands twice; the first one is in line {line}",
        f"la clé {shown(key)} figure deux fois ; la première est à la ligne {line}",
    )


_TOO_LONG = both(
    f"more than {MOST_CHARACTERS:,} characters; a method fits in far less",
    f"plus de {MOST_CHARACTERS:,} caractères ; une méthode tient dans bien moins",
)
_TOO_MANY = both(
    f"more than {MOST_NODES:,} values; a method needs far fewer",
    f"plus de {MOST_NODES:,} valeurs ; une méthode en demande bien moins",
)
_TOO_DEEP = both(
    f"nested more than {MOST_DEPTH} levels deep; a method needs fewer than ten",
    f"imbriqué sur plus de {MOST_DEPTH} niveaux ; une méthode en demande moins de dix",
)
_NO_ALIAS = both(
    "anchors and aliases (& and *) are not used in methods; write the value out",
    "les ancres et les renvois (& et *) ne servent pas dans une méthode ; écrivez la valeur",
)
_NO_TAG = both(
    "tags (!) are not used in methods; remove it",
    "les étiquettes (!) ne servent pas dans une méthode ; retirez-la",
)
_KEY = both(
    "a key is a single word; expected text before the colon",
    "une clé est un seul mot ; un texte est attendu avant les deux-points",
)
_ONE_DOCUMENT = both(
    "a second document begins here; a file holds one method",
    "un second document commence ici ; un fichier contient une seule méthode",
)
