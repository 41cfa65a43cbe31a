"""What a voter says, and whether it says enough: reasons, dates, stages and conditions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal as Number

from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.errors import BadInputError
from domain.methodology.model.committee import Tie
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import ConditionAsked, VoteValue
from domain.review.effect import check_target
from storage.tables.people import Person
from storage.tables.reviews import Review, ReviewSeat


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a voter says. ``casting`` is the chair's second act on a tie.

    ``as_proposed`` says that every condition is one that the decision page proposed.
    ``scores``, ``answers`` and ``ratings`` are by the id of a criterion or a rating;
    ``to_dissent`` answers the dissents that stand, and ``meeting`` names the meeting in which
    the vote was taken.
    """

    value: VoteValue
    instead: Decision | None = None
    until: date | None = None
    to_stage: str | None = None
    reason: str = ""
    conditions: Sequence[ConditionAsked] = ()
    as_proposed: bool = False
    casting: bool = False
    scores: Mapping[str, Number] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    to_dissent: str = ""
    meeting: str = ""


def check_given(
    session: Session,
    method: Method,
    gate: Gate,
    review: Review,
    seat: ReviewSeat,
    given: Given,
    *,
    at: datetime,
) -> None:
    """Make sure that a vote says all that the method asks of it.

    Raises:
        BadInputError: A reason, a date, a stage or a condition is missing or wrong.
    """
    if given.casting and not (seat.chair and gate.committee.tie is Tie.CASTING_VOTE):
        raise BadInputError(
            "Only the chair casts the deciding vote, and only on a tie.",
            "Seule la présidence donne la voix prépondérante, et seulement en cas d'égalité.",
        )
    if given.value is VoteValue.REJECT:
        _check_rejection(method, gate, review, given, at=at)
    elif given.instead or given.until or given.to_stage:
        raise BadInputError(
            "Only a rejection says what is wanted instead; reject, or leave it out.",
            "Seul un rejet dit ce qui est voulu à la place ; rejetez, ou retirez-le.",
        )
    if given.value is VoteValue.APPROVE_WITH_CONDITIONS:
        _check_conditions(session, method, gate, given, at=at)
    elif given.conditions:
        raise BadInputError(
            "Conditions go with an approval with conditions only.",
            "Les réserves n'accompagnent qu'une approbation sous conditions.",
        )
    if _needs_reason(method, gate, review, given) and not given.reason.strip():
        raise BadInputError(
            "Say why: a reason is needed to reject, to add conditions of your own, to recuse, "
            "to depart from the recommendation, or where the method asks for one.",
            "Dites pourquoi : il faut un motif pour rejeter, ajouter ses réserves, se récuser, "
            "s'écarter de la recommandation, ou là où la méthode en demande un.",
        )


def _needs_reason(method: Method, gate: Gate, review: Review, given: Given) -> bool:
    if given.value is VoteValue.ABSTAIN:
        return False
    go = method.word(gate, Decision.GO)
    if given.value is VoteValue.APPROVE and go is not None and "reason" in go.fields:
        return True
    recommended = (review.recommendation or {}).get("code")
    if given.value is VoteValue.APPROVE_WITH_CONDITIONS and given.as_proposed:
        return given.casting or recommended != Decision.CONDITIONAL_GO
    departs = given.value is VoteValue.APPROVE and recommended not in (None, Decision.GO)
    return departs or given.value is not VoteValue.APPROVE or given.casting


def _check_rejection(
    method: Method, gate: Gate, review: Review, given: Given, *, at: datetime
) -> None:
    code = given.instead or gate.committee.when_rejected
    word = method.word(gate, code)
    if code in (Decision.GO, Decision.CONDITIONAL_GO) or word is None:
        words = [each for each in Decision if method.word(gate, each)]
        wanted = ", ".join(each for each in words if each.value not in ("GO", "CONDITIONAL_GO"))
        raise BadInputError(
            f"A rejection at {gate.id} cannot lead to {code}; choose {wanted}.",
            f"Un rejet au jalon {gate.id} ne peut mener à {code} ; choisissez {wanted}.",
        )
    if given.until is not None and given.until <= at.date():
        raise BadInputError(
            f"The hold would end on {given.until}, which is not in the future.",
            f"L'ajournement finirait le {given.until}, qui n'est pas dans l'avenir.",
        )
    if "until" in word.fields and given.until is None:
        raise BadInputError(
            "Say until when the project is put on hold.",
            "Dites jusqu'à quand le projet est ajourné.",
        )
    if given.to_stage is not None:
        check_target(method, review.stage, given.to_stage)
    elif "to_stage" in word.fields:
        raise BadInputError(
            "Say to which stage the project goes back.",
            "Dites à quelle étape le projet revient.",
        )


def _check_conditions(
    session: Session, method: Method, gate: Gate, given: Given, *, at: datetime
) -> None:
    if method.word(gate, Decision.CONDITIONAL_GO) is None:
        raise BadInputError(
            f"{gate.id} knows no decision under conditions; approve, or reject with a reason.",
            f"{gate.id} ne connaît pas de décision sous conditions ; approuvez ou rejetez.",
        )
    if not given.conditions:
        raise BadInputError(
            "Write at least one condition: what, by whom, by when, shown how, checked by whom.",
            "Écrivez au moins une réserve : quoi, par qui, pour quand, preuve, vérifiée par qui.",
        )
    for condition in given.conditions:
        _check_condition(session, condition, at=at)


def _check_condition(session: Session, condition: ConditionAsked, *, at: datetime) -> None:
    if not condition.words.strip() or not condition.evidence.strip():
        raise BadInputError(
            "A condition says what is to be done and what will show that it is done.",
            "Une réserve dit ce qui est à faire et ce qui montrera que c'est fait.",
        )
    if condition.owner_id == condition.verifier_id:
        raise BadInputError(
            "The verifier of a condition is somebody else than its owner.",
            "Qui vérifie une réserve n'est pas qui la porte.",
        )
    if condition.due_on < at.date():
        raise BadInputError(
            f"The condition is due on {condition.due_on}, which is past.",
            f"La réserve est due le {condition.due_on}, qui est passé.",
        )
    for person_id in (condition.owner_id, condition.verifier_id):
        person = session.get(Person, person_id)
        if person is None or person.disabled_at is not None:
            raise BadInputError(
                "The owner or the verifier of a condition is not an active person here.",
                "Le porteur ou le vérificateur d'une réserve n'est pas une personne active ici.",
            )
