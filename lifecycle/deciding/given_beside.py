"""What a voter gives beside the vote: whether it is theirs to give, within its scale, and whole."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal as Number

from domain.errors import BadInputError
from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import Criterion, Rating
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.beside import beside
from domain.review.dissent import dissents
from domain.text import in_language
from lifecycle.deciding.given import Given

SPEAKING = (VoteValue.APPROVE, VoteValue.APPROVE_WITH_CONDITIONS, VoteValue.REJECT)
"""Who abstains or is recused judges nothing, so nothing is asked beside the vote."""


def check_beside(gate: Gate, seats: Sequence[SeatHeld], seat: SeatHeld, given: Given) -> None:
    """Make sure that a vote carries every score, answer and rating that is asked of its seat.

    Raises:
        BadInputError: One is missing, unknown, out of its scale, or not this seat's to give.
    """
    asked = beside(gate, seats)
    speaks = given.value in SPEAKING
    scored = asked.scored_by(seat) if speaks else []
    answered = asked.answered_by(seat) if speaks else []
    rated = asked.rated_by(seat) if speaks else []
    _check_names(gate, scored, given.scores)
    _check_names(gate, answered, given.answers)
    _check_names(gate, rated, given.ratings)
    for criterion in scored:
        _check_score(criterion, given.scores[criterion.id])
    for rating in rated:
        _check_rating(rating, given.ratings[rating.id])


def check_dissent(
    seats: Sequence[SeatHeld], others: Sequence[Ballot], seat: SeatHeld, given: Given
) -> None:
    """Make sure that a go over a dissent answers it.

    The chair answers; without a chair each who approves does, until one has.

    Raises:
        BadInputError: The answer is missing, or there is nothing to answer or nobody to do so.
    """
    standing = dissents({each.seat_id: each for each in seats}, others)
    if given.to_dissent.strip():
        if not (standing and seat.is_gating and given.value.approves):
            raise BadInputError(
                "Only an approving vote that counts answers a dissent, while one stands; "
                "leave the answer out.",
                "Seul un vote favorable qui compte répond à une opposition formelle, tant qu'il "
                "y en a une ; retirez la réponse.",
            )
        return
    if must_answer(seats, others, seat) and given.value.approves:
        raise BadInputError(
            "A formal dissent stands; say why the project goes on all the same.",
            "Une opposition formelle est là ; dites pourquoi le projet continue malgré elle.",
        )


def must_answer(seats: Sequence[SeatHeld], others: Sequence[Ballot], seat: SeatHeld) -> bool:
    """Tell whether a seat that approves has to answer a dissent, given the others' votes."""
    held = {each.seat_id: each for each in seats}
    if not seat.is_gating or all(each.is_answered for each in dissents(held, others)):
        return False
    recused = {each.seat_id for each in others if each.value is VoteValue.RECUSE}
    chairs = {each.seat_id for each in seats if each.is_gating and each.chair} - recused
    return seat.seat_id in chairs or not chairs


def _check_names(
    gate: Gate,
    asked: Sequence[Criterion] | Sequence[Rating],
    given: Mapping[str, object],
) -> None:
    mine = {each.id: each.label for each in asked}
    known = {each.id for each in gate.criteria} | {each.id for each in gate.ratings}
    for name in given:
        if name in mine:
            continue
        if name in known:
            raise BadInputError(
                f"{name} is not asked of your seat with this vote; leave it out.",
                f"{name} n'est pas demandé à votre siège avec ce vote ; retirez-le.",
            )
        raise BadInputError(
            f"{gate.id} asks nothing called {name!r}; its voters give {_listed(known)}.",
            f"{gate.id} ne demande rien qui s'appelle {name!r} ; ses votants donnent "
            f"{_listed(known)}.",
        )
    for name, label in mine.items():
        if name not in given:
            raise BadInputError(
                f"{in_language(label, 'en')} ({name}) is missing; give it with your vote.",
                f"{in_language(label, 'fr')} ({name}) manque ; donnez-le avec votre vote.",
            )


def _check_score(criterion: Criterion, score: Number) -> None:
    scale = criterion.score
    if scale is not None and not (score.is_finite() and scale.least <= score <= scale.most):
        raise BadInputError(
            f"{criterion.id} is scored from {scale.least} to {scale.most}, not {score}.",
            f"{criterion.id} se note de {scale.least} à {scale.most}, pas {score}.",
        )


def _check_rating(rating: Rating, level: str) -> None:
    levels = [each.id for each in rating.levels]
    if level not in levels:
        raise BadInputError(
            f"{rating.id} has no level {level!r}; choose {', '.join(levels)}.",
            f"{rating.id} n'a pas de niveau {level!r} ; choisissez {', '.join(levels)}.",
        )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "–"
