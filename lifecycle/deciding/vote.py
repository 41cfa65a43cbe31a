"""A vote: checked again at the click, kept beside the one it changes, and counted at once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.methodology.model.committee import Committee, Tie
from domain.review.tally import Standing, Tally
from lifecycle.actor import Actor
from lifecycle.authority import authors_of, require
from lifecycle.deciding.ask import ask_next
from lifecycle.deciding.casting import keep, says_the_same, write_down
from lifecycle.deciding.close import close_if_decided, count
from lifecycle.deciding.escalating import escalate
from lifecycle.deciding.given import Given, check_given
from lifecycle.deciding.given_beside import check_beside, check_dissent
from lifecycle.fitted.fitting import fit_of
from lifecycle.fitted.windows import check_window
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.ballots import standing_ballots, standing_votes
from lifecycle.seating.duties import check_manages_not
from lifecycle.seating.frozen_seats import as_held, seats_of
from lifecycle.seating.turns import check_turn
from lifecycle.standing_in.voting import check_delegate, voting_for
from storage.database import directly, lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote

UNDO = timedelta(minutes=10)
"""How long a vote can be taken back while the round is open."""


@dataclass(frozen=True)
class Voted:
    """The vote as it stands, whether it stood already, and what the count says now."""

    vote: Vote
    again: bool
    tally: Tally
    review: Review


def vote(
    session: Session,
    actor: Actor,
    review_id: UUID,
    given: Given,
    *,
    revision_sha256: str,
    at: datetime,
    seat_role: str | None = None,
) -> Voted:
    """Cast or change a vote; the last one closes the round in the same transaction.

    Saying the same again gives the standing vote. ``revision_sha256`` is what the voter looked
    at: a vote on anything but the round's own revision is refused.

    Raises:
        NotFoundError: There is no such round for this person.
        NotAllowedError: The person holds no seat, wrote the package, manages the project, or
            uses a closed door.
        OutOfSequenceError: The round is not open, the revision was superseded, seats that
            speak before have not voted, or no decision is allowed today.
        BadInputError: A reason, a date, a condition, a score or a rating is missing or wrong.
    """
    review, project = _locked(session, review_id)
    method = method_of(session, project.method_id)
    voting = voting_for(session, actor, project, method, review, seat_role, at=at)
    seat, gate = voting.seat, policy_of(review)
    _check_round(session, review, revision_sha256)
    _check_person(session, actor, review, project, gate.committee)
    check_manages_not(session, project, method, seat)
    check_turn(session, method, review, seat)
    check_window(session, project, gate, at=at)
    # A vote for rework may name a stage, which must be one of the project as fitted.
    known = fit_of(session, project, at=at).method if given.to_stage else method
    check_given(session, known, gate, review, seat, given, at=at)
    seats = seats_of(session, review)
    check_beside(gate, seats, as_held(seat), given)
    _check_meeting(actor, given)
    standing = _standing(session, seat)
    check_delegate(session, gate.committee, review, voting, actor, standing, casting=given.casting)
    if standing is not None and says_the_same(session, standing, given):
        return Voted(standing, True, count(session, review, gate, seats), review)  # noqa: FBT003 - the field's name says it
    others = [each for each in standing_ballots(session, review) if each.seat_id != seat.id]
    check_dissent(seats, others, as_held(seat), given)
    by = voting.delegation.id if voting.delegation else None
    cast = keep(session, actor, review, seat, given, standing, at=at, delegation_id=by)
    review.meeting = given.meeting.strip() or review.meeting
    failpoint("vote.kept")
    write_down(session, actor, project, review, seat, cast, standing, at=at)
    tally = close_if_decided(session, project, review, method, actor, at=at, seats=seats)
    if review.state == "open":
        ask_next(session, project, review, method, gate, at=at)
        if tally.standing is Standing.TIED and gate.committee.tie is Tie.ESCALATE:
            escalate(session, project, review, tally, at=at)
    failpoint("vote.before-commit")
    return Voted(cast, False, tally, review)  # noqa: FBT003 - the field's name says it


def in_meeting(actor: Actor, meeting: str) -> Actor:
    """Return who votes as a voter of a meeting, where one is named."""
    return replace(actor, channel="meeting") if meeting.strip() else actor


def take_back(
    session: Session,
    actor: Actor,
    review_id: UUID,
    *,
    at: datetime,
    seat_role: str | None = None,
) -> Vote:
    """Take one's vote back within ten minutes, while the round is open.

    Who stands in takes back only what they cast; the person of the seat takes back either.

    Raises:
        NotFoundError: There is no such round for this person.
        OutOfSequenceError: There is no vote, it is too late, or the round is closed.
    """
    review, project = _locked(session, review_id)
    method = method_of(session, project.method_id)
    voting = voting_for(session, actor, project, method, review, seat_role, at=at)
    seat = voting.seat
    _check_round(session, review, review.revision_sha256)
    standing = _standing(session, seat)
    if standing is not None and voting.delegation and standing.person_id != actor.person_id:
        standing = None
    if standing is None or at > standing.cast_at + UNDO:
        raise OutOfSequenceError(
            "There is no vote of the last ten minutes to take back; cast another one instead.",
            "Aucun vote des dix dernières minutes à reprendre ; votez plutôt à nouveau.",
        )
    standing.standing, standing.taken_back_at = False, at
    review.closing_at = None
    record(
        session,
        "vote.taken-back",
        actor,
        {"gate": review.gate, "round": review.round, "seat": seat.role},
        at=at,
        project_id=project.id,
    )
    return standing


_PROJECT = select(Review.project_id).where(Review.id == bindparam("review"))


def _standing(session: Session, seat: ReviewSeat) -> Vote | None:
    votes = standing_votes(session, seat.review_id)
    return next((vote for vote in votes if vote.seat_id == seat.id), None)


def _locked(session: Session, review_id: UUID) -> tuple[Review, Project]:
    project_id = directly(session, _PROJECT, {"review": review_id}).scalar()
    if project_id is None:
        raise NotFoundError(
            "There is no such review; open it from the project's page.",
            "Cette revue n'existe pas ; ouvrez-la depuis la page du projet.",
        )
    project: Project = lock(session, Project, project_id)
    review: Review = lock(session, Review, review_id)
    return review, project


def _check_round(session: Session, review: Review, revision_sha256: str) -> None:
    if review.state == "decided":
        raise OutOfSequenceError(
            f"{review.gate} is decided already: {review.code}. Your vote changes nothing now.",
            f"{review.gate} est déjà décidé : {review.code}. Votre vote n'y change plus rien.",
        )
    if review.state != "open" or revision_sha256 != review.revision_sha256:
        raise _not_open(session, review)


def _not_open(session: Session, review: Review) -> OutOfSequenceError:
    newer = session.scalar(
        select(Review)
        .where(
            Review.project_id == review.project_id,
            Review.gate == review.gate,
            Review.round > review.round,
        )
        .order_by(Review.round.desc())
        .limit(1)
    )
    if newer is not None:
        return OutOfSequenceError(
            f"A newer revision of the package was handed in (round {newer.round}, "
            f"{newer.revision_sha256[:12]}); look at it and vote there.",
            f"Une révision plus récente du dossier a été déposée (tour {newer.round}, "
            f"{newer.revision_sha256[:12]}) ; voyez-la et votez sur celle-là.",
        )
    return OutOfSequenceError(
        f"The review of {review.gate} is {review.state}; votes are taken while it is open, "
        "on the revision that it is about.",
        f"La revue de {review.gate} est « {review.state} » ; on vote pendant qu'elle est "
        "ouverte, sur la révision dont elle traite.",
    )


def _check_person(
    session: Session, actor: Actor, review: Review, project: Project, committee: Committee
) -> None:
    if actor.person_id in authors_of(session, review.revision_id):
        raise NotAllowedError(
            "Who handed in or wrote a package never votes on it; the substitute does.",
            "Qui a déposé ou écrit un dossier ne vote jamais dessus ; le suppléant vote.",
        )
    require(session, Act.VOTE, actor, project, review)
    if actor.channel not in committee.channels:
        allowed = ", ".join(committee.channels)
        raise NotAllowedError(
            f"{review.gate} takes no vote by {actor.channel}; vote by {allowed}.",
            f"{review.gate} ne prend pas de vote par {actor.channel} ; votez par {allowed}.",
        )


def _check_meeting(actor: Actor, given: Given) -> None:
    if given.meeting.strip() and actor.channel != "meeting":
        raise BadInputError(
            "A meeting is named only with votes that were taken in it.",
            "On ne nomme une réunion qu'avec les votes qui y ont été recueillis.",
        )
