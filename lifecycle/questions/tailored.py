"""Departures from the method as a project's page shows them, and who may answer them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What, Who, allows
from domain.methodology.model.method import Method
from domain.methodology.model.project import TailoringWord
from domain.text import Text
from lifecycle.questions.people import names_of
from lifecycle.sealing import unseal
from storage.tables.projects import Project, Tailoring


@dataclass(frozen=True)
class Reader:
    """Who reads, and how the project concerns that person."""

    person: Who
    target: What


@dataclass(frozen=True, kw_only=True)
class TailoringSeen:
    """A departure from the method that was asked for, and what was answered.

    ``to_answer`` says that the reader may answer it.
    """

    id: UUID
    word: str
    label: Text
    code: str
    item: str
    gate: str | None
    reason: str
    measure: str
    expires_on: date | None
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    approver: str
    to_answer: bool


def tailoring_seen(
    session: Session, project: Project, method: Method, reader: Reader
) -> list[TailoringSeen]:
    """Return every departure that a project asked for, the newest first."""
    rows = list(
        session.scalars(
            select(Tailoring)
            .where(Tailoring.project_id == project.id)
            .order_by(Tailoring.asked_at.desc())
        )
    )
    people = {id_ for row in rows for id_ in (row.asked_by, row.answered_by) if id_}
    names = names_of(session, people)
    words = {word.id: word for word in method.tailoring}
    return [
        TailoringSeen(
            id=row.id,
            word=row.word,
            label=words[row.word].label if row.word in words else {"en": row.word},
            code=row.code,
            item=row.item,
            gate=row.gate,
            reason=unseal(session, project.id, row.reason),
            measure=unseal(session, project.id, row.measure),
            expires_on=row.expires_on,
            state=row.state,
            asked_by=names[row.asked_by],
            asked_at=row.asked_at,
            answered_by=names[row.answered_by] if row.answered_by else None,
            approver=words[row.word].approver if row.word in words else "",
            to_answer=row.word in words and _may_answer(row, words[row.word], project, reader),
        )
        for row in rows
    ]


def _may_answer(row: Tailoring, word: TailoringWord, project: Project, reader: Reader) -> bool:
    target = replace(reader.target, approver_role=word.approver)
    return (
        row.state == "asked"
        and row.method_id == project.method_id
        and row.asked_by != reader.person.person_id
        and allows(Act.ANSWER_TAILORING, reader.person, target)
    )
