"""The documents that earlier gates of a project accepted, which later gates may build on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.judgement import JudgedDeliverable, Judgement, Served, Status
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.evidence.content import Read, Reading
from gates.evidence.reading import READER
from gates.past import Accepted
from lifecycle.packages.packing import unpacked
from storage.tables.packages import StoredReading
from storage.tables.projects import Project
from storage.tables.reviews import Review

IN_FAVOUR = (Decision.GO, Decision.CONDITIONAL_GO)


def accepted_before(
    session: Session, project: Project, method: Method, gate: Gate, review: Review | None
) -> dict[str, tuple[Accepted, ...]]:
    """Return what earlier gates accepted of what a gate asks, the newest last.

    Nothing is looked up where the gate looks at nothing that an earlier one accepted. A document
    that may serve again comes with what this reader kept of it.
    """
    wanted = _looked_up(method, gate)
    if not wanted:
        return {}
    found: dict[str, list[Accepted]] = {}
    for gate_id, day, judgement in _judgements(session, project, review):
        for deliverable in judgement.deliverables:
            for each in _served(judgement, deliverable):
                if each.deliverable in wanted:
                    found.setdefault(each.deliverable, []).append(_accepted(gate_id, day, each))
    again = {each for one in gate.requirements if one.reuse for each in one.choices}
    readings = _readings(session, [each for name in again for each in found.get(name, ())])
    return {
        name: tuple(
            replace(each, reading=readings.get((each.sha256, each.path))) if name in again else each
            for each in listed
        )
        for name, listed in found.items()
    }


def may_serve_again(
    session: Session, project: Project, method: Method, gate: Gate, review: Review | None
) -> list[tuple[str, str]]:
    """Return the hash and the path of each document that may serve again at a gate."""
    again = {each for one in gate.requirements if one.reuse for each in one.choices}
    if not again:
        return []
    found = accepted_before(session, project, method, gate, review)
    keys = [(each.sha256, each.path) for name in again for each in found.get(name, ())]
    return list(dict.fromkeys(keys))


def _looked_up(method: Method, gate: Gate) -> set[str]:
    """Return the deliverables of which the gate needs to know what was accepted before."""
    counted = {ladder.id for ladder in method.ladders if ladder.counted}
    climbing = {each.id for each in method.deliverables if each.ladder in counted}
    return {
        each
        for requirement in gate.requirements
        for each in requirement.choices
        if requirement.reuse or each in climbing
    }


def _judgements(
    session: Session, project: Project, review: Review | None
) -> Iterator[tuple[str, date, Judgement]]:
    query = (
        select(Review)
        .where(
            Review.project_id == project.id,
            Review.state == "decided",
            Review.code.in_(IN_FAVOUR),
            Review.judgement.is_not(None),
        )
        .order_by(Review.decided_at)
    )
    if review is not None:
        query = query.where(Review.id != review.id, Review.submitted_at <= review.submitted_at)
    for each in session.scalars(query):
        if each.decided_at is not None:
            yield each.gate, each.decided_at.date(), Judgement.model_validate(each.judgement)


def _served(judgement: Judgement, deliverable: JudgedDeliverable) -> Iterable[Served]:
    """Yield the documents accepted for a deliverable, without those accepted earlier still."""
    if deliverable.status is not Status.PRESENT:
        return ()
    if deliverable.served:
        return [each for each in deliverable.served if not each.gate]
    return [
        Served(deliverable=deliverable.id, path=each.path, sha256=each.sha256)
        for each in judgement.documents
        if each.path in deliverable.documents
    ]


def _accepted(gate: str, day: date, each: Served) -> Accepted:
    return Accepted(
        gate=gate,
        sha256=each.sha256,
        path=each.path,
        maturity=each.maturity,
        issue=each.issue,
        dated=each.dated or day,
    )


def _readings(session: Session, accepted: Sequence[Accepted]) -> Mapping[tuple[str, str], Reading]:
    wanted = {(each.sha256, each.path) for each in accepted}
    if not wanted:
        return {}
    rows = session.scalars(
        select(StoredReading).where(
            StoredReading.sha256.in_(sorted({sha256 for sha256, _ in wanted})),
            StoredReading.reader == READER,
        )
    )
    found = {
        (row.sha256, row.name): unpacked(row.reading, row.outline)
        for row in rows
        if (row.sha256, row.name) in wanted
    }
    return {key: reading for key, reading in found.items() if reading.read is not Read.REFUSED}
