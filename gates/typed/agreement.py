"""Whether several places say the same: facts, fields, and what is known of the project."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal as Number
from itertools import combinations

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.model.criterion_tests import Compared, CrossCheck
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, not_applicable, passed
from gates.dossier import Dossier
from gates.evidence.understanding.folding import fold
from gates.typed.looked_at import looked_at
from gates.typed.stated import Stated, facts_stated, fields_stated


def cross_check(dossier: Dossier, test: CrossCheck) -> Sequence[Verdict]:
    """Tell whether all that is compared is the same, wherever it stands."""
    applying = [each for each in test.same if _applies(dossier, each)]
    if len(applying) <= 1:
        words = both(
            "nothing to compare applies to this project",
            "rien à comparer ne s'applique à ce projet",
        )
        return [not_applicable(words, expected={})]
    sides = [(each, list(_stated(dossier, each))) for each in applying]
    found = [one for _, stated in sides for one in stated]
    silent = [_called(dossier, each) for each, stated in sides if not stated]
    expected = _expected(dossier, test)
    doubt = None
    for one, other in combinations(found, 2):
        same = _same(one, other, test)
        if same is False:
            return [_differ(one, other, expected)]
        doubt = doubt or ((one, other) if same is None else None)
    if doubt is not None:
        return [_incomparable(*doubt, expected)]
    if silent:
        listed = both(
            ", ".join(each["en"] for each in silent), ", ".join(each["fr"] for each in silent)
        )
        return [
            cannot_tell(
                both(f"not found: {listed['en']}", f"introuvable : {listed['fr']}"),
                expected=expected,
                fix=both(
                    f"Give it in the documents: {listed['en']}",
                    f"Donnez-le dans les documents : {listed['fr']}",
                ),
            )
        ]
    first = found[0]
    return [passed(first.said, expected=expected, document=first.document, location=first.location)]


def _applies(dossier: Dossier, each: Compared) -> bool:
    return each.deliverable is None or looked_at(dossier, each.deliverable) is not None


def _stated(dossier: Dossier, each: Compared) -> Iterator[Stated]:
    if each.value is not None:
        value = evaluate(each.value, dossier.names).value
        if value is not None:
            yield Stated(value)
        return
    looked = looked_at(dossier, each.deliverable)
    if looked is None:
        return
    if each.fact is not None:
        yield from facts_stated(looked, each.fact)
    else:
        yield from fields_stated(dossier, looked, each.field, each.labels)


def _same(one: Stated, other: Stated, test: CrossCheck) -> bool | None:
    """Tell whether two values are the same, or None where they cannot be compared."""
    left, right = one.value, other.value
    if isinstance(left, date) and isinstance(right, date):
        return abs((left - right).days) <= test.days
    if _is_number(left) and _is_number(right):
        if one.unit and other.unit and one.unit != other.unit:
            return None
        ours, theirs = Number(str(left)), Number(str(right))
        return abs(ours - theirs) <= test.tolerance * max(abs(ours), abs(theirs))
    if isinstance(left, str) and isinstance(right, str):
        return fold(left) == fold(right)
    return left == right if isinstance(left, bool) and isinstance(right, bool) else None


def _is_number(value: object) -> bool:
    return isinstance(value, int | Number) and not isinstance(value, bool)


def _differ(one: Stated, other: Stated, expected: Text) -> Verdict:
    placed = other if other.document else one
    return failed(
        _against(one, other),
        expected=expected,
        fix=both("Make them say the same", "Faites-leur dire la même chose"),
        document=placed.document,
        location=placed.location,
    )


def _incomparable(one: Stated, other: Stated, expected: Text) -> Verdict:
    placed = other if other.document else one
    said = _against(one, other)
    return cannot_tell(
        both(f"these cannot be compared: {said['en']}", f"comparaison impossible : {said['fr']}"),
        expected=expected,
        fix=both("Give both in the same unit", "Donnez les deux dans la même unité"),
        document=placed.document,
        location=placed.location,
    )


def _against(one: Stated, other: Stated) -> Text:
    return both(f"{one.said['en']}; {other.said['en']}", f"{one.said['fr']} ; {other.said['fr']}")


def _called(dossier: Dossier, each: Compared) -> Text:
    """Say what is compared, and in which documents."""
    name = each.value or ", ".join(each.labels) or (each.fact or each.field or "")
    name = name if each.value is not None else name.replace("_", " ")
    looked = looked_at(dossier, each.deliverable) if each.deliverable is not None else None
    if looked is None:
        return both(name, name)
    return both(f"{name} ({looked.name['en']})", f"{name} ({looked.name['fr']})")


def _expected(dossier: Dossier, test: CrossCheck) -> Text:
    sides = [_called(dossier, each) for each in test.same]
    return both(
        f"the same: {' = '.join(each['en'] for each in sides)}",
        f"la même chose : {' = '.join(each['fr'] for each in sides)}",
    )
