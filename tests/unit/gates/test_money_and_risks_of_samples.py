"""What others know to be wrong, or right, about money and risks in real documents is found."""

import re
from pathlib import Path

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from gates.evidence.reading import Source, read_files
from tests.unit.gates.packages import answers, outcomes


@pytest.fixture(scope="module")
def told(samples: Path) -> dict[str, str]:
    """What is said of each file, by its name."""
    found: dict[str, str] = {}
    for folder in ("documents", "evm"):
        text = (samples / folder / "SOURCES.md").read_text("utf-8")
        found |= dict(re.findall(r"^\| (\S+\.\w+) \|.*\| ([^|]*) \|$", text, re.MULTILINE))
    return found


def read(samples: Path, *names: str) -> list[Reading]:
    places = [samples / folder / name for name in names for folder in ("documents", "evm")]
    return read_files([Source(place, place.name) for place in places if place.exists()])


def judged(check: str, reading: Reading, *others: Reading) -> tuple[Verdict, ...]:
    deliverable = "risk-register" if check.startswith("RISK") else "cost-baseline"
    return answers(check, deliverable, reading, *others)


def words(verdicts: tuple[Verdict, ...]) -> str:
    return " / ".join(verdict.found["en"] for verdict in verdicts)


def test_a_budget_without_a_total_row_is_told_with_the_sum_of_its_lines(
    samples: Path, told: dict[str, str]
) -> None:
    name = "greenspace_budget.xlsx"
    lines, total = re.search(r"(\d+) cost lines, sum of Estimate = (\d+)", told[name]).groups()  # type: ignore[union-attr]  # it says so

    verdicts = judged("COST-11", *read(samples, name))

    assert outcomes(verdicts) == {Outcome.CANNOT_TELL}
    assert f"{lines} lines and no total; they add up to {int(total):,}" in words(verdicts)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("inat_suivi_budget.xlsx", r"total (\d+) over"),
        ("mx2_budget.xlsx", r"new price (\d+)"),
    ],
)
def test_stated_totals_are_read(
    samples: Path, told: dict[str, str], name: str, pattern: str
) -> None:
    total = re.search(pattern, told[name])
    assert total is not None

    assert f"{int(total[1]):,}" in words(judged("COST-11", *read(samples, name)))


def test_a_subtotal_left_out_of_the_total_is_found(samples: Path) -> None:
    (verdict,) = judged("COST-11", *read(samples, "inat_suivi_budget.xlsx"))

    assert verdict.outcome is Outcome.FAIL
    assert "less than the sum" in verdict.found["en"]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("eatintime_risques.xlsx", r"(\d+) risks"),
        ("sg1_risk_register.csv", r"(\d+) risks"),
        ("trb_risk_register.xlsx", r"(\d+) risks"),
        ("globaltreps_risk_register.xlsx", r"(\d+) entries"),
    ],
)
def test_scores_that_are_right_in_each_row_are_not_faulted(
    samples: Path, told: dict[str, str], name: str, pattern: str
) -> None:
    count = re.search(pattern, told[name])
    assert count is not None

    (reading,) = read(samples, name)
    verdicts = answers("RISK-17", "risk-register", reading, settings={"apart": False})

    assert outcomes(verdicts) == {Outcome.PASS}
    assert words(verdicts).startswith(f"{count[1]} risks rated")


def test_blank_rows_of_a_log_are_no_risks_and_unrated_ones_are_told(samples: Path) -> None:
    (reading,) = read(samples, "tomographie_risk_issue_log.xlsx")

    verdicts = answers("RISK-17", "risk-register", reading, settings={"apart": False})

    assert outcomes(verdicts) == {Outcome.CANNOT_TELL}
    assert words(verdicts).startswith("6 risks are not rated")


def test_forms_of_risks_never_pass(samples: Path) -> None:
    for reading in read(samples, "kevs_raid_log.xlsx", "packt_risk_log_blank.xlsx"):
        for check in ("RISK-16", "RISK-17", "RISK-18"):
            assert outcomes(judged(check, reading)) == {Outcome.CANNOT_TELL}, reading.path


def test_a_wrong_formula_of_the_standard_deviation_is_flagged(
    samples: Path, told: dict[str, str]
) -> None:
    name = "onebox_pert.xlsx"
    wrong = re.search(r"sheet (\w+) uses a wrong sd formula.*gives ([\d.]+) instead", told[name])
    assert wrong is not None

    verdicts = judged("COST-14", *read(samples, name))

    assert outcomes(verdicts) == {Outcome.FAIL}
    assert {verdict.location.partition("!")[0] for verdict in verdicts} == {wrong[1]}
    assert f"standard deviation {wrong[2]} stated, 0.333 recomputed" in words(verdicts)


def test_the_months_of_an_exercise_make_its_budget(samples: Path) -> None:
    for reading in read(samples, "evm_app_project_a.xlsx", "evm_app_project_b.xlsx"):
        assert outcomes(judged("COST-12", reading)) == {Outcome.PASS}, reading.path
