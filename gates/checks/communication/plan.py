"""A communication plan as it is judged: rows that tell somebody something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gates.checks.check import Subject
from gates.checks.structures.breakdown import alike
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, listed, load

WORDS = load("communication")
STEERING = Phrases.listed(WORDS["steering"])
_EVERYBODY = frozenset(listed(WORDS["everybody"]))
_BETWEEN = re.compile(r"[,;/\n|]| et | and | und | y |&|\+", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """A row of the plan."""

    reading: Reading
    register: Register
    row: Row

    @property
    def recipients(self) -> list[str]:
        """Whom it tells, each as it is written, and the parts of a list."""
        found: list[str] = []
        for concept in ("recipient", "stakeholder"):
            text = self.row.text(concept)
            if text:
                parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
                found += dict.fromkeys([text, *parts])
        return found

    @property
    def parts(self) -> list[str]:
        """Whom it tells, one by one."""
        every = [self.row.text("recipient"), self.row.text("stakeholder")]
        texts = [text for text in every if text]
        return [p.strip() for text in texts for p in _BETWEEN.split(text) if p.strip()]

    @property
    def is_to_everybody(self) -> bool:
        """Whether it goes to all."""
        return any(fold(name) in _EVERYBODY for name in self.recipients)

    def reaches(self, names: list[str]) -> bool:
        """Tell whether it tells somebody of these names."""
        return any(alike(name, each) for name in names for each in self.recipients)

    @property
    def is_for_steering(self) -> bool:
        """Whether it is about those who steer the project."""
        texts = ("recipient", "stakeholder", "message", "channel", "name", "description")
        return any(STEERING.within(fold(self.row.text(each))) for each in texts)


def rows_told(subject: Subject) -> list[Told]:
    """Return the rows of the tables that say who is told what."""
    return [
        Told(reading, register, row)
        for reading, register in subject.registers("communication")
        if {"stakeholder", "recipient"} & set(register.columns)
        for row in register.rows
    ]


def names_of(row: Row) -> list[str]:
    """Return the names under which a row of a stakeholder register may be spoken of."""
    concepts = ("stakeholder", "name", "person", "role", "organisation")
    return list(dict.fromkeys(text for each in concepts if (text := row.text(each))))


def stakeholders(subject: Subject) -> Iterator[tuple[Reading, Row]]:
    """Yield the rows of the stakeholder registers of the package."""
    for reading, register in subject.registers_anywhere("stakeholders"):
        for row in register.rows:
            if names_of(row):
                yield reading, row
