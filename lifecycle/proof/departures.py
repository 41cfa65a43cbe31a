"""A project's own facts, tailoring, events, plan and tracks: none that the ledger does not know."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.proof.said import Broken, Said, same
from storage.tables.projects import Project, Tailoring


def departures(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of what makes a project differ from others of its method."""
    yield from _class(project, said)
    yield from _tailoring(session, project, said)
    raised = {entry.body["event"] for entry in said.of("event.raised")}
    for event in sorted(set(project.raised) - raised):
        yield Broken("I12", f"{project.code} event {event}", "the ledger does not know it")
    planned: dict[str, object] = {}
    for entry in said.of("project.planned", "project.migrated", "project.migration-undone"):
        planned |= entry.body.get("planned", {})
    yield from same(
        "I12",
        project.code,
        planned=(project.planned, {gate: day for gate, day in planned.items() if day}),
    )
    begun = {entry.body["child"]: entry.body["track"] for entry in said.of("track.begun")}
    rows = session.execute(select(Project.id, Project.track).where(Project.parent_id == project.id))
    yield from same("I12", project.code, tracks=({str(row.id): row.track for row in rows}, begun))


def _class(project: Project, said: Said) -> Iterator[Broken]:
    for entry in said.of("project.reclassed")[-1:]:
        yield from same("I12", project.code, klass=(project.klass, entry.body["to"]))


def _tailoring(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    asked = {entry.body["tailoring"]: entry for entry in said.of("tailoring.asked")}
    answers = {
        entry.body["tailoring"]: entry
        for entry in said.of("tailoring.approved", "tailoring.refused", "tailoring.ended")
    }
    rows = select(Tailoring).where(Tailoring.project_id == project.id)
    for row in session.scalars(rows):
        where = f"{project.code} tailoring of {row.item}"
        entry, answer = asked.pop(str(row.id), None), answers.get(str(row.id))
        if entry is None:
            yield Broken("I12", where, "the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            word=(row.word, entry.body["word"]),
            item=(row.item, entry.body["item"]),
            gate=(row.gate, entry.body["gate"]),
            reason=(row.reason, entry.body["reason"]),
            asked_by=(row.asked_by, entry.actor),
            state=(row.state, answer.kind.removeprefix("tailoring.") if answer else "asked"),
        )
    for entry in asked.values():
        yield Broken("I1", f"entry {entry.seq}", f"its tailoring is not there in {project.code}")
