"""The class of a project: the first whose condition holds, or is not known not to hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.own_names import Names, own_names, points_of
from domain.methodology.model.method import Method
from domain.text import Text, both
from domain.value import Value


class Classified(Value):
    """A project's class, why it is that one, and what is missing to be sure of it."""

    klass: str | None
    because: Text
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scored:
    """The project's own names with its scores, and what the unknown scores lack."""

    names: Names
    behind: Mapping[str, tuple[str, ...]]


def classify(method: Method, circumstances: Circumstances) -> Classified:
    """Return the class of a project.

    What is unknown never asks for less: a class that may hold counts. A class set by hand
    counts only where it is heavier than the one worked out.
    """
    return class_of(method, circumstances, scored(method, own_names(method, circumstances)))


def scored(method: Method, names: Names) -> Scored:
    """Return the names with the scores that can be worked out."""
    scores, behind = {}, {}
    for score in method.scores:
        points, missing = points_of(score, names)
        if points is None:
            behind[f"score.{score.id}"] = missing
        else:
            scores[f"score.{score.id}"] = points
    return Scored(names.with_more(scores), behind)


def class_of(method: Method, circumstances: Circumstances, known: Scored) -> Classified:
    """Return the class of a project whose scores are known."""
    if not method.classes:
        by_hand = both("set by hand", "fixée à la main") if circumstances.klass else {}
        return Classified(klass=circumstances.klass, because=by_hand)
    found = _worked_out(method, known)
    order = [each.id for each in method.classes]
    chosen = circumstances.klass
    if chosen in order and order.index(chosen) < order.index(found.klass or order[-1]):
        because = both(
            f"set by hand, above {found.klass}", f"fixée à la main, au-dessus de {found.klass}"
        )
        return Classified(klass=chosen, because=because, unknown=found.unknown)
    return found


def _worked_out(method: Method, known: Scored) -> Classified:
    for each in method.classes:
        if each.when is None:
            break
        answer = evaluate(each.when, known.names)
        if answer.is_true:
            return Classified(klass=each.id, because=answer.because)
        if not answer.is_false:
            missing = dict.fromkeys(
                root for name in answer.unknown for root in known.behind.get(name, (name,))
            )
            why = answer.because
            because = both(
                f"{why['en']}, so the heavier class counts until it is",
                f"{why['fr']}, la classe plus lourde vaut d'ici là",
            )
            return Classified(klass=each.id, because=because, unknown=tuple(missing))
    last = next((each for each in method.classes if each.when is None), method.classes[-1])
    none = both("no heavier class applies", "aucune classe plus lourde ne s'applique")
    return Classified(klass=last.id, because=none)
