"""What earlier gates accepted, and serves again where a gate lets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.methodology.model.gate import Gate
from gates.evidence.content import Reading


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A document as an earlier gate accepted it for a deliverable.

    ``maturity`` is a level of the ladder; ``dated`` its own date, else the day on which it was
    accepted. ``reading`` is what was read of it, where that is kept.
    """

    gate: str
    sha256: str
    path: str
    maturity: str = ""
    issue: str = ""
    dated: date
    reading: Reading | None = None


@dataclass(frozen=True, kw_only=True)
class Reused:
    """A document of an earlier gate that serves again; ``reading`` names the gate in its path."""

    deliverable: str
    accepted: Accepted
    reading: Reading


def reused(
    gate: Gate, served: frozenset[str], accepted: Mapping[str, Sequence[Accepted]]
) -> tuple[Reused, ...]:
    """Return what serves again: nothing in the package is there for it, and the gate allows it.

    Args:
        gate: The gate as it applies.
        served: The deliverables that a document of the package serves.
        accepted: What earlier gates accepted, by deliverable, the newest last.
    """
    found = []
    for requirement in gate.requirements:
        if not requirement.reuse or served & set(requirement.choices):
            continue
        for deliverable in requirement.choices:
            earlier = [each for each in accepted.get(deliverable, ()) if each.reading is not None]
            last = earlier[-1].gate if earlier else ""
            for each in earlier:
                if each.gate == last and each.reading is not None:
                    path = f"{each.gate}/{each.path}"
                    facts = tuple(
                        fact.model_copy(update={"document": path}) for fact in each.reading.facts
                    )
                    again = each.reading.model_copy(update={"path": path, "facts": facts})
                    found.append(Reused(deliverable=deliverable, accepted=each, reading=again))
    return tuple(found)
