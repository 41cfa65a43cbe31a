"""A check: its id, its title, its source, and the pure function that judges a deliverable."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.finding import Outcome
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.requirement import CheckUse, Requirement
from domain.text import Text, both
from gates.declarations.declaration import Declaration
from gates.declarations.register import DECLARED
from gates.dossier import Dossier
from gates.evidence.content import Reading, State
from gates.evidence.understanding.outlining import may_hold
from gates.evidence.understanding.registers import Register

MOST_FAULTS = 10
"""At most so many faults of one check are told one by one; the rest is counted."""

Setting = str | int | bool | Decimal


def registers_in(
    dossier: Dossier, readings: Iterable[Reading], *kinds: str
) -> Iterator[tuple[Reading, Register]]:
    """Yield the tables of some kinds that hold entries and are not hidden."""
    yield from _found(dossier.registers, readings, kinds)


def _found(
    known: Mapping[str, Sequence[Register]], readings: Iterable[Reading], kinds: Sequence[str]
) -> Iterator[tuple[Reading, Register]]:
    for reading in readings:
        if reading.state not in (State.FILLED, State.PARTIAL) or not may_hold(reading, kinds):
            continue
        for register in known.get(reading.path, ()):
            if register.kind in kinds and register.rows and not register.hidden:
                yield reading, register


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a check is asked about: one deliverable, its usable documents, in one dossier."""

    dossier: Dossier
    deliverable: Deliverable
    requirement: Requirement
    documents: tuple[Reading, ...]
    use: CheckUse

    def number(self, name: str, default: Decimal | str | int) -> Decimal:
        """Return a setting of the method as a number, or the default."""
        value = self.use.settings.get(name)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return Decimal(str(value))
        return Decimal(default)

    def words(self, name: str, default: str) -> str:
        """Return a setting of the method as text, or the default."""
        value = self.use.settings.get(name)
        return value if isinstance(value, str) else default

    def registers(self, *kinds: str) -> Iterator[tuple[Reading, Register]]:
        """Yield the tables of some kinds that are not hidden, in the deliverable's documents."""
        yield from registers_in(self.dossier, self.documents, *kinds)

    def registers_anywhere(self, *kinds: str) -> Iterator[tuple[Reading, Register]]:
        """Yield the tables of some kinds in the whole package, blank forms left out."""
        yield from registers_in(self.dossier, self.dossier.readings, *kinds)

    def registers_before(self, *kinds: str) -> Iterator[tuple[Reading, Register]]:
        """Yield the tables of some kinds in the package approved last; the check looks back."""
        yield from _found(self.dossier.registers_before, self.dossier.around.earlier, kinds)

    @property
    def is_first_draft(self) -> bool:
        """Whether the gate asks the lowest maturity of the deliverable's ladder."""
        return self._is_level(0)

    @property
    def is_final(self) -> bool:
        """Whether the gate asks the highest maturity of the deliverable's ladder."""
        return self.requirement.last_issue or self._is_level(-1)

    def _is_level(self, place: int) -> bool:
        ladders = (
            each for each in self.dossier.method.ladders if each.id == self.deliverable.ladder
        )
        ladder = next(ladders, None)
        return (
            ladder is not None
            and bool(ladder.levels)
            and ladder.levels[place].id == self.requirement.maturity
        )


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """One answer of a check: the outcome, the place, what was expected, found, and the remedy."""

    outcome: Outcome
    document: str = ""
    location: str = ""
    expected: Text
    found: Text
    fix: Text


Judge = Callable[[Subject], Iterable[Verdict]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A declared criterion and the function that judges it."""

    declared: Declaration
    judge: Judge

    @property
    def id(self) -> str:
        """The id under which methods ask for it."""
        return self.declared.id

    @property
    def area(self) -> str:
        """The knowledge area."""
        return self.declared.area

    @property
    def number(self) -> int:
        """The number under which the check is known whatever its area."""
        return self.declared.number

    @property
    def title(self) -> Text:
        """What the check asks, in a line."""
        return self.declared.title

    @property
    def source(self) -> str:
        """The standard or book that asks for it."""
        return self.declared.source

    def __call__(self, subject: Subject) -> tuple[Verdict, ...]:
        """Judge; faults come first, at most ten of a document, and at least one answer."""
        verdicts = list(self.judge(subject))
        bad = [each for each in verdicts if each.outcome is not Outcome.NOT_APPLICABLE]
        kept = bad or verdicts[:1]
        return tuple(bounded(kept))


def check(check_id: str) -> Callable[[Judge], Check]:
    """Make a declared check of the function that judges it.

    Raises:
        KeyError: No check of that id is declared in ``gates/declarations``.
    """
    declared = DECLARED[check_id]

    def wrap(judge: Judge) -> Check:
        return Check(declared=declared, judge=judge)

    return wrap


def passed(found: Text, *, expected: Text, document: str = "", location: str = "") -> Verdict:
    """Answer that the criterion is met."""
    return Verdict(
        outcome=Outcome.PASS,
        document=document,
        location=location,
        expected=expected,
        found=found,
        fix={},
    )


def failed(
    found: Text, *, expected: Text, fix: Text, document: str = "", location: str = ""
) -> Verdict:
    """Answer that the criterion is not met, where, and what to do."""
    return Verdict(
        outcome=Outcome.FAIL,
        document=document,
        location=location,
        expected=expected,
        found=found,
        fix=fix,
    )


def cannot_tell(
    found: Text, *, expected: Text, fix: Text, document: str = "", location: str = ""
) -> Verdict:
    """Answer that what is needed to judge is not there; it is never green."""
    return Verdict(
        outcome=Outcome.CANNOT_TELL,
        document=document,
        location=location,
        expected=expected,
        found=found,
        fix=fix,
    )


def not_applicable(found: Text, *, expected: Text, document: str = "") -> Verdict:
    """Answer that the criterion does not apply to this package."""
    return Verdict(
        outcome=Outcome.NOT_APPLICABLE,
        document=document,
        expected=expected,
        found=found,
        fix={},
    )


def bounded(verdicts: list[Verdict]) -> list[Verdict]:
    """Keep the first faults, a count of the rest, and one pass when nothing is wrong."""
    faults = [each for each in verdicts if each.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)]
    if not faults:
        return verdicts[:1]
    if len(faults) <= MOST_FAULTS:
        return faults
    rest = len(faults) - MOST_FAULTS
    last = faults[MOST_FAULTS]
    return [
        *faults[:MOST_FAULTS],
        Verdict(
            outcome=last.outcome,
            document=last.document,
            location=last.location,
            expected=last.expected,
            found=both(f"{rest} more of the same kind", f"{rest} autres du même genre"),
            fix=last.fix,
        ),
    ]
