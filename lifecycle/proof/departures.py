"""A project's own facts, tailoring, events, plan and tracks: none that the ledger does not know."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.proof.said import Broken, Said, same
from storage.tables.projects import Project, Tailoring


def departures(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of what makes a project differ from others of its method."""
    yield from _facts(project, said)
    yield from _class(project, said)
    yield from _tailoring(session, project, said)
    raised = {entry.body["event"] for entry in said.of("event.raised")}
    for event in sorted(set(project.raised) - raised):
        yield Broken("I12", f"{project.code} event {event}", "the ledger does not know it")
    yield from _plan(project, said)
    begun = {entry.body["child"]: entry.body["track"] for entry in said.of("track.begun")}
    rows = session.execute(select(Project.id, Project.track).where(Project.parent_id == project.id))
    yield from same("I12", project.code, tracks=({str(row.id): row.track for row in rows}, begun))


FACTS = ("budget", "currency", "start", "finish")
"""What a project is amended by and no migration touches."""

MIGRATED = ("project.migrated", "project.migration-undone")
"""What takes a project to another version, with its class and its plan in the words of that."""


def _facts(project: Project, said: Said) -> Iterator[Broken]:
    """Compare each fact with the last amendment that told it; a confidential one tells none."""
    last: dict[str, object] = {}
    for entry in said.of("project.amended"):
        last |= {name: entry.body[name] for name in FACTS if name in entry.body}
    yield from same(
        "I12", project.code, **{name: (getattr(project, name), now) for name, now in last.items()}
    )


def _class(project: Project, said: Said) -> Iterator[Broken]:
    for entry in said.of("project.reclassed", *MIGRATED)[-1:]:
        now = entry.body["to"] if entry.kind == "project.reclassed" else entry.body["klass"]
        yield from same("I12", project.code, klass=(project.klass, now))


def _plan(project: Project, said: Said) -> Iterator[Broken]:
    planned: dict[str, object] = {}
    for entry in said.of("project.planned", *MIGRATED):
        before = planned if entry.kind == "project.planned" else {}
        planned = before | entry.body["planned"]
    kept = {gate: day for gate, day in planned.items() if day}
    yield from same("I12", project.code, planned=(project.planned, kept))


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
