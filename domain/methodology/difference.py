"""What differs between two methods, by stable ids, in words that a PMO reads."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from domain.methodology.model.criterion_tests import TESTS
from domain.methodology.model.method import Method
from domain.methodology.wording import MEMBERS, field_name, shown_value
from domain.text import LANGUAGES, Text, in_language
from domain.value import Value

SPOKEN = ("label", "question", "guidance", "party")
"""The fields that hold words by language."""

ORDERED = ("stages", "levels", "classes")
"""The lists whose order means something."""

INSIDE = ("committee", "match", "score", "scorecard", "renamed", "words", "test", *TESTS)
"""The keys that hold a part of its own, compared key by key."""

_NAMED = tuple(
    key
    for key, members in MEMBERS.items()
    if members.names == key and key in Method.model_fields and key != "ladders"
)
"""The lists of the method whose members have a label."""

Json = Mapping[str, Any]


class Kind(StrEnum):
    """How something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Change(Value):
    """One difference: where it is, by ids, and what a PMO should know of it."""

    kind: Kind
    path: str
    words: Text


def difference(before: Method, after: Method) -> list[Change]:
    """Return what changes from one method to the other, in the order of the second.

    Members are matched by their ids, never by their labels, so a new name is a changed label
    and a moved member is not a new one.
    """
    names = _Names(before, after)
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    return list(_compare(old, new, _Place("", ()), names))


class _Names:
    """How members are called in sentences: by their label in either method."""

    def __init__(self, before: Method, after: Method) -> None:
        self.labels: dict[tuple[str, str], Text] = {}
        for method in (before, after):
            for key in _NAMED:
                for member in getattr(method, key):
                    self.labels[key, member.id] = member.label

    def of(self, key: str, name: str, member: Json, language: str) -> str:
        """Return the name of a member of a list in a sentence."""
        labels = member.get("label") or self.labels.get((MEMBERS[key].names, name))
        said = in_language(labels, language) if labels else ""
        return said if name in said.split() or not said else f"{said} ({name})"


class _Place:
    """Where a member stands: its path by ids, and the members it stands in."""

    def __init__(self, path: str, inside: tuple[tuple[str, str, Json], ...]) -> None:
        self.path = path
        self.inside = inside

    def member(self, key: str, name: str, member: Json) -> "_Place":
        path = f"{self.path}.{key}" if self.path else key
        return _Place(f"{path}[{name}]", (*self.inside, (key, name, member)))

    def key(self, key: str) -> "_Place":
        return _Place(f"{self.path}.{key}" if self.path else key, self.inside)

    @property
    def above(self) -> str:
        """The key that the last one stands in."""
        return self.path.rpartition(".")[0].rpartition(".")[2]

    def say(self, names: _Names, language: str) -> str:
        """Return the place at the beginning of a sentence, such as ``Gate G3, Schedule: ``."""
        said = [
            f"{MEMBERS[key].noun[language]} {names.of(key, name, member, language) or name}"
            for key, name, member in self.inside
        ]
        return ", ".join(said) + (" : " if language == "fr" else ": ") if said else ""


def _compare(old: Json, new: Json, place: _Place, names: _Names) -> Iterator[Change]:
    for key in new:
        before, after = old.get(key), new[key]
        if before == after or key in {"version", "method"}:
            continue
        if key == "settings" and _numbers(before or {}) == _numbers(after):
            continue
        inner = place.key(key)
        if key in MEMBERS and _are_members(before, after):
            yield from _members(key, before or [], after, place, names)
        elif key in SPOKEN:
            yield _rewritten(key, before or {}, after, inner, names)
        elif key in INSIDE and isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _compare(before, after, inner, names)
        else:
            yield _changed(key, before, after, inner, names)


def _numbers(settings: Json) -> dict[str, object]:
    """Return settings with decimal numbers as such: JSON writes 0.0 and 0.00 differently."""
    found: dict[str, object] = dict(settings)
    for name, value in settings.items():
        if isinstance(value, str):
            try:
                found[name] = Decimal(value)
            except InvalidOperation:
                continue
    return found


def _are_members(before: Sequence[Any] | None, after: Sequence[Any]) -> bool:
    """Whether these are members with fields; ``decisions`` of a gate are ids only."""
    return any(isinstance(value, dict) for value in (*(before or ()), *after))


def _keyed(members: Sequence[Json], key: str) -> dict[str, Json]:
    """Return the members by name; a second seat of the same role gets a number."""
    found: dict[str, Json] = {}
    for member in members:
        name, number = str(member[key]), 2
        while name in found:
            name, number = f"{member[key]} {number}", number + 1
        found[name] = member
    return found


def _members(
    key: str, old: Sequence[Json], new: Sequence[Json], place: _Place, names: _Names
) -> Iterator[Change]:
    named = MEMBERS[key].key
    before, after = _keyed(old, named), _keyed(new, named)
    for name, member in after.items():
        inner = place.member(key, name, member)
        if name in before:
            yield from _compare(before[name], member, inner, names)
        else:
            yield _appears(Kind.ADDED, inner, place, names)
    for name, member in before.items():
        if name not in after:
            yield _appears(Kind.REMOVED, place.member(key, name, member), place, names)
    order = [name for name in after if name in before]
    if key in ORDERED and order != [name for name in before if name in after]:
        words = {
            language: place.say(names, language)
            + MEMBERS[key].order[language].format(", ".join(after))
            for language in LANGUAGES
        }
        yield Change(kind=Kind.CHANGED, path=place.key(key).path, words=words)


def _appears(kind: Kind, inner: _Place, place: _Place, names: _Names) -> Change:
    key, name, member = inner.inside[-1]
    sentence = MEMBERS[key].added if kind is Kind.ADDED else MEMBERS[key].removed
    words = {}
    for language in LANGUAGES:
        called = names.of(key, name, member, language) or name
        detail = MEMBERS[key].detail(member, language) if kind is Kind.ADDED else ""
        words[language] = place.say(names, language) + sentence[language].format(called) + detail
    return Change(kind=kind, path=inner.path, words=words)


def _rewritten(key: str, before: Json, after: Json, inner: _Place, names: _Names) -> Change:
    codes = [code for code in {**before, **after} if before.get(code) != after.get(code)]
    words = {}
    for language in LANGUAGES:
        said = field_name(key, language)
        if key == "guidance":
            verb = {"en": "is rewritten", "fr": "est réécrit"}[language]
            text = f"{said} {verb} ({', '.join(codes)})"
        else:
            pairs = [
                f"{code}: {shown_value(key, before.get(code, ''), language)} → "
                f"{shown_value(key, after.get(code, ''), language)}"
                for code in codes
            ]
            text = f"{said} {', '.join(pairs)}"
        words[language] = inner.say(names, language) + text
    return Change(kind=Kind.CHANGED, path=inner.path, words=words)


def _changed(key: str, before: object, after: object, inner: _Place, names: _Names) -> Change:
    words = {}
    for language in LANGUAGES:
        change = f"{shown_value(key, before, language)} → {shown_value(key, after, language)}"
        said = field_name(key, language, inner.above)
        words[language] = f"{inner.say(names, language)}{said} {change}"
    return Change(kind=Kind.CHANGED, path=inner.path, words=words)
