"""SCOPE-4: work packages are described, have one responsible, and are small enough."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.scope.owners import several_in
from gates.evidence.content import Reading, Schedule, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

HEAD = ["WBS code", "Work package", "Description", "Deliverable", "Acceptance criterion",
        "Responsible", "Start event", "Finish event", "Inputs", "Effort (h)", "Cost"]  # fmt: skip
SURVEY: list[object] = ["1.1", "Survey", "Measure the site", "Survey report", "Signed by Ann",
                        "Ann Lee", "Kick-off", "Report accepted", "Old maps", 40, 4000]  # fmt: skip
REPORT: list[object] = ["1.2", "Report", "Write it down", "Report", "Approved", "Ben Ray",
                        "Survey done", "Report signed", "Survey report", 80, 8000]  # fmt: skip
STUDY: list[object] = ["1", "Study", "", "", "", "", "", "", "", 120, 12000]


def said(
    *rows: Sequence[object],
    others: tuple[Reading, ...] = (),
    head: Sequence[object] = HEAD,
    at: str = "G3",
    **settings: Any,
) -> tuple[Verdict, ...]:
    wbs = reading("wbs.xlsx", "wbs", sheet([head, *rows], title="WBS"))
    return answers("SCOPE-4", "wbs", wbs, *others, at=at, settings=settings)


def changed(row: Sequence[object], column: int, value: object) -> list[object]:
    copy = list(row)
    copy[column] = value
    return copy


def test_described_and_small_packages_pass() -> None:
    assert outcomes(said(STUDY, SURVEY, REPORT)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("column", "place"),
    [(2, "C"), (3, "D"), (4, "E"), (5, "F"), (6, "G"), (7, "H"), (8, "I"), (9, "J"), (10, "K")],
    ids=[str(name) for name in HEAD[2:]],
)
def test_each_field_left_blank_is_told(column: int, place: str) -> None:
    assert places(said(STUDY, SURVEY, changed(REPORT, column, ""))) == [f"WBS!{place}4"]


def test_words_that_only_wait_are_blank() -> None:
    assert places(said(STUDY, SURVEY, changed(REPORT, 4, "TBD"))) == ["WBS!E4"]


def test_a_column_that_is_nowhere_is_told_once() -> None:
    rows = [[*row[:8], *row[9:]] for row in (STUDY, SURVEY, REPORT)]
    head = [*HEAD[:8], *HEAD[9:]]

    (fault,) = said(*rows, head=head)

    assert "inputs" in fault.found["en"]
    fields = "description, deliverable, owner"
    assert outcomes(said(*rows, head=head, fields=fields)) == {Outcome.PASS}


def test_two_who_are_responsible_are_told() -> None:
    verdicts = said(STUDY, SURVEY, changed(REPORT, 5, "Ann Lee and Ben Ray"))

    assert places(verdicts) == ["WBS!F4"]


@pytest.mark.parametrize(
    ("owner", "count"),
    [
        ("Ann Lee", 0),
        ("Ann Lee, Ben Ray", 2),
        ("Ann Lee / Ben", 2),
        ("Ann\nBen", 2),
        ("Ann; Ben", 2),
        ("Ann et Ben", 2),
        ("Lee, Ann", 0),
        ("Research and Development", 0),
        ("Recherche et Développement", 0),
        ("QA/QC", 0),
        ("Ann Lee (with Ben Ray)", 0),
        ("", 0),
    ],
)
def test_one_is_told_from_several(owner: str, count: int) -> None:
    assert len(several_in(owner, ("Ann", "Ben"))) == count


def test_french_headers_are_read() -> None:
    head = ["Code WBS", "Lot", "Descriptif", "Livrable", "Critère d'acceptation", "Responsable",
            "Début", "Fin", "Entrées", "Charge (h)", "Coût (€)"]  # fmt: skip

    assert outcomes(said(STUDY, SURVEY, REPORT, head=head)) == {Outcome.PASS}
    assert places(said(STUDY, SURVEY, changed(REPORT, 8, ""), head=head)) == ["WBS!I4"]


def test_a_header_below_other_rows_is_found() -> None:
    title: list[object] = ["WBS dictionary of the house"]
    rows: list[Sequence[object]] = [title, [], HEAD, STUDY, SURVEY, changed(REPORT, 4, "")]
    wbs = reading("wbs.xlsx", "wbs", sheet(rows, title="WBS"))

    assert places(answers("SCOPE-4", "wbs", wbs)) == ["WBS!E6"]


TREE = ["WBS code", "Work package"]


def tree(*more: Sequence[object]) -> Reading:
    rows = [["1", "Study"], ["1.1", "Survey"], ["1.2", "Report"], *more]
    return reading("tree.xlsx", "wbs", sheet([TREE, *rows], title="Tree"))


def dictionary(*rows: Sequence[object]) -> Reading:
    return reading("dictionary.xlsx", "wbs", sheet([HEAD, *rows], title="Dictionary"))


def test_a_dictionary_may_stand_in_another_document() -> None:
    assert outcomes(answers("SCOPE-4", "wbs", tree(), dictionary(SURVEY, REPORT))) == {Outcome.PASS}
    verdicts = answers("SCOPE-4", "wbs", tree(), dictionary(SURVEY))
    assert places(verdicts) == ["Tree!A4"]


def test_a_breakdown_that_nothing_describes_cannot_be_told() -> None:
    assert outcomes(answers("SCOPE-4", "wbs", tree())) == {Outcome.CANNOT_TELL}


def test_a_document_without_codes_cannot_be_told() -> None:
    assert outcomes(answers("SCOPE-4", "wbs", reading("wbs.docx", "wbs"))) == {Outcome.CANNOT_TELL}


def package(code: str, name: str, **more: str) -> list[list[object]]:
    said_of_it = {
        "Description": "What is done",
        "Deliverable": "A report",
        "Acceptance criterion": "Signed",
        "Responsible": "Ann",
        "Start date": "2027-04-01",
        "Finish date": "2027-04-10",
        "Inputs": "Maps",
        "Effort": "60 h",
        "Cost": "6000",
    } | more
    pairs: list[list[object]] = [[label, value] for label, value in said_of_it.items()]
    return [["WBS code", code], ["Work package", name], *pairs]


def test_sheets_of_work_packages_are_a_dictionary() -> None:
    def sheets(**more: str) -> Reading:
        tables = [form(package("1.1", "Survey")), form(package("1.2", "Report", **more), number=2)]
        return reading("packages.docx", "other", content=text("Work packages", tables=tables))

    assert outcomes(answers("SCOPE-4", "wbs", tree(), sheets())) == {Outcome.PASS}
    lacking = answers("SCOPE-4", "wbs", tree(), sheets(**{"Acceptance criterion": ""}))
    assert places(lacking) == ["table 2, row 5"]
    large = answers(
        "SCOPE-4", "wbs", tree(), sheets(Effort="300 h", **{"Finish date": "2027-09-01"})
    )
    assert places(large)


@pytest.mark.parametrize(
    ("hours", "settings", "outcome"),
    [
        pytest.param(80, {}, Outcome.PASS, id="eighty hours"),
        pytest.param(81, {}, Outcome.FAIL, id="more than eighty"),
        pytest.param(81, {"longest_hours": 160}, Outcome.PASS, id="a longer limit"),
        pytest.param(161, {"longest_hours": 160}, Outcome.FAIL, id="above the longer limit"),
        pytest.param(7, {}, Outcome.PASS, id="small, no lower limit asked"),
        pytest.param(7, {"shortest_hours": 8}, Outcome.FAIL, id="below the lower limit"),
        pytest.param(8, {"shortest_hours": 8}, Outcome.PASS, id="at the lower limit"),
    ],
)
def test_effort_is_bounded(hours: int, settings: dict[str, Any], outcome: Outcome) -> None:
    assert outcomes(said(SURVEY, changed(REPORT, 9, hours), **settings)) == {outcome}


def test_effort_in_days_is_turned_into_hours() -> None:
    head = [*HEAD[:9], "Effort (days)", "Cost"]

    assert outcomes(said(SURVEY, changed(REPORT, 9, 10), head=head, longest_hours=320)) == {
        Outcome.PASS
    }
    assert outcomes(said(SURVEY, changed(REPORT, 9, 41), head=head, longest_hours=320)) == {
        Outcome.FAIL
    }


@pytest.mark.parametrize(
    ("days", "settings", "outcome"),
    [
        pytest.param(22, {}, Outcome.PASS, id="one month, though many hours"),
        pytest.param(23, {}, Outcome.FAIL, id="longer than a month, and many hours"),
        pytest.param(23, {"longest_days": 44}, Outcome.PASS, id="a longer limit"),
        pytest.param(22, {"longest_hours": 80}, Outcome.FAIL, id="hours asked by the method"),
    ],
)
def test_duration_in_the_schedule_counts(
    days: int, settings: dict[str, Any], outcome: Outcome
) -> None:
    task = Task(
        uid="2",
        wbs="1.2",
        name="Report",
        duration_minutes=Decimal(480 * days),
        start=datetime(2027, 4, 1),  # noqa: DTZ001 - schedules have no time zone
    )
    plan = reading("plan.xml", "schedule", schedule=Schedule(tasks=(task,)))

    assert outcomes(said(SURVEY, changed(REPORT, 9, 200), others=(plan,), **settings)) == {outcome}


@pytest.mark.parametrize("words", ["Planning package", "Lot de planification", "Planungspaket"])
def test_a_planning_package_is_described_and_owned_only(words: str) -> None:
    row: list[object] = ["1.2", "Report", words, "", "", "Ben", "", "", "", 900, 1]

    assert outcomes(said(SURVEY, row)) == {Outcome.PASS}
    assert places(said(SURVEY, changed(row, 5, ""))) == ["WBS!F3"]


def test_a_first_draft_is_described_and_owned_only() -> None:
    row: list[object] = ["1.2", "Report", "Write it", "", "", "Ben", "", "", "", 900, 1]

    assert outcomes(said(SURVEY, row, at="G2")) == {Outcome.PASS}
    assert outcomes(said(SURVEY, row)) == {Outcome.FAIL}
