"""Everything that must hold of the database at any moment, in one function.

The rules are numbered as the engine's own: one verdict for each round (I2), which a recount
gives again (I3), with nothing left lying (I4), its letters beside it (I5), nothing before its
cause (I6), and a ledger that knows all of it (I12); R1 is about files.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ledger import verify
from lifecycle.installation import Installation
from lifecycle.ledger import walk
from lifecycle.proof import (
    arbitrations,
    departures,
    matches,
    packages,
    people,
    rounds,
    votes,
    waits,
    work,
)
from lifecycle.proof.said import Broken, columns, everything_said, said_of
from storage.tables.projects import Project


def check_invariants(installation: Installation, *, read_files: bool = True) -> list[Broken]:
    """Return everything that does not hold; nothing when all is well.

    The whole look is one snapshot, so that a running installation can be checked.
    """
    with installation.database.read() as session:
        if not installation.database.is_sqlite:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        fault = verify(walk(session))
        if fault is not None:
            return [Broken("I12", f"entry {fault.seq}", fault.reason)]
        found = list(_all(session))
        if read_files:
            found += packages.files(session, installation.files)
    return found


def _all(session: Session) -> Iterator[Broken]:
    unlike = list(columns(session))
    if unlike:
        yield from unlike
        return
    yield from people.people(session, said_of(session, None))
    yield from waits.delegations(session, everything_said(session, "delegation."))
    for project in session.scalars(select(Project).order_by(Project.code)):
        said = said_of(session, project.id)
        yield from _readable(project.code, people.project(session, project, said))
        yield from _readable(project.code, packages.packages(session, project, said))
        yield from _readable(project.code, votes.votes(session, project, said))
        yield from _readable(project.code, rounds.rounds(session, project, said))
        yield from _readable(project.code, departures.departures(session, project, said))
        yield from _readable(project.code, matches.matches(session, project, said))
        yield from _readable(project.code, waits.waits(session, project, said))
        yield from _readable(project.code, arbitrations.arbitrations(session, project, said))
    yield from work.work(session)


def _readable(where: str, found: Iterator[Broken]) -> Iterator[Broken]:
    """Pass on what was found; rows that cannot even be read as ours are found too."""
    try:
        yield from found
    except (ValueError, LookupError, TypeError) as error:
        yield Broken("I12", where, f"what is kept of it cannot be read: {error}")
