"""RISK-18: the contingency and the schedule margin cover what the risks may cost."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading, Schedule, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["ID", "Risk", "Probability (%)", "Cost if it happens (EUR)", "Expected value (EUR)"]
HEAD += ["Owner", "Status"]
LATE = ["R1", "Pumps come late", 20, 50_000, 10_000, "Ann", "Open"]
SOFT = ["R2", "Soft ground", 10, 80_000, 8_000, "Bob", "Open"]


def plan(contingency: object = 20_000, *more: Sequence[object]) -> Reading:
    rows = [["", "Design", 31_000], ["", "Build", 92_000], *more, ["", "Contingency", contingency]]
    return reading("budget.xlsx", "cost", sheet([["WBS", "Item", "Cost (EUR)"], *rows], "Budget"))


def said(
    *rows: Sequence[object],
    others: Sequence[Reading] = (),
    budget: Reading | None = None,
    head: Sequence[object] = HEAD,
    at: str = "G3",
    **settings: object,
) -> tuple[Verdict, ...]:
    register = reading("risks.xlsx", "risk", sheet([head, *rows], title="Risks"))
    return answers(
        "RISK-18", "risk-register", register, budget or plan(), *others, settings=settings, at=at
    )


def test_a_contingency_above_the_expected_value_passes() -> None:
    (verdict,) = said(LATE, SOFT)

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "the contingency 20,000 covers the expected 18,000 of 2 risks"
    assert (verdict.document, verdict.location) == ("budget.xlsx", "Budget!C4")


@pytest.mark.parametrize(
    ("contingency", "outcome"),
    [
        pytest.param(18_000, Outcome.PASS, id="just covered"),
        pytest.param(17_900, Outcome.FAIL, id="a hundred short"),
        pytest.param(0, Outcome.FAIL, id="nothing set apart"),
    ],
)
def test_the_border_is_the_expected_value(contingency: int, outcome: Outcome) -> None:
    verdicts = said(LATE, SOFT, budget=plan(contingency))

    assert outcomes(verdicts) == {outcome}
    if outcome is Outcome.FAIL:
        assert places(verdicts) == ["Budget!C4"]
        assert verdicts[0].found["en"].startswith("expected value 18,000, contingency")


def test_closed_risks_and_opportunities_cost_nothing() -> None:
    closed = [*LATE[:6], "Closed"]
    welcome = ["R3", "Cheap steel", 50, 90_000, 45_000, "Eve", "Open", "Opportunity"]

    rows = [[*closed, "Risk"], [*SOFT, "Risk"], welcome]

    (verdict,) = said(*rows, head=[*HEAD, "Type"], budget=plan(8_000))
    assert verdict.found["en"] == "the contingency 8,000 covers the expected 8,000 of 1 risks"


def test_an_expected_value_that_is_no_product_is_told_with_its_cell() -> None:
    wrong = [*SOFT[:4], 4_000, *SOFT[5:]]

    assert places(said(LATE, wrong)) == ["Risks!E3"]
    assert places(said(LATE, SOFT, ["", "Total", "", "", 12_000, "", ""])) == ["Risks!E4"]


def test_what_remains_counts_where_the_response_is_paid_for() -> None:
    head = ["ID", "Risk", "Probability (%)", "Residual probability (%)", "Cost impact (EUR)",
            "Response cost (EUR)", "Owner"]  # fmt: skip
    row = ["R1", "Pumps come late", 40, 10, 100_000, 5_000, "Ann"]
    paid = plan(20_000, ["", "Risk responses", 5_000])

    assert outcomes(said(row, head=head, budget=paid)) == {Outcome.PASS}
    assert outcomes(said([*row[:5], "", "Ann"], head=head, budget=paid)) == {Outcome.FAIL}


def test_the_costs_of_responses_stand_in_the_cost_plan() -> None:
    head = [*HEAD, "Response cost (EUR)"]
    rows = [[*LATE, 5_000], [*SOFT, 3_000]]
    named = plan(20_000, ["", "R1 second source", 5_000], ["", "R2 survey", 3_000])

    assert places(said(*rows, head=head)) == ["Risks!H2"]
    assert outcomes(said(*rows, head=head, at="G2")) == {Outcome.PASS}
    assert outcomes(said(*rows, head=head, responses_funded=False)) == {Outcome.PASS}
    assert outcomes(said(*rows, head=head, budget=named)) == {Outcome.PASS}
    short = plan(20_000, ["", "Risk mitigation", 7_000])
    assert places(said(*rows, head=head, budget=short)) == ["Risks!H2"]


DELAYED = [*HEAD, "Delay if it happens (weeks)"]


def schedule(days: int) -> Reading:
    """A plan that ends with some days kept free."""
    task = Task(
        uid="9",
        name="Schedule margin",
        start=datetime(2027, 5, 3),  # noqa: DTZ001 - schedules hold local time
        duration_minutes=Decimal(days * 480),
    )
    return reading("plan.xml", "schedule", schedule=Schedule(tasks=(task,)))


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        pytest.param(4, Outcome.PASS, id="as long as the expected delay"),
        pytest.param(3, Outcome.FAIL, id="a day short"),
    ],
)
def test_the_schedule_margin_covers_the_expected_delay(days: int, outcome: Outcome) -> None:
    verdicts = said([*LATE, 3], [*SOFT, 2], head=DELAYED, others=[schedule(days)])

    assert outcomes(verdicts) == {outcome}
    if outcome is Outcome.FAIL:
        assert (verdicts[0].document, verdicts[0].location) == ("plan.xml", "UID 9")


def test_delays_without_a_margin_cannot_be_told_and_a_stated_margin_counts() -> None:
    rows = [[*LATE, 3], [*SOFT, 2]]
    stated = reading("plan.docx", "other", content=text("Schedule margin: 10 working days"))

    assert outcomes(said(*rows, head=DELAYED)) == {Outcome.CANNOT_TELL}
    assert outcomes(said(*rows, head=DELAYED, others=[stated])) == {Outcome.PASS}


def analysis(p80: str) -> Reading:
    lines = ["The contingency is set at P80 of the simulation."]
    table = sheet([["Percentile", "Contingency (EUR)"], ["P50", "14 000"], ["P80", p80]], "MC")
    return reading("analysis.docx", "risk", content=text(*lines, tables=[table]))


def test_a_percentile_that_is_quoted_gives_the_reserve() -> None:
    assert outcomes(said(LATE, SOFT, others=[analysis("20 000")])) == {Outcome.PASS}
    (verdict,) = said(LATE, SOFT, others=[analysis("26 000")])
    assert verdict.found["en"] == "P80 is 26,000, the contingency 20,000"
    assert (verdict.document, verdict.location) == ("analysis.docx", "paragraph 1")


def test_a_percentile_of_the_whole_cost_may_be_quoted_in_a_sentence() -> None:
    words = "With the contingency the budget is at P70, that is P70 = 143 000 EUR."
    other = reading("note.docx", "risk", content=text(words))

    assert outcomes(said(LATE, SOFT, others=[other])) == {Outcome.PASS}


def test_a_flat_share_without_analysis_is_named_and_refused_where_the_method_says_so() -> None:
    head = ["ID", "Risk", "Probability", "Impact", "Owner"]
    row = ["R1", "Fire", 2, 3, "Ann"]

    (told,) = said(row, head=head, budget=plan(12_300))
    (refused,) = said(row, head=head, budget=plan(12_300), flat_percentage="forbidden")

    assert told.outcome is Outcome.CANNOT_TELL
    assert "flat 10% of the work" in told.found["en"]
    assert refused.outcome is Outcome.FAIL
    assert refused.location == "Budget!C4"


def test_risks_without_a_price_cannot_be_told() -> None:
    (verdict,) = said(["R1", "Fire", 2, 3, "Ann"], head=["ID", "Risk", "P", "I", "Owner"])

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.found["en"] == "the risks have no probability and cost"


def test_a_priced_register_without_a_cost_plan_cannot_be_told() -> None:
    register = reading("risks.xlsx", "risk", sheet([HEAD, LATE, SOFT], title="Risks"))

    (verdict,) = answers("RISK-18", "risk-register", register)

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert "no contingency" in verdict.found["en"]


def test_a_french_table_below_a_title_with_decimal_commas_is_read() -> None:
    head = ["N°", "Risque", "Probabilité (%)", "Coût si survenu (EUR)", "Valeur attendue (EUR)"]
    rows = [
        ["R1", "Retard", "12,5", "40 000,00", "5 000,00"],
        ["R2", "Panne", "10", "9 000", "900"],
    ]
    table = sheet([["Registre"], [], head, *rows], "Risques")
    lines = [
        ["", "Études", "60 000"],
        ["", "Travaux", "80 500"],
        ["", "Provision pour risques", "5 500"],
    ]
    budget = reading("b.xlsx", "cost", sheet([["Code", "Poste", "Coût (EUR)"], *lines], "Budget"))

    verdicts = answers("RISK-18", "risk-register", reading("r.xlsx", "risk", table), budget)

    assert places(verdicts) == ["Budget!C4"]
    assert verdicts[0].found["fr"] == "valeur attendue 5\u202f900, provision 5\u202f500"
