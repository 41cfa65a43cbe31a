"""What earlier gates did not ask under another class becomes due at the next (gate rule 38)."""

from domain.methodology.fitting.circumstances import Passed
from domain.methodology.fitting.fit import fit
from domain.methodology.model.gate import Gate
from tests.unit.fitting.texts import asked, fitted, known, method_of, passed

CLASSES = """
classes:
  - {id: L, label: {en: Large}, when: budget > 1000}
  - {id: M, label: {en: Middle}, when: budget > 100}
  - {id: S, label: {en: Small}}
gates:
  - id: A
    requirements:
      - {deliverable: charter, maturity: draft}
      - {deliverable: light-plan, maturity: draft, when: class == "L"}
      - {deliverable: plan, maturity: outline, when: class == "L"}
      - {deliverable: report, maturity: draft, when: fact.total > 10}
    criteria:
      - {id: safe, label: {en: Safe}, when: class == "L"}
      - {id: sound, label: {en: Sound}}
  - id: C
    requirements:
      - {deliverable: report, maturity: draft}
      - {deliverable: plan, maturity: draft, when: class == "L"}
"""


def asked_as(klass: str, gate: str = "A") -> Gate:
    """Return a gate as a project of a class was asked."""
    budget = {"L": 5000, "M": 500, "S": 50}[klass]
    return fitted(CLASSES, budget=budget).method.gate(gate)


def before(klass: str | None, **more: Gate | None) -> Passed:
    """Return gate A as passed under a class."""
    policy = more.get("policy", asked_as(klass or "M"))
    return passed("A", "first", policy=policy, klass=klass)


def test_what_the_gates_behind_did_not_ask_is_due_at_the_next() -> None:
    found = fitted(CLASSES, "second", budget=5000, passed=(before("M"),))

    gate = found.method.gate("B")
    # The plan is asked at this gate anyway, and as mature or more.
    assert asked(gate) == {"plan": ("baseline", "must"), "light-plan": ("draft", "must")}
    assert [each.id for each in gate.criteria] == ["safe"]
    origin = gate.requirements[1].origin
    assert origin is not None
    assert (origin.kind, origin.name) == ("class", "A")
    assert origin.because == {
        "en": "class M became L: budget 5000 > 1000",
        "fr": "la classe M est devenue L : budget 5000 > 1000",
    }
    assert gate.criteria[0].origin == origin


def test_it_is_not_due_again_when_the_next_gate_has_asked_it() -> None:
    second = fitted(CLASSES, "second", budget=5000, passed=(before("M"),)).method.gate("B")

    found = fitted(
        CLASSES,
        "third",
        budget=5000,
        passed=(before("M"), passed("B", "second", policy=second, klass="L")),
    )

    assert asked(found.method.gate("C")) == {
        "report": ("draft", "must"),
        "plan": ("draft", "must"),
    }
    assert found.method.gate("C").criteria == ()


def test_what_is_asked_later_than_the_next_gate_is_not_due_now() -> None:
    changes = CLASSES + "  - {id: B, requirements: [{deliverable: charter, maturity: baseline}]}\n"

    found = fitted(changes, "second", budget=5000, passed=(before("M"),))

    assert set(asked(found.method.gate("B"))) == {"charter", "light-plan"}


def test_the_same_class_or_a_decision_outside_makes_nothing_due() -> None:
    plain = fitted(CLASSES, "second", budget=5000).method.gate("B")

    for passage in (before("L"), before("M", policy=None), before(None)):
        found = fitted(CLASSES, "second", budget=5000, passed=(passage,))
        assert found.method.gate("B") == plain


def test_a_lighter_class_makes_nothing_due() -> None:
    found = fitted(CLASSES, "second", budget=50, passed=(before("L"),))

    assert set(asked(found.method.gate("B"))) == {"plan"}


def test_a_gate_that_the_class_of_then_passed_by_is_made_up_for() -> None:
    short = (
        CLASSES
        + """stages:
  - {id: second, when: class != "S"}
"""
    )
    method = method_of(short)
    first = fit(method, known("first", budget=50)).method.gate("A")

    found = fit(
        method,
        known("third", budget=500, passed=(passed("A", "first", policy=first, klass="S"),)),
    )

    assert found.stage == "third"
    gate = found.method.gate("C")
    assert asked(gate) == {"report": ("draft", "must"), "plan": ("baseline", "must")}
    assert [each.origin.name for each in gate.requirements if each.origin] == ["B"]


def test_what_is_due_already_is_not_due_twice() -> None:
    again = fitted(CLASSES, "second", budget=5000, passed=(before("M"),))

    assert fit(again.method, known("second", budget=5000, passed=(before("M"),))).method == (
        again.method
    )
