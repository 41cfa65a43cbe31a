"""What an approver needs to answer in a minute, and a project manager to mend a package."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, Judgement, Status
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Force
from domain.text import Text, both
from lifecycle.letters.gauging import changed, gauges
from lifecycle.policies import policy_of
from lifecycle.seating.frozen_seats import seat_label
from notifications.facts import (
    Changed,
    Choice,
    Found,
    GateNamed,
    Named,
    Recommended,
    Subject,
)
from notifications.messages import DecisionAsked, PackageReturned
from storage.tables.packages import Revision
from storage.tables.projects import Assignment, Project
from storage.tables.reviews import Review, ReviewSeat

MOST_TO_MEND = 20
"""Findings that a returned package's letter lists; the page has the others."""

MOST_OPEN = 5
"""Open findings that a decision's letter lists."""

LONGEST = 300
"""Characters of a document's own words that a letter quotes, so that it stays small."""

ORDER = (Decision.GO, Decision.CONDITIONAL_GO, Decision.HOLD, Decision.RECYCLE, Decision.KILL)
OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)
WEIGHT = (Severity.BLOCKER, Severity.MAJOR, Severity.MINOR)


def subject_of(project: Project) -> Subject:
    """Return the project as letters name it; a confidential one by its code only."""
    title = "" if project.confidential else project.title[:LONGEST]
    return Subject(code=project.code, title=title, confidential=project.confidential)


def gate_named(gate: Gate) -> GateNamed:
    """Return the gate as letters name it."""
    return GateNamed(id=gate.id, label=gate.label, question=gate.question)


def asked_deliverables(method: Method, gate: Gate) -> tuple[Text, ...]:
    """Return what a gate asks for without fail."""
    return tuple(
        method.deliverable(each.deliverable).label
        for each in gate.requirements
        if each.force is Force.MUST
    )[:MOST_TO_MEND]


def returned(
    project: Project, review: Review, revision: Revision, judgement: Judgement, *, reader: UUID
) -> PackageReturned:
    """Return the letter about a package that came back, worst finding first."""
    gate = policy_of(review)
    findings = open_findings(judgement)
    shown = () if project.confidential else tuple(findings[:MOST_TO_MEND])
    passed, asked = _counts(judgement)
    return PackageReturned(
        project=subject_of(project),
        gate=gate_named(gate),
        revision=revision.number,
        submitter=Named(person=revision.submitted_by),
        own=reader == revision.submitted_by,
        blocking=sum(1 for each in findings if each.severity is Severity.BLOCKER) or len(findings),
        passed=passed,
        asked=asked,
        findings=shown,
        more=len(findings) - len(shown),
    )


def brief(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    seats: Sequence[ReviewSeat],
    seat: ReviewSeat,
    *,
    ledger_head: str,
) -> DecisionAsked:
    """Return the question as it is put to one seat; of a confidential project, without detail."""
    judgement = Judgement.model_validate(review.judgement)
    revision = session.get_one(Revision, review.revision_id)
    gating = [each for each in seats if each.kind == "gating"]
    quorum = min(gate.committee.quorum, len(gating)) or len(gating)
    findings = open_findings(judgement)
    shown = tuple(findings[:MOST_OPEN])
    confidential = project.confidential
    return DecisionAsked(
        project=subject_of(project),
        gate=gate_named(gate),
        seat=seat_label(method, seat),
        advisory=seat.kind == "advisory",
        needed=seat.mandatory or (seat.kind == "gating" and quorum >= len(gating)),
        quorum=quorum,
        seats=len(gating),
        choose=gate.committee.assurance == "A",
        revision=revision.number,
        sha256=review.revision_sha256,
        due_at=review.due_at,
        manager=_manager(session, project, method),
        choices=_choices(method, gate, review, confidential=confidential),
        recommended=None if confidential else _recommended(method, gate, review, judgement),
        gauges=() if confidential else gauges(project, judgement),
        changed=None if confidential else _changed(session, project, review, revision, judgement),
        findings=() if confidential else shown,
        more=0 if confidential else len(findings) - len(shown),
        ledger_head=ledger_head,
    )


