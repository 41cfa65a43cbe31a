"""The tests and inspections of a package: planned ones, and the latest result of each."""

from dataclasses import dataclass, field
from datetime import date

from gates.checks.check import Subject
from gates.checks.quality.severity import was_run
from gates.checks.structures.identifiers import identifiers, own_identifier
from gates.checks.structures.logs import logs
from gates.checks.wording import is_blank
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

DATES = ("executed", "date", "actual_finish", "finish", "closed", "updated")
TESTERS = ("tester", "owner", "person")
EVIDENCE = ("evidence", "signature")
_DROPPED = Phrases.listed(load("requirements")["dropped"])


@dataclass(frozen=True)
class Run:
    """A row that may hold a result."""

    reading: Reading
    register: Register
    row: Row

    @property
    def result(self) -> str:
        """What the row says came out, or an empty text."""
        text = self.row.text("result")
        return "" if is_blank(text) else text

    @property
    def day(self) -> date | None:
        """The day of the test."""
        return next((found for name in DATES if (found := self.row.day(name))), None)

    def names(self) -> frozenset[str]:
        """Return the identifiers that the row names."""
        texts = (cell.value for cell in self.row.cells if cell.value)
        return frozenset([each for text in texts for each in identifiers(text, letters=1)])


@dataclass
class Trial:
    """A test: its identifier, its name, where it is planned, and what came out of it."""

    key: str
    label: str
    planned: Run
    runs: list[Run] = field(default_factory=list)

    @property
    def last(self) -> Run | None:
        """The latest row with a result: by its day, else the one that stands last."""
        done = [each for each in self.runs if was_run(each.result)]
        dated = [each for each in done if each.day is not None]
        if len(dated) == len(done):
            return max(done, key=lambda each: each.day or date.min, default=None)
        return done[-1]


def trials_of(subject: Subject) -> list[Trial]:
    """Return each test once, whatever tables plan it and report on it."""
    found: dict[str, Trial] = {}
    names: dict[str, str] = {}
    for reading, register in logs(subject, "test_plan", "tests"):
        for row in register.rows:
            if _DROPPED.open(fold(row.text("status"))):
                continue
            label = next((t for n in ("id", "test") if own_identifier(t := row.text(n))), "")
            words = _words(row)
            key = own_identifier(label) or names.get(fold(words), "") or fold(words)
            if not key:
                continue
            names.setdefault(fold(words), key)
            run = Run(reading, register, row)
            trial = found.setdefault(key, Trial(key, f"{label} {words}".strip(), run))
            if register.kind == "tests":
                trial.runs.append(run)
    return list(found.values())


def _words(row: Row) -> str:
    """Return the name of a test, which is not its number."""
    texts = (
        row.text(name) for name in ("test", "description", "name", "requirement", "deliverable")
    )
    return next((text for text in texts if text and not own_identifier(text)), "")
