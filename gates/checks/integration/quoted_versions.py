"""Whether the versions that documents quote of each other are those of the package."""

import re
from collections.abc import Iterator, Mapping

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.document_versions import Version, number_in, same_version
from gates.checks.structures.passages import rows_said
from gates.checks.wording import put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold, unaccented
from gates.evidence.understanding.vocabulary import Phrases, load
from gates.matching_memory import document_name

_FORMER = Phrases.listed(load("control")["former"])
_QUOTED = re.compile(
    r"^[\s,;:(|\-–—]*(?:in |en |dans sa |der )?"
    r"((?:v|ver|version|issue|rev|rév|revision|révision|indice|ausgabe|edition|édition|versão|"
    r"versione|versjon)[\s.:°#-]*\d{1,3}(?:\.\d{1,3}){0,3}|\d{1,3}\.\d{1,3}(?:\.\d{1,3})?(?=\s*(?:\||$|\))))",
    re.IGNORECASE,
)
_LEAST = 5
"""Letters of a name that can be looked for in a sentence."""

_ACCENTS = {
    "a": "aàâäáã",
    "e": "eéèêë",
    "i": "iîïí",
    "o": "oôöóõ",
    "u": "uùûüú",
    "c": "cç",
    "n": "nñ",
}
_LOGS = frozenset({"versions", "changes"})


def outdated_quotes(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield each place that quotes another version of a document than the package holds."""
    readings = [
        each for each in subject.dossier.readings if each.state in (State.FILLED, State.PARTIAL)
    ]
    known = {name: each for each in readings for name in _names(each)}
    own = {each.path: _version(subject, each) for each in readings}
    for reading in readings:
        logs = _log_places(subject, reading)
        for passage in rows_said([reading]):
            quotes = list(_quotes(passage.text, known))
            if not quotes or passage.location in logs or _FORMER.within(passage.folded):
                continue
            for named, quoted in quotes:
                held = own[named.path]
                if named.path == reading.path or not held or same_version(held, quoted):
                    continue
                yield failed(
                    put(
                        "quotes version {quoted} of {document}, the package holds {held}",
                        "cite la version {quoted} de {document}, le dossier contient la {held}",
                        quoted=_shown(quoted),
                        document=named.path,
                        held=_shown(held),
                    ),
                    expected=expected,
                    fix=both(
                        "Refer to the version that is handed in, or hand in the one referred to",
                        "Citez la version déposée, ou déposez celle qui est citée",
                    ),
                    document=reading.path,
                    location=passage.location,
                )


def _names(reading: Reading) -> Iterator[str]:
    stem = fold(document_name(reading.path).rpartition(".")[0])
    title = fold(re.sub(r"\b[vV]\.?\s?\d[\d.]*", "", reading.content.title))
    for name in dict.fromkeys((stem, title)):
        if len(name) >= _LEAST:
            yield name


def _version(subject: Subject, reading: Reading) -> Version:
    issues = subject.dossier.marks[reading.path].issues
    found = [version for each in issues if (version := number_in(each.value))]
    return max(found, default=())


def _quotes(text: str, known: Mapping[str, Reading]) -> Iterator[tuple[Reading, Version]]:
    """Yield the documents that a text names with a version right behind the name."""
    if not any(sign.isdigit() for sign in text):
        return
    low = unaccented(text.lower())
    for name, reading in known.items():
        if name.partition(" ")[0] not in low or f" {name} " not in f" {fold(text)} ":
            continue
        found = re.search(_loosely(name), text, re.IGNORECASE)
        quoted = _QUOTED.match(text[found.end() :]) if found is not None else None
        version = number_in(quoted[1]) if quoted is not None else ()
        if version:
            yield reading, version


def _loosely(name: str) -> str:
    """Return a pattern for a folded name in a text with accents and punctuation."""
    words = (re.sub(r"[a-z]", _letter, word) for word in name.split())
    return r"[\W_]+".join(words) + r"(?:\.\w{2,5})?"


def _letter(found: re.Match[str]) -> str:
    accents = {
        "a": "aàâäáã",
        "e": "eéèêë",
        "i": "iîïí",
        "o": "oôöóõ",
        "u": "uùûüú",
        "c": "cç",
        "n": "nñ",
    }
    return f"[{accents.get(found[0], found[0])}]"


def _log_places(subject: Subject, reading: Reading) -> frozenset[str]:
    """Return the places of rows that tell what was; they quote former versions by right."""
    return frozenset(
        row.location
        for register in subject.dossier.registers.get(reading.path, ())
        if register.kind in _LOGS
        for row in register.rows
    )


def _shown(version: Version) -> str:
    return ".".join(map(str, version))
