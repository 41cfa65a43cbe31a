"""What expressions may name of a project before its class is known."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal as Number

from typing_extensions import override

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.fitting.circumstances import Circumstances, Known
from domain.methodology.model.method import Method
from domain.methodology.model.project import Attribute, AttributeKind, Score

TOLD = ("budget", "currency", "start", "finish")
"""What every project may say of itself, whatever its method."""

PASSED = "passed."


class Names(Mapping[str, Known]):
    """Names with their values. Whether a gate was passed is known of every gate there is."""

    def __init__(self, known: dict[str, Known], passed: frozenset[str]) -> None:
        self._known, self._passed = known, passed

    @override
    def __getitem__(self, name: str) -> Known:
        if name in self._known:
            return self._known[name]
        if name.startswith(PASSED):
            return name.removeprefix(PASSED) in self._passed
        raise KeyError(name)

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    @override
    def __len__(self) -> int:
        return len(self._known)

    def with_more(self, more: Mapping[str, Known]) -> "Names":
        """Return these names and some more."""
        return Names({**self._known, **more}, self._passed)


def own_names(method: Method, circumstances: Circumstances, *, stage: str | None = None) -> Names:
    """Return what is known of the project itself, of its gates and of its documents."""
    told = {name: getattr(circumstances, name) for name in TOLD}
    known: dict[str, Known] = {
        "today": circumstances.today,
        "stage": stage or circumstances.stage,
        "iteration": circumstances.iteration,
    }
    known |= {name: value for name, value in told.items() if value not in (None, "")}
    for attribute in method.attributes:
        value = fitting_value(attribute, circumstances.attributes.get(attribute.id))
        if value is not None:
            known[attribute.id] = value
    passed = frozenset(each.gate for each in circumstances.passed)
    gates = [gate.id for gate in method.gates]
    known |= {f"{PASSED}{gate}": gate in passed for gate in dict.fromkeys([*gates, *passed])}
    known |= {f"planned.{gate}": day for gate, day in circumstances.planned.items()}
    known |= {f"fact.{name}": value for name, value in circumstances.facts.items()}
    known |= {f"baseline.{name}": value for name, value in circumstances.baseline.items()}
    return Names(known, passed)


def points_of(score: Score, names: Names) -> tuple[int | None, tuple[str, ...]]:
    """Return a score's points, or None with the names without which they are unknown."""
    total, missing, sure = 0, dict[str, None](), True
    for each in score.points:
        answer = evaluate(each.when, names)
        if answer.is_true:
            total += each.points
        elif not answer.is_false:
            sure = False
            missing.update(dict.fromkeys(answer.unknown))
    return (total if sure else None), tuple(missing)


def fitting_value(attribute: Attribute, value: Known | None) -> Known | None:
    """Return an attribute's value in its declared kind, or None where it is of another."""
    if value is None or value == "":
        return None
    match attribute.kind:
        case AttributeKind.YES_NO:
            return value if isinstance(value, bool) else None
        case AttributeKind.NUMBER | AttributeKind.AMOUNT:
            return _number(value)
        case AttributeKind.DATE:
            return _date(value)
        case AttributeKind.CHOICE:
            return value if isinstance(value, str) and value in attribute.choices else None
        case AttributeKind.TEXT:
            return value if isinstance(value, str) else None


def _number(value: Known) -> Known | None:
    if isinstance(value, bool | date):
        return None
    if isinstance(value, int):
        return value
    try:
        number = Number(value)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _date(value: Known) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
