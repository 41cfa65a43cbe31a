"""Products and stages in the place of others, and gates that merge others."""

from decimal import Decimal as Number

from domain.methodology.fitting.fit import fit
from domain.methodology.model.requirement import Force
from tests.unit.fitting.texts import asked, fitted, known, passed, walked, why

SMALL_CLASS = """
classes:
  - {id: L, label: {en: Large}, when: budget > 1000}
  - {id: S, label: {en: Small}}
"""


def test_the_strongest_of_what_was_asked_is_asked_of_the_replacement() -> None:
    found = fitted(
        """
deliverables:
  - {id: light-plan, area: cost, label: {en: Light plan}, when: budget < 100,
     replaces: [charter, plan]}
gates:
  - id: B
    requirements:
      - {deliverable: charter, maturity: baseline, force: should, checks: [{check: RISK-16}]}
      - deliverable: plan
        maturity: draft
        checks: [{check: COST-11, severity: major}, {check: RISK-16, severity: minor}]
""",
        budget=50,
    )

    gate = found.method.gate("B")
    (only,) = gate.requirements
    assert asked(gate) == {"light-plan": ("baseline", "must")}
    assert {use.check: use.severity.value for use in only.checks} == {
        "RISK-16": "blocker",
        "COST-11": "major",
    }
    assert only.origin is not None
    assert (only.origin.kind, only.origin.name) == ("replaced", "plan")
    assert asked(found.method.gate("A")) == {"light-plan": ("draft", "must")}
    assert [each.id for each in found.method.deliverables] == ["light-plan", "report"]
    assert why(found)["deliverables[plan]"] == "light-plan takes its place: budget 50 < 100"


def test_on_a_counted_ladder_the_final_issue_is_the_highest() -> None:
    found = fitted(
        """
deliverables:
  - {id: charter, area: cost, label: {en: Charter}, ladder: issues}
  - {id: plan, area: cost, label: {en: Plan}, ladder: issues}
  - {id: report, area: cost, label: {en: Report}, ladder: issues, replaces: [charter, plan]}
gates:
  - {id: A, requirements: [{deliverable: charter}, {deliverable: plan, last_issue: true}]}
  - {id: B, requirements: [{deliverable: plan}]}
  - {id: C, requirements: [{deliverable: report}]}
"""
    )

    gates = [found.method.gate(each).requirements for each in "ABC"]
    assert [[each.deliverable for each in one] for one in gates] == [["report"]] * 3
    assert [one[0].last_issue for one in gates] == [True, False, False]


def test_alternatives_follow_their_products() -> None:
    found = fitted(
        """
attributes: [{id: exposed, label: {en: Exposed}, kind: yes_no}]
deliverables:
  - {id: charter, area: cost, label: {en: Charter}, when: exposed}
  - {id: light-plan, area: cost, label: {en: Light plan}, replaces: [plan], when: not exposed}
gates:
  - id: B
    requirements:
      - {deliverable: charter, or_any_of: [plan, light-plan, report], at_least: 3,
         maturity: draft}
""",
        attributes={"exposed": False},
    )

    (only,) = found.method.gate("B").requirements
    assert only.choices == ("light-plan", "report")
    assert only.at_least == 2
    assert found.method.gate("A").requirements == ()


def test_a_replacement_under_an_unknown_condition_replaces_nothing() -> None:
    found = fitted(
        """
deliverables:
  - {id: light-plan, area: cost, label: {en: Light plan}, when: budget < 100, replaces: [plan]}
"""
    )

    assert asked(found.method.gate("B")) == {"plan": ("baseline", "must")}
    assert found.method.deliverable("light-plan").when == "budget < 100"
    assert found.unknown == ("budget",)


ONE_STAGE = (
    SMALL_CLASS
    + """
gates:
  - id: BC
    label: {en: Gate BC}
    question: {en: "Both?"}
    requirements: [{deliverable: report, maturity: outline, force: should}]
    committee: {seats: [{role: board}]}
    merges: [B, C]
stages:
  - {id: short, label: {en: Short}, gate: BC, when: 'class == "S"', replaces: [second, third]}
"""
)


