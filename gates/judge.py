"""The judge: findings of a dossier area by area, then one judgement on the whole package."""

from collections.abc import Iterator, Sequence

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Status, Verdict
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import CheckUse, Force, Requirement
from domain.text import Text
from gates.checks import check, conditions, presence
from gates.checks.catalogue import CHECKS
from gates.dossier import Attested, Dossier
from gates.evidence.content import Reading

OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)
TRUST = ("manifest", "remembered", "content", "name")
"""How a document was matched, from the surest way to the least sure."""


def areas_of(method: Method, gate: Gate) -> tuple[str, ...]:
    """Return the areas in which a gate asks something, in the method's order."""
    asked = {method.deliverable(each.deliverable).area for each in gate.requirements}
    return tuple(area.id for area in method.areas if area.id in asked)


def judge_area(dossier: Dossier, area: str) -> tuple[Finding, ...]:
    """Judge everything that the gate asks in one area, in the method's order."""
    return tuple(_findings(dossier, area))


def conclude(dossier: Dossier, findings: Sequence[Finding], *, seconds: float) -> Judgement:
    """Put the findings of all areas together; the order of the areas does not matter."""
    deliverables = tuple(_deliverables(dossier, findings))
    blocked = any(
        _blocks(dossier, finding)
        for each in deliverables
        if each.required
        for finding in each.findings
    )
    return Judgement(
        method=dossier.method.name,
        gate=dossier.gate.id,
        as_of=dossier.as_of,
        verdict=Verdict.NOT_READY if blocked else Verdict.READY,
        documents=tuple(_document(dossier, reading) for reading in dossier.readings),
        deliverables=deliverables,
        facts=tuple(dict.fromkeys(fact for each in dossier.readings for fact in each.facts)),
        seconds=seconds,
    )


def judge(dossier: Dossier, *, seconds: float = 0.0) -> Judgement:
    """Judge a whole dossier at once."""
    areas = areas_of(dossier.method, dossier.gate)
    findings = tuple(each for area in areas for each in judge_area(dossier, area))
    return conclude(dossier, findings, seconds=seconds)


def _findings(dossier: Dossier, area: str) -> Iterator[Finding]:
    for requirement in dossier.gate.requirements:
        deliverable = dossier.method.deliverable(requirement.deliverable)
        if deliverable.area == area:
            yield from _of_requirement(dossier, requirement, deliverable)


def _of_requirement(
    dossier: Dossier, requirement: Requirement, deliverable: Deliverable
) -> Iterator[Finding]:
    there = presence.presence(dossier, requirement)
    yield _finding(
        dossier,
        there.verdict,
        check_id=deliverable.id,
        area=deliverable.area,
        deliverable=deliverable.id,
        severity=there.severity,
        title=deliverable.label,
        source=deliverable.source or presence.SOURCE,
    )
    if not there.documents:
        return
    for use in requirement.checks:
        known = CHECKS.get(use.check)
        if known is None:
            continue  # a version published with a check that is no longer made
        subject = check.Subject(
            dossier=dossier,
            deliverable=deliverable,
            requirement=requirement,
            documents=there.documents,
            use=use,
        )
        for verdict in known(subject):
            yield _finding(
                dossier,
                verdict,
                check_id=known.id,
                area=known.area,
                deliverable=deliverable.id,
                severity=_severity(requirement, use),
                title=known.title,
                source=known.source,
            )


def _severity(requirement: Requirement, use: CheckUse) -> Severity:
    """Return how much a fault weighs; what a gate only should have never blocks."""
    if requirement.force is Force.SHOULD and use.severity is Severity.BLOCKER:
        return Severity.MAJOR
    return use.severity


def _finding(
    dossier: Dossier,
    verdict: check.Verdict,
    *,
    check_id: str,
    area: str,
    deliverable: str,
    severity: Severity,
    title: Text,
    source: str,
) -> Finding:
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


def _adds_conditions(dossier: Dossier) -> bool:
    """Tell whether the judge asks for open conditions itself, because the gate does not."""
    asked = any(
        use.check == conditions.CHECK
        for requirement in dossier.gate.requirements
        for use in requirement.checks
    )
    return bool(dossier.conditions) and not asked


def _of_the_package(dossier: Dossier) -> Iterator[JudgedDeliverable]:
    """Yield what is wrong beside the deliverables: open conditions, an unsound manifest."""
    area = _area_of_the_package(dossier.method)
    if _adds_conditions(dossier):
        known = CHECKS[conditions.CHECK]
        found = tuple(
            _finding(
                dossier,
                verdict,
                check_id=known.id,
                area=area,
                deliverable=conditions.DELIVERABLE,
                severity=Severity.BLOCKER,
                title=known.title,
                source=known.source,
            )
            for verdict in conditions.open_conditions(dossier)
        )
        yield _beside(conditions.DELIVERABLE, conditions.NAME, area, found)
    if dossier.manifest_fault:
        fault = _finding(
            dossier,
            presence.bad_manifest(dossier.manifest_fault),
            check_id=presence.MANIFEST,
            area=area,
            deliverable=presence.MANIFEST,
            severity=Severity.BLOCKER,
            title=presence.MANIFEST_NAME,
            source=presence.SOURCE,
        )
        yield _beside(presence.MANIFEST, presence.MANIFEST_NAME, area, (fault,))


def _beside(name: str, label: Text, area: str, findings: tuple[Finding, ...]) -> JudgedDeliverable:
    return JudgedDeliverable(
        id=name,
        knowledge_area=area,
        name=label,
        required=True,
        maturity="",
        status=Status.DEFECTIVE,
        documents=(),
        findings=findings,
    )


def _area_of_the_package(method: Method) -> str:
    known = [area.id for area in method.areas]
    area = CHECKS[conditions.CHECK].area
    return area if area in known else known[0]


def _blocks(dossier: Dossier, finding: Finding) -> bool:
    """Tell whether a finding keeps the package back. An absence is waived, never attested."""
    key = Attested(finding.check, finding.deliverable, finding.document_sha256)
    attested = bool(finding.document_sha256) and key in dossier.attested
    return finding.severity is Severity.BLOCKER and finding.outcome in OPEN and not attested


def _deliverables(dossier: Dossier, findings: Sequence[Finding]) -> Iterator[JudgedDeliverable]:
    by_deliverable: dict[str, list[Finding]] = {}
    for finding in findings:
        by_deliverable.setdefault(finding.deliverable, []).append(finding)
    for requirement in dossier.gate.requirements:
        deliverable = dossier.method.deliverable(requirement.deliverable)
        there = presence.presence(dossier, requirement)
        yield JudgedDeliverable(
            id=deliverable.id,
            knowledge_area=deliverable.area,
            name=deliverable.label,
            required=requirement.force is Force.MUST,
            maturity=requirement.maturity or "",
            status=there.status,
            documents=tuple(each.path for each in dossier.documents(deliverable.id)),
            findings=tuple(by_deliverable.get(deliverable.id, ())),
        )
    yield from _of_the_package(dossier)


def _document(dossier: Dossier, reading: Reading) -> JudgedDocument:
    services = [each for each in dossier.services if each.path == reading.path]
    best = min(services, key=lambda each: (TRUST.index(each.by), -each.confidence), default=None)
    return JudgedDocument(
        path=reading.path,
        sha256=reading.sha256,
        kind=reading.kind,
        language=reading.language,
        role=reading.role,
        state=reading.state,
        deliverables=tuple(dict.fromkeys(each.deliverable for each in services)),
        matched_by=best.by if best else "none",
        confidence=best.confidence if best else 0.0,
        read=reading.read,
        reason=reading.reason,
    )
