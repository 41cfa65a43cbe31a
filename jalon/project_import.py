"""``jalon project import``: every row of a table enters, or is refused with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from domain.errors import GovernanceError
from jalon.acting import Acting, acting
from jalon.output import Format, note, result, result_json
from jalon.project_table import Row, asked_of, rows_of
from jalon.proposal import proposal_of
from lifecycle.packages.propose import Proposal, propose
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class Import:
    """A table and what is to be thought where its rows are silent."""

    file: Path
    mapped: Sequence[str] = ()
    method: str | None = None
    stage: str | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """What became of a row: ``added``, ``standing`` since an earlier import, or ``refused``."""

    place: str
    code: str
    outcome: str
    reason: GovernanceError | None = None


def run_import(asked: Import, person: str | None, fmt: Format, language: str) -> int:
    """Let the projects of a table enter; return 1 when a row was refused.

    Raises:
        BadInputError: The file is no table, or a column is not known; nothing entered then.
    """
    rows = rows_of(asked.file, asked.mapped)
    with acting(person) as door:
        done = [_enter(door, row, asked) for row in rows]
    refused = [each for each in done if each.outcome == "refused"]
    if fmt is Format.JSON:
        result_json(
            [
                {
                    "place": each.place,
                    "code": each.code,
                    "outcome": each.outcome,
                    "reason": each.reason.say(language) if each.reason else "",
                }
                for each in done
            ]
        )
        return 1 if refused else 0
    for each in refused:
        note(f"{asked.file}: {each.place}: {each.reason.say(language) if each.reason else ''}")
    added = sum(1 for each in done if each.outcome == "added")
    words = {
        "en": ("entered", "stood already", "refused"),
        "fr": ("entrés", "déjà là", "refusés"),
    }[language]
    counts = (added, len(done) - added - len(refused), len(refused))
    result(", ".join(f"{number} {word}" for number, word in zip(counts, words, strict=True)))
    return 1 if refused else 0


def _enter(door: Acting, row: Row, asked: Import) -> Done:
    code = row.fields.get("code", "")
    try:
        proposal = proposal_of(asked_of(row, method=asked.method, stage=asked.stage))
        with door.installation.database.write() as session:
            standing = session.scalars(select(Project).where(Project.code == code)).first()
            if standing is not None and _is_same(standing, proposal):
                return Done(place=row.place, code=code, outcome="standing")
            propose(session, door.actor, proposal, at=door.at)
    except GovernanceError as error:
        return Done(place=row.place, code=code, outcome="refused", reason=error)
    return Done(place=row.place, code=code, outcome="added")


def _is_same(standing: Project, proposal: Proposal) -> bool:
    """Whether a row was imported before; the project may have moved on since."""
    return (standing.title, standing.budget, standing.start) == (
        proposal.title.strip(),
        proposal.budget,
        proposal.start,
    )
