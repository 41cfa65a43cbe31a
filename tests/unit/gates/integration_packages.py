"""What tests of the integration checks build packages of."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.finding import Fact, Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Content, Paragraph, Reading
from tests.unit.gates.packages import answers, reading
from tests.unit.understanding.documents import form, sheet, text

Rows = Sequence[Sequence[object]]


def plan(
    *lines: str,
    path: str = "Quality plan.docx",
    tables: Sequence[Rows] = (),
    kind: str = "docx",
    role: str = "quality",
    **content: Any,
) -> Reading:
    """A text document with tables."""
    made = text(*lines, tables=[form(rows, n) for n, rows in enumerate(tables, 1)])
    return reading(path, role, content=made.model_copy(update=content), kind=kind)


def book(path: str, role: str, *tables: Rows, facts: Sequence[Fact] = (), **more: Any) -> Reading:
    """A workbook with a sheet for each table."""
    sheets = [sheet(rows, f"Sheet{n}") for n, rows in enumerate(tables, 1)]
    return reading(path, role, *sheets, facts=facts, **more)


def fact(name: str, value: str, document: str, unit: str = "", location: str = "A1") -> Fact:
    """A fact of a document."""
    return Fact(name=name, value=value, unit=unit, document=document, location=location)


def with_part(document: Reading, part: str, said: str) -> Reading:
    """A document with one more paragraph of some part."""
    content: Content = document.content
    more = Paragraph(text=said, location="paragraph 99", part=part)
    changed = content.model_copy(update={"paragraphs": (*content.paragraphs, more)})
    return document.model_copy(update={"content": changed})


def found(
    check: str, *readings: Reading, deliverable: str = "quality-plan", **given: Any
) -> list[str]:
    """The English words of what a check finds wrong or cannot tell."""
    return [
        each.found["en"]
        for each in told(check, *readings, deliverable=deliverable, **given)
        if each.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    ]


def told(
    check: str, *readings: Reading, deliverable: str = "quality-plan", **given: Any
) -> tuple[Verdict, ...]:
    """What a check says of the first of the documents."""
    return answers(check, deliverable, *readings, **given)


DAY = date(2027, 2, 20)
"""A day before the gate."""
