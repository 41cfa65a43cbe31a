"""One document understood: its language, its role, its state, and the facts that it states."""

from dataclasses import dataclass

from domain.finding import Fact
from gates.evidence.content import Content, State
from gates.evidence.outline import Outline
from gates.evidence.understanding.facts import facts_of
from gates.evidence.understanding.fields import fields_of
from gates.evidence.understanding.language import language_of
from gates.evidence.understanding.outlining import outline_of
from gates.evidence.understanding.pieces import pieces_of
from gates.evidence.understanding.registers import find_registers
from gates.evidence.understanding.roles import role_of
from gates.evidence.understanding.state import state_of


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document is: language code or ``unknown``, role, how sure, state, facts, outline."""

    language: str
    role: str
    confidence: float
    state: State
    facts: tuple[Fact, ...]
    outline: Outline | None


def understand(name: str, kind: str, content: Content) -> Understood:  # noqa: ARG001 - the kind is part of the agreed call; content tells enough so far
    """Understand a document by its content; the name of the file weighs least.

    Pure: the same content gives the same answer. A blank form states no facts.
    """
    registers = find_registers(content)
    pieces = pieces_of(content, registers)
    fields = fields_of(content, registers)
    role, confidence = role_of(name, content, registers, pieces)
    state = state_of(content, registers, pieces, fields, role)
    return Understood(
        language=language_of(pieces),
        role=role,
        confidence=confidence,
        state=state,
        facts=facts_of(name, role, state, content, registers, fields),
        outline=outline_of(content, registers),
    )
