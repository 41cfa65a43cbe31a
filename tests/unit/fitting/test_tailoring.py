"""Skipped gates, waivers, deviations and additions, and what never goes."""

from datetime import date, timedelta

import pytest

from domain.methodology.fitting.circumstances import Tailored
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Criterion, CriterionKind, Force, Requirement
from tests.unit.fitting.texts import TODAY, asked, fitted, passed, walked, why

CHANGES = """
deliverables:
  - {id: report, area: cost, label: {en: Report}, protected: true}
gates:
  - id: A
    criteria: [{id: safe, label: {en: Safe}}, {id: law, label: {en: Lawful}, tailorable: false}]
    skippable: true
  - id: B
    requirements:
      - {deliverable: plan, maturity: baseline}
      - {deliverable: report, maturity: draft}
      - {deliverable: charter, maturity: baseline}
    skippable: true
"""


def departure(code: TailoringCode, item: str, **more: object) -> Tailored:
    fields = {"approved_by": "Paula", "because": "too small"} | more
    return Tailored.model_validate({"code": code, "item": item, **fields})


@pytest.mark.parametrize("code", [TailoringCode.WAIVER, TailoringCode.NOT_APPLICABLE])
def test_what_is_waived_or_not_applicable_is_not_asked(code: TailoringCode) -> None:
    found = fitted(CHANGES, tailoring=(departure(code, "charter"),))

    assert asked(found.method.gate("A")) == {}
    assert asked(found.method.gate("B")) == {
        "plan": ("baseline", "must"),
        "report": ("draft", "must"),
    }
    words = why(found)["gates[A].requirements[charter]"]
    assert words.endswith("approved by Paula: too small")


def test_tailoring_may_be_for_one_gate() -> None:
    record = departure(TailoringCode.WAIVER, "charter", gate="B")

    found = fitted(CHANGES, tailoring=(record,))

    assert "charter" in asked(found.method.gate("A"))
    assert "charter" not in asked(found.method.gate("B"))
    assert list(why(found)) == ["gates[B].requirements[charter]"]


@pytest.mark.parametrize(("days", "is_asked"), [(-1, True), (0, False), (1, False)])
def test_an_expired_waiver_asks_again(days: int, *, is_asked: bool) -> None:
    record = departure(TailoringCode.WAIVER, "plan", expires_on=TODAY + timedelta(days=days))

    found = fitted(CHANGES, tailoring=(record,))

    assert ("plan" in asked(found.method.gate("B"))) is is_asked


def test_a_deviation_lowers_must_to_should() -> None:
    records = (
        departure(TailoringCode.DEVIATION, "plan"),
        departure(TailoringCode.DEVIATION, "safe"),
    )

    found = fitted(CHANGES, tailoring=records)

    assert asked(found.method.gate("B"))["plan"] == ("baseline", "should")
    assert found.method.gate("A").criteria[0].kind is CriterionKind.SHOULD
    assert "asked as should" in why(found)["gates[B].requirements[plan]"]


@pytest.mark.parametrize(
    "code", [TailoringCode.WAIVER, TailoringCode.NOT_APPLICABLE, TailoringCode.DEVIATION]
)
@pytest.mark.parametrize("item", ["report", "law"])
def test_the_minimum_stays_whatever_was_approved(code: TailoringCode, item: str) -> None:
    found = fitted(CHANGES, tailoring=(departure(code, item),))

    assert found.method == fitted(CHANGES).method
    assert found.left_out == ()


def test_what_the_project_adds_says_who_added_it() -> None:
    added = Requirement(deliverable="light-plan", maturity="draft", force=Force.SHOULD)
    line = Criterion(id="own", label={"en": "Our own line"})
    records = (
        departure(TailoringCode.ADD, "light-plan", gate="B", added=added),
        departure(TailoringCode.ADD, "own", added=line),
        departure(TailoringCode.ADD, "x", gate="B", added=Requirement(deliverable="unheard-of")),
    )

    found = fitted(CHANGES, "second", tailoring=records)

    gate = found.method.gate("B")
    assert asked(gate)["light-plan"] == ("draft", "should")
    assert "unheard-of" not in asked(gate)
    origin = gate.requirements[-1].origin
    assert origin is not None
    assert (origin.kind, origin.name) == ("project", "Paula")
    # Without a gate it is for all gates from here on.
    assert [[each.id for each in one.criteria] for one in found.method.gates] == [
        ["safe", "law"],
        ["own"],
        ["own"],
    ]


