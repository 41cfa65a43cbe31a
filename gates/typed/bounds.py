"""Whether a fact lies within bounds, in whichever document states it."""

from collections.abc import Sequence
from decimal import Decimal as Number

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.model.criterion_tests import BASELINE, Threshold
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.checks.wording import put
from gates.dossier import Dossier
from gates.typed.looked_at import LookedAt, about
from gates.typed.stated import Stated, facts_stated, shown_value


def threshold(dossier: Dossier, test: Threshold) -> Sequence[Verdict]:
    """Tell whether a fact lies within its bounds.

    Where documents differ, each is judged: they agree, or it cannot be told which is right.
    """
    return about(dossier, test.deliverable, lambda looked: [_within(dossier, looked, test)])


def _within(dossier: Dossier, looked: LookedAt, test: Threshold) -> Verdict:
    times, doubt = _times(dossier, test)
    least, most = (None if x is None else x * times for x in (test.at_least, test.at_most))
    expected = _expected(test, least, most, known=not doubt)
    found = facts_stated(looked, test.fact)
    if doubt:
        return cannot_tell(doubt, expected=expected, fix=_GIVE)
    if not found:
        words = put(
            "{name} does not state {fact}",
            "{fact} n'est pas donné par : {name}",
            name=looked.name,
            fact=test.fact,
        )
        return cannot_tell(words, expected=expected, fix=_GIVE)
    verdicts = [_judged(each, test, least, most, expected) for each in found]
    outcomes = {each.outcome for each in verdicts}
    if len(outcomes) == 1:
        return verdicts[0]
    said = [each.said for each in found]
    return cannot_tell(
        both(
            f"the documents differ: {', '.join(each['en'] for each in said)}",
            f"les documents diffèrent : {', '.join(each['fr'] for each in said)}",
        ),
        expected=expected,
        fix=both("Make them say the same", "Faites-leur dire la même chose"),
        document=found[0].document,
        location=found[0].location,
    )


def _times(dossier: Dossier, test: Threshold) -> tuple[Number, Text]:
    """Return by what the bounds are multiplied, or why that is not known."""
    if test.times is None:
        return Number(1), {}
    asked = f"baseline.{test.fact}" if test.times == BASELINE else test.times
    answer = evaluate(asked, dossier.names)
    value = answer.value
    if isinstance(value, int | Number) and not isinstance(value, bool):
        return Number(value), {}
    return Number(1), answer.because


def _judged(
    stated: Stated, test: Threshold, least: Number | None, most: Number | None, expected: Text
) -> Verdict:
    value = stated.value
    if isinstance(value, bool) or not isinstance(value, int | Number):
        doubt = both(f"{value} is no number", f"{value} n'est pas un nombre")
        return _cannot(stated, doubt, expected)
    if test.unit and stated.unit != test.unit:
        doubt = both(
            f"it is given in {stated.unit or 'no unit'}, not in {test.unit}",
            f"il est donné en {stated.unit or 'aucune unité'}, et non en {test.unit}",
        )
        return _cannot(stated, doubt, expected)
    said = shown_value(value, stated.unit)
    if (least is None or value >= least) and (most is None or value <= most):
        return passed(said, expected=expected, document=stated.document, location=stated.location)
    return failed(
        said,
        expected=expected,
        fix=both(
            "Change what the figure stands for, or tell the approvers why it cannot hold",
            "Changez ce que dit ce chiffre, ou dites aux décideurs pourquoi cela ne peut tenir",
        ),
        document=stated.document,
        location=stated.location,
    )


def _cannot(stated: Stated, doubt: Text, expected: Text) -> Verdict:
    return cannot_tell(
        doubt, expected=expected, fix=_GIVE, document=stated.document, location=stated.location
    )


def _expected(test: Threshold, least: Number | None, most: Number | None, *, known: bool) -> Text:
    """Say the bounds; and what they are times of, where that is not known."""
    times = "" if known or test.times is None else f" × {test.times}"
    parts_en, parts_fr = [], []
    for bound, en, fr in ((least, "at least", "au moins"), (most, "at most", "au plus")):
        if bound is not None:
            said = shown_value(bound, test.unit)
            parts_en.append(f"{en} {said['en']}")
            parts_fr.append(f"{fr} {said['fr']}")
    name = test.fact.replace("_", " ")
    return both(f"{name} {' and '.join(parts_en)}{times}", f"{name} {' et '.join(parts_fr)}{times}")


_GIVE = both(
    "Give the missing figures in the documents, or tell them of the project",
    "Donnez les chiffres manquants dans les documents, ou renseignez-les sur le projet",
)
