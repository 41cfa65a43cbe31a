"""What a make-or-buy analysis shows of an element: the cost of both ways, and its reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.procurement.bought import says_made
from gates.checks.procurement.purchases import NAMES
from gates.checks.structures.breakdown import normal
from gates.checks.structures.entries import label_of
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_REASONS = ("reason", "capability", "risk", "comment", "cause", "score")
_COSTS = ("make_cost", "buy_cost")


@dataclass(frozen=True)
class Shown:
    """A row of a table of purchases, with its document."""

    reading: Reading
    register: Register
    row: Row

    @property
    def code(self) -> str:
        """Its code in the breakdown, or an empty text."""
        return normal(self.row.text("wbs", "id"))

    @property
    def name(self) -> str:
        """Its code and its name."""
        return label_of(self.row, *NAMES)


def criteria_missing(subject: Subject, rows: Sequence[Shown], expected: Text) -> Iterator[Verdict]:
    """Tell of purchases whose cost is not shown both ways, or whose reasons are left blank.

    A strategy, which is the first draft, need not show them yet.
    """
    if subject.is_first_draft:
        return
    told: set[int] = set()
    for shown in rows:
        columns = set(shown.register.columns)
        if id(shown.register) not in told:
            told.add(id(shown.register))
            if not columns & set(_COSTS):
                yield _fault(shown, _NO_COSTS, _COST, expected)
        if says_made(shown.row.text("decision", "make_or_buy")):
            continue
        known = [concept for concept in _COSTS if concept in columns]
        blank = [concept for concept in known if is_blank(shown.row.text(concept))]
        if blank or len(known) == 1:
            yield _fault(shown, _ONE_WAY, _COST, expected, *(blank or known))
        reasons = [concept for concept in _REASONS if concept in columns]
        if reasons and all(is_blank(shown.row.text(each)) for each in reasons):
            yield _fault(shown, _WITHOUT, _REASON, expected, *reasons)


def _fault(shown: Shown, found: Text, fix: Text, expected: Text, *concepts: str) -> Verdict:
    return failed(
        put(found["en"], found["fr"], name=shown.name),
        expected=expected,
        fix=fix,
        document=shown.reading.path,
        location=shown.row.place(*concepts) if concepts else shown.register.location,
    )


_NO_COSTS: Text = both(
    "the analysis shows no cost, neither to make nor to buy",
    "l'analyse ne montre aucun coût, ni pour faire ni pour acheter",
)
_ONE_WAY: Text = both("{name}: not costed both ways", "{name} : pas chiffré des deux façons")
_COST = both("Give the cost to make it and the cost to buy it", "Chiffrez les deux façons")
_WITHOUT: Text = both("{name}: no reason given", "{name} : aucune raison donnée")
_REASON = both(
    "Say what speaks for it: capability, control, risk",
    "Dites ce qui le justifie : compétence, maîtrise, risque",
)
