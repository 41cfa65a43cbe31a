"""Conditions that the checks propose: one for each major finding that is still open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import add_working_days
from domain.finding import Finding, Outcome, Severity
from domain.judgement import Judgement
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.holidays import holidays_of
from storage.tables.people import Person
from storage.tables.projects import Assignment, Project

TIME_TO_MEET = 20
"""Working days that a proposed condition gives; the voter may change the date."""

MOST = 5


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A condition as it stands filled in before the voter changes anything."""

    words: Text
    evidence: Text
    owner_id: UUID
    owner: str
    verifier_id: UUID
    due_on: date


def proposed_conditions(
    session: Session,
    project: Project,
    method: Method,
    judgement: Judgement | None,
    *,
    voter: UUID,
    at: datetime,
) -> list[Proposed]:
    """Return the conditions that would close the open major findings, owned by the manager."""
    if judgement is None:
        return []
    owner = session.scalar(
        select(Person)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(
            Assignment.project_id == project.id,
            Assignment.role == method.manager,
            Person.id != voter,
            Person.disabled_at.is_(None),
        )
        .order_by(Assignment.since)
        .limit(1)
    )
    if owner is None:
        return []
    due_on = add_working_days(at.date(), TIME_TO_MEET, holidays_of(owner.country))
    return [
        Proposed(
            words=_together(finding.title, finding.fix),
            evidence=finding.expected or finding.title,
            owner_id=owner.id,
            owner=owner.name,
            verifier_id=voter,
            due_on=due_on,
        )
        for finding in _open_major(judgement)[:MOST]
    ]


def _open_major(judgement: Judgement) -> Sequence[Finding]:
    return [
        finding
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
        and finding.severity is not Severity.MINOR
    ]


def _together(title: Text, fix: Text) -> Text:
    return {
        language: f"{words} : {fix[language]}" if language in fix else words
        for language, words in title.items()
    }
