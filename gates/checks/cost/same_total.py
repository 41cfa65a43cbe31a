"""Whether other documents of the package state the total that the cost plan adds up to."""

from collections.abc import Iterator
from decimal import Decimal

from domain.finding import Fact
from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.cost_plan import CostPlan, near
from gates.checks.wording import money, put
from gates.evidence.content import State

_ROLES = frozenset(
    {
        *("charter", "business case", "status report", "mandate", "project proposal"),
        *("management plan", "project plan", "other"),
    }
)
_NAMES = frozenset({"budget", "budget_at_completion"})
_FACTORS = {"k": Decimal(1000), "M": Decimal(1_000_000)}


def other_totals(subject: Subject, plan: CostPlan, tolerance: Decimal) -> Iterator[Verdict]:
    """Yield the budgets that charter, case, plan or report state otherwise than the cost plan.

    A document may state the work, the baseline or the whole budget: each is a total of the plan.
    A sum without a currency may be in thousands or millions.
    """
    if plan.main is None or not any(sheet.totals for _, sheet in plan.sheets):
        return
    unit = plan.main[1].currency
    own = {document.path for document in subject.documents}
    totals = plan.totals
    for reading in subject.dossier.readings:
        if reading.path in own or reading.role not in _ROLES:
            continue
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for fact in reading.facts:
            if fact.name not in _NAMES or (unit and _currency(fact) not in ("", unit)):
                continue
            value = Decimal(fact.value) * _FACTORS.get(_scale(fact), Decimal(1))
            units = (Decimal(1),) if fact.unit else (Decimal(1), *_FACTORS.values())
            if not any(
                near(value * unit_of, total, tolerance) for unit_of in units for total in totals
            ):
                yield _other(plan, fact, value)


def _other(plan: CostPlan, fact: Fact, value: Decimal) -> Verdict:
    main = plan.main
    unit = main[1].currency if main else ""
    total = max((sheet.largest for _, sheet in plan.sheets), default=Decimal(0))
    return failed(
        put(
            "{value} stated as the budget, the cost plan says {total}",
            "{value} affichés comme budget, le tableau des coûts dit {total}",
            value=money(value, unit),
            total=money(total, unit),
        ),
        expected=both(
            "the same total in case, charter, plan and report",
            "le même total dans le dossier, la note, le plan et le rapport",
        ),
        fix=both(
            "Make the documents agree, or say which change was approved",
            "Accordez les documents, ou dites quelle modification est approuvée",
        ),
        document=fact.document,
        location=fact.location,
    )


def _scale(fact: Fact) -> str:
    return fact.unit[:1] if len(fact.unit) > 3 else ""  # noqa: PLR2004 - a code of a currency has three letters


def _currency(fact: Fact) -> str:
    return fact.unit[-3:]
