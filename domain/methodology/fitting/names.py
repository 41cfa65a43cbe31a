"""Every name that the expressions of a method may use, with what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.fitting.circumstances import Circumstances, Known
from domain.methodology.fitting.classes import Classified, class_of, scored
from domain.methodology.fitting.own_names import TOLD, Names, own_names
from domain.methodology.model.method import Method

YES = Answer(value=True, because={})


@dataclass
class Standing:
    """All that is known of a project under a method, of which questions may be asked.

    ``behind`` holds, for what cannot be worked out, the names that are missing for it.
    """

    names: Names
    classified: Classified
    packs: tuple[str, ...]
    breaches: tuple[str, ...]
    behind: Mapping[str, tuple[str, ...]]
    _told: frozenset[str]
    _answers: dict[str, Answer] = field(default_factory=dict)
    _missing: dict[str, None] = field(default_factory=dict)

    def ask(self, condition: str | None) -> Answer:
        """Return whether a condition holds; none at all holds always."""
        if condition is None:
            return YES
        answer = self._answers.get(condition)
        if answer is None:
            answer = self._answers[condition] = evaluate(condition, self.names)
            self._missing.update(dict.fromkeys(answer.unknown))
        return answer

    @property
    def should_tell(self) -> tuple[str, ...]:
        """What the project does not say of itself and some question so far needed."""
        wanted: dict[str, None] = {}
        waiting = [*self.classified.unknown, *self._missing]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop(0)
            if name in seen:
                continue
            seen.add(name)
            waiting += self.behind.get(name, ())
            if name in self._told:
                wanted[name] = None
        return tuple(wanted)


def names_of(
    method: Method, circumstances: Circumstances, *, stage: str | None = None
) -> Mapping[str, Known]:
    """Return every name that is known; ``stage`` is another than the project's own."""
    return standing_of(method, circumstances, stage=stage).names


def standing_of(
    method: Method, circumstances: Circumstances, *, stage: str | None = None
) -> Standing:
    """Work out attributes, scores, class, packs and breaches, in this order."""
    known = scored(method, own_names(method, circumstances, stage=stage))
    classified = class_of(method, circumstances, known)
    behind = dict(known.behind)
    names = known.names
    if classified.klass is not None:
        names = names.with_more({"class": classified.klass})
    packs = _packs(method, circumstances, names, behind)
    names = names.with_more(packs)
    breaches = _breaches(method, names, behind)
    return Standing(
        names=names.with_more(breaches),
        classified=classified,
        packs=tuple(each.id for each in method.packs if packs.get(f"pack.{each.id}")),
        breaches=tuple(each.id for each in method.tolerances if breaches.get(f"breach.{each.id}")),
        behind=behind,
        _told=frozenset([*TOLD, *(attribute.id for attribute in method.attributes)]),
    )


def _packs(
    method: Method,
    circumstances: Circumstances,
    names: Names,
    behind: dict[str, tuple[str, ...]],
) -> dict[str, Known]:
    """Return which packs are in force: by choice, or because their condition holds."""
    found: dict[str, Known] = {}
    for pack in method.packs:
        name = f"pack.{pack.id}"
        if pack.id in circumstances.packs or pack.when is None:
            found[name] = pack.id in circumstances.packs
            continue
        answer = evaluate(pack.when, names)
        if answer.is_true or answer.is_false:
            found[name] = answer.is_true
        else:
            behind[name] = answer.unknown
    return found


def _breaches(method: Method, names: Names, behind: dict[str, tuple[str, ...]]) -> dict[str, Known]:
    """Return which tolerances are passed, where both the measure and the limit are known."""
    found: dict[str, Known] = {}
    for each in method.tolerances:
        name = f"breach.{each.id}"
        measure, limit = evaluate(each.measure, names), evaluate(each.limit, names)
        if measure.value is not None and limit.value is not None:
            values = {"measure": measure.value, "limit": limit.value}
            answer = evaluate("measure > limit", values)
            if answer.value is not None:
                found[name] = answer.is_true
                continue
        behind[name] = tuple(dict.fromkeys([*measure.unknown, *limit.unknown]))
    return found
