"""One document understood: its language, its role, its state, and the facts that it states."""

from dataclasses import dataclass

from domain.finding import Fact
from domain.text import Text
from gates.evidence.content import Content, State
from gates.evidence.outline import Outline
from gates.evidence.understanding.facts import facts_of
from gates.evidence.understanding.fields import fields_of
from gates.evidence.understanding.language import language_of
from gates.evidence.understanding.numbered import with_numbered_headings
from gates.evidence.understanding.outlining import outline_of
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.pieces import pieces_of
from gates.evidence.understanding.registers import find_registers
from gates.evidence.understanding.remarks import remarks_of
from gates.evidence.understanding.roles import role_of
from gates.evidence.understanding.state import state_of

_OUTLINED = "wbs"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a document is: language code or ``unknown``, role, how sure, state, facts, outline.

    ``remark`` is what whoever hands it in should know, empty for nothing.
    """

    language: str
    role: str
    confidence: float
    state: State
    facts: tuple[Fact, ...]
    outline: Outline | None
    remark: Text


def understand(
    name: str,
    kind: str,
    content: Content,
    words: OwnWords = NONE,
) -> Understood:
    """Understand a document by its content; the name of the file weighs least.

    Pure: the same content gives the same answer, and with the same ``words`` of a house, which
    are looked for besides those that everybody has. A blank form states no facts.
    """
    every = find_registers(content, words)
    plain = _shown(content)
    shown = with_numbered_headings(plain)
    registers = tuple(one for one in every if not one.hidden)
    pieces = pieces_of(shown, registers)
    fields = fields_of(shown, registers, words)
    role, confidence = role_of(name, shown, registers, pieces, words)
    if role == _OUTLINED and shown is not plain:
        # The numbered lines of a breakdown are its content.
        shown, pieces = plain, pieces_of(plain, registers)
    state = state_of(shown, registers, pieces, fields, role)
    return Understood(
        language=language_of(pieces),
        role=role,
        confidence=confidence,
        state=state,
        facts=facts_of(name, role, state, shown, registers, fields, words),
        outline=outline_of(content, every),
        remark=remarks_of(kind, shown, registers, role, state),
    )


def _shown(content: Content) -> Content:
    """Return a document without its hidden sheets, which nobody sees who opens it."""
    if not any(table.hidden for table in content.tables):
        return content
    tables = tuple(table for table in content.tables if not table.hidden)
    return content.model_copy(update={"tables": tables})
