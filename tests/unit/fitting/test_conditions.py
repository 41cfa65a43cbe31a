"""Conditions in gates: false goes, true is plain, unknown stays and is asked again."""

from domain.methodology.fitting.circumstances import Known
from domain.methodology.fitting.gates import fit_gate, fitted_gate
from domain.methodology.model.committee import Majority, Tie
from tests.unit.fitting.texts import asked, fitted, known, walked, why

CONDITIONAL = """
attributes:
  - {id: exposed, label: {en: People exposed}, kind: yes_no}
deliverables:
  - {id: plan, area: cost, label: {en: Plan}, when: exposed}
gates:
  - id: A
    requirements:
      - {deliverable: charter, maturity: draft, when: budget > 300}
      - {deliverable: report, maturity: draft, when: fact.total > 10}
      - {deliverable: plan, maturity: draft}
    criteria:
      - {id: safe, label: {en: Safe}, when: exposed, answered_by: [board]}
      - {id: worth, label: {en: Worth it}, when: fact.total > 10}
    ratings: [{id: trust, label: {en: Trust}, by: [board, sponsor],
      levels: [{id: high, label: {en: High}}, {id: low, label: {en: Low}}]}]
    committee:
      seats:
        - {role: sponsor}
        - {role: finance, when: fact.total > 100}
        - {role: board, when: budget > 300}
      quorum: 3
"""


def test_what_is_false_goes_what_is_true_is_plain_and_what_is_unknown_stays() -> None:
    told: dict[str, Known] = {"exposed": False}

    found = fitted(CONDITIONAL, budget=400, attributes=told)

    gate = found.method.gate("A")
    assert [(each.deliverable, each.when) for each in gate.requirements] == [
        ("charter", None),
        ("report", "fact.total > 10"),
    ]
    assert [(each.id, each.when) for each in gate.criteria] == [("worth", "fact.total > 10")]
    assert [(seat.role, seat.when) for seat in gate.committee.seats] == [
        ("sponsor", None),
        ("finance", "fact.total > 100"),
        ("board", None),
    ]
    assert why(found) == {
        "deliverables[plan]": "exposed is false",
        "gates[A].criteria[safe]": "exposed is false",
    }
    labels = {each.path: each.label["en"] for each in found.left_out}
    assert labels["deliverables[plan]"] == "Plan"
    assert asked(found.method.gate("B")) == {}


def test_a_seat_that_is_not_there_neither_counts_nor_answers() -> None:
    found = fitted(CONDITIONAL, budget=10, attributes={"exposed": True})

    gate = found.method.gate("A")
    assert [seat.role for seat in gate.committee.seats] == ["sponsor", "finance"]
    assert gate.committee.quorum == 2
    assert next(each for each in gate.criteria if each.id == "safe").answered_by == (
        "sponsor",
        "finance",
    )
    assert gate.ratings[0].by == ("sponsor",)
    assert why(found)["gates[A].committee.seats[board]"] == "budget 10 <= 300"


def test_without_its_chair_a_committee_asks_higher_up_or_all() -> None:
    found = fitted(
        """
gates:
  - id: A
    committee:
      seats:
        - {role: sponsor}
        - {role: board, chair: true, when: budget > 300}
        - {role: finance, chair: true, when: budget > 50 and budget <= 300}
      tie: casting_vote
      majority: chair
""",
        budget=10,
    )

    committee = found.method.gate("A").committee
    assert (committee.tie, committee.majority) == (Tie.ESCALATE, Majority.UNANIMOUS)


def test_a_gate_is_fitted_again_with_the_facts_of_its_package() -> None:
    project = known(budget=400, attributes={"exposed": True})
    found = fitted(CONDITIONAL, budget=400, attributes={"exposed": True})
    gate = found.method.gate("A")

    small = fitted_gate(gate, found.method, project.model_copy(update={"facts": {"total": 5}}))
    large = fit_gate(gate, found.method, project.model_copy(update={"facts": {"total": 500}}))

    assert [each.deliverable for each in small.gate.requirements] == ["charter", "plan"]
    assert {each.path: each.because["en"] for each in small.left_out} == {
        "gates[A].requirements[report]": "fact.total 5 <= 10",
        "gates[A].criteria[worth]": "fact.total 5 <= 10",
        "gates[A].committee.seats[finance]": "fact.total 5 <= 100",
    }
    assert [each.deliverable for each in large.requirements] == ["charter", "report", "plan"]
    assert not any(each.when for each in large.requirements)
    assert not any(each.when for each in large.criteria)
    assert [seat.role for seat in large.committee.seats] == ["sponsor", "finance", "board"]
    assert fit_gate(gate, found.method, project) == gate


