"""A judgement as pages show it: checks by area, failures first, and what they ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from domain.finding import Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, JudgedDocument, Judgement, Status, Verdict
from domain.methodology.model.method import Method
from domain.text import Text, both
from gates.declarations.register import DECLARED
from lifecycle.packages.contest import contests_of
from lifecycle.questions.fates import Fate, Fates
from lifecycle.sealing import unseal
from storage.tables.reviews import Contest

ORDER = ("bad", "warn", "wait", "waived", "ok", "none")
QUIET = ORDER.index("waived")


@dataclass(frozen=True, kw_only=True)
class ContestSeen:
    """What was said against a finding, and what the PMO answered."""

    id: UUID
    state: str
    reason: str
    place: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Check:
    """One row: ``state`` is bad, warn, wait (cannot tell), waived (attested), ok or none.

    ``origin`` says why it is asked where the method's text does not ask it there.
    """

    state: str
    finding: Finding
    deliverable: Text
    origin: Text = field(default_factory=dict)
    contest: ContestSeen | None = None
    fate: Fate | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it is new in this round, or mended, or some of its faults are."""
        return self.fate is not None and (self.fate.state != "still" or self.fate.gone > 0)

    @property
    def sign(self) -> str:
        """The sign that is shown: what cannot be told is neither failed nor passed."""
        unsure = self.finding.outcome is Outcome.CANNOT_TELL
        return "wait" if unsure and self.is_open else self.state

    @property
    def is_known(self) -> bool:
        """Whether one of the product's checks speaks, with a record of its own."""
        return self.finding.check in DECLARED

    @property
    def is_open(self) -> bool:
        """Whether the row stands open with what is expected and found."""
        return self.state in {"bad", "warn", "wait"}


@dataclass(frozen=True, kw_only=True)
class Area:
    """A knowledge area with its checks, the open ones first."""

    id: str
    label: Text
    checks: Sequence[Check]

    @property
    def open(self) -> list[Check]:
        """The checks that ask for something."""
        return [check for check in self.checks if check.is_open]

    @property
    def closed(self) -> list[Check]:
        """The checks that are passed, attested or do not apply."""
        return [check for check in self.checks if not check.is_open]

    @property
    def passed(self) -> int:
        """How many checks are passed."""
        return sum(1 for check in self.checks if check.state in {"ok", "waived"})

    @property
    def asked(self) -> int:
        """How many checks apply."""
        return sum(1 for check in self.checks if check.state != "none")

    @property
    def is_quiet(self) -> bool:
        """Whether nothing in the area asks for anything."""
        return not self.open

    @property
    def state(self) -> str:
        """The worst state among the checks."""
        return min((check.state for check in self.checks), key=ORDER.index, default="none")


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A whole judgement for a page."""

    ready: bool
    areas: Sequence[Area]
    documents: Sequence[JudgedDocument]
    counts: Mapping[str, int]
    seconds: float

    @property
    def pressing_first(self) -> list[Area]:
        """The areas that apply: those with blockers, with other findings, with none."""
        applying = [area for area in self.areas if area.asked]
        return sorted(applying, key=lambda area: min(ORDER.index(area.state), QUIET))

    @property
    def changed(self) -> int:
        """How many rows are not as they were in the round before."""
        return sum(1 for area in self.areas for check in area.checks if check.is_changed)

    @property
    def asked(self) -> int:
        """How many checks apply in all areas."""
        return sum(area.asked for area in self.areas)

    @property
    def passed(self) -> int:
        """How many of them are passed or attested."""
        return sum(area.passed for area in self.areas)


def judged(
    session: Session,
    project_id: UUID,
    method: Method,
    judgement: Judgement,
    fates: Fates | None = None,
) -> Judged:
    """Return a judgement grouped by area in the method's order, with what was contested.

    ``fates`` tell what became of its findings since the rounds before.
    """
    said = {
        (each.check_id, each.deliverable, each.document_sha256): _contest_seen(session, each)
        for each in contests_of(session, project_id)
    }
    checks: dict[str, list[Check]] = {}
    for deliverable in judgement.deliverables:
        for finding in _findings(deliverable):
            key = (finding.check, finding.deliverable, finding.document_sha256)
            row = _check(finding, deliverable, said.get(key))
            if fates is not None:
                row = replace(row, fate=fates.of(finding))
            checks.setdefault(deliverable.knowledge_area, []).append(row)
    known = [area.id for area in method.areas]
    areas = [
        Area(
            id=area_id,
            label=_label(method, area_id),
            checks=sorted(checks[area_id], key=lambda check: ORDER.index(check.state)),
        )
        for area_id in (*known, *sorted(set(checks) - set(known)))
        if area_id in checks
    ]
    rows = [check for area in areas for check in area.checks]
    return Judged(
        ready=judgement.verdict is Verdict.READY,
        areas=areas,
        documents=judgement.documents,
        counts={state: sum(1 for row in rows if row.state == state) for state in ORDER},
        seconds=judgement.seconds,
    )


def _findings(deliverable: JudgedDeliverable) -> Sequence[Finding]:
    """Return the findings, with one of our own for an absence that no check speaks of."""
    absent = deliverable.status in (Status.MISSING, Status.UNREADABLE)
    spoken = any(
        finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL) for finding in deliverable.findings
    )
    if not absent or spoken:
        return deliverable.findings
    return (
        Finding(
            check=deliverable.id,
            area=deliverable.knowledge_area,
            deliverable=deliverable.id,
            outcome=Outcome.FAIL,
            severity=Severity.BLOCKER if deliverable.required else Severity.MINOR,
            title=deliverable.name,
            expected=both("A document that serves it", "Un document qui y répond"),
            found=both("None in the package", "Aucun dans le dossier"),
            fix=both("Add the document to the package", "Ajoutez le document au dossier"),
        ),
        *deliverable.findings,
    )


def _check(finding: Finding, deliverable: JudgedDeliverable, said: ContestSeen | None) -> Check:
    match finding.outcome:
        case Outcome.PASS:
            state = "ok"
        case Outcome.NOT_APPLICABLE:
            state = "none"
        case _ if said is not None and said.state == "attested":
            state = "waived"
        case _ if finding.severity is Severity.BLOCKER:
            state = "bad"
        case Outcome.CANNOT_TELL:
            state = "wait"
        case _:
            state = "warn"
    return Check(
        state=state,
        finding=finding,
        deliverable=deliverable.name,
        origin=deliverable.origin,
        contest=said,
    )


def _contest_seen(session: Session, each: Contest) -> ContestSeen:
    return ContestSeen(
        id=each.id,
        state=each.state,
        reason=unseal(session, each.review_id, each.reason),
        place=each.place,
        answer=unseal(session, each.review_id, each.answer),
    )


def _label(method: Method, area_id: str) -> Text:
    try:
        return method.area(area_id).label
    except KeyError:
        return {"en": area_id, "fr": area_id}
