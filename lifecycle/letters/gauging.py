"""Quality, costs, delays and risks of a package, as its own documents give them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import InvalidOperation

from domain.finding import Finding, Outcome, Severity
from domain.judgement import Judgement
from notifications.facts import Axis, Changed, ChangedFigure, Figure, Gauge, Kind, State
from storage.tables.packages import Revision
from storage.tables.projects import Project

AREAS: Mapping[Axis, str] = {
    Axis.QUALITY: "quality",
    Axis.COST: "cost",
    Axis.DELAY: "schedule",
    Axis.RISK: "risk",
}
"""The knowledge area that each axis reads; the ids are the ones that all methods share."""

FACTS: Mapping[Axis, tuple[str, ...]] = {
    Axis.QUALITY: (),
    Axis.COST: ("eac", "budget_at_completion", "total", "stated_total"),
    Axis.DELAY: ("finish",),
    Axis.RISK: ("open_risks", "risks"),
}
"""The facts that give an axis its figure, the most telling first."""

KINDS = {Axis.COST: Kind.MONEY, Axis.DELAY: Kind.DAY, Axis.RISK: Kind.NUMBER}
OPEN = (Outcome.FAIL, Outcome.CANNOT_TELL)
DAY = len("2026-11-19")
MOST = 4
"""How many entries of a kind a letter tells of what changed."""


def gauges(project: Project, judgement: Judgement) -> tuple[Gauge, ...]:
    """Return the axes that the gate looked at, in the order in which everybody reads them."""
    found = []
    for axis in Axis:
        findings = _findings(judgement, AREAS[axis])
        figure = _figure(project, judgement, axis)
        if findings or figure is not None:
            found.append(
                Gauge(
                    axis=axis,
                    state=_state(findings),
                    passed=sum(1 for each in findings if each.outcome is Outcome.PASS),
                    asked=len(findings),
                    figure=figure,
                    planned=_planned(project, axis, figure),
                )
            )
    return tuple(found)


def changed(
    before: Revision, judged_before: Judgement, after: Revision, judged_after: Judgement
) -> Changed:
    """Return what differs between two revisions of a package: figures, findings, documents."""
    was, now = _open(judged_before), _open(judged_after)
    known = {each["path"]: each["sha256"] for each in before.files}
    return Changed(
        revision=before.number,
        figures=tuple(_changed_figures(judged_before, judged_after)),
        mended=tuple(each.title for key, each in was.items() if key not in now)[:MOST],
        opened=tuple(each.found or each.title for key, each in now.items() if key not in was)[
            :MOST
        ],
        documents=tuple(
            each["path"] for each in after.files if known.get(each["path"]) != each["sha256"]
        )[:MOST],
    )


def _changed_figures(before: Judgement, after: Judgement) -> Iterable[ChangedFigure]:
    for axis in Axis:
        was, now = _figure(None, before, axis), _figure(None, after, axis)
        if was is not None and now is not None and was != now and was.unit == now.unit:
            yield ChangedFigure(axis=axis, before=was, after=now)


def _findings(judgement: Judgement, area: str) -> list[Finding]:
    return [
        finding
        for deliverable in judgement.deliverables
        if deliverable.knowledge_area == area
        for finding in deliverable.findings
        if finding.outcome is not Outcome.NOT_APPLICABLE
    ]


def _state(findings: Iterable[Finding]) -> State:
    weights = {finding.severity for finding in findings if finding.outcome in OPEN}
    if Severity.BLOCKER in weights:
        return State.BAD
    return State.WATCH if weights else State.GOOD


def _figure(project: Project | None, judgement: Judgement, axis: Axis) -> Figure | None:
    """Return the figure that a document serving the axis's own area gives, or None."""
    documents = {
        path
        for deliverable in judgement.deliverables
        if deliverable.knowledge_area == AREAS[axis]
        for path in deliverable.documents
    }
    for name in FACTS[axis]:
        for fact in judgement.facts:
            if fact.name == name and fact.document in documents:
                unit = fact.unit or (project.currency if project and axis is Axis.COST else "")
                value = fact.value[:DAY] if axis is Axis.DELAY else fact.value
                figure = Figure(kind=KINDS[axis], value=value, unit=unit)
                if _is_sound(figure):
                    return figure
    return None


def _is_sound(figure: Figure) -> bool:
    try:
        return bool(figure.day) if figure.kind is Kind.DAY else figure.amount.is_finite()
    except (ValueError, InvalidOperation):
        return False


def _planned(project: Project, axis: Axis, figure: Figure | None) -> Figure | None:
    if figure is None:
        return None
    if axis is Axis.COST and project.budget and figure.unit == project.currency:
        return Figure(kind=Kind.MONEY, value=project.budget, unit=project.currency)
    if axis is Axis.DELAY and project.finish:
        return Figure(kind=Kind.DAY, value=_iso(project.finish))
    return None


def _iso(day: date) -> str:
    return day.isoformat()


def _open(judgement: Judgement) -> dict[tuple[str, str], Finding]:
    return {
        (finding.check, deliverable.id): finding
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome in OPEN
    }
