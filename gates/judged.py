"""What a judgement tells of each thing that a gate asks, with the findings about it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from domain.finding import Finding, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Status
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Force, Origin, Requirement
from domain.text import Text, both
from gates.applying import Aside, let_off
from gates.checks.check import not_applicable
from gates.checks.integration import conditions
from gates.criteria import area_of, criterion_presence, is_required, judged_here, name_of
from gates.declarations.register import DECLARED
from gates.dossier import Dossier
from gates.evidence.content import Reading
from gates.findings import finding_of
from gates.presence.answer import SOURCE, spoken
from gates.presence.whole import MANIFEST, MANIFEST_NAME, bad_manifest, presence

TRUST = ("manifest", "remembered", "content", "name")
"""How a document was matched, from the surest way to the least sure."""

_OR = {"en": " or ", "fr": " ou ", "de": " oder ", "es": " o ", "it": " o ", "pt": " ou "}


def judged(dossier: Dossier, findings: Sequence[Finding]) -> Iterator[JudgedDeliverable]:
    """Yield what is asked, in the order of the gate: deliverables, criteria, what is beside."""
    by_item: dict[str, list[Finding]] = {}
    for finding in findings:
        by_item.setdefault(finding.deliverable, []).append(finding)
    for requirement in dossier.gate.requirements:
        yield _deliverable(dossier, requirement, by_item)
    for criterion in judged_here(dossier.gate):
        yield _criterion(dossier, criterion, by_item)
    for aside in let_off(dossier):
        yield _aside(dossier, aside)
    yield from _of_the_package(dossier)


def judged_document(dossier: Dossier, reading: Reading) -> JudgedDocument:
    """Return what a judgement tells of one document of the package."""
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


def name_asked(method: Method, requirement: Requirement) -> Text:
    """Return what is asked by name: the deliverable, or those of which one will do."""
    labels = [method.deliverable(each).label for each in requirement.choices]
    if len(labels) == 1:
        return labels[0]
    shared = [code for code in labels[0] if all(code in label for label in labels)]
    return {
        code: _OR.get(code, " / ").join(label[code] for label in labels)
        for code in shared or [method.language]
        if all(code in label for label in labels)
    } or labels[0]


def _deliverable(
    dossier: Dossier, requirement: Requirement, by_item: Mapping[str, list[Finding]]
) -> JudgedDeliverable:
    deliverable = dossier.method.deliverable(requirement.deliverable)
    there = presence(dossier, requirement)
    paths = [
        reading.path for each in requirement.choices for reading in dossier.documents(each)
    ] or [reading.path for reading in there.documents]
    return JudgedDeliverable(
        id=deliverable.id,
        knowledge_area=deliverable.area,
        name=name_asked(dossier.method, requirement),
        required=requirement.force is Force.MUST,
        maturity=requirement.maturity or "",
        status=there.status,
        documents=tuple(dict.fromkeys(paths)),
        findings=tuple(by_item.get(deliverable.id, ())),
        served=there.served,
        origin=origin_of(dossier.method, requirement.origin),
    )


def _criterion(
    dossier: Dossier, criterion: Criterion, by_item: Mapping[str, list[Finding]]
) -> JudgedDeliverable:
    return JudgedDeliverable(
        id=criterion.id,
        knowledge_area=area_of(dossier.method, criterion),
        name=name_of(criterion),
        required=is_required(criterion),
        maturity="",
        status=criterion_presence(dossier, criterion).status,
        documents=(),
        findings=tuple(by_item.get(criterion.id, ())),
        origin=origin_of(dossier.method, criterion.origin),
    )


def origin_of(method: Method, origin: Origin | None) -> Text:
    """Say why something is asked that the method's text did not write at this gate."""
    if origin is None:
        return {}
    if origin.because:
        return spoken(origin.because, method.language)
    return {code: words.format(name=origin.name) for code, words in _ORIGINS[origin.kind].items()}


def _aside(dossier: Dossier, aside: Aside) -> JudgedDeliverable:
    area = _area_of(dossier.method, aside.item)
    finding = finding_of(
        dossier,
        not_applicable(aside.because, expected={}),
        check_id=aside.item,
        area=area,
        deliverable=aside.item,
        severity=Severity.MINOR,
        title=aside.label,
        source=SOURCE,
    )
    return JudgedDeliverable(
        id=aside.item,
        knowledge_area=area,
        name=aside.label,
        required=False,
        maturity="",
        status=aside.status,
        documents=(),
        findings=(finding,),
    )


def _area_of(method: Method, item: str) -> str:
    """Return the area of a deliverable or a criterion by its id."""
    areas = {each.id: area_of(method, each) for gate in method.gates for each in gate.criteria}
    areas |= {each.id: each.area for each in method.deliverables}
    return areas.get(item, method.areas[0].id)


def adds_conditions(dossier: Dossier) -> bool:
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
    if adds_conditions(dossier):
        known = DECLARED[conditions.CHECK]
        found = tuple(
            finding_of(
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
        fault = finding_of(
            dossier,
            bad_manifest(dossier.manifest_fault),
            check_id=MANIFEST,
            area=area,
            deliverable=MANIFEST,
            severity=Severity.BLOCKER,
            title=MANIFEST_NAME,
            source=SOURCE,
        )
        yield _beside(MANIFEST, MANIFEST_NAME, area, (fault,))


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
    area = DECLARED[conditions.CHECK].area
    return area if area in known else known[0]


_ORIGINS = defaultdict(
    lambda: both("{name}", "{name}"),
    {
        "project": both("added by the project, {name}", "ajouté par le projet, {name}"),
        "rolled": both("carried over from {name}", "reporté de {name}"),
        "merged": both("taken over from {name}", "repris de {name}"),
        "replaced": both("in the place of {name}", "à la place de {name}"),
        "class": both(
            "due since the class changed, {name}", "dû depuis le changement de classe, {name}"
        ),
    },
)
