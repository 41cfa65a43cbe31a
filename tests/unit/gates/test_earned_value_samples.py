"""The arithmetic of earned value and of three points, against known answers of others."""

import csv
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from domain.finding import Outcome
from gates.checks.cost.value_report import Line
from gates.checks.structures.earned_value import (
    EarnedValue,
    eac_combined,
    eac_typical,
    etc_typical,
    planned_value,
    to_complete,
)
from gates.checks.structures.three_point import ThreePoints, independent_sum
from gates.evidence.reading import Source, read_files
from gates.evidence.understanding.earned_value_figures import figures
from gates.evidence.understanding.registers import find_registers
from tests.unit.gates.packages import answers, outcomes

NEAR = Decimal("0.000001")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NAMED = re.compile(r"\b(BAC|EV|PV|AC|CPI|SPI) (?:= ?)?(\d+(?:\.\d+)?)|\bBAC=(\d+)")

Case = tuple[str, str, str]


def given(text: str) -> dict[str, Decimal]:
    """Return the figures that a case names."""
    return {match[1] or "BAC": Decimal(match[2] or match[3]) for match in _NAMED.finditer(text)}


def numbers(text: str) -> list[Decimal]:
    """Return all numbers of a text."""
    return [Decimal(found) for found in _NUMBER.findall(text)]


def shares(text: str) -> list[Decimal]:
    """Return the series of a case, and its period."""
    series, period = text.rsplit("period", 1)
    return [*numbers(re.split(r"share|costs", series)[1]), *numbers(period)]


def planned(text: str) -> Decimal:
    """Return the planned value on a date."""
    *series, period = shares(text)
    return planned_value(given(text)["BAC"], series[int(period) - 1])


def spent(text: str) -> Decimal:
    """Return the running cost on a date."""
    *series, period = shares(text)
    return series[int(period) - 1]


def value(text: str) -> EarnedValue:
    """Return where a case stands."""
    of = given(text)
    return EarnedValue(of.get("BAC"), of.get("PV"), of.get("EV"), of.get("AC"))


COMPUTED: dict[str, Callable[[str], Decimal | None]] = {
    "pv": planned,
    "ac": spent,
    "sv": lambda text: value(text).schedule_variance,
    "spi": lambda text: value(text).spi,
    "eac_typical": lambda text: eac_typical(*(given(text)[name] for name in ("BAC", "CPI"))),
    "eac_combined": lambda text: eac_combined(
        *(given(text)[name] for name in ("BAC", "EV", "AC", "CPI", "SPI"))
    ),
    "etc_cpi": lambda text: etc_typical(*(given(text)[name] for name in ("BAC", "EV", "CPI"))),
    "tcpi_bac": lambda text: to_complete(*(given(text)[name] for name in ("BAC", "EV", "AC"))),
}


def last_place(text: str) -> Decimal:
    """Return half of the last place of a stated figure."""
    exponent = Decimal(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0)) / 2


@pytest.fixture(scope="module")
def cases(samples: Path) -> dict[str, Case]:
    with (samples / "evm" / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: (row[0], row[1], row[2]) for row in rows}


@pytest.mark.parametrize("name", COMPUTED)
def test_figures_of_earned_value_are_those_of_the_cases(cases: dict[str, Case], name: str) -> None:
    _, text, expected = cases[name]

    computed = COMPUTED[name](text)

    assert computed is not None
    room = abs(Decimal(expected)) * NEAR + last_place(expected) * ("." in expected)
    assert abs(computed - Decimal(expected)) <= room


def test_means_and_variances_of_independent_costs_add_up(cases: dict[str, Case]) -> None:
    _, text, expected = cases["risk_sum_independent"]
    means, variances = (numbers(part) for part in text.split(";"))
    mean, deviation = numbers(expected)

    found = independent_sum(list(zip(means, variances, strict=True)))

    assert found.mean == mean
    assert abs(found.deviation - deviation) <= last_place(str(deviation))