def open_findings(judgement: Judgement) -> list[Found]:
    """Return what stands open, the worst first, an absence that no check speaks of included."""
    found = [
        _found(finding, deliverable)
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome in OPEN
    ]
    found += [
        _absent(deliverable)
        for deliverable in judgement.deliverables
        if deliverable.status in (Status.MISSING, Status.UNREADABLE)
        and not any(finding.outcome in OPEN for finding in deliverable.findings)
    ]
    return sorted(found, key=lambda each: WEIGHT.index(each.severity))


def _found(finding: Finding, deliverable: JudgedDeliverable) -> Found:
    return Found(
        check=finding.check,
        severity=finding.severity,
        certain=finding.outcome is Outcome.FAIL,
        deliverable=_short(deliverable.name),
        title=_short(finding.title),
        document=finding.document[:LONGEST],
        location=finding.location[:LONGEST],
        found=_short(finding.found),
        fix=_short(finding.fix),
    )


def _absent(deliverable: JudgedDeliverable) -> Found:
    return Found(
        check="",
        severity=Severity.BLOCKER if deliverable.required else Severity.MINOR,
        deliverable=_short(deliverable.name),
        title=_short(deliverable.name),
        document=", ".join(deliverable.documents)[:LONGEST],
        found=both("No document that serves it", "Aucun document qui y réponde")
        if deliverable.status is Status.MISSING
        else both("Its document cannot be read", "Son document est illisible"),
        fix=both("Add the document to the package", "Ajoutez le document au dossier"),
    )


def _short(text: Text) -> Text:
    return {
        language: words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
        for language, words in text.items()
    }


def _counts(judgement: Judgement) -> tuple[int, int]:
    outcomes = [
        finding.outcome
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome is not Outcome.NOT_APPLICABLE
    ]
    return outcomes.count(Outcome.PASS), len(outcomes)


def _choices(
    method: Method, gate: Gate, review: Review, *, confidential: bool
) -> tuple[Choice, ...]:
    recommended = None if confidential else (review.recommendation or {}).get("code")
    words = [(code, word) for code in ORDER if (word := method.word(gate, code)) is not None]
    choices = [
        Choice(code=code, label=word.label, recommended=code == recommended) for code, word in words
    ]
    return tuple(sorted(choices, key=lambda choice: not choice.recommended))


def _recommended(
    method: Method, gate: Gate, review: Review, judgement: Judgement
) -> Recommended | None:
    kept = review.recommendation
    if not kept:
        return None
    code = Decision(kept["code"])
    word = method.word(gate, code)
    passed, asked = _counts(judgement)
    return Recommended(
        code=code,
        label=word.label if word else both(code, code),
        passed=passed,
        asked=asked,
        major=int(kept.get("major", 0)),
    )


def _manager(session: Session, project: Project, method: Method) -> Named | None:
    held = (
        select(Assignment.person_id)
        .where(Assignment.project_id == project.id, Assignment.role == method.manager)
        .order_by(Assignment.since)
        .limit(1)
    )
    person_id = session.scalar(held)
    return Named(person=person_id) if person_id else None


def _changed(
    session: Session, project: Project, review: Review, revision: Revision, judgement: Judgement
) -> Changed | None:
    before = session.scalar(
        select(Review)
        .where(
            Review.project_id == project.id,
            Review.gate == review.gate,
            Review.round < review.round,
            Review.judgement.is_not(None),
        )
        .order_by(Review.round.desc())
        .limit(1)
    )
    if before is None:
        return None
    earlier = session.get_one(Revision, before.revision_id)
    return changed(earlier, Judgement.model_validate(before.judgement), revision, judgement)
