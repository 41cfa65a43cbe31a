"""What a version changes of what a gate asks: only that needs to be judged again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.finding import Severity
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Requirement
from gates.checks.integration import conditions
from gates.judge import weight_of
from lifecycle.fitted.renaming import Renaming

Judged = tuple[object, ...]
"""What of a definition may change a judgement."""


@dataclass(frozen=True)
class AskedAnew:
    """What a gate asks under a new version, beside what it asked under the old one.

    ``same`` are the deliverables and criteria, by their new id, of which the old judgement
    stands; ``reweighed`` those of which it stands but for the weight of some checks, and
    ``rechecked_not`` those of which only the presence is to be judged again. ``gone`` are those
    asked before and no more, by their old id. ``rematch`` says that a document may now serve
    something else.
    """

    gate: Gate
    same: frozenset[str]
    reweighed: Mapping[str, Mapping[str, Severity]]
    rechecked_not: Mapping[str, Mapping[str, Severity]]
    new: frozenset[str]
    gone: tuple[str, ...]
    rematch: bool

    @property
    def stands(self) -> frozenset[str]:
        """The deliverables and criteria of which nothing needs to be judged again."""
        return self.same | frozenset(self.reweighed)

    @property
    def needs_no_judge(self) -> bool:
        """Whether all that differs is the weight of checks."""
        asked = len(self.gate.requirements) + len(self.gate.criteria)
        return not self.rematch and not self.gone and len(self.stands) == asked

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing needs to be judged again."""
        asked = len(self.gate.requirements) + len(self.gate.criteria)
        return not self.rematch and not self.gone and len(self.same) == asked

    def narrowed(self, gate: Gate, also: frozenset[str] = frozenset()) -> Gate:
        """Return the gate with only what must be judged again, and what is named beside."""
        return gate.model_copy(
            update={
                "requirements": tuple(
                    each.model_copy(update={"checks": ()})
                    if each.deliverable in self.rechecked_not and each.deliverable not in also
                    else each
                    for each in gate.requirements
                    if each.deliverable not in self.stands or each.deliverable in also
                ),
                "criteria": tuple(each for each in gate.criteria if each.id not in self.same),
            }
        )


def asked_anew(old: tuple[Method, Gate], new: tuple[Method, Gate], renamed: Renaming) -> AskedAnew:
    """Compare what a gate asked with what it would ask; ids are those of the new version."""
    before = dict(_asked(*old, renamed))
    after = dict(_asked(*new, Renaming()))
    known = frozenset(before)
    tested = {each.id for each in new[1].criteria if each.test is not None}
    reworded = old[0].words != new[0].words
    rematch = reworded or _recognised(old[0], renamed) != _recognised(new[0], Renaming())
    if reworded:  # every document may be understood otherwise
        before = {}
    same = frozenset(
        name
        for name in after
        if before.get(name) == after[name] and not (rematch and name in tested)
    )
    wanted = {each.deliverable for each in new[1].requirements}
    wished = {renamed.deliverable(each.deliverable) for each in old[1].requirements}
    return AskedAnew(
        gate=new[1],
        same=same,
        reweighed={} if reworded else _reweighed(old, new, renamed, same),
        rechecked_not={} if reworded else _rechecked_not(old, new, renamed),
        new=frozenset(after) - known,
        gone=tuple(
            name
            for name in [
                *(each.deliverable for each in old[1].requirements),
                *(each.id for each in old[1].criteria),
            ]
            if renamed.deliverable(name) not in after and renamed.criterion(name) not in after
        ),
        rematch=rematch or wanted != wished,
    )


def _reweighed(
    old: tuple[Method, Gate], new: tuple[Method, Gate], renamed: Renaming, same: frozenset[str]
) -> dict[str, Mapping[str, Severity]]:
    """Return the weights of checks by deliverable, where only they differ."""
    before = dict(_asked(old[0], _evenly(old[1]), renamed))
    after = dict(_asked(new[0], _evenly(new[1]), Renaming()))
    return {
        each.deliverable: {use.check: weight_of(each, use) for use in each.checks}
        for each in new[1].requirements
        if each.deliverable not in same
        and before.get(each.deliverable) == after[each.deliverable]
        and len({use.check for use in each.checks}) == len(each.checks)
    }


