"""A gate takes over what others ask: because it merges them, or because they are skipped."""

from collections.abc import Sequence

from domain.methodology.fitting.seats import answerable
from domain.methodology.fitting.sentences import asked_at
from domain.methodology.fitting.uniting import Ladders, united, united_criteria, with_origin
from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import Criterion, Origin, Requirement


def taking_over(gate: Gate, others: Sequence[Gate], kind: str, ladders: Ladders) -> Gate:
    """Return a gate that asks for all that others ask, each item with where it came from.

    It also awaits what they await, sets the baseline where one of them does, wants the highest
    of their scores, and may be skipped only where each of them may. Its committee
    decides, and answers their criteria.
    """
    requirements: list[Requirement] = []
    criteria: list[Criterion] = []
    for other in others:
        origin = Origin(kind=kind, name=other.id, because=asked_at(other.id))
        requirements += [with_origin(each, origin) for each in other.requirements]
        criteria += [
            answerable(with_origin(each, origin), gate.committee) for each in other.criteria
        ]
    whole = (gate, *others)
    cards = [each.scorecard for each in whole if each.scorecard is not None]
    names = {each.id for each in whole}
    awaited = dict.fromkeys(each for one in whole for each in one.after if each not in names)
    return gate.model_copy(
        update={
            "requirements": united(gate.requirements, requirements, ladders),
            "criteria": united_criteria(gate.criteria, criteria),
            "scorecard": max(cards, key=lambda card: card.at_least, default=None),
            "after": tuple(awaited),
            "joins": tuple(dict.fromkeys(join for one in whole for join in one.joins)),
            "skippable": all(each.skippable for each in whole),
            "sets_baseline": any(each.sets_baseline for each in whole),
            "informs": tuple(dict.fromkeys(role for one in whole for role in one.informs)),
        }
    )
