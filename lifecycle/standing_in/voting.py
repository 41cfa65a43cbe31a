"""Which seat a person votes for at this click: their own, or one that was delegated to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import NotAllowedError
from domain.methodology.model.committee import Committee
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.seating.ballots import standing_votes
from lifecycle.seating.frozen_seats import held_roles, rows_of, seat_label
from lifecycle.standing_in.barred import hindrance
from lifecycle.standing_in.standing import delegations_to
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote
from storage.tables.standing_in import Delegation


@dataclass(frozen=True)
class VotingFor:
    """A seat, and the delegation by which somebody else votes for it."""

    seat: ReviewSeat
    delegation: Delegation | None = None


def voting_for(
    session: Session,
    actor: Actor,
    project: Project,
    method: Method,
    review: Review,
    role: str | None,
    *,
    at: datetime,
) -> VotingFor:
    """Return the seat that a person votes for; without a role their own, or the one delegated.

    Raises:
        NotFoundError: The person may not know of the project.
        NotAllowedError: The person holds no such seat, nor stands in for it now.
    """
    seats = [each for each in rows_of(session, review.id) if role in (None, *held_roles(each))]
    own = next((each for each in seats if each.person_id == actor.person_id), None)
    if own is not None:
        return VotingFor(own)
    found = delegations_to(session, actor.person_id, project, review.gate, at=at)
    for row in found:
        for seat in seats:
            if seat.person_id == row.delegator_id:
                _check(session, project, method, review, seat, actor)
                return VotingFor(seat, row)
    require(session, Act.VOTE, actor, project, review)
    named = f" {role!r}" if role is not None else ""
    raise NotAllowedError(
        f"You do not hold the seat{named} at {review.gate}; vote for the seat that was given "
        "to you, or delegated to you for these days.",
        f"Vous ne tenez pas le siège{named} au jalon {review.gate} ; votez pour le siège qui "
        "vous a été donné, ou délégué pour ces jours.",
    )


def check_delegate(
    session: Session,
    committee: Committee,
    review: Review,
    voting: VotingFor,
    actor: Actor,
    standing: Vote | None,
    *,
    casting: bool,
) -> None:
    """Make sure that a person votes once, and undoes no vote that is not theirs to undo.

    Raises:
        NotAllowedError: They voted for another seat, the person of the seat voted themselves,
            or the casting vote is not for a delegate.
    """
    others = [
        vote
        for vote in standing_votes(session, review.id)
        if vote.person_id == actor.person_id and vote.seat_id != voting.seat.id
    ]
    if others and not committee.two_votes:
        raise NotAllowedError(
            f"You have voted for another seat at {review.gate} already, and nobody votes twice "
            "there: take that vote back within its ten minutes, or leave this seat to its holder.",
            f"Vous avez déjà voté pour un autre siège au jalon {review.gate}, et nul n'y vote deux "
            "fois : reprenez ce vote dans ses dix minutes, ou laissez ce siège à son titulaire.",
        )
    if voting.delegation is None:
        return
    holder = session.get_one(Person, voting.seat.person_id).name
    if standing is not None and standing.person_id == voting.seat.person_id:
        raise NotAllowedError(
            f"{holder} has voted; who stands in does not change that vote.",
            f"{holder} a voté ; qui supplée ne change pas ce vote.",
        )
    if casting and not committee.casting_by_delegate:
        raise NotAllowedError(
            f"The casting vote is {holder}'s own; it is not delegated at {review.gate}.",
            f"La voix prépondérante n'appartient qu'à {holder} ; elle ne se délègue pas au jalon "
            f"{review.gate}.",
        )


def _check(
    session: Session,
    project: Project,
    method: Method,
    review: Review,
    seat: ReviewSeat,
    actor: Actor,
) -> None:
    why = hindrance(session, project, method, review, seat, actor.person_id)
    if why is None:
        return
    en, fr = (in_language(seat_label(method, seat), language) for language in ("en", "fr"))
    raise NotAllowedError(
        f"You cannot stand in as {en} at {review.gate}: {why['en']}; "
        "the holder of the seat votes, or names somebody else.",
        f"Vous ne pouvez suppléer « {fr} » au jalon {review.gate} : {why['fr']} ; "
        "le titulaire du siège vote, ou désigne quelqu'un d'autre.",
    )
