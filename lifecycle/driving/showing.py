"""What Prefect may show of a project: codes, gates, counts, dates and a link; no names."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import Outcome
from domain.judgement import Judgement
from domain.methodology.fitting.circumstances import OpenGate
from domain.value import Value
from lifecycle.fitted.fitting import fit_of
from lifecycle.installation import Installation
from lifecycle.methods import method_of
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Condition, Review, ReviewSeat, Vote


class Showing(Value):
    """A project as the engine's own pages show it."""

    name: str
    tags: tuple[str, ...]
    artifact_key: str
    markdown: str
    closed: bool


def showing(
    installation: Installation, project_id: UUID, *, public_url: str, at: datetime
) -> Showing:
    """Return the run's name, its tags, and the gate's page as Markdown."""
    with installation.database.read() as session:
        project = session.get_one(Project, project_id)
        method = method_of(session, project.method_id)
        opened = () if project.state == "closed" else fit_of(session, project, at=at).open_gates
        gates = [each.gate for each in sorted(opened, key=lambda each: not each.ends_stage)]
        review = _latest(session, project)
        waiting = _waiting_for(project, review)
        return Showing(
            name=project.code,
            tags=(
                f"methodology:{method.name}",
                f"stage:{project.stage}",
                *(f"gate:{gate}" for gate in gates),
                f"waiting-for:{waiting}",
                *_health(review),
            ),
            artifact_key=f"gate-{project.code.lower()}",
            markdown=_markdown(session, project, method.name, opened, waiting, public_url),
            closed=project.state == "closed",
        )


def _waiting_for(project: Project, review: Review | None) -> str:
    if project.state == "closed":
        return "nobody"
    if project.state == "held":
        return "date"
    if review is None or review.state in {"returned", "withdrawn", "superseded", "decided"}:
        return "package"
    return "votes" if review.state == "open" else "judge"


def _health(review: Review | None) -> tuple[str, ...]:
    overdue = review is not None and review.state == "open" and review.overdue_told_at is not None
    return ("health:overdue",) if overdue else ()


def _latest(session: Session, project: Project) -> Review | None:
    return session.scalar(
        select(Review)
        .where(Review.project_id == project.id)
        .order_by(Review.submitted_at.desc())
        .limit(1)
    )


def _markdown(
    session: Session,
    project: Project,
    method: str,
    opened: Sequence[OpenGate],
    waiting: str,
    public_url: str,
) -> str:
    lines = [
        f"# {project.code} · {', '.join(each.gate for each in opened) or 'closed'}",
        "",
        f"Method `{method}`, stage `{project.stage}`, waiting for **{waiting}**.",
        "",
        f"[Open the gate]({public_url.rstrip('/')}/projects/{project.code})",
        "",
    ]
    lines += [_open(each) for each in opened if each.hindered or each.due or each.by]
    review = _latest(session, project)
    if review is not None:
        lines += _round(session, review)
    lines += _passages(session, project)
    open_ones = session.scalars(
        select(Condition).where(Condition.project_id == project.id, Condition.state != "settled")
    )
    lines += [f"- condition {each.number}, due {each.due_on}" for each in open_ones]
    return "\n".join(lines) + "\n"


def _open(each: OpenGate) -> str:
    """Say of an open gate what opened it, what it awaits, and when its package is due."""
    parts = [f"opened by {each.by}"] if each.by else []
    parts += [f"due {each.due}"] if each.due else []
    parts += [each.hindered["en"]] if each.hindered else []
    return f"- {each.gate}: {'; '.join(parts)}"


def _round(session: Session, review: Review) -> list[str]:
    lines = [
        f"## {review.gate}, round {review.round}: {review.state}",
        "",
        f"Revision `{review.revision_sha256[:16]}`.",
        "",
    ]
    if review.due_at is not None:
        lines += [f"Due {review.due_at:%Y-%m-%d %H:%M} UTC.", ""]
    if review.judgement is not None:
        lines += ["| deliverable | status | open findings |", "|---|---|---|"]
        lines += [
            f"| {each.id} | {each.status} | {_open_checks(each.findings)} |"
            for each in Judgement.model_validate(review.judgement).deliverables
        ]
        lines.append("")
    seats = select(ReviewSeat.role, Vote.value).join(
        Vote, (Vote.seat_id == ReviewSeat.id) & Vote.standing, isouter=True
    )
    rows = session.execute(
        seats.where(ReviewSeat.review_id == review.id).order_by(ReviewSeat.role)
    ).all()
    if rows and review.state in {"open", "decided"}:
        lines += ["| seat | vote |", "|---|---|"]
        lines += [f"| {role} | {_vote(review, value)} |" for role, value in rows]
        lines.append("")
    return lines


def _vote(review: Review, value: str | None) -> str:
    """Say what a seat voted; while the round is open, only that it did."""
    if value is None:
        return "waiting"
    return value if review.state == "decided" else "voted"


def _open_checks(findings: tuple[object, ...]) -> str:
    open_ones = [
        getattr(finding, "check", "")
        for finding in findings
        if getattr(finding, "outcome", None) in (Outcome.FAIL, Outcome.CANNOT_TELL)
    ]
    return ", ".join(open_ones) or "-"


def _passages(session: Session, project: Project) -> list[str]:
    rows = session.scalars(
        select(GatePassage).where(GatePassage.project_id == project.id).order_by(GatePassage.number)
    ).all()
    if not rows:
        return []
    return [
        "## Decisions",
        "",
        "| gate | decision | on |",
        "|---|---|---|",
        *(f"| {row.gate} | {row.code} | {row.decided_on} |" for row in rows),
        "",
    ]
