"""Everything that a person reads has words, in the method's language and in those it promises."""

import re
from functools import lru_cache

from domain.methodology.fault import shown, unknown
from domain.methodology.lint.walk import Part, Walk, place
from domain.methodology.tree import Node
from domain.text import Text, both

SPOKEN = ("label", "question", "guidance", "party")
"""The keys that hold words by language."""

MAY_BE_EMPTY = ("guidance", "party")
"""Those that may say nothing at all."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")


@lru_cache(maxsize=256)
def is_language(code: str) -> bool:
    """Tell whether a text is a language code, such as ``en`` or ``pt-BR``."""
    return _LANGUAGE.match(code) is not None


def lint_labels(walk: Walk) -> None:
    """Find labels, questions and guidance without words in a language that is promised."""
    language = walk.root.word("language") or "en"
    named = [(place(walk.root, "language"), "language", language)]
    named += [
        (node, "languages", node.value)
        for node in walk.root.items("languages")
        if isinstance(node.value, str)
    ]
    parts = [Part(walk.root, ""), *(part for kind in walk.kinds for part in walk.every(kind))]
    spoken = _languages(parts)
    promised: list[str] = []
    for node, path, code in named:
        if not is_language(code):
            walk.fault(node, path, _no_code(code))
        elif spoken and code not in spoken:
            # One fault says it better than one for each label.
            what = both("language of the labels", "langue des libellés")
            walk.fault(node, path, unknown(what, code, spoken))
        else:
            promised.append(code)
    asked = frozenset(promised)
    for part in parts:
        for key in SPOKEN:
            text = part.node.get(key)
            if text is not None and isinstance(text.value, dict):
                _words(walk, text, f"{part.path}.{key}".lstrip("."), asked, language)


def _languages(parts: list[Part]) -> list[str]:
    """Return the languages of the labels of the method and of its parts."""
    texts = [text.value for part in parts if (text := part.node.get("label")) is not None]
    return sorted({code for text in texts if isinstance(text, dict) for code in text})


def _words(walk: Walk, text: Node, path: str, promised: frozenset[str], language: str) -> None:
    found = text.value if isinstance(text.value, dict) else {}
    if not promised <= found.keys() and (found or not path.endswith(MAY_BE_EMPTY)):
        walk.fault(text, path, _no_words(sorted(promised - found.keys()), language))
    for code, words in found.items():
        if not is_language(code):
            line, column = text.keys.get(code, (text.line, text.column))
            walk.fault(Node(line, column, code), f"{path}.{code[:40]}", _no_code(code))
        elif isinstance(words.value, str) and not words.value.strip():
            said = both("the words are empty; write them", "le texte est vide ; écrivez-le")
            walk.fault(words, f"{path}.{code}", said)


def _no_words(missing: list[str], language: str) -> Text:
    if missing == [language]:
        return both(
            f"there are no words in the method's language {language}; add the key {language}",
            f"il n'y a pas de texte dans la langue de la méthode ({language}) ; ajoutez la clé "
            f"{language}",
        )
    listed = ", ".join(missing)
    return both(
        f"there are no words in {listed}, which the method promises; add the key(s) {listed}",
        f"il n'y a pas de texte en {listed}, que la méthode promet ; ajoutez {listed}",
    )


def _no_code(code: str) -> Text:
    return both(
        f"{shown(code)} is no language code; expected one such as en, fr or pt-BR",
        f"{shown(code)} n'est pas un code de langue ; attendu : en, fr ou pt-BR",
    )