def _rechecked_not(
    old: tuple[Method, Gate], new: tuple[Method, Gate], renamed: Renaming
) -> dict[str, Mapping[str, Severity]]:
    """Return the weights of checks by deliverable, where no check would answer otherwise.

    A check looks at the documents that serve the deliverable, at its own settings, and at
    whether a first draft is asked; the maturity beyond that is a matter of presence.
    """
    before = {
        renamed.deliverable(each.deliverable): _looks_at(old[0], each)
        for each in old[1].requirements
    }
    return {
        each.deliverable: {use.check: weight_of(each, use) for use in each.checks}
        for each in new[1].requirements
        if each.checks
        and before.get(each.deliverable) == _looks_at(new[0], each)
        and _is_plain(new[0], each)
        and len({use.check for use in each.checks}) == len(each.checks)
    }


def _looks_at(method: Method, requirement: Requirement) -> Judged:
    first = [
        ladder.levels[0].id == requirement.maturity
        for ladder in method.ladders
        if ladder.levels and ladder.id == method.deliverable(requirement.deliverable).ladder
    ]
    uses = [(use.check, sorted(use.settings.items())) for use in requirement.checks]
    return first, uses, _is_plain(method, requirement)


def _is_plain(method: Method, requirement: Requirement) -> bool:
    """Tell whether the documents that serve a requirement are those of one deliverable."""
    deliverable = method.deliverable(requirement.deliverable)
    return not (
        requirement.or_any_of
        or requirement.reuse
        or requirement.state
        or deliverable.is_signed
        or deliverable.every
    )


def _evenly(gate: Gate) -> Gate:
    """Return a gate of which every check weighs the same."""
    return gate.model_copy(
        update={
            "requirements": tuple(
                each.model_copy(
                    update={
                        "checks": tuple(
                            use.model_copy(update={"severity": Severity.BLOCKER})
                            for use in each.checks
                        )
                    }
                )
                for each in gate.requirements
            )
        }
    )


def _asked(method: Method, gate: Gate, renamed: Renaming) -> Iterator[tuple[str, Judged]]:
    ladders = {each.id: (each.levels, each.counted, each.declared) for each in method.ladders}
    known = {each.id: each for each in method.deliverables}
    for requirement in gate.requirements:
        yield (
            renamed.deliverable(requirement.deliverable),
            (
                _requirement(requirement, renamed),
                tuple(
                    _deliverable(known[name], ladders, renamed)
                    for name in requirement.choices
                    if name in known
                ),
            ),
        )
    for criterion in gate.criteria:
        yield renamed.criterion(criterion.id), (_criterion(criterion, renamed),)


def _requirement(requirement: Requirement, renamed: Renaming) -> Requirement:
    return requirement.model_copy(
        update={
            "deliverable": renamed.deliverable(requirement.deliverable),
            "or_any_of": tuple(map(renamed.deliverable, requirement.or_any_of)),
            "source": "",
            "origin": None,
        }
    )


def _criterion(criterion: Criterion, renamed: Renaming) -> Criterion:
    return criterion.model_copy(
        update={
            "id": renamed.criterion(criterion.id),
            "label": {},
            "guidance": {},
            "source": "",
            "origin": None,
            "scored_by": tuple(map(renamed.role, criterion.scored_by)),
            "answered_by": tuple(map(renamed.role, criterion.answered_by)),
        }
    )


def _deliverable(
    deliverable: Deliverable, ladders: Mapping[str, Judged], renamed: Renaming
) -> Judged:
    return (
        deliverable.kind,
        deliverable.every,
        ladders.get(deliverable.ladder),
        renamed.deliverable(deliverable.part_of) if deliverable.part_of else None,
        tuple(map(renamed.role, deliverable.signed_by)),
    )


def _recognised(method: Method, renamed: Renaming) -> dict[str, Judged]:
    """Return by what the documents of each deliverable are known."""
    return {
        renamed.deliverable(each.id): (each.label, each.match, each.part_of)
        for each in method.deliverables
    }


def asks_for_conditions(gate: Gate) -> bool:
    """Tell whether a gate has the open conditions of earlier gates looked at by itself."""
    return any(
        use.check == conditions.CHECK
        for requirement in gate.requirements
        for use in requirement.checks
    )
