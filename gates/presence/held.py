"""A document that is there, with what it says of itself, and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.text import Text, both
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from gates.ladders import Standing
from gates.past import Accepted


@dataclass(frozen=True)
class Held:
    """A usable document and where it stands; ``accepted`` when an earlier gate's serves again."""

    reading: Reading
    standing: Standing
    accepted: Accepted | None = None


@dataclass(frozen=True)
class Told:
    """A fault, or else a note for the record; nothing where there is nothing to say."""

    fault: Verdict | None = None
    note: Text = field(default_factory=dict)


def served_again(held: Sequence[Held]) -> Told:
    """Say of documents that serve again where they were accepted, and how old they are."""
    for each in held:
        if each.accepted is not None:
            gate, day = each.accepted.gate, each.accepted.dated
            return Told(
                note=both(
                    f"accepted at {gate}, dated {day}", f"accepté au jalon {gate}, daté du {day}"
                )
            )
    return Told()
