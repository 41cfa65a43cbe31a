"""The judge: findings of a dossier area by area, then one judgement on the whole package."""

from collections.abc import Iterator, Sequence

from domain.finding import Finding, Outcome, Severity
from domain.judgement import Judgement, Verdict
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import CheckUse, Criterion, Force, Requirement
from gates.checks import check
from gates.checks.catalogue import CHECKS
from gates.criteria import area_of, criterion_presence, judged_here, name_of
from gates.dossier import Attested, Dossier
from gates.findings import finding_of, of_presence
from gates.judged import judged, judged_document, name_asked
from gates.presence.answer import SOURCE
from gates.presence.whole import presence

OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)


def areas_of(method: Method, gate: Gate) -> tuple[str, ...]:
    """Return the areas in which a gate asks something, in the method's order."""
    asked = {method.deliverable(each.deliverable).area for each in gate.requirements}
    asked |= {area_of(method, each) for each in judged_here(gate)}
    return tuple(area.id for area in method.areas if area.id in asked)


def judge_area(dossier: Dossier, area: str) -> tuple[Finding, ...]:
    """Judge everything that the gate asks in one area, in the method's order."""
    return tuple(_findings(dossier, area))


def conclude(dossier: Dossier, findings: Sequence[Finding], *, seconds: float) -> Judgement:
    """Put the findings of all areas together; the order of the areas does not matter."""
    deliverables = tuple(judged(dossier, findings))
    blocked = any(
        _blocks(dossier, finding)
        for each in deliverables
        if each.required
        for finding in each.findings
    )
    readings = [*dossier.readings, *(each.reading for each in dossier.reused)]
    return Judgement(
        method=dossier.method.name,
        gate=dossier.gate.id,
        as_of=dossier.as_of,
        verdict=Verdict.NOT_READY if blocked else Verdict.READY,
        documents=tuple(judged_document(dossier, reading) for reading in dossier.readings),
        deliverables=deliverables,
        facts=tuple(dict.fromkeys(fact for each in readings for fact in each.facts)),
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
    for criterion in judged_here(dossier.gate):
        if area_of(dossier.method, criterion) == area:
            yield from _of_criterion(dossier, criterion, area)


def _of_criterion(dossier: Dossier, criterion: Criterion, area: str) -> Iterator[Finding]:
    yield from of_presence(
        dossier,
        criterion_presence(dossier, criterion),
        item=criterion.id,
        area=area,
        title=name_of(criterion),
        source=criterion.source or SOURCE,
    )


def _of_requirement(
    dossier: Dossier, requirement: Requirement, deliverable: Deliverable
) -> Iterator[Finding]:
    there = presence(dossier, requirement)
    yield from of_presence(
        dossier,
        there,
        item=deliverable.id,
        area=deliverable.area,
        title=name_asked(dossier.method, requirement),
        source=deliverable.source or SOURCE,
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
            yield finding_of(
                dossier,
                verdict,
                check_id=known.id,
                area=known.area,
                deliverable=deliverable.id,
                severity=weight_of(requirement, use),
                title=known.title,
                source=known.source,
            )


def weight_of(requirement: Requirement, use: CheckUse) -> Severity:
    """Return how much a fault weighs; what a gate only should have never blocks."""
    if requirement.force is Force.SHOULD and use.severity is Severity.BLOCKER:
        return Severity.MAJOR
    return use.severity


def _blocks(dossier: Dossier, finding: Finding) -> bool:
    """Tell whether a finding keeps the package back. An absence is waived, never attested."""
    key = Attested(finding.check, finding.deliverable, finding.document_sha256)
    attested = bool(finding.document_sha256) and key in dossier.attested
    return finding.severity is Severity.BLOCKER and finding.outcome in OPEN and not attested