def test_an_addition_may_be_departed_from_later_but_outlives_earlier_departures() -> None:
    added = departure(TailoringCode.ADD, "own", gate="B", added=Criterion(id="own", label={}))
    dropped = departure(TailoringCode.NOT_APPLICABLE, "own")

    after = fitted(CHANGES, tailoring=(added, dropped))
    before = fitted(CHANGES, tailoring=(dropped, added))

    assert after.method.gate("B").criteria == ()
    assert [each.id for each in before.method.gate("B").criteria] == ["own"]


def test_an_addition_asks_more_of_what_is_asked_already() -> None:
    stronger = Requirement(deliverable="charter", maturity="baseline")
    weaker = Requirement(deliverable="charter", maturity="outline", force=Force.SHOULD)

    for added, maturity, kind in ((stronger, "baseline", "project"), (weaker, "draft", None)):
        record = departure(TailoringCode.ADD, "charter", gate="A", added=added)
        (charter,) = fitted(CHANGES, tailoring=(record,)).method.gate("A").requirements
        assert charter.maturity == maturity
        assert (charter.origin.kind if charter.origin else None) == kind


def test_what_a_skipped_gate_asks_is_asked_at_the_next_one() -> None:
    found = fitted(CHANGES, tailoring=(departure(TailoringCode.SKIP, "A"),))

    assert walked(found) == [("second", "B"), ("third", "C")]
    assert found.stage == "second"
    gate = found.method.gate("B")
    assert asked(gate)["charter"] == ("baseline", "must")
    assert [
        (each.id, each.origin.kind, each.origin.name) for each in gate.criteria if each.origin
    ] == [
        ("safe", "rolled", "A"),
        ("law", "rolled", "A"),
    ]
    assert "gate skipped" in why(found)["gates[A]"]


def test_two_gates_skipped_in_a_row_are_asked_at_the_third() -> None:
    records = (departure(TailoringCode.SKIP, "B"), departure(TailoringCode.SKIP, "A"))

    found = fitted(CHANGES, tailoring=records)

    assert walked(found) == [("third", "C")]
    gate = found.method.gate("C")
    assert asked(gate) == {
        "report": ("draft", "must"),
        "plan": ("baseline", "must"),
        "charter": ("baseline", "must"),
    }
    assert [each.origin.name for each in gate.criteria if each.origin] == ["A", "A"]


def test_the_last_gate_and_one_that_is_not_skippable_are_never_skipped() -> None:
    last = fitted(
        CHANGES + "stages: [{id: third, when: budget > 300}]",
        budget=10,
        tailoring=(departure(TailoringCode.SKIP, "B"),),
    )
    needed = fitted(tailoring=(departure(TailoringCode.SKIP, "A"),))
    decided = fitted(
        CHANGES,
        "second",
        tailoring=(departure(TailoringCode.SKIP, "A"),),
        passed=(passed("A", "first"),),
    )

    assert [len(each.method.stages) for each in (last, needed, decided)] == [2, 3, 3]
    assert list(why(last)) == ["stages[third]"]
    assert (needed.left_out, decided.left_out) == ((), ())


def test_a_waiver_for_a_gate_follows_what_was_rolled_from_it() -> None:
    records = (
        departure(TailoringCode.SKIP, "A", expires_on=date(2020, 1, 1)),
        departure(TailoringCode.WAIVER, "safe", gate="A"),
    )

    found = fitted(CHANGES, tailoring=records)

    assert [each.id for each in found.method.gate("B").criteria] == ["law"]


def test_a_gate_inside_a_stage_may_be_skipped_too() -> None:
    found = fitted(
        """
gates:
  - id: E
    label: {en: Gate E}
    question: {en: "Inside?"}
    requirements: [{deliverable: light-plan, maturity: draft}]
    committee: {seats: [{role: board}]}
    skippable: true
  - {id: B, after: [E]}
stages: [{id: second, also: [E]}]
""",
        tailoring=(departure(TailoringCode.SKIP, "E"),),
    )

    assert found.method.stage("second").also == ()
    assert found.method.gate("B").after == ()
    assert asked(found.method.gate("B")) == {
        "plan": ("baseline", "must"),
        "light-plan": ("draft", "must"),
    }
