"""Ids stand once, and everything that a person reads has words in the method's language."""

import re

from domain.methodology.fault import shown, unknown
from domain.methodology.lint.walk import Walk, members, place
from domain.methodology.tree import Node
from domain.text import both

LISTS = ("areas", "ladders", "roles", "decisions", "deliverables", "gates", "stages")
"""The lists of a method whose members have an id."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


def lint_identities(walk: Walk) -> None:
    """Find ids, requirements and checks that stand twice."""
    for key in LISTS:
        _once(walk, walk.root, key, "id")
    for ladder, path in members(walk.root, "ladders"):
        _once(walk, ladder, "levels", "id", path)
    for gate, path in members(walk.root, "gates"):
        _once(walk, gate, "requirements", "deliverable", path)
        for requirement, inner in members(gate, "requirements", path):
            _once(walk, requirement, "checks", "check", inner)


def _once(walk: Walk, parent: Node, key: str, named: str, above: str = "") -> None:
    seen: dict[str, int] = {}
    for node, path in members(parent, key, above):
        name = node.word(named)
        if name is None:
            continue
        found = place(node, named)
        if name in seen:
            walk.fault(
                found,
                f"{path}.{named}",
                both(
                    f"{shown(name)} stands twice; the first one is in line {seen[name]}",
                    f"{shown(name)} figure deux fois ; le premier est à la ligne {seen[name]}",
                ),
            )
        seen.setdefault(name, found.line)


def lint_labels(walk: Walk) -> None:
    """Find labels, questions and guidance without words in the method's default language."""
    language = walk.root.word("language") or "en"
    if not _LANGUAGE.match(language):
        walk.fault(
            place(walk.root, "language"),
            "language",
            both(
                f"{shown(language)} is no language code; expected one such as en, fr or pt-BR",
                f"{shown(language)} n'est pas un code de langue ; attendu : en, fr ou pt-BR",
            ),
        )
        return
    spoken = _languages(walk)
    if spoken and language not in spoken:
        # One fault says it better than one for each label.
        walk.fault(
            place(walk.root, "language"),
            "language",
            unknown(both("language of the labels", "langue des libellés"), language, spoken),
        )
        return
    _words(walk, walk.root, "", language)
    for key in LISTS:
        for node, path in members(walk.root, key):
            _words(walk, node, path, language)
            for level, inner in members(node, "levels", path):
                _words(walk, level, inner, language)


def _languages(walk: Walk) -> list[str]:
    """Return the languages of the labels of the method and of its parts."""
    nodes = [walk.root, *(node for key in LISTS for node in walk.root.items(key))]
    texts = [text.value for node in nodes if (text := node.get("label")) is not None]
    return sorted({code for text in texts if isinstance(text, dict) for code in text})


def _words(walk: Walk, node: Node, above: str, language: str) -> None:
    for key in ("label", "question", "guidance"):
        text = node.get(key)
        path = f"{above}.{key}" if above else key
        if text is None or not isinstance(text.value, dict):
            continue
        if language not in text.value and (text.value or key != "guidance"):
            walk.fault(
                text,
                path,
                both(
                    f"there are no words in the method's language {language}; add the key "
                    f"{language}",
                    f"il n'y a pas de texte dans la langue de la méthode ({language}) ; ajoutez "
                    f"la clé {language}",
                ),
            )
        for code, words in text.value.items():
            _spoken(walk, code, words, text, path)


def _spoken(walk: Walk, code: str, words: Node, text: Node, path: str) -> None:
    if not _LANGUAGE.match(code):
        line, column = text.keys.get(code, (text.line, text.column))
        walk.fault(
            Node(line, column, code),
            f"{path}.{code[:40]}",
            both(
                f"{shown(code)} is no language code; expected one such as en, fr or pt-BR",
                f"{shown(code)} n'est pas un code de langue ; attendu : en, fr ou pt-BR",
            ),
        )
    elif isinstance(words.value, str) and not words.value.strip():
        walk.fault(
            words,
            f"{path}.{code}",
            both("the words are empty; write them", "le texte est vide ; écrivez-le"),
        )
