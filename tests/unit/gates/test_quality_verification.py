"""QUALITY-24: tests are done, what failed is closed or accepted, reviews are dealt with."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.quality.severity import has_failed, severity_of, was_run
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

Rows = Sequence[Sequence[object]]

RESULT_HEAD = ["Test ID", "Test", "Result", "Test date", "Tester", "Evidence", "Defect"]
WARM = ["TC-1", "Heat for an hour", "Pass", "2027-02-10", "Ann", "R-11", ""]
SAFE = ["TC-2", "Open the valve", "Fail", "2027-02-11", "Ben", "R-12", "D-1"]
DEFECT_HEAD = ["Defect ID", "Description", "Severity", "Status", "Date closed", "Due date"]
LEAK = ["D-1", "The valve leaks", "Major", "Closed", "2027-02-20", "2027-02-25"]
WAIVER_HEAD = ["Waiver", "Description", "Approved by", "Date"]


def results(rows: Rows, head: Sequence[object] = RESULT_HEAD) -> Reading:
    return reading("report.xlsx", "quality", sheet([head, *rows], title="Results"))


def defects(*rows: Sequence[object], head: Sequence[object] = DEFECT_HEAD) -> Reading:
    return reading("defects.xlsx", "issues", sheet([head, *rows], title="Defects"))


def waivers(*rows: Sequence[object]) -> Reading:
    return reading("waivers.xlsx", "other", sheet([WAIVER_HEAD, *rows], title="Waivers"))


def said(*documents: Reading, final: bool = False, **settings: Any) -> tuple[Verdict, ...]:
    at, deliverable = ("G4", "test-report") if final else ("G3", "quality-plan")
    return answers("QUALITY-24", deliverable, *documents, at=at, settings=settings)


def changed(row: Sequence[object], column: int, value: object) -> list[object]:
    copy = list(row)
    copy[column] = value
    return copy


def test_tests_done_and_defects_closed_pass() -> None:
    assert outcomes(said(results([WARM, SAFE]), defects(LEAK))) == {Outcome.PASS}
    assert outcomes(said(results([WARM, SAFE]), defects(LEAK), final=True)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("column", "value", "place"),
    [
        pytest.param(2, "", "C", id="no result"),
        pytest.param(2, "Not run", "C", id="not run"),
        pytest.param(2, "TBD", "C", id="a result to come"),
        pytest.param(3, "", "D", id="no date"),
        pytest.param(3, "2027-03-02", "D", id="a date to come"),
        pytest.param(4, "", "E", id="no tester"),
        pytest.param(5, "", "F", id="no evidence"),
    ],
)
def test_what_a_result_lacks_is_told(column: int, value: str, place: str) -> None:
    verdicts = said(results([changed(WARM, column, value), SAFE]), defects(LEAK))

    assert places(verdicts) == [f"Results!{place}2"]


def test_a_result_of_the_day_itself_is_not_yet_to_come() -> None:
    today = changed(WARM, 3, "2027-03-01")

    assert outcomes(said(results([today, SAFE]), defects(LEAK))) == {Outcome.PASS}


def test_a_column_that_is_missing_cannot_be_told() -> None:
    assert outcomes(said(results([WARM[:5]], RESULT_HEAD[:5]))) == {Outcome.CANNOT_TELL}


PLAN_HEAD = ["Test ID", "Test", "Expected result", "Planned date"]


def plan(*rows: Sequence[object]) -> Reading:
    return reading("plan.xlsx", "quality", sheet([PLAN_HEAD, *rows], title="Plan"))


def test_each_planned_test_has_a_result_somewhere() -> None:
    planned = [["TC-1", "Heat for an hour", "20 degrees", "2027-02-01"],
               ["TC-3", "Shake it", "No crack", "2027-02-01"]]  # fmt: skip

    assert outcomes(said(results([WARM]), plan(planned[0]))) == {Outcome.PASS}
    (fault,) = said(results([WARM]), plan(*planned))
    assert (fault.document, fault.location) == ("plan.xlsx", "Plan!A3")


def test_a_first_draft_need_not_have_results() -> None:
    planned = plan(["TC-3", "Shake it", "No crack", "2027-02-01"])

    assert outcomes(answers("QUALITY-24", "wbs", planned, at="G2")) == {Outcome.PASS}


def test_the_latest_result_counts() -> None:
    again = ["TC-2", "Open the valve", "Pass", "2027-02-21", "Ben", "R-13", ""]

    assert outcomes(said(results([WARM, SAFE, again]))) == {Outcome.PASS}
    assert outcomes(said(results([WARM, again, SAFE]))) == {Outcome.PASS}
    earlier = changed(again, 3, "2027-02-01")
    assert outcomes(said(results([WARM, SAFE, earlier]))) == {Outcome.FAIL}


def test_a_failed_test_without_a_defect_is_told() -> None:
    verdicts = said(results([WARM, changed(SAFE, 6, "")]), defects(LEAK))

    assert places(verdicts) == ["Results!G3"]


def test_a_defect_may_name_the_test_instead() -> None:
    log = defects(changed(LEAK, 1, "The valve of TC-2 leaks"))

    assert outcomes(said(results([WARM, changed(SAFE, 6, "")]), log)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("row", "settings", "found"),
    [
        pytest.param(["", "Open"], {}, ["Defects!C2"], id="no severity"),
        pytest.param(["Critical", "Open"], {}, ["Defects!D2"], id="critical and open"),
        pytest.param(["Major", "Open"], {}, ["Defects!D2"], id="major and open"),
        pytest.param(["Minor", "Open"], {}, [], id="minor and open"),
        pytest.param(["Minor", "Open"], {"worst_open": "none"}, ["Defects!D2"], id="none allowed"),
        pytest.param(["Major", "Open"], {"worst_open": "major"}, [], id="major allowed"),
        pytest.param(["Critical", "Open"], {"worst_open": "major"}, ["Defects!D2"], id="worse"),
        pytest.param(["Critique", "Corrigé"], {}, [], id="corrected, in French"),
        pytest.param(["Schwer", "Offen"], {}, ["Defects!D2"], id="open, in German"),
        pytest.param([2, "Abierto"], {}, ["Defects!D2"], id="a number, in Spanish"),
    ],
)
def test_open_defects_keep_to_the_limit(
    row: list[object], settings: dict[str, Any], found: list[str]
) -> None:
    log = defects(["D-1", "The valve leaks", *row, "", "2027-04-01"])

    assert places(said(results([WARM, SAFE]), log, **settings)) == found


def test_an_open_defect_has_a_date_of_closing() -> None:
    log = defects(["D-1", "The valve leaks", "Minor", "Open", "", ""])

    assert places(said(results([WARM, SAFE]), log)) == ["Defects!F2"]


def test_a_last_issue_has_no_open_defect_at_all() -> None:
    log = defects(["D-1", "The valve leaks", "Minor", "Open", "", "2027-04-01"])

    assert outcomes(said(results([WARM, SAFE]), log)) == {Outcome.PASS}
    assert places(said(results([WARM, SAFE]), log, final=True)) == ["Defects!D2"]


def test_a_severity_that_cannot_be_read_is_not_guessed() -> None:
    log = defects(["D-1", "The valve leaks", "Purple", "Open", "", "2027-04-01"])

    assert outcomes(said(results([WARM, SAFE]), log)) == {Outcome.CANNOT_TELL}


def test_a_log_of_other_issues_holds_no_defects() -> None:
    head = ["ID", "Issue", "Priority", "Status", "Owner"]
    log = reading(
        "issues.xlsx", "issues", sheet([head, ["1", "Ann is ill", "High", "Open", "Ben"]])
    )

    assert outcomes(said(results([WARM]), log)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        pytest.param(["W-1", "TC-2 may leak one drop", "Cas Tan", "2027-02-20"], [], id="approved"),
        pytest.param(
            ["W-1", "TC-2 may leak one drop", "", "2027-02-20"],
            ["Results!G3", "Waivers!C2"],
            id="approved by nobody",
        ),
        pytest.param(
            ["W-1", "TC-9 may leak", "Cas Tan", "2027-02-20"], ["Results!G3"], id="of another test"
        ),
    ],
)
def test_a_waiver_takes_the_place_of_a_defect(row: list[object], found: list[str]) -> None:
    verdicts = said(results([WARM, changed(SAFE, 6, "")]), waivers(row))

    assert places(verdicts) == found


def test_a_waiver_lets_a_bad_defect_stand_open() -> None:
    log = defects(["D-1", "The valve leaks", "Critical", "Open", "", "2027-04-01"])
    accepted = waivers(["W-1", "D-1 may stay", "Cas Tan", "2027-02-20"])

    assert outcomes(said(results([WARM, SAFE]), log, accepted)) == {Outcome.PASS}


def test_french_headers_and_words_are_read() -> None:
    head = ["N° essai", "Essai", "Résultat", "Date d'essai", "Testeur", "Preuve", "Anomalie"]
    failed = ["TC-2", "Vanne", "Non conforme", "11/02/2027", "Ben", "R-12", ""]

    assert outcomes(said(results([["TC-1", "Chauffe", "Conforme", "10/02/2027", "Anne", "R", ""]],
                                 head))) == {Outcome.PASS}  # fmt: skip
    assert places(said(results([failed], head))) == ["Results!G2"]


def test_a_header_after_other_rows_is_found() -> None:
    rows: list[Sequence[object]] = [["Report of tests"], [], RESULT_HEAD, changed(WARM, 4, "")]
    report = reading("report.xlsx", "quality", sheet(rows, title="Results"))

    assert places(said(report)) == ["Results!E4"]


FINDING_HEAD = ["RID", "Description", "Reviewer", "Disposition", "Status"]


def minutes(*lines: str, rows: Rows = (), head: Sequence[object] = FINDING_HEAD) -> Reading:
    tables = [form([head, *rows])] if rows else []
    return reading(
        "minutes.docx", "minutes", content=text("# Design review", *lines, tables=tables)
    )


@pytest.mark.parametrize(
    ("disposition", "status", "outcome"),
    [
        pytest.param("Accepted, drawing changed", "Closed", Outcome.PASS, id="dealt with"),
        pytest.param("Rejected", "", Outcome.PASS, id="rejected"),
        pytest.param("", "Closed", Outcome.PASS, id="only closed"),
        pytest.param("", "Open", Outcome.FAIL, id="open"),
        pytest.param("", "", Outcome.FAIL, id="nothing"),
        pytest.param("Pending", "Open", Outcome.FAIL, id="pending"),
        pytest.param("TBD", "", Outcome.FAIL, id="to be decided"),
    ],
)
def test_each_finding_of_a_review_is_dealt_with(
    disposition: str, status: str, outcome: Outcome
) -> None:
    rows = [["RID-1", "The valve is too small", "Ben Ray", disposition, status]]

    assert outcomes(said(minutes("Author: Ann Lee", rows=rows))) == {outcome}


def test_findings_are_closed_in_a_last_issue() -> None:
    rows = [["RID-1", "The valve is too small", "Ben Ray", "Change it", "Open"]]

    assert outcomes(said(minutes(rows=rows))) == {Outcome.PASS}
    assert places(said(minutes(rows=rows), final=True)) == ["table 1, row 2"]


def test_minutes_of_a_review_without_findings_cannot_be_told() -> None:
    assert outcomes(said(minutes("We met and talked."))) == {Outcome.CANNOT_TELL}
    assert outcomes(said(minutes("There were no findings."))) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("Author: Ann Lee", "Reviewer: Ben Ray"), [], id="two people"),
        pytest.param(("Author: Ann Lee", "Reviewer: Lee Ann"), ["paragraph 3"], id="the same"),
        pytest.param(("Rédigé par : Anne", "Vérifié par : Anne"), ["paragraph 3"], id="in French"),
        pytest.param(("Erstellt von: Anne", "Geprüft von: Anne"), ["paragraph 3"], id="in German"),
        pytest.param(("Elaborado por: Ana", "Revisado por: Ana"), ["paragraph 3"], id="in Spanish"),
        pytest.param(("Author: Ann", "Reviewed by: Ben, Ann"), ["paragraph 3"], id="one of two"),
    ],
)
def test_the_reviewer_is_not_the_author(lines: tuple[str, ...], found: list[str]) -> None:
    assert places(said(minutes(*lines, "There were no findings."))) == found


def test_people_in_tables_are_compared_too() -> None:
    beside = form([["Author", "Ann Lee"], ["Reviewer", "Ann Lee"]])
    below = form([["Author", "Reviewer"], ["Ann Lee", "Ann Lee"]])
    for table in (beside, below):
        whole = text("# Design review", "No findings.", tables=[table])
        document = reading("minutes.docx", "minutes", content=whole)
        assert places(said(document)) == ["table 1, row 2"]


def test_a_document_without_tests_defects_or_findings_cannot_be_told() -> None:
    assert outcomes(said(reading("report.docx", "quality"))) == {Outcome.CANNOT_TELL}


@pytest.mark.parametrize(
    ("words", "failed", "run"),
    [
        ("Pass", False, True),
        ("Not passed", True, True),
        ("Échec", True, True),
        ("Nicht bestanden", True, True),
        ("No superado", True, True),
        ("Not run", False, False),
        ("En attente", False, False),
        ("", False, False),
        ("3.3 MW", False, True),
    ],
)
def test_results_are_told_from_their_words(words: str, *, failed: bool, run: bool) -> None:
    assert (has_failed(words), was_run(words)) == (failed, run)


@pytest.mark.parametrize(
    ("words", "rank"),
    [("S2 - Major", 2), ("Bloquante", 1), ("gering", 3), ("cosmetic", 4), ("3", 3), ("Blue", None)],
)
def test_severities_are_ranked(words: str, rank: int | None) -> None:
    assert severity_of(words) == rank
