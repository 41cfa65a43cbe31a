"""The facts that a document states, each with its unit and its exact place."""

from collections.abc import Iterator, Sequence

from domain.finding import Fact
from gates.evidence.content import Content, State
from gates.evidence.understanding.asides import is_aside_title
from gates.evidence.understanding.cost_facts import cost_facts
from gates.evidence.understanding.earned_value_facts import earned_value_facts
from gates.evidence.understanding.fields import Field
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.register_facts import (
    counted,
    planned,
    responsibility_facts,
    risk_facts,
)
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.schedule_facts import schedule_facts
from gates.evidence.understanding.statements import statements


def facts_of(
    document: str,
    role: str,
    state: State,
    content: Content,
    registers: Sequence[Register],
    fields: Sequence[Field],
    words: OwnWords = NONE,
) -> tuple[Fact, ...]:
    """Return all facts of a document: the figures of its role, then what it says of its project.

    A blank form states nothing; how many entries it holds is a fact all the same.
    """
    figures = list(_figures(document, role, content, registers, fields))
    if state is State.TEMPLATE:
        return tuple(fact for fact in figures if fact.value == "0")
    return (*figures, *statements(document, role, content, fields, words))


def _figures(
    document: str,
    role: str,
    content: Content,
    registers: Sequence[Register],
    fields: Sequence[Field],
) -> Iterator[Fact]:
    shown = [one for one in registers if not one.hidden and not is_aside_title(one.title)]
    if content.schedule is not None:
        yield from schedule_facts(document, content.schedule)
    elif role == "schedule":
        yield from planned(document, shown)
    if role == "risk":
        yield from risk_facts(document, shown)
    if role == "cost":
        yield from cost_facts(document, content, shown, fields)
    if role in {"cost", "status report"}:
        yield from earned_value_facts(document, content, shown)
    yield from responsibility_facts(document, shown)
    if role == "lessons":
        yield from counted(document, shown, "lessons", "lessons")
    if role == "stakeholders":
        yield from counted(document, shown, "stakeholders", "stakeholders")
