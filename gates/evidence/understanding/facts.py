"""The facts that a document states, each with its unit and its exact place."""

from collections.abc import Sequence

from domain.finding import Fact
from gates.evidence.content import Content, State
from gates.evidence.understanding.fields import Field
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.schedule_facts import schedule_facts


def facts_of(
    name: str,
    role: str,
    state: State,
    content: Content,
    registers: Sequence[Register],
    fields: Sequence[Field],
) -> tuple[Fact, ...]:
    """Return all facts of a document, those of its role first."""
    del role, state, registers, fields
    return tuple(schedule_facts(name, content.schedule) if content.schedule else ())
