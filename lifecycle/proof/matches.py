"""What people said that files serve: none that the ledger does not know, or knows otherwise."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ledger import digest
from lifecycle.proof.said import Broken, Said, SaidEntry, same
from storage.tables.packages import DocumentMatch
from storage.tables.projects import Project


def matches(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of the matches of a project's documents."""
    entries = {entry.body["match"]: entry for entry in said.of("document.matched")}
    ended = _ended(said)
    rows = select(DocumentMatch).where(DocumentMatch.project_id == project.id)
    for row in session.scalars(rows):
        where = f"{project.code} match of {row.path}"
        entry, end = entries.pop(str(row.id), None), ended.get(str(row.id))
        if entry is None:
            yield Broken("I12", where, "the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            file=(digest(row.name), entry.body["file"]),
            document=(row.sha256 or "", entry.body["document"]),
            deliverables=(row.deliverables, entry.body["deliverables"]),
            said_by=(row.said_by, entry.actor),
            said_at=(row.said_at, entry.at),
            revoked_by=(row.revoked_by, end.actor if end else None),
            revoked_at=(row.revoked_at, end.at if end else None),
        )
    for entry in entries.values():
        yield Broken("I1", f"entry {entry.seq}", f"its match is not there in {project.code}")


def _ended(said: Said) -> Mapping[str, SaidEntry]:
    """Return what ended each match: another word on the same file, or that it was taken back."""
    ended: dict[str, SaidEntry] = {}
    standing: dict[str, str] = {}
    for entry in said.of("document.matched", "document.match-revoked"):
        file, match = entry.body["file"], entry.body["match"]
        if file in standing:
            ended[standing.pop(file)] = entry
        if entry.kind == "document.matched":
            standing[file] = match
    return ended
