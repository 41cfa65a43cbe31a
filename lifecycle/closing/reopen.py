"""A closed project is opened again by general management; its closure stays in the record."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.roles import roles_here
from lifecycle.sealing import seal
from lifecycle.wake import wake
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Drive, Project


def reopen(
    session: Session, actor: Actor, project: Project, reason: str, *, at: datetime
) -> Project:
    """Open a closed project again, in the stage in which it was closed (gate rule 49).

    Its next package goes to the gate of that stage. What was decided stays as it was.

    Raises:
        NotAllowedError: The actor is not of general management, or manages the project.
        OutOfSequenceError: The project is not closed.
        BadInputError: There is no reason.
    """
    project = lock(session, Project, project.id)
    require(session, Act.REOPEN, actor, project)
    if method_of(session, project.method_id).manager in roles_here(
        session, project.id, actor.person_id
    ):
        raise NotAllowedError(
            f"Who manages {project.code} does not open it again.",
            f"Qui pilote {project.code} ne le rouvre pas.",
        )
    if project.state != "closed":
        raise OutOfSequenceError(
            f"{project.code} is not closed.", f"{project.code} n'est pas clos."
        )
    if not reason.strip():
        raise BadInputError("Say why it is opened again.", "Dites pourquoi il est rouvert.")
    closed_as = project.closed_as
    project.state, project.closed_as = "open", None
    project.stage_since = at
    project.version += 1
    session.flush()
    record(
        session,
        "project.reopened",
        actor,
        {"stage": project.stage, "iteration": project.iteration, "closed_as": closed_as}
        | {"reason": seal(session, project.id, reason.strip())},
        at=at,
        project_id=project.id,
    )
    drive: Drive = lock(session, Drive, project.id)
    drive.finished = False
    wake(session, project.id, at=at)
    failpoint("project.reopened")
    return project
