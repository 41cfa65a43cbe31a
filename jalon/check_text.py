"""A judgement as text for a terminal: what to do first, area by area, what is fine folded."""

import textwrap
from collections.abc import Iterator, Sequence

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Verdict
from domain.methodology.model import Gate, Method
from domain.text import in_language
from jalon.output import styled

WIDTH = 96
INDENT = " " * 6
OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)
UNITS = {"not_ready": "bad", "ready": "good"}

_WORDS = {
    "en": {
        "as of": "as of",
        "ready": "READY",
        "not_ready": "NOT READY",
        "blocks": "blocks",
        "watch": "to watch",
        "cannot": "cannot tell",
        "where": "where",
        "expected": "expected",
        "found": "found",
        "fix": "to do",
        "passed": "{count} passed",
        "documents": "Documents",
        "serves": "serves",
        "nothing": "serves nothing that this gate asks",
        "refused": "not read",
        "part": "read in part",
    },
    "fr": {
        "as of": "au",
        "ready": "PRÊT",
        "not_ready": "PAS ENCORE PRÊT",
        "blocks": "bloquant",
        "watch": "à surveiller",
        "cannot": "indécidable",
        "where": "où",
        "expected": "attendu",
        "found": "constaté",
        "fix": "à faire",
        "passed": "{count} conformes",
        "documents": "Documents",
        "serves": "sert",
        "nothing": "ne sert à rien de ce que ce jalon demande",
        "refused": "non lu",
        "part": "lu en partie",
    },
}


def described(judgement: Judgement, method: Method, gate: Gate, language: str) -> str:
    """Return the whole judgement as text."""
    return "\n".join(_lines(judgement, method, gate, language))


def _lines(judgement: Judgement, method: Method, gate: Gate, language: str) -> Iterator[str]:
    words = _WORDS[language]
    label = in_language(gate.label, language, method.language)
    title = label if gate.id in label else f"{gate.id} · {label}"
    yield styled(f"{title}  ({judgement.method}, {words['as of']} {judgement.as_of})", "strong")
    yield ""
    yield _verdict(judgement, language)
    areas = dict.fromkeys(each.knowledge_area for each in judgement.deliverables)
    labels = {area.id: in_language(area.label, language, method.language) for area in method.areas}
    for area in sorted(areas, key=list(labels).index if set(areas) <= set(labels) else None):
        asked = [each for each in judgement.deliverables if each.knowledge_area == area]
        yield ""
        yield from _area(labels.get(area, area), asked, language)
    yield ""
    yield styled(words["documents"], "strong")
    for document in judgement.documents:
        yield from _document(document, judgement, language)
    yield ""
    yield styled(f"{judgement.seconds:.2f} s", "faint")


def _verdict(judgement: Judgement, language: str) -> str:
    blocking = sum(
        1
        for each in judgement.deliverables
        for finding in each.findings
        if each.required and _blocks(finding)
    )
    ready = judgement.verdict is Verdict.READY
    word = styled(_WORDS[language][judgement.verdict.value], UNITS[judgement.verdict.value])
    if ready:
        said = {"en": "the approvers can be asked.", "fr": "les décideurs peuvent être sollicités."}
    elif blocking == 1:
        said = {"en": "1 blocking point.", "fr": "1 point bloquant."}
    else:
        said = {"en": f"{blocking} blocking points.", "fr": f"{blocking} points bloquants."}
    return f"{word}{' : ' if language == 'fr' else ': '}{said[language]}"


def _area(label: str, asked: Sequence[JudgedDeliverable], language: str) -> Iterator[str]:
    rows = [(each, finding) for each in asked for finding in each.findings]
    applying = [row for row in rows if row[1].outcome is not Outcome.NOT_APPLICABLE]
    opened = [row for row in applying if row[1].outcome in OPEN]
    good = len(applying) - len(opened)
    of = {"en": "of", "fr": "sur"}[language]
    yield styled(f"{label}  {good} {of} {len(applying)}", "strong")
    for deliverable, finding in sorted(opened, key=lambda row: not _blocks(row[1])):
        yield from _finding(deliverable, finding, language)
    if good:
        yield styled("  ✓ ", "good") + _WORDS[language]["passed"].format(count=good)


def _finding(deliverable: JudgedDeliverable, finding: Finding, language: str) -> Iterator[str]:
    words = _WORDS[language]
    name = in_language(deliverable.name, language)
    title = in_language(finding.title, language)
    head = title if title == name else f"{name} · {title}"
    if deliverable.required and _blocks(finding):
        mark, tag = styled("  ✗ ", "bad"), words["blocks"]
    elif finding.outcome is Outcome.CANNOT_TELL:
        mark, tag = styled("  ? ", "doubt"), words["cannot"]
    else:
        mark, tag = styled("  ! ", "doubt"), words["watch"]
    yield f"{mark}{head}  [{tag}]  {styled(finding.check, 'faint')}"
    place = ", ".join(part for part in (finding.document, finding.location) if part)
    for key, said in (
        ("where", place),
        ("expected", in_language(finding.expected, language)),
        ("found", in_language(finding.found, language)),
        ("fix", in_language(finding.fix, language)),
    ):
        if said:
            yield from _wrapped(words[key], said)


def _wrapped(label: str, said: str) -> Iterator[str]:
    first = f"{INDENT}{label:<10}"
    yield from textwrap.wrap(said, WIDTH, initial_indent=first, subsequent_indent=" " * len(first))


def _document(document: JudgedDocument, judgement: Judgement, language: str) -> Iterator[str]:
    words = _WORDS[language]
    if document.read == "refused":
        yield f"  {styled('✗', 'bad')} {document.path}  [{words['refused']}]"
        yield from _wrapped("", in_language(document.reason, language))
        return
    names = {each.id: in_language(each.name, language) for each in judgement.deliverables}
    served = [names[each] for each in document.deliverables if each in names]
    said = f"{words['serves']} {', '.join(served)}" if served else words["nothing"]
    part = f"  [{words['part']}]" if document.read == "part" else ""
    mark = "·" if served else styled("?", "doubt")
    yield f"  {mark} {document.path}  {styled(said, 'faint')}{part}"
    if document.reason:
        yield from _wrapped("", in_language(document.reason, language))


def _blocks(finding: Finding) -> bool:
    return finding.outcome in OPEN and finding.severity is Severity.BLOCKER
