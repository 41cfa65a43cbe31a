"""An event is raised by hand: its gate opens out of turn, and the stage awaits it."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.fitting import fit_of
from lifecycle.ledger import record
from lifecycle.sealing import seal
from lifecycle.wake import wake
from storage.database import lock
from storage.tables.projects import Project


def raise_event(
    session: Session, actor: Actor, project: Project, event_id: str, reason: str, *, at: datetime
) -> Project:
    """Raise an event of the method; one that stands raised stays as it is.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        NotFoundError: The method has no such event for the project.
        BadInputError: There is no reason.
        OutOfSequenceError: The project is closed.
    """
    project = lock(session, Project, project.id)
    require(session, Act.RAISE_EVENT, actor, project)
    if not reason.strip():
        raise BadInputError("Say what happened.", "Dites ce qui est arrivé.")
    method = fit_of(session, project, at=at).method
    event = next((each for each in method.events if each.id == event_id), None)
    if event is None:
        known = ", ".join(each.id for each in method.events) or "-"
        raise NotFoundError(
            f"{method.name} has no event {event_id!r} for this project; its events are {known}.",
            f"{method.name} n'a pas d'événement {event_id!r} pour ce projet ; "
            f"ses événements : {known}.",
        )
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; no event concerns it any more.",
            f"{project.code} est clos ; plus aucun événement ne le concerne.",
        )
    if event.id in project.raised:
        return project
    sealed = seal(session, project.id, reason.strip())
    project.raised = project.raised | {
        event.id: {"by": str(actor.person_id), "at": at.isoformat(), "reason": sealed}
    }
    project.version += 1
    record(
        session,
        "event.raised",
        actor,
        {"event": event.id, "gate": event.gate, "stage": project.stage, "reason": sealed},
        at=at,
        project_id=project.id,
    )
    wake(session, project.id, at=at)
    return project
