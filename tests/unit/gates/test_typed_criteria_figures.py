"""Typed criteria about figures and dates: within bounds, not slipped, the same everywhere."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Fact, Outcome
from gates.dossier import Surroundings
from gates.evidence.content import Content, Reading, Schedule, Task
from tests.unit.gates.typed import answer, answered, plain
from tests.unit.understanding.documents import Rows, sheet, text, workbook

PASS, FAIL, CANNOT, NONE = (
    Outcome.PASS,
    Outcome.FAIL,
    Outcome.CANNOT_TELL,
    Outcome.NOT_APPLICABLE,
)


def fact(name: str, value: str, path: str = "a.xlsx", unit: str = "EUR") -> Fact:
    return Fact(name=name, value=value, unit=unit, document=path, location="A1")


def stating(name: str, *values: str, unit: str = "EUR") -> list[Reading]:
    """One document for each value."""
    paths = [f"{place}.xlsx" for place in range(len(values))]
    return [
        plain(path, facts=(fact(name, value, path, unit),))
        for path, value in zip(paths, values, strict=True)
    ]


def baseline(**facts: str) -> Surroundings:
    return Surroundings(baseline=tuple(fact(name, value, "b") for name, value in facts.items()))


CAPPED = "{threshold: {fact: total, at_least: 100, at_most: 200}}"


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        (("150",), PASS),
        (("100", "200"), PASS),
        (("99.99",), FAIL),
        (("200.01",), FAIL),
        (("250", "300"), FAIL),
        (("150", "250"), CANNOT),
        (("n/a",), CANNOT),
        ((), CANNOT),
    ],
    ids=["inside", "borders", "under", "over", "all over", "differ", "no number", "none"],
)
def test_a_fact_lies_within_its_bounds(values: tuple[str, ...], outcome: Outcome) -> None:
    said = answer(CAPPED, *stating("total", *values))

    assert said.outcome is outcome
    assert said.expected["en"] == "total at least 100 and at most 200"
    if outcome is FAIL:
        assert said.location == "A1"


@pytest.mark.parametrize(
    ("value", "unit", "outcome"),
    [
        ("110", "EUR", PASS),
        ("110.01", "EUR", FAIL),
        ("0.1101", "kEUR", FAIL),
        ("0.11", "kEUR", PASS),
    ],
)
def test_a_bound_may_be_a_share_of_the_baseline(value: str, unit: str, outcome: Outcome) -> None:
    test = "{threshold: {fact: total, at_most: 1.1, times: baseline}}"

    said = answer(test, *stating("total", value, unit=unit), around=baseline(total="100"))

    assert (said.outcome, said.expected["en"]) == (outcome, "total at most 110")


def test_a_bound_that_is_not_known_is_not_met() -> None:
    test = "{threshold: {fact: total, at_most: 1, times: budget}}"

    assert answer(test, *stating("total", "5")).outcome is CANNOT
    assert answer(test, *stating("total", "5"), known={"budget": "5"}).outcome is PASS


def test_a_fact_in_another_currency_cannot_be_told() -> None:
    test = "{threshold: {fact: total, at_most: 200, unit: USD}}"

    assert answer(test, *stating("total", "150")).outcome is CANNOT
    assert answer(test, *stating("total", "150", unit="USD")).outcome is PASS


SLIP = "{date_slip: {fact: finish, at_most: P14D}}"


@pytest.mark.parametrize(
    ("day", "outcome"),
    [("2027-01-15", PASS), ("2026-12-01", PASS), ("2027-01-16", FAIL)],
    ids=["border", "earlier", "a day more"],
)
def test_a_date_slips_against_the_baseline(day: str, outcome: Outcome) -> None:
    around = baseline(finish="2027-01-01")

    assert answer(SLIP, *stating("finish", day), around=around).outcome is outcome
    assert answer(SLIP, *stating("finish", day)).outcome is CANNOT
    assert answer(SLIP, around=around).outcome is CANNOT


def test_a_date_slips_against_what_the_project_says() -> None:
    test = "{date_slip: {fact: finish, against: finish + days(10)}}"
    readings = stating("finish", "2027-01-12", "2027-01-05")

    found = answered(test, *readings, known={"finish": date(2027, 1, 1)})

    assert [each.outcome for each in found] == [FAIL]
    assert found[0].found["en"] == "2027-01-12, 1 days later"


LIVE = "{date_slip: {milestone: [go live, mise en service], at_most: P7D}}"


def scheduled(name: str, finish: date, before: date | None = None) -> Reading:
    def at(day: date | None) -> datetime | None:
        return datetime.combine(day, time(17)) if day else None

    task = Task(uid="7", name=name, milestone=True, finish=at(finish), baseline_finish=at(before))
    other = Task(uid="8", name="Go", finish=at(date(2029, 1, 1)))
    return plain("plan.xml", Content(schedule=Schedule(tasks=(task, other))), role="schedule")


@pytest.mark.parametrize(
    ("reading", "outcome", "place"),
    [
        (scheduled("Go-live", date(2026, 9, 8), date(2026, 9, 1)), PASS, "UID 7"),
        (scheduled("GO LIVE", date(2026, 9, 9), date(2026, 9, 1)), FAIL, "UID 7"),
        (scheduled("Mise en service du site", date(2026, 9, 9), date(2026, 9, 1)), FAIL, "UID 7"),
        (scheduled("Go-live", date(2026, 9, 9)), CANNOT, "UID 7"),
        (scheduled("Start", date(2026, 9, 9), date(2026, 9, 1)), CANNOT, ""),
    ],
    ids=["border", "a day more", "inside a name", "no baseline", "no such milestone"],
)
def test_a_milestone_of_a_schedule_slips(reading: Reading, outcome: Outcome, place: str) -> None:
    said = answer(LIVE, reading)

    assert (said.outcome, said.location) == (outcome, place)


def test_the_package_approved_before_tells_the_day_where_no_baseline_is_kept() -> None:
    now, before = scheduled("Go-live", date(2026, 9, 9)), scheduled("Go-live", date(2026, 9, 1))

    assert answer(LIVE, now, around=Surroundings(earlier=(before,))).outcome is FAIL
    assert answer(LIVE, now, around=Surroundings(earlier=(now,))).outcome is PASS


def test_a_milestone_of_a_table_slips_at_its_cell() -> None:
    rows: Rows = [
        ["Jalon", "Date prévue", "Date de référence"],
        ["Mise en service", date(2026, 9, 20), date(2026, 9, 1)],
        ["Recette", date(2026, 9, 2), date(2026, 9, 1)],
    ]
    table = workbook(sheet(rows, "Jalons"))

    said = answer(LIVE, plain("j.xlsx", table, role="schedule"))

    assert (said.outcome, said.location) == (FAIL, "Jalons!B2"), said.found


SAME = (
    "{cross_check: {same: [{fact: budget, deliverable: charter}, "
    "{fact: total, deliverable: cost-plan}], tolerance: 0.01}}"
)
SERVES = {"charter": ("c.docx",), "cost-plan": ("k.xlsx",)}


def pair(budget: str | None, total: str | None, unit: str = "EUR") -> list[Reading]:
    charter = (fact("budget", budget, "c.docx"),) if budget else ()
    cost = (fact("total", total, "k.xlsx", unit),) if total else ()
    return [plain("c.docx", facts=charter), plain("k.xlsx", facts=cost)]


@pytest.mark.parametrize(
    ("readings", "outcome"),
    [
        (pair("100", "100.00"), PASS),
        (pair("100", "99"), PASS),
        (pair("100", "98.99"), FAIL),
        (pair("100", "0.1", "kEUR"), PASS),
        (pair("100", "100", "USD"), CANNOT),
        (pair("100", None), CANNOT),
        (pair(None, None), CANNOT),
    ],
    ids=["same", "border", "beyond", "in thousands", "currencies", "one silent", "both silent"],
)
def test_two_documents_say_the_same(readings: list[Reading], outcome: Outcome) -> None:
    said = answer(SAME, *readings, serves=SERVES)

    assert said.outcome is outcome, said.found
    assert said.expected["en"] == "the same: budget (Charter) = total (Cost plan)"


@pytest.mark.parametrize(
    ("line", "known", "outcome"),
    [
        ("Sponsor: Ann LÉE", {}, PASS),
        ("Sponsor: Bob Ray", {}, FAIL),
        ("Ends on: 2026-12-03", {"finish": date(2026, 12, 1)}, PASS),
        ("Ends on: 2026-12-04", {"finish": date(2026, 12, 1)}, FAIL),
    ],
)
def test_fields_labels_and_what_the_project_says_are_compared(
    line: str, known: dict[str, Any], outcome: Outcome
) -> None:
    other = '{value: "finish"}' if known else "{field: sponsor, deliverable: cost-plan}"
    one = "{labels: [ends on]}" if known else "{field: sponsor, deliverable: charter}"
    test = f"{{cross_check: {{same: [{one}, {other}], days: 2}}}}"
    readings = [
        plain("c.docx", text("# Charter", line, "And more words.")),
        plain("k.xlsx", text("# Budget", "Sponsor: ann lee", "And more words.")),
    ]

    assert answer(test, *readings, serves=SERVES, known=known).outcome is outcome


def test_nothing_is_compared_with_what_does_not_apply() -> None:
    test = (
        "{cross_check: {same: [{fact: budget, deliverable: charter}, "
        "{fact: total, deliverable: extra}]}}"
    )

    said = answer(test, *pair("1", "2"), serves=SERVES, known={"budget": Decimal(5)})

    assert said.outcome is NONE
