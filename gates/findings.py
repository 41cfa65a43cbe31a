"""From a verdict to a finding, with its place, its weight and the document's hash."""

from collections.abc import Iterator

from domain.finding import Finding, Severity
from domain.text import Text, both
from gates.checks.check import Verdict
from gates.dossier import Dossier
from gates.presence.answer import Presence

READY, READY_NAME = "READINESS", both("Ready in time for the gate", "Prêt à temps pour le jalon")


def finding_of(
    dossier: Dossier,
    verdict: Verdict,
    *,
    check_id: str,
    area: str,
    deliverable: str,
    severity: Severity,
    title: Text,
    source: str,
) -> Finding:
    """Return a verdict as a finding."""
    document = dossier.reading(verdict.document)
    return Finding(
        check=check_id,
        area=area,
        deliverable=deliverable,
        outcome=verdict.outcome,
        severity=severity,
        title=title,
        document=verdict.document,
        document_sha256=document.sha256 if document is not None else "",
        location=verdict.location,
        expected=verdict.expected,
        found=verdict.found,
        fix=verdict.fix,
        source=source,
    )


def of_presence(
    dossier: Dossier, there: Presence, *, item: str, area: str, title: Text, source: str
) -> Iterator[Finding]:
    """Yield whether something is there; then whether it was in time, which never blocks."""
    for verdict in (there.verdict, *there.more):
        yield finding_of(
            dossier,
            verdict,
            check_id=item,
            area=area,
            deliverable=item,
            severity=there.severity,
            title=title,
            source=source,
        )
    if there.late is not None:
        yield finding_of(
            dossier,
            there.late,
            check_id=READY,
            area=area,
            deliverable=item,
            severity=Severity.MINOR,
            title=READY_NAME,
            source=source,
        )
