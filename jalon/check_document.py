"""A judgement and a reading as JSON documents, in the shape that programs rely on."""

from collections.abc import Iterable

from domain.finding import Fact, Finding
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement
from domain.methodology.model.method import Method
from domain.text import Text, in_language
from gates.dossier import Dossier
from gates.evidence.content import Reading


def document(dossier: Dossier, judgement: Judgement, language: str) -> dict[str, object]:
    """Return a judgement as a document; texts are in one language."""
    readings = {reading.path: reading for reading in dossier.readings}
    return {
        "method": judgement.method,
        "gate": judgement.gate,
        "as_of": judgement.as_of.isoformat(),
        "verdict": judgement.verdict.value,
        "documents": [_judged(each, readings[each.path], language) for each in judgement.documents],
        "deliverables": [
            _deliverable(each, dossier.method, language) for each in judgement.deliverables
        ],
        "facts": _facts(judgement.facts),
        "seconds": judgement.seconds,
    }


def reading_document(reading: Reading, language: str) -> dict[str, object]:
    """Return what one file is, and what was found in it."""
    return {
        "path": reading.path,
        "sha256": reading.sha256,
        "kind": reading.kind,
        "language": reading.language,
        "role": reading.role,
        "confidence": reading.confidence,
        "state": reading.state.value,
        "read": reading.read.value,
        "reason": _say(reading.reason, language),
        "facts": _facts(reading.facts),
        "seconds": reading.seconds,
    }


def _judged(each: JudgedDocument, reading: Reading, language: str) -> dict[str, object]:
    return {
        **reading_document(reading, language),
        "deliverables": list(each.deliverables),
        "matched_by": each.matched_by,
        "confidence": each.confidence,
    }


def _deliverable(each: JudgedDeliverable, method: Method, language: str) -> dict[str, object]:
    return {
        "id": each.id,
        "knowledge_area": each.knowledge_area,
        "name": _say(each.name, language, method.language),
        "required": each.required,
        "maturity": each.maturity,
        "status": each.status.value,
        "origin": _say(each.origin, language),
        "documents": list(each.documents),
        "findings": [_finding(finding, language) for finding in each.findings],
    }


def _finding(finding: Finding, language: str) -> dict[str, object]:
    return {
        "check": finding.check,
        "title": _say(finding.title, language),
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "document": finding.document,
        "location": finding.location,
        "expected": _say(finding.expected, language),
        "found": _say(finding.found, language),
        "fix": _say(finding.fix, language),
        "source": finding.source,
    }


def _facts(facts: Iterable[Fact]) -> list[dict[str, object]]:
    return [
        {
            "name": fact.name,
            "value": fact.value,
            "unit": fact.unit,
            "document": fact.document,
            "location": fact.location,
        }
        for fact in facts
    ]


def _say(text: Text, language: str, default: str = "en") -> str:
    return in_language(text, language, default)
