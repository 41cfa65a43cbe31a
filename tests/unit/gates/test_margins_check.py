"""INTEGRATION-35: margin of time and reserve of money by the rule of the method."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Fact, Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Reading, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.gates.schedules import DAY, at, plan, weekly
from tests.unit.understanding.documents import sheet

CHECK = "INTEGRATION-35"
YEAR = {"months_per_year": 1}
TENTH = {"cost_to_go_percent": 10}


def year(name: str = "Schedule margin", days: int = 22) -> Reading:
    """A year of work, with a task that keeps time free."""
    tasks = weekly(52)
    tasks["M"] = Task(uid="M", name=name, start=at(40), duration_minutes=DAY * days, finish=at(44))
    tasks["M"] = tasks["M"].model_copy(update={"finish": None})
    return plan(tasks)


def judged(*documents: Reading, settings: dict[str, Any], **given: Any) -> tuple[Verdict, ...]:
    return answers(CHECK, "schedule", *documents, settings=settings, **given)


def test_without_a_rule_nothing_is_judged() -> None:
    assert outcomes(judged(year(), settings={})) == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        pytest.param(22, Outcome.PASS, id="a month for a year"),
        pytest.param(20, Outcome.FAIL, id="less than a month"),
        pytest.param(0, Outcome.FAIL, id="none"),
    ],
)
def test_margin_is_asked_by_the_year_to_go(days: int, outcome: Outcome) -> None:
    (verdict,) = judged(year(days=days), settings=YEAR)

    assert verdict.outcome is outcome
    assert verdict.location == "UID M"


@pytest.mark.parametrize(
    "name",
    ["Marge projet", "Time reserve before launch", "Zeitpuffer", "Buffer 2", "Provision de temps"],
)
def test_margin_is_known_by_its_name(name: str) -> None:
    assert outcomes(judged(year(name), settings=YEAR)) == {Outcome.PASS}


def test_a_task_of_another_name_is_no_margin() -> None:
    assert places(judged(year("Marginal studies"), settings=YEAR)) == ["UID E"]


def test_less_is_asked_when_less_is_to_go() -> None:
    about = plan(weekly(52), status_date=at(46))
    half = plan({**weekly(12), "M": Task(uid="M", name="Margin", start=at(1),
                                        duration_minutes=DAY * 6)})  # fmt: skip

    assert outcomes(judged(half, settings=YEAR)) == {Outcome.PASS}
    (verdict,) = judged(about, settings=YEAR)
    assert "0.1 asked for 0.1 years" in verdict.found["en"]


def test_the_time_before_the_approved_end_is_margin() -> None:
    end = date(2028, 4, 1)
    around = Surroundings(project=ProjectFacts(finish=end))

    assert outcomes(judged(plan(weekly(52)), settings=YEAR)) == {Outcome.FAIL}
    assert outcomes(judged(plan(weekly(52)), settings=YEAR, surroundings=around)) == {Outcome.PASS}


def test_the_rule_may_change_with_the_phase() -> None:
    assert outcomes(judged(year(days=11), settings={"months_per_year": Decimal("0.5")})) == {
        Outcome.PASS
    }
    assert outcomes(judged(year(days=11), settings={"months_per_year": 0})) == {Outcome.PASS}


def test_without_dates_the_margin_cannot_be_told() -> None:
    assert outcomes(judged(reading("plan.docx", "schedule"), settings=YEAR)) == {
        Outcome.CANNOT_TELL
    }


def costs(reserve: object, label: str = "Contingency") -> Reading:
    rows: list[list[object]] = [
        ["Item", "Amount (EUR)"],
        ["Study", 4000],
        ["Works", 6000],
        [label, reserve],
    ]
    return reading("costs.xlsx", "cost", sheet(rows))


@pytest.mark.parametrize(
    ("reserve", "outcome"),
    [
        pytest.param(1000, Outcome.PASS, id="a tenth"),
        pytest.param(990, Outcome.FAIL, id="less than a tenth"),
        pytest.param("1 000,00", Outcome.PASS, id="a tenth in French writing"),
    ],
)
def test_a_reserve_is_asked_of_what_is_left_to_spend(reserve: object, outcome: Outcome) -> None:
    assert outcomes(judged(year(), costs(reserve), settings=TENTH)) == {outcome}


def test_the_reserve_may_be_called_provision() -> None:
    found = judged(year(), costs(1000, "Provision pour aléas"), settings=TENTH)

    assert outcomes(found) == {Outcome.PASS}


def test_what_is_spent_is_no_longer_to_go() -> None:
    spent = Fact(name="actual_cost", value="5000", unit="EUR", document="evm.xlsx", location="A1")
    report = reading("evm.xlsx", "status report", facts=[spent])

    assert outcomes(judged(year(), costs(500), settings=TENTH)) == {Outcome.FAIL}
    assert outcomes(judged(year(), costs(500), report, settings=TENTH)) == {Outcome.PASS}
    again = Fact(name="eac", value="15000", unit="EUR", document="evm.xlsx", location="A2")
    worse = reading("evm.xlsx", "status report", facts=[spent, again])
    assert outcomes(judged(year(), costs(500), worse, settings=TENTH)) == {Outcome.FAIL}


def test_without_costs_the_reserve_cannot_be_told() -> None:
    found = judged(year(), settings={**YEAR, **TENTH})

    assert outcomes(found) == {Outcome.CANNOT_TELL}
