"""Which round of a gate is shown, and in the words of which version: a past gate in its own."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.fitted.fitting import Fit
from lifecycle.methods import method_of
from lifecycle.questions.asked import find_gate
from lifecycle.questions.seen import gate_known
from storage.tables.packages import Revision
from storage.tables.reviews import Review


def chosen_round(reviews: Sequence[Review], number: int | None) -> Review | None:
    """Return the round asked for, else the newest, else None.

    Raises:
        NotFoundError: The gate has no such round.
    """
    if number is None:
        return reviews[-1] if reviews else None
    for review in reviews:
        if review.round == number:
            return review
    raise NotFoundError(f"This gate has no round {number}.", f"Ce jalon n'a pas de tour {number}.")


def gate_shown(
    session: Session, fit: Fit, gate_id: str, chosen: Review | None, *, is_asked: bool
) -> tuple[Method, Gate]:
    """Return a gate as it applies, or as a past round had it, with the version that speaks.

    A round that ended is past when it was asked for, or when its gate is open no more.

    Raises:
        NotFoundError: The method has no such gate, and no round was held on one.
    """
    if chosen is not None and (
        _is_past(fit, chosen, is_asked=is_asked) or not _is_known(fit, gate_id)
    ):
        revision = session.get_one(Revision, chosen.revision_id)
        return method_of(session, revision.method_id), Gate.model_validate(chosen.policy)
    if _is_known(fit, gate_id):
        return fit.published, gate_known(fit, gate_id)
    return fit.published, find_gate(fit.method, gate_id)


def _is_past(fit: Fit, review: Review, *, is_asked: bool) -> bool:
    if review.ended_at is None:
        return False
    return is_asked or all(each.gate != review.gate for each in fit.open_gates)


def _is_known(fit: Fit, gate_id: str) -> bool:
    try:
        gate_known(fit, gate_id)
    except KeyError:
        return False
    return True
