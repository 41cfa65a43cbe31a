"""The window in which a gate may be decided, looked at again at every vote."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.errors import OutOfSequenceError
from domain.methodology.fitting.opening import in_window
from domain.methodology.model.gate import Gate
from lifecycle.fitted.fitting import fit_of
from storage.tables.projects import Project


def check_window(session: Session, project: Project, gate: Gate, *, at: datetime) -> None:
    """Refuse a vote outside the window that a frozen gate allows; most gates have none.

    Raises:
        OutOfSequenceError: No decision is allowed today.
    """
    if gate.decide_when is None:
        return
    fit = fit_of(session, project, at=at)
    answer = in_window(gate, fit.published, fit.circumstances)
    if answer.is_true:
        return
    because = answer.because
    raise OutOfSequenceError(
        f"{gate.id} is decided only while {gate.decide_when}; now {because.get('en', '')}.",
        f"{gate.id} ne se décide que si {gate.decide_when} ; or {because.get('fr', '')}.",
    )
