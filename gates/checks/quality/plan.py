"""What a quality plan says of standards and of the people who look after quality."""

import re
from collections.abc import Iterator

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.wording import is_blank
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a quality plan that names its standards and who is responsible",
    "un plan qualité qui nomme ses normes et les responsables",
)
_WORDS = load("criteria")
_PLANS = Phrases.listed(_WORDS["plans"])
_STANDARDS = Phrases.listed(_WORDS["standards"])
_RESPONSIBLES = Phrases.listed(_WORDS["responsibles"])
_NAMED = re.compile(
    r"\b(?:ISO|IEC|EN|NF|DIN|BS|ANSI|ASTM|IEEE|ECSS|IATF|VDA|AIAG|MIL-STD|CMMI|ITIL|WCAG|RGAA|HACCP"
    r"|NIST|NPR|DO|UNE|UNI|SIA|API|ASME|AS)\b[\s/:-]{0,3}(?:[A-Z]{1,4}[\s/:-]{0,2}){0,3}\d"
    r"|\bEurocode|\bDTU\s?\d"
)
_FEWEST_LINES = 6


def what_the_plan_lacks(subject: Subject) -> Iterator[Verdict]:
    """Yield what a written quality plan does not name; a table of criteria alone is no plan."""
    if subject.is_first_draft:
        return
    for reading in subject.documents:
        lines = [
            each.text
            for each in reading.content.paragraphs
            if each.part in {"body", "text box"} and each.text.strip()
        ]
        if len(lines) >= _FEWEST_LINES and _is_plan(reading, lines):
            cells = [
                cell.value
                for table in reading.content.tables
                for row in table.rows
                for cell in row
                if cell.value
            ]
            yield from _standards(subject, reading, [*lines, *cells])
            yield from _responsible(subject, reading, [*lines, *cells])


def _is_plan(reading: Reading, lines: list[str]) -> bool:
    return any(_PLANS.within(fold(text)) for text in (reading.content.title, *lines[:3]))


def _standards(subject: Subject, reading: Reading, texts: list[str]) -> Iterator[Verdict]:
    listed = any(
        not is_blank(row.text("standard"))
        for register in subject.dossier.registers.get(reading.path, ())
        for row in register.rows
    )
    if listed or any(_NAMED.search(text) for text in texts):
        return
    fix = both(
        "Name the standards and procedures that apply",
        "Nommez les normes et procédures qui s'appliquent",
    )
    if any(_STANDARDS.within(fold(text)) for text in texts):
        yield cannot_tell(
            both("it speaks of standards and names none", "il parle de normes sans en nommer"),
            expected=EXPECTED,
            fix=fix,
            document=reading.path,
        )
        return
    yield failed(
        both("no standard is named", "aucune norme n'est nommée"),
        expected=EXPECTED,
        fix=fix,
        document=reading.path,
    )


def _responsible(subject: Subject, reading: Reading, texts: list[str]) -> Iterator[Verdict]:
    named = any(
        not is_blank(row.text("owner", "tester", "person", "role"))
        for register in subject.dossier.registers.get(reading.path, ())
        for row in register.rows
    )
    if named or any(_RESPONSIBLES.within(fold(text)) for text in texts):
        return
    yield failed(
        both("nobody is named as responsible", "aucun responsable n'est nommé"),
        expected=EXPECTED,
        fix=both("Name who looks after quality", "Nommez qui veille à la qualité"),
        document=reading.path,
    )
