"""What turns out not to apply once documents are read, and what tailoring let a project off."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.finding import Fact, Outcome
from domain.judgement import Status, Verdict
from domain.methodology.fitting.circumstances import Circumstances, Tailored
from domain.methodology.model.gate import Gate
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Requirement
from gates.judge import areas_of, judge
from gates.known import disputed, known_facts, typed
from tests.unit.gates.packages import dossier, reading
from tests.unit.language.texts_judge import DAY, document, harbour, judged, row, told

PRODUCTS = """\
- {id: plan, area: integration, label: {en: Project plan, fr: Plan de projet}}
- {id: hedge, area: risk, label: {en: Hedging note, fr: Note de couverture}}
- id: audit
  area: risk
  when: fact.budget >= 2000000
  label: {en: Audit report, fr: Rapport d'audit}
"""
ASKED = """\
requirements:
  - {deliverable: plan, maturity: preliminary}
  - {deliverable: hedge, maturity: preliminary, when: fact.budget > 1000000}
  - {deliverable: audit, maturity: preliminary}
"""
TAILORING = """\
tailoring:
  - {id: waiver, code: waiver, label: {en: Waiver, fr: Dérogation}, approver: sponsor}
  - {id: na, code: not_applicable, label: {en: Not applicable, fr: Sans objet}, approver: sponsor}
  - {id: more, code: add, label: {en: Addition, fr: Ajout}, approver: sponsor}
"""


@pytest.mark.parametrize(
    ("budget", "hedge", "audit", "ready"),
    [
        ("Budget: 900,000 EUR", Status.NOT_APPLICABLE, Status.NOT_APPLICABLE, True),
        ("Budget: 1,500,000 EUR", Status.MISSING, Status.NOT_APPLICABLE, False),
        ("Budget: 2,500,000 EUR", Status.MISSING, Status.MISSING, False),
        ("", Status.MISSING, Status.MISSING, False),
    ],
)
def test_a_fact_of_the_documents_decides_what_is_asked_and_unknown_asks(
    tmp_path: Path, budget: str, hedge: Status, audit: Status, *, ready: bool
) -> None:
    method = harbour(PRODUCTS, {"A": ASKED})

    judgement = judged(tmp_path, method, "A", {"plan.md": document("Project plan", budget)})

    assert (row(judgement, "hedge").status, row(judgement, "audit").status) == (hedge, audit)
    assert (judgement.verdict is Verdict.READY) is ready
    if hedge is Status.NOT_APPLICABLE:
        found = told(judgement, "hedge")
        assert found.outcome is Outcome.NOT_APPLICABLE
        assert found.found["en"] == "fact.budget 900000 <= 1000000"


def test_what_was_waived_is_told_with_who_and_why(tmp_path: Path) -> None:
    method = harbour(PRODUCTS, {"A": ASKED}, TAILORING)
    records = [
        Tailored(
            code=code, item=item, gate="A", approved_by="Marc Delorme", because="no currency risk"
        )
        for code, item in (
            (TailoringCode.WAIVER, "hedge"),
            (TailoringCode.NOT_APPLICABLE, "audit"),
        )
    ]
    known = Circumstances(today=DAY, stage="first", tailoring=tuple(records))

    judgement = judged(tmp_path, method, "A", {"p.md": document("Project plan")}, known=known)

    assert judgement.verdict is Verdict.READY
    assert row(judgement, "hedge").status is Status.WAIVED
    assert row(judgement, "audit").status is Status.NOT_APPLICABLE
    assert row(judgement, "hedge").knowledge_area == "risk"
    said = told(judgement, "hedge")
    assert said.outcome is Outcome.NOT_APPLICABLE
    assert said.found["en"] == "waiver, approved by Marc Delorme: no currency risk"


def test_what_the_project_added_says_so(tmp_path: Path) -> None:
    method = harbour(
        PRODUCTS, {"A": "requirements: [{deliverable: plan, maturity: preliminary}]"}, TAILORING
    )
    added = Tailored(
        code=TailoringCode.ADD,
        item="hedge",
        gate="A",
        added=Requirement(deliverable="hedge", maturity="preliminary"),
        approved_by="Marc Delorme",
        because="a contract in dollars",
    )
    known = Circumstances(today=DAY, stage="first", tailoring=(added,))

    judgement = judged(tmp_path, method, "A", {"p.md": document("Project plan")}, known=known)

    assert row(judgement, "plan").origin == {}
    assert row(judgement, "hedge").origin == {
        "en": "addition, approved by Marc Delorme: a contract in dollars",
        "fr": "ajout, approuvé par Marc Delorme : a contract in dollars",
    }


def test_a_frozen_gate_put_in_the_place_of_the_dossiers_is_judged_alike() -> None:
    opened = dossier(reading("idea.docx", "project proposal"), at="G0")
    asked = Gate.model_validate(
        opened.gate.model_dump()
        | {"requirements": [{"deliverable": "project-proposal", "when": "budget > 5"}]}
    )

    unknown = judge(replace(opened, gate=asked))
    small = judge(replace(opened, gate=asked, names={"budget": 3}))

    assert unknown.deliverables[0].status is Status.PRESENT
    assert small.deliverables[0].status is Status.NOT_APPLICABLE
    assert areas_of(opened.method, asked) == ("integration",)


def fact(name: str, value: str, where: str = "a.md") -> Fact:
    return Fact(name=name, value=value, document=where, location="1")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12.50", Decimal("12.50")),
        ("2026-05-01", date(2026, 5, 1)),
        ("2026-05-01T08:00:00", date(2026, 5, 1)),
        ("EUR", "EUR"),
        ("NaN", "NaN"),
        ("2026-13-01", "2026-13-01"),
    ],
)
def test_facts_have_types(text: str, value: object) -> None:
    assert typed(text) == value
    assert type(typed(text)) is type(value)


def test_a_fact_is_known_where_all_documents_agree() -> None:
    facts = [
        fact("total", "100"),
        fact("total", "100.0", "b.md"),
        fact("sponsor", "Ann Lee"),
        fact("sponsor", "ANN LEE", "b.md"),
        fact("finish", "2026-05-01"),
        fact("finish", "2026-05-02", "b.md"),
    ]

    assert known_facts(facts) == {"total": 100, "sponsor": "Ann Lee"}
    assert disputed(facts) == {"finish": "2026-05-01 (a.md), 2026-05-02 (b.md)"}
