"""Feature 32: what is due every month shows at the gate where one is missing."""

from datetime import date
from pathlib import Path

import pytest

from domain.finding import Outcome
from domain.judgement import Status, Verdict
from domain.methodology.model.method import Method
from gates.dossier import ProjectFacts, Surroundings
from tests.unit.language.texts_judge import document, harbour, judged, row, told


def reports(every: str = "month") -> Method:
    product = (
        f"- {{id: report, every: {every}, area: integration, "
        "label: {en: Progress report, fr: Rapport d'avancement}}"
    )
    return harbour(product, {"A": "requirements: [{deliverable: report, maturity: preliminary}]"})


SINCE = Surroundings(stage_since=date(2026, 2, 10))


def test_a_missing_monthly_report_shows_at_the_gate(tmp_path: Path) -> None:
    files = {
        "february.md": document("Progress report February 2026"),
        "Rapport d'avancement 2026-03.md": document("Rapport d'avancement"),
        "mai.md": document("Rapport d'avancement", "Période : mai 2026"),
    }

    judgement = judged(tmp_path, reports(), "A", files, around=SINCE)

    found = told(judgement, "report")
    assert judgement.verdict is Verdict.NOT_READY
    assert row(judgement, "report").status is Status.DEFECTIVE
    assert found.found == {"en": "missing: April 2026", "fr": "il manque : avril 2026"}


def test_the_month_that_runs_is_not_due(tmp_path: Path) -> None:
    files = {
        f"report {number}.md": document("Progress report", f"Report date: 2026-{number:02}-28")
        for number in (2, 3, 4)
    }

    ready = judged(tmp_path / "1", reports(), "A", files, as_of=date(2026, 5, 31), around=SINCE)
    late = judged(tmp_path / "2", reports(), "A", files, as_of=date(2026, 6, 1), around=SINCE)

    assert ready.verdict is Verdict.READY
    assert told(ready, "report").found["en"] == "3 of 3 are there"
    assert told(late, "report").found["en"] == "missing: May 2026"


def test_the_manifest_says_the_period_of_a_document(tmp_path: Path) -> None:
    files = {
        "one.md": document("Progress report"),
        "two.md": document("Progress report"),
        "package.yaml": "deliverables:\n  report:\n"
        "    - {path: one.md, period: 2026-04}\n    - {path: two.md, date: 2026-05-29}\n",
    }
    around = Surroundings(stage_since=date(2026, 4, 1))

    assert judged(tmp_path, reports(), "A", files, around=around).verdict is Verdict.READY


@pytest.mark.parametrize(
    ("every", "since", "missing"),
    [
        ("week", date(2026, 5, 18), "missing: week 22 of 2026"),
        ("quarter", date(2025, 11, 3), "missing: Q4 2025"),
        ("year", date(2024, 7, 1), "missing: 2024 and 2025"),
    ],
)
def test_weeks_quarters_and_years_are_counted_alike(
    tmp_path: Path, every: str, since: date, missing: str
) -> None:
    files = {
        "a.md": document("Progress report, week 21 2026"),
        "b.md": document("Progress report Q1 2026"),
        "package.yaml": "deliverables: {report: [a.md, b.md]}",
    }

    judgement = judged(tmp_path, reports(every), "A", files, around=Surroundings(stage_since=since))

    assert told(judgement, "report").found["en"] == missing


def test_nothing_is_due_in_the_first_month(tmp_path: Path) -> None:
    files = {"note.md": document("Note")}
    around = Surroundings(stage_since=date(2026, 5, 20))

    judgement = judged(tmp_path, reports(), "A", files, as_of=date(2026, 5, 28), around=around)

    assert told(judgement, "report").outcome is Outcome.PASS


def test_the_start_of_the_project_counts_where_no_stage_is_known(tmp_path: Path) -> None:
    files = {"a.md": document("Progress report May 2026")}

    told_start = judged(
        tmp_path / "1",
        reports(),
        "A",
        files,
        around=Surroundings(project=ProjectFacts(start=date(2026, 4, 20))),
    )
    unknown = judged(tmp_path / "2", reports(), "A", files)

    assert told(told_start, "report").found["en"] == "missing: April 2026"
    assert told(unknown, "report").outcome is Outcome.CANNOT_TELL
