"""Whether the number of requirements and benefits is the same wherever it is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.passages import rows_said
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold, unaccented
from gates.evidence.understanding.vocabulary import Phrases, listed, load

_WORDS = load("control")
_IN_TOTAL = Phrases.listed(_WORDS["in_total"])
_KINDS: tuple[tuple[str, Text], ...] = (
    ("requirements", both("requirements", "exigences")),
    ("benefits", both("benefits", "bénéfices")),
)
_AFTER = 3
_ROOT = 3
"""Letters with which the words begin."""

_BENEFIT_ROLES = frozenset({"business case", "benefits"})


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, as a table holds them or a sentence says."""

    number: int
    document: str
    location: str


def unequal_counts(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield the numbers that differ from the largest table of the package."""
    for kind, name in _KINDS:
        tables = _tables(subject, kind)
        largest = max(tables, key=lambda each: each.number, default=None)
        said = list(_said(subject, kind))
        reference = largest or next(iter(said), None)
        if reference is None:
            continue
        others = [*said, *(tables if kind == "benefits" else ())]
        for each in others:
            if each.number != reference.number:
                yield failed(
                    put(
                        "{number} {name}, but {right} in {document}",
                        "{number} {name}, mais {right} dans {document}",
                        number=each.number,
                        name=name,
                        right=reference.number,
                        document=f"{reference.document}, {reference.location}".rstrip(", "),
                    ),
                    expected=expected,
                    fix=both("Make the documents agree", "Accordez les documents"),
                    document=each.document,
                    location=each.location,
                )


def _tables(subject: Subject, kind: str) -> list[Count]:
    """Return how many entries the tables of each document hold, each number once."""
    found: dict[str, tuple[set[str], str]] = {}
    for reading, register in subject.registers_anywhere(kind):
        if kind == "benefits" and reading.role not in _BENEFIT_ROLES:
            continue
        names, _ = found.setdefault(reading.path, (set(), register.location))
        concepts = ("id", "requirement" if kind == "requirements" else "benefit", "description")
        names.update(fold(row.text(*concepts)) for row in register.rows)
    return [Count(len(names), path, place) for path, (names, place) in found.items()]


def _said(subject: Subject, kind: str) -> Iterator[Count]:
    words = listed(_WORDS[kind])
    number = re.compile(rf"\b(\d{{1,4}}) (?:{'|'.join(words)})\b")
    label = re.compile(rf"\b(?:{'|'.join(words)})\b(?: \S+){{0,{_AFTER}}}? (\d{{1,4}})\b")
    roots = {word[:_ROOT] for word in words}
    for passage in rows_said(subject.dossier.readings):
        low = unaccented(passage.text.lower())
        if not any(word in low for word in roots) or not any(sign.isdigit() for sign in low):
            continue
        folded = passage.folded
        if not _IN_TOTAL.within(folded):
            continue
        found = number.search(folded) or label.search(folded)
        if found is not None:
            yield Count(int(found[1]), passage.document, passage.location)