def test_a_product_that_depends_on_facts_is_settled_when_they_are_known() -> None:
    changes = """
deliverables:
  - {id: charter, area: cost, label: {en: Charter}, when: fact.total > 10}
  - {id: light-plan, area: cost, label: {en: Light plan}, when: fact.total < 99, replaces: [plan]}
"""
    found = fitted(changes)
    facts = known().model_copy(update={"facts": {"total": 5}})

    first, second = found.method.gate("A"), found.method.gate("B")

    assert asked(fit_gate(first, found.method, facts)) == {}
    left = fitted_gate(second, found.method, facts)
    assert asked(left.gate) == {"light-plan": ("baseline", "must")}
    assert [each.path for each in left.left_out] == ["gates[B].requirements[plan]"]


def test_a_stage_that_does_not_apply_goes_with_its_gates_and_tracks() -> None:
    found = fitted(
        """
tracks: [{id: works, label: {en: Works}, stages: [{id: dig, label: {en: Dig}, gate: D}]}]
gates:
  - id: D
    label: {en: Gate D}
    question: {en: "Dug?"}
    committee: {seats: [{role: board}]}
  - id: E
    label: {en: Gate E}
    question: {en: "Inside?"}
    committee: {seats: [{role: board}]}
  - {id: C, after: [B], joins: [{track: works, gate: D}]}
stages:
  - {id: second, when: budget > 300, also: [E], tracks: [works]}
""",
        "second",
        budget=10,
    )

    assert walked(found) == [("first", "A"), ("third", "C")]
    assert [gate.id for gate in found.method.gates] == ["A", "C"]
    assert found.method.tracks == ()
    assert (found.method.gate("C").after, found.method.gate("C").joins) == ((), ())
    assert found.stage == "third"
    assert why(found) == {"stages[second]": "budget 10 <= 300"}


def test_the_next_stage_takes_over_the_work_of_one_whose_gate_does_not_apply() -> None:
    changes = """
gates:
  - {id: B, when: budget > 300}
  - id: E
    label: {en: Gate E}
    question: {en: "Inside?"}
    committee: {seats: [{role: board}]}
stages: [{id: second, also: [E]}]
"""

    without = fitted(changes, "second", budget=10)
    unsure = fitted(changes, "second")

    assert walked(without) == [("first", "A"), ("third", "C")]
    assert without.method.stage("third").also == ("E",)
    assert without.stage == "third"
    assert walked(unsure) == [("first", "A"), ("second", "B"), ("third", "C")]
    assert unsure.method.gate("B").when == "budget > 300"


def test_a_project_on_a_track_walks_the_stages_of_the_track() -> None:
    changes = """
classes:
  - {id: L, label: {en: Large}, when: budget > 1000}
  - {id: S, label: {en: Small}}
tracks:
  - id: works
    label: {en: Works}
    many: true
    stages:
      - {id: dig, label: {en: Dig}, gate: D}
      - {id: fill, label: {en: Fill}, gate: E, tracks: [paint]}
  - {id: paint, label: {en: Paint}, method: painting}
events: [{id: alarm, label: {en: Alarm}, gate: F}]
gates:
  - id: D
    label: {en: Gate D}
    question: {en: "Dug?"}
    requirements: [{deliverable: plan, maturity: draft, when: class == "L"}]
    committee: {seats: [{role: board}]}
  - id: E
    label: {en: Gate E}
    question: {en: "Filled?"}
    committee: {seats: [{role: board}]}
  - id: F
    label: {en: Gate F}
    question: {en: "Alarmed?"}
    committee: {seats: [{role: board}]}
  - {id: C, joins: [{track: works}]}
stages: [{id: second, tracks: [works]}]
""".replace('class == "L"', "'class == \"L\"'")

    child = fitted(changes, "dig", track="works", budget=5000)
    parent = fitted(changes, "second", budget=10)

    assert walked(child) == [("dig", "D"), ("fill", "E")]
    assert [gate.id for gate in child.method.gates] == ["D", "E"]
    assert [track.id for track in child.method.tracks] == ["paint"]
    assert child.method.events == ()
    assert asked(child.method.gate("D")) == {"plan": ("draft", "must")}
    # The parent leaves to the track's own project what its class makes of the track's gates.
    assert parent.method.gate("D").requirements[0].when == 'class == "L"'
    assert [gate.id for gate in parent.method.gates] == ["A", "B", "C", "D", "E", "F"]
    assert fitted(changes, "second", track="of-another-method") == fitted(changes, "second")