def test_the_quantile_of_a_normal_cost_is_exact(cases: dict[str, Case]) -> None:
    _, text, expected = cases["mc_normal"]
    mean, deviation = numbers(text)[:2]
    share, quantile = re.search(r"P(\d+) ([\d.]+)", expected).groups()  # type: ignore[union-attr]  # as the case says

    found = independent_sum([(mean, deviation**2)]).quantile(Decimal(share) / 100)

    assert abs(found - Decimal(quantile)) <= last_place(quantile)


def test_the_quantiles_of_a_triangle_are_exact(cases: dict[str, Case]) -> None:
    _, text, expected = cases["mc_triangular"]
    low, mode, high = numbers(text)[:3]
    points = ThreePoints(low, mode, high)
    mean, deviation = re.search(r"mean ([\d.]+), sd ([\d.]+)", expected).groups()  # type: ignore[union-attr]  # as the case says

    assert points.triangular_mean == Decimal(mean)
    assert abs(points.triangular_deviation - Decimal(deviation)) <= last_place(deviation)
    for share, quantile in re.findall(r"P(\d+) ([\d.]+)", expected):
        exact = points.quantile(Decimal(share) / 100)
        assert abs(exact - Decimal(quantile)) <= Decimal("0.001"), share


def known(samples: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the workbooks whose figures SOURCES.md gives; what a sheet shows itself counts first.

    One of the sheets counts a third as 0.333, which its own figures then carry on.
    """
    text = (samples / "evm" / "SOURCES.md").read_text("utf-8")
    for name, told in re.findall(r"^\| (\S+\.xlsx) \|.*\| exact: ([^|]*) \|$", text, re.MULTILINE):
        shown = told.partition("so shows")[2].partition(";")[0]
        exact = told.partition(". ")[0].partition(";")[0]
        yield name, dict(re.findall(r"\b([A-Za-z_]+) (-?\d+(?:\.\d+)?)", shown or exact))


def test_the_workbooks_give_the_known_figures(samples: Path) -> None:
    files = list(known(samples))
    assert [len(told) for _, told in files] == [4, 14]
    readings = read_files([Source(samples / "evm" / name, name) for name, _ in files])
    for reading, (_, told) in zip(readings, files, strict=True):
        whole = Line("", {})
        for figure in figures(reading.content, find_registers(reading.content)):
            whole.stated.setdefault(figure.name, figure)
        found = computed(whole.value)
        for name, due in told.items():
            room = abs(Decimal(due)) * NEAR + last_place(due) * ("." in due)
            assert abs(found[name] - Decimal(due)) <= room, (reading.path, name)


def computed(value: EarnedValue) -> dict[str, Decimal]:
    """Return all figures that follow from where a project stands."""
    assert None not in (value.budget, value.planned, value.earned, value.actual)
    ends = value.estimates()
    found = {
        "BAC": value.budget,
        "PV": value.planned,
        "EV": value.earned,
        "AC": value.actual,
        "SV": value.schedule_variance,
        "CV": value.cost_variance,
        "SPI": value.spi,
        "CPI": value.cpi,
        "EAC_typical": ends["typical"],
        "EAC_atypical": ends["atypical"],
        "EAC_combined": ends["combined"],
        "EAC": ends["typical"],
        "ETC": ends["typical"] - (value.actual or 0),
        "VAC": (value.budget or 0) - ends["typical"],
        "TCPI": to_complete(
            value.budget or Decimal(0), value.earned or Decimal(0), value.actual or Decimal(0)
        ),
    }
    return {name: each for name, each in found.items() if each is not None}


def test_the_workbooks_are_judged_as_an_expert_would(samples: Path) -> None:
    names = ["evm_app_project_a.xlsx", "evm_app_project_b.xlsx", "evm_app_project_c.xlsx"]
    readings = read_files([Source(samples / "evm" / name, name) for name in names])

    first, second, third = (answers("COST-15", "status-report", each, at="G4") for each in readings)

    for verdicts in (first, second):
        assert [each.found["en"] for each in verdicts] == ["SPI is 0.8 and nothing says why"]
    assert outcomes(third) == {Outcome.CANNOT_TELL}
    assert third[0].found["en"] == "PV, EV not stated: the indices cannot be recomputed"
