from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from domain.finding import Fact, Finding, Outcome, Severity
from domain.judgement import JudgedDeliverable, Judgement, Status, Verdict
from domain.text import both
from lifecycle.letters.gauging import changed, gauges
from notifications.facts import Axis, Gauge, State
from notifications.gauge import tell_gauge
from notifications.spelling import Spelling
from notifications.words import Speech, words_of
from storage.tables.packages import Revision
from storage.tables.projects import Project

AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


def finding(check: str, outcome: Outcome, severity: Severity = Severity.MAJOR) -> Finding:
    return Finding(
        check=check,
        area="",
        deliverable="",
        outcome=outcome,
        severity=severity,
        title=both(f"{check} holds", f"{check} tient"),
        found=both(f"{check} is off", f"{check} est faux"),
    )


def deliverable(area: str, document: str, *findings: Finding) -> JudgedDeliverable:
    return JudgedDeliverable(
        id=f"{area}-thing",
        knowledge_area=area,
        name=both(area, area),
        required=True,
        maturity="baseline",
        status=Status.PRESENT,
        documents=(document,),
        findings=findings,
    )


def fact(name: str, value: str, document: str, unit: str = "") -> Fact:
    return Fact(name=name, value=value, unit=unit, document=document, location="A1")


def judgement(*deliverables: JudgedDeliverable, facts: tuple[Fact, ...] = ()) -> Judgement:
    return Judgement(
        method="m@1",
        gate="G",
        as_of=AT.date(),
        verdict=Verdict.READY,
        documents=(),
        deliverables=deliverables,
        facts=facts,
        seconds=0.1,
    )


def project(**known: object) -> Project:
    usual: dict[str, object] = {"code": "P", "title": "P", "currency": "EUR", "attributes": {}}
    return Project(**{**usual, **known})


def told(gauge: Gauge, language: str = "en") -> tuple[str, str, str, str]:
    speech = Speech(words_of("decision-asked"), language, html=False)
    one = tell_gauge(gauge, speech, Spelling(language, "UTC"))
    return one.label, one.figure, one.detail.replace("\u00a0", " "), one.state


PASSED = Outcome.PASS
COST = deliverable("cost", "budget.xlsx", finding("COST-11", PASSED))
PLAN = deliverable("schedule", "plan.xml", finding("SCHED-6", PASSED))


@pytest.mark.parametrize(
    ("total", "budget", "figure", "state"),
    [
        ("1250000", "1200000", "+4.2%", State.WATCH),
        ("1200000", "1200000.00", "On budget", State.GOOD),
        ("1150000", "1200000", "−4.2%", State.GOOD),
        ("1250000", None, "€1.25M", State.GOOD),
        ("1250000", "0", "€1.25M", State.WATCH),
        ("12345.60", None, "€12K", State.GOOD),
        ("950.5", None, "€950.5", State.GOOD),
    ],
)
def test_costs_are_compared_with_the_budget(
    total: str, budget: str | None, figure: str, state: State
) -> None:
    judged = judgement(COST, facts=(fact("total", total, "budget.xlsx", "EUR"),))
    (cost,) = gauges(project(budget=budget), judged)

    assert told(cost)[:2] == ("Costs", figure)
    assert told(cost)[3] == state


@pytest.mark.parametrize(
    ("finish", "planned", "figure", "state"),
    [
        ("2027-04-02", date(2027, 3, 12), "+3 weeks", State.WATCH),
        ("2027-03-13", date(2027, 3, 12), "+1 day", State.WATCH),
        ("2027-03-12", date(2027, 3, 12), "On time", State.GOOD),
        ("2027-03-01", date(2027, 3, 12), "−2 weeks", State.GOOD),
        ("2027-04-02", None, "2 Apr 2027", State.GOOD),
    ],
)
def test_delays_are_compared_with_the_finish(
    finish: str, planned: date | None, figure: str, state: State
) -> None:
    judged = judgement(PLAN, facts=(fact("finish", finish, "plan.xml"),))
    (delay,) = gauges(project(finish=planned), judged)

    assert told(delay)[:2] == ("Delay", figure)
    assert told(delay)[3] == state


def test_an_axis_without_a_figure_tells_its_checks_and_one_that_nobody_looked_at_is_left_out() -> (
    None
):
    quality = deliverable(
        "quality",
        "plan.docx",
        finding("QUAL-19", PASSED),
        finding("QUAL-20", Outcome.FAIL, Severity.BLOCKER),
        finding("QUAL-21", Outcome.NOT_APPLICABLE),
    )
    (gauge,) = gauges(project(), judgement(quality))

    assert told(gauge, "fr") == ("Qualité", "1\u00a0/\u00a02", "contrôles réussis", State.BAD)


def test_figures_come_from_a_document_that_serves_the_axis_and_make_sense() -> None:
    elsewhere = judgement(COST, facts=(fact("total", "99", "poster.pdf", "EUR"),))
    nonsense = judgement(COST, facts=(fact("total", "NaN", "budget.xlsx", "EUR"),))
    no_day = judgement(PLAN, facts=(fact("finish", "soon", "plan.xml"),))

    for judged in (elsewhere, nonsense, no_day):
        (gauge,) = gauges(project(budget="100"), judged)
        assert gauge.figure is None


def test_what_changed_is_told_by_figures_findings_and_documents() -> None:
    before = judgement(
        deliverable("cost", "budget.xlsx", finding("COST-11", Outcome.FAIL)),
        deliverable("risk", "risks.xlsx", finding("RISK-16", PASSED)),
        facts=(fact("total", "1310000", "budget.xlsx", "EUR"),),
    )
    after = judgement(
        deliverable("cost", "budget.xlsx", finding("COST-11", PASSED)),
        deliverable("risk", "risks.xlsx", finding("RISK-16", Outcome.CANNOT_TELL)),
        facts=(fact("total", "1250000", "budget.xlsx", "EUR"),),
    )
    old, new = (
        revision(1, {"budget.xlsx": "a", "same.docx": "b"}),
        revision(2, {"budget.xlsx": "c", "same.docx": "b", "new.docx": "d"}),
    )

    said = changed(old, before, new, after)

    assert said.revision == 1
    assert [(each.axis, each.before.value, each.after.value) for each in said.figures] == [
        (Axis.COST, "1310000", "1250000")
    ]
    assert [each["en"] for each in said.mended] == ["COST-11 holds"]
    assert [each["en"] for each in said.opened] == ["RISK-16 is off"]
    assert said.documents == ("budget.xlsx", "new.docx")


def revision(number: int, files: dict[str, str]) -> Revision:
    return Revision(
        project_id=uuid4(),
        gate="G",
        number=number,
        method_id=uuid4(),
        files=[{"path": path, "sha256": sha256, "size": 1} for path, sha256 in files.items()],
        form={},
        sha256="",
        submitted_by=uuid4(),
        submitted_at=AT,
    )
