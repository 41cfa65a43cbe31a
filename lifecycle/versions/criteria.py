"""What gates ask, criterion by criterion, so that two versions can be set side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Requirement
from domain.text import LANGUAGES, Text, both, in_language
from gates.declarations.register import DECLARED
from lifecycle.fitted.renaming import Renaming

Key = tuple[str, str]
"""A criterion: the deliverable or criterion by its new id, and the check or nothing."""


@dataclass(frozen=True)
class Wanted:
    """One criterion of a gate: its name, and how it is asked."""

    label: Text
    how: object


@dataclass(frozen=True, kw_only=True)
class GateCompared:
    """A gate that lies ahead, in both versions; ``old`` or ``new`` is empty where it is not.

    ``gained``, ``lost`` and ``changed`` are names of criteria.
    """

    old: str
    new: str
    label: Text
    gained: Sequence[Text] = ()
    lost: Sequence[Text] = ()
    changed: Sequence[Text] = ()

    @property
    def is_same(self) -> bool:
        """Whether the gate asks the same under another version."""
        return bool(self.old and self.new) and not (self.gained or self.lost or self.changed)


def gates_compared(
    old: tuple[Method, Sequence[str]], new: tuple[Method, Sequence[str]], renamed: Renaming
) -> list[GateCompared]:
    """Compare the gates that lie ahead under the old version with those under the new one."""
    before = {renamed.gate(each): old[0].gate(each) for each in old[1]}
    found = []
    for name in new[1]:
        gate = new[0].gate(name)
        was = before.get(name)
        found.append(_compared(old[0], was, new[0], gate, renamed))
    found += [
        _compared(old[0], was, new[0], None, renamed)
        for name, was in before.items()
        if name not in new[1]
    ]
    return found


def _compared(
    old: Method, was: Gate | None, new: Method, gate: Gate | None, renamed: Renaming
) -> GateCompared:
    before = wanted(old, was, renamed) if was is not None else {}
    after = wanted(new, gate, Renaming()) if gate is not None else {}
    shown = gate or was
    return GateCompared(
        old=was.id if was is not None else "",
        new=gate.id if gate is not None else "",
        label=shown.label if shown is not None else {},
        gained=[each.label for key, each in after.items() if key not in before],
        lost=[each.label for key, each in before.items() if key not in after],
        changed=[
            each.label
            for key, each in after.items()
            if key in before and before[key].how != each.how
        ],
    )


def wanted(method: Method, gate: Gate, renamed: Renaming) -> Mapping[Key, Wanted]:
    """Return the criteria of a gate by their key in the new version's ids."""
    return dict(_wanted(method, gate, renamed))


def _wanted(method: Method, gate: Gate, renamed: Renaming) -> Iterator[tuple[Key, Wanted]]:
    for requirement in gate.requirements:
        name = renamed.deliverable(requirement.deliverable)
        label = method.deliverable(requirement.deliverable).label
        yield (name, ""), Wanted(label, _how(requirement, renamed))
        for use in requirement.checks:
            known = DECLARED.get(use.check)
            title = known.title if known is not None else {"en": use.check, "fr": use.check}
            yield (name, use.check), Wanted(_joined(label, title), use)
    for criterion in gate.criteria:
        how = criterion.model_copy(
            update={
                "id": renamed.criterion(criterion.id),
                "label": {},
                "guidance": {},
                "source": "",
                "origin": None,
            }
        )
        yield (renamed.criterion(criterion.id), ""), Wanted(criterion.label, how)


def _how(requirement: Requirement, renamed: Renaming) -> Requirement:
    return requirement.model_copy(
        update={
            "deliverable": renamed.deliverable(requirement.deliverable),
            "or_any_of": tuple(map(renamed.deliverable, requirement.or_any_of)),
            "checks": (),
            "source": "",
            "origin": None,
        }
    )


def _joined(label: Text, title: Text) -> Text:
    """Return what is asked and how it is checked, as one name in both languages."""
    names = {code: in_language(label, code) for code in LANGUAGES}
    return both(f"{names['en']}: {title['en']}", f"{names['fr']} : {title['fr']}")
