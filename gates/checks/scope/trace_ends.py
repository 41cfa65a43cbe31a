"""Identifiers that lead nowhere, and tests and design items that serve no requirement."""

import re
from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.scope.chosen import largest_breakdown
from gates.checks.scope.requirements import Requirements, is_dropped, linked
from gates.checks.scope.trace_words import EXPECTED, fault_of
from gates.checks.structures.breakdown import normal
from gates.checks.structures.identifiers import family_of, identifiers
from gates.checks.wording import named, put
from gates.evidence.content import Reading
from gates.evidence.understanding.row import Row

_SPLIT = re.compile(r"[,;\n]\s*|\s{2,}")
_CODE = re.compile(r"\s*([A-Za-z]{0,4}\d+(?:[.]\d+)*)\b")


def stale(subject: Subject, found: Requirements) -> Iterator[Verdict]:
    """Yield identifiers of matrix and tests that lead nowhere: requirements, tests, work."""
    known = {each.key for each in found.stated}
    families = {family_of(key) for key in known}
    for each in found.traced:
        if known and each.key not in known and family_of(each.key) in families:
            yield fault_of(
                each,
                put(
                    "{id} is traced but stated nowhere",
                    "{id} est tracée mais n'existe nulle part",
                    id=each.label,
                ),
                both("Correct the identifier, or delete the row",
                     "Corrigez l'identifiant, ou supprimez la ligne"),
            )  # fmt: skip
    every = known or {each.key for each in found.traced}
    families = {family_of(key) for key in every}
    for test in found.tests:
        gone = [key for key in test.requirements if key not in every and family_of(key) in families]
        if gone and every:
            yield _nowhere(test.reading, test.row, "requirement", test.label, gone)
    tests = {test.key for test in found.tests if test.key}
    yield from _dead_ends(found, "test", tests)
    yield from _dead_work(subject, found)


def _dead_ends(found: Requirements, column: str, known: set[str]) -> Iterator[Verdict]:
    families = {family_of(key) for key in known}
    for each in (*found.stated, *found.traced):
        row = each.row
        ids = [] if row is None else list(identifiers(row.text(column), letters=1))
        gone = [key for key in ids if family_of(key) in families and key not in known]
        if gone and row is not None:
            yield _nowhere(each.reading, row, column, each.label, gone)


def _dead_work(subject: Subject, found: Requirements) -> Iterator[Verdict]:
    """Yield codes of work that the breakdown does not know, where most are known."""
    breakdown = largest_breakdown(subject)
    named_codes = [
        (each, each.row, codes)
        for each in (*found.stated, *found.traced)
        if each.row is not None and (codes := _codes(each.row.text("wbs")))
    ]
    if breakdown is None or not named_codes:
        return
    known = breakdown[1].elements
    every = [code for _, _, codes in named_codes for code in codes]
    if sum(code in known for code in every) * 2 < len(every):
        return
    for each, row, codes in named_codes:
        gone = [code for code in codes if code not in known]
        if gone:
            yield _nowhere(each.reading, row, "wbs", each.label, gone)


def _codes(text: str) -> list[str]:
    matches = (_CODE.match(part) for part in _SPLIT.split(text))
    return [code for match in matches if match and (code := normal(match[1]))]


def without_requirement(found: Requirements) -> Iterator[Verdict]:
    """Yield tests and design items that serve no requirement."""
    cited = {
        key
        for each in (*found.stated, *found.traced)
        if each.row is not None
        for key in identifiers(each.row.text("test"), letters=1)
    }
    is_linked = bool(cited) or any(test.requirements for test in found.tests)
    for test in found.tests:
        asked = "requirement" in test.register.columns or is_linked
        if asked and not test.requirements and test.key not in cited and not is_dropped(test.row):
            yield _orphan(test.reading, test.row, test.label)
    for reading, row in found.unnamed:
        items = [text for link in ("design", "verification") if (text := linked(row, link))]
        if items:
            yield _orphan(reading, row, items[0])


def _orphan(reading: Reading, row: Row, label: str) -> Verdict:
    return failed(
        put(
            "{label} serves no requirement", "{label} ne sert aucune exigence", label=label
        ),
        expected=EXPECTED,
        fix=both("Name the requirement, or delete the item",
                 "Nommez l'exigence, ou supprimez l'élément"),
        document=reading.path,
        location=row.place("requirement"),
    )  # fmt: skip


def _nowhere(reading: Reading, row: Row, column: str, label: str, gone: Sequence[str]) -> Verdict:
    return failed(
        put(
            "{label} names {gone}, which exists nowhere",
            "{label} nomme {gone}, qui n'existe nulle part",
            label=label,
            gone=named(sorted(gone)),
        ),
        expected=EXPECTED,
        fix=both("Correct the identifier", "Corrigez l'identifiant"),
        document=reading.path,
        location=row.place(column),
    )
