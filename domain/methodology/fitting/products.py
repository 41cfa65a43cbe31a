"""The deliverables in force for a project, and what its gates ask once others are gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import is_

from domain.methodology.fitting.names import Standing
from domain.methodology.fitting.sentences import in_place_of
from domain.methodology.fitting.uniting import Ladders, united, with_origin
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Origin, Requirement
from domain.text import Text


@dataclass(frozen=True)
class Products:
    """Which deliverables do not apply, and which stand in the place of others.

    ``gone`` says why each is gone; ``instead`` leads from a replaced one to the one that counts.
    """

    ladders: Ladders
    gone: Mapping[str, Text]
    instead: Mapping[str, str]
    because: Mapping[str, Text] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Whether every deliverable stays as it is."""
        return not self.gone and not self.instead


def products_of(method: Method, standing: Standing) -> Products:
    """Work out which deliverables apply; an unknown replacement replaces nothing."""
    gone: dict[str, Text] = {}
    because: dict[str, Text] = {}
    into: dict[str, str] = {}
    known = {each.id for each in method.deliverables}
    for each in method.deliverables:
        answer = standing.ask(each.when)
        if answer.is_false:
            gone[each.id] = answer.because
        elif answer.is_true:
            for other in each.replaces:
                if other != each.id and other in known:
                    into.setdefault(other, each.id)
                    because.setdefault(other, answer.because)
    instead = {other: end for other in into if (end := _end(other, into)) != other}
    return Products(Ladders(method), gone, instead, because)


def _end(product: str, into: Mapping[str, str]) -> str:
    """Follow replacements to the last one; a circle of them replaces nothing."""
    seen, here = {product}, product
    while here in into:
        here = into[here]
        if here in seen:
            return product
        seen.add(here)
    return here


def deliverables_in_force(
    deliverables: Iterable[Deliverable], products: Products, standing: Standing
) -> tuple[Deliverable, ...]:
    """Return the deliverables that apply, without the conditions that hold."""
    lost = {*products.gone, *products.instead}
    kept = []
    for each in deliverables:
        if each.id in lost:
            continue
        update: dict[str, object] = {}
        if each.when is not None and standing.ask(each.when).is_true:
            update["when"] = None
        if each.part_of is not None and each.part_of in lost:
            whole = products.instead.get(each.part_of)
            update["part_of"] = whole if whole != each.id else None
        kept.append(each.model_copy(update=update) if update else each)
    return tuple(kept)


def asked_of_products(gate: Gate, products: Products) -> Gate:
    """Return a gate that asks only for deliverables that apply."""
    if products.changes_nothing:
        return gate
    found = [_asked(each, products) for each in gate.requirements]
    kept = [each for each in found if each is not None]
    if len(kept) == len(found) and all(map(is_, kept, gate.requirements)):
        return gate
    return gate.model_copy(update={"requirements": united((), kept, products.ladders)})


def _asked(requirement: Requirement, products: Products) -> Requirement | None:
    choices = [
        products.instead.get(each, each)
        for each in requirement.choices
        if each not in products.gone
    ]
    choices = [each for each in dict.fromkeys(choices) if each not in products.gone]
    if tuple(choices) == requirement.choices:
        return requirement
    if not choices:
        return None
    whole = requirement.model_copy(
        update={
            "deliverable": choices[0],
            "or_any_of": tuple(choices[1:]),
            "at_least": min(requirement.at_least, len(choices)),
        }
    )
    if products.instead.get(requirement.deliverable) != choices[0]:
        return whole
    because = products.because.get(requirement.deliverable, {})
    origin = Origin(
        kind="replaced",
        name=requirement.deliverable,
        because=in_place_of(requirement.deliverable, because),
    )
    replaced: Requirement = with_origin(whole, origin)
    return replaced
