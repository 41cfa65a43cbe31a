"""What voters give beside their vote: scores, answers and ratings, and what a go makes of them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from decimal import Decimal as Number
from fractions import Fraction
from math import floor
from uuid import UUID

from domain.errors import BadInputError
from domain.methodology.fitting.seats import answerable
from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import Criterion, CriterionKind, Rating
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.opinions import OpinionAwaited, opinions_awaited, unheard
from domain.value import Value

KNOCK_OUT = (CriterionKind.MUST, CriterionKind.ENTRANCE)
"""Kinds of criteria without which there is no go; the others are shown."""

SHOWN = 100
"""Means are shown in hundredths, rounded down: what is under a threshold never reads as it."""

LONGEST = 20
"""Characters of a score; no scale needs more."""


class Scored(Value):
    """The mean that a criterion got and the number of voters who scored it."""

    criterion: str
    mean: str
    voters: int


class Answered(Value):
    """How many voters said yes and no to a criterion."""

    criterion: str
    yes: int
    no: int


class Rated(Value):
    """What was given of a rating: the level of each seat, and the most severe of them."""

    rating: str
    level: str
    given: Mapping[UUID, str]


class Beside(Value):
    """What a gate asks its voters for beside their vote.

    ``opinions`` are those without which there is no go. ``at_least`` is the weighted mean that
    a go needs, in per cent; None asks for none.
    """

    criteria: tuple[Criterion, ...] = ()
    opinions: tuple[OpinionAwaited, ...] = ()
    at_least: Number | None = None
    ratings: tuple[Rating, ...] = ()

    def scored_by(self, seat: SeatHeld) -> list[Criterion]:
        """Return the criteria that a seat scores."""
        return [each for each in self.criteria if each.score and seat.is_among(each.scored_by)]

    def answered_by(self, seat: SeatHeld) -> list[Criterion]:
        """Return the criteria that a seat answers by yes or no."""
        return [
            each for each in self.criteria if each.score is None and seat.is_among(each.answered_by)
        ]

    def rated_by(self, seat: SeatHeld) -> list[Rating]:
        """Return the ratings that a seat gives."""
        return [each for each in self.ratings if seat.is_among(each.by)]

    def weighs(self, seat: SeatHeld) -> bool:
        """Tell whether what a seat gives beside its vote could keep a gate from a go."""
        if any(seat.seat_id in each.seats for each in self.opinions):
            return True
        asked = [*self.scored_by(seat), *self.answered_by(seat)]
        return any(self._decides(each) for each in asked)

    def _decides(self, criterion: Criterion) -> bool:
        if criterion.score is None:
            return criterion.kind in KNOCK_OUT
        return (
            self.at_least is not None
            or criterion.score.at_least is not None
            or criterion.kind in KNOCK_OUT
        )


NOTHING = Beside()
"""A gate at which voters vote and give nothing else."""


def beside(gate: Gate, seats: Iterable[SeatHeld]) -> Beside:
    """Return what a gate asks its voters for beside their vote, of the seats that are there."""
    seats = tuple(seats)
    roles = {role for seat in seats for role in seat.roles}
    there = tuple(seat for seat in gate.committee.seats if seat.role in roles)
    committee = gate.committee.model_copy(update={"seats": there})
    return Beside(
        criteria=tuple(answerable(each, committee) for each in gate.criteria if each.is_answered),
        opinions=tuple(opinions_awaited(gate, seats, KNOCK_OUT)),
        at_least=gate.scorecard.at_least if gate.scorecard else None,
        ratings=gate.ratings,
    )


def as_score(text: str) -> Number:
    """Return a score as people write it; a comma is read as a point.

    Raises:
        BadInputError: It is no number, or far too long for one.
    """
    try:
        score = Number(text.strip().replace(",", ".")) if len(text) <= LONGEST else None
    except InvalidOperation:
        score = None
    if score is None or not score.is_finite():
        raise BadInputError(
            f"The score {text[:LONGEST]!r} is not a number; write it as 7 or 7.5.",
            f"La note {text[:LONGEST]!r} n'est pas un nombre ; écrivez 7 ou 7.5.",
        )
    return score


def unmet(asked: Beside, ballots: Iterable[Ballot]) -> str:
    """Return the first reason for which what was given keeps a gate from a go, or nothing.

    What nobody scored or answered is not met. Reckoned exactly.
    """
    given = _heard(ballots)
    if silent := unheard(asked.opinions, given):
        return f"criterion {silent} answered by nobody"
    for criterion in asked.criteria:
        if criterion.score is None:
            reason = _denied(criterion, given)
        else:
            reason = _too_low(asked, criterion, given)
        if reason:
            return reason
    share = _share(asked, given)
    if asked.at_least is not None and share is not None and share < Fraction(asked.at_least):
        return f"scorecard {_percent(share)} under {_percent(Fraction(asked.at_least))}"
    return ""


def scorecard(asked: Beside, ballots: Iterable[Ballot]) -> str:
    """Return the weighted mean in per cent of the most that could be had, or nothing."""
    share = _share(asked, _heard(ballots))
    return _percent(share) if share is not None else ""


def scores(asked: Beside, ballots: Iterable[Ballot]) -> tuple[Scored, ...]:
    """Return the mean of each criterion that somebody scored."""
    given = _heard(ballots)
    means = [(each.id, _scores(each, given)) for each in asked.criteria if each.score]
    return tuple(
        Scored(criterion=name, mean=_figure(_mean(found)), voters=len(found))
        for name, found in means
        if found
    )


def answers(asked: Beside, ballots: Iterable[Ballot]) -> tuple[Answered, ...]:
    """Return how each criterion was answered that voters answer by yes or no."""
    given = _heard(ballots)
    counted = [(each.id, _answers(each, given)) for each in asked.criteria if not each.score]
    return tuple(
        Answered(criterion=name, yes=said.count(True), no=said.count(False))
        for name, said in counted
        if said
    )


def ratings(asked: Beside, ballots: Iterable[Ballot]) -> tuple[Rated, ...]:
    """Return what was given of each rating; levels are written best first."""
    found = []
    for rating in asked.ratings:
        levels = [level.id for level in rating.levels]
        given = {
            ballot.seat_id: ballot.ratings[rating.id]
            for ballot in _heard(ballots)
            if ballot.ratings.get(rating.id) in levels
        }
        if given:
            worst = max(given.values(), key=levels.index)
            found.append(Rated(rating=rating.id, level=worst, given=given))
    return tuple(found)


def _heard(ballots: Iterable[Ballot]) -> list[Ballot]:
    return [ballot for ballot in ballots if ballot.value is not VoteValue.RECUSE]


def _scores(criterion: Criterion, given: Sequence[Ballot]) -> list[Number]:
    return [ballot.scores[criterion.id] for ballot in given if criterion.id in ballot.scores]


def _answers(criterion: Criterion, given: Sequence[Ballot]) -> list[bool]:
    return [ballot.answers[criterion.id] for ballot in given if criterion.id in ballot.answers]


def _denied(criterion: Criterion, given: Sequence[Ballot]) -> str:
    said = _answers(criterion, given)
    if criterion.kind not in KNOCK_OUT or said.count(True) > said.count(False):
        return ""
    if not said:
        return f"criterion {criterion.id} answered by nobody"
    return f"criterion {criterion.id} denied, {said.count(False)} of {len(said)}"


def _too_low(asked: Beside, criterion: Criterion, given: Sequence[Ballot]) -> str:
    found = _scores(criterion, given)
    least = criterion.score.at_least if criterion.score else None
    if not found:
        needed = criterion.kind in KNOCK_OUT or least is not None or asked.at_least is not None
        return f"criterion {criterion.id} scored by nobody" if needed else ""
    if least is not None and _mean(found) < Fraction(least):
        return f"criterion {criterion.id} {_figure(_mean(found))} under {least}"
    return ""


def _share(asked: Beside, given: Sequence[Ballot]) -> Fraction | None:
    """Return the weighted mean of what each criterion got of its most, in per cent."""
    reached, weights = Fraction(0), 0
    for criterion in asked.criteria:
        found = _scores(criterion, given)
        if criterion.score is None or not found or criterion.score.most <= 0:
            continue
        reached += criterion.score.weight * _mean(found) / criterion.score.most
        weights += criterion.score.weight
    return 100 * reached / weights if weights else None


def _mean(found: Sequence[Number]) -> Fraction:
    return sum((Fraction(each) for each in found), Fraction(0)) / len(found)


def _figure(value: Fraction) -> str:
    shown = floor(value * SHOWN) / Decimal(SHOWN)
    return f"{shown.normalize():f}"


def _percent(value: Fraction) -> str:
    return f"{_figure(value)} %"