def test_a_stage_stands_in_the_place_of_others_with_a_gate_that_merges_theirs() -> None:
    found = fitted(ONE_STAGE, "third", budget=10, passed=(passed("A", "first"),))

    assert walked(found) == [("first", "A"), ("short", "BC")]
    assert found.stage == "short"
    gate = found.method.gate("BC")
    assert asked(gate) == {"plan": ("baseline", "must"), "report": ("draft", "must")}
    assert [each.origin.name for each in gate.requirements if each.origin] == ["C", "B"]
    assert {each.origin.kind for each in gate.requirements if each.origin} == {"merged"}
    assert gate.merges == ("B", "C")
    assert [each.id for each in found.method.gates] == ["A", "BC"]
    assert why(found) == {
        "stages[second]": 'short takes its place: class "S" == "S"',
        "stages[third]": 'short takes its place: class "S" == "S"',
        "gates[B]": "merged into BC",
        "gates[C]": "merged into BC",
    }


def test_a_project_that_grows_goes_on_at_the_first_stage_that_it_has_not_passed() -> None:
    grown = fitted(ONE_STAGE, "short", budget=5000)
    further = fitted(
        ONE_STAGE, "short", budget=5000, passed=(passed("A", "first"), passed("B", "second"))
    )

    assert walked(grown) == [("first", "A"), ("second", "B"), ("third", "C")]
    assert (grown.stage, further.stage) == ("second", "third")


def test_gates_of_replaced_stages_go_unless_they_are_merged() -> None:
    found = fitted(
        """
gates:
  - id: D
    label: {en: Gate D}
    question: {en: "Go on?"}
    committee: {seats: [{role: board}]}
  - {id: C, after: [A, B]}
stages:
  - {id: short, label: {en: Short}, gate: D, replaces: [first, second]}
"""
    )

    assert walked(found) == [("short", "D"), ("third", "C")]
    assert [each.id for each in found.method.gates] == ["C", "D"]
    assert found.method.gate("C").after == ()


def test_gates_may_be_merged_without_another_stage() -> None:
    found = fitted(
        SMALL_CLASS
        + """
gates:
  - {id: B, requirements: [{deliverable: plan, maturity: draft}], merges: [A]}
  - {id: C, after: [A]}
"""
    )

    assert walked(found) == [("second", "B"), ("third", "C")]
    assert found.stage == "second"
    assert found.method.gate("C").after == ("B",)
    assert asked(found.method.gate("B")) == {
        "plan": ("draft", "must"),
        "charter": ("draft", "must"),
    }


def test_a_merging_gate_awaits_and_sets_what_the_merged_ones_did() -> None:
    found = fitted(
        """
tracks: [{id: works, label: {en: Works}, method: other}]
gates:
  - id: A
    criteria:
      - {id: value, label: {en: Value}, kind: should, score: {most: 5}, scored_by: [board]}
      - {id: safe, label: {en: Safe}, answered_by: [board]}
    scorecard: {at_least: 60}
    sets_baseline: true
    joins: [{track: works}]
    committee: {seats: [{role: sponsor}, {role: board}]}
  - {id: B, merges: [A], scorecard: {at_least: 50}, informs: [finance],
     criteria: [{id: value, label: {en: Value}, kind: should, score: {most: 5}}]}
stages: [{id: first, tracks: [works]}]
"""
    )

    gate = found.method.gate("B")
    assert gate.scorecard is not None
    assert gate.scorecard.at_least == 60
    assert gate.sets_baseline
    assert [join.track for join in gate.joins] == ["works"]
    safe = next(each for each in gate.criteria if each.id == "safe")
    # Nobody of the board sits at this gate, so those who decide answer.
    assert safe.answered_by == ("sponsor",)
    assert found.method.stages[0].tracks == ("works",)


def test_what_is_asked_under_two_unknown_conditions_is_asked_whatever_they_are() -> None:
    found = fitted(
        """
gates:
  - {id: A, requirements: [{deliverable: plan, maturity: draft, when: fact.total > 10}]}
  - {id: B, requirements: [{deliverable: plan, maturity: baseline, force: should,
     when: fact.total > 99}], merges: [A]}
"""
    )

    (plan,) = found.method.gate("B").requirements
    assert plan.when is None
    assert (plan.maturity, plan.force) == ("baseline", Force.MUST)


def test_who_stands_in_a_stage_that_falls_away_goes_on_in_the_one_that_replaces_it() -> None:
    changes = ONE_STAGE.replace(
        "{id: short, label: {en: Short}, gate: BC, when: 'class == \"S\"', "
        "replaces: [second, third]}",
        "{id: short, label: {en: Short}, gate: BC, replaces: [first, second]}\n"
        "  - {id: second, when: 'class == \"L\"'}",
    ).replace("merges: [B, C]", "merges: [A, B]")

    once = fitted(changes, "second", budget=10)

    assert once.stage == "short"
    assert fit(once.method, known("second", budget=Number(10))).stage == "short"
