"""What covers the risks besides the contingency: time kept free, and responses paid for."""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.structures.cost_plan import CostPlan, label_of, near
from gates.checks.structures.exposure import margin, priced
from gates.checks.structures.percentiles import percentiles, quoted
from gates.checks.structures.risks import Risks, name_of
from gates.checks.wording import money, put
from gates.evidence.content import State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import plain
from gates.evidence.understanding.row import Row

_CLOSE = Decimal("0.005")
_TENTH = Decimal("0.1")


def time_cover(subject: Subject) -> Iterator[Verdict]:
    """Tell whether the expected delay of the open risks exceeds the time kept free."""
    delays = [
        (table, value)
        for table in priced(subject, "delay_impact")
        for row in table.rows
        if (value := table.delay(row)) is not None
    ]
    total = sum((value for _, value in delays), Decimal(0))
    if not total:
        return
    risks = delays[0][0].risks
    kept = margin(subject.dossier.readings)
    days = plain(total.quantize(_TENTH))
    expected = both(
        "a schedule margin that covers the expected delay",
        "une marge de planning qui couvre le retard attendu",
    )
    if kept is None:
        yield cannot_tell(
            put(
                "{days} days of delay are expected; no schedule margin was found",
                "{days} jours de retard attendus ; aucune marge de planning trouvée",
                days=days,
            ),
            expected=expected,
            fix=both(
                "Show the margin as a task of the schedule, or state it in days",
                "Montrez la marge comme tâche du planning, ou donnez-la en jours",
            ),
            document=risks.reading.path,
            location=risks.register.location,
        )
    elif total > kept[0]:
        yield failed(
            put(
                "{days} days of delay are expected, the margin is {margin} days",
                "{days} jours de retard attendus, la marge est de {margin} jours",
                days=days,
                margin=plain(kept[0].quantize(_TENTH)),
            ),
            expected=expected,
            fix=both(
                "Raise the margin, or lower the delay of the risks",
                "Augmentez la marge, ou réduisez le retard des risques",
            ),
            document=kept[1].path,
            location=kept[2],
        )


def response_costs(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Tell of responses that cost something which the cost plan does not hold."""
    if not plan.sheets:
        return
    registers = [Risks(*each) for each in subject.registers("risk")]
    paid = [
        (risks, row) for risks in registers for row in risks.open if row.number("response_cost")
    ]
    if not paid:
        return
    labels = [(label_of(row), sheet.value(row)) for _, sheet in plan.sheets for row in sheet.lines]
    funded = sum((each.value for each in plan.responses), Decimal(0))
    unfunded = [(risks, row) for risks, row in paid if not _has_line(row, labels)]
    due = sum((row.number("response_cost") or Decimal(0) for _, row in unfunded), Decimal(0))
    if not unfunded or funded >= due or near(funded, due):
        return
    risks, row = unfunded[0]
    yield failed(
        put(
            "{risk}: responses cost {due}, the cost plan holds {funded} for them",
            "{risk} : les réponses coûtent {due}, le budget en prévoit {funded}",
            risk=name_of(row),
            due=money(due),
            funded=money(funded),
        ),
        expected=both("the costs of responses in the cost plan", "le coût des réponses au budget"),
        fix=both(
            "Add a line for the responses to the table of costs",
            "Ajoutez une ligne pour les réponses au tableau des coûts",
        ),
        document=risks.reading.path,
        location=row.place("response_cost"),
    )


def reserve_by_percentile(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Tell whether a percentile that is quoted for the reserve has the value of the reserve."""
    apart = plan.contingency
    if apart is None:
        return
    readings = [
        each for each in subject.dossier.readings if each.state in (State.FILLED, State.PARTIAL)
    ]
    values = {
        (found.percent, found.value) for each in readings for found in percentiles(each.content)
    }
    for reading in readings:
        for percent, place in quoted(reading.content):
            reached = [value for at, value in values if at == percent]
            sums = (apart.value, *plan.totals)
            if not reached or any(near(one, two, _CLOSE) for one in reached for two in sums):
                continue
            yield failed(
                put(
                    "P{percent} is {value}, the contingency {apart}",
                    "P{percent} vaut {value}, la provision {apart}",
                    percent=percent,
                    value=money(reached[0]),
                    apart=money(apart.value),
                ),
                expected=both(
                    "the reserve that the quoted percentile gives",
                    "la provision que donne le percentile cité",
                ),
                fix=both(
                    "Set the contingency at the percentile, or quote the right one",
                    "Mettez la provision au percentile, ou citez le bon",
                ),
                document=reading.path,
                location=place,
            )


def _has_line(row: Row, labels: list[tuple[str, Decimal]]) -> bool:
    """Tell whether a line of the plan names the risk and holds at least the cost."""
    number, cost = fold(row.text("id")), row.number("response_cost") or Decimal(0)
    return any(
        number and f" {number} " in f" {label} " and (value >= cost or near(value, cost))
        for label, value in labels
    )
