"""What expressions may name, and the class that comes out of it."""

from datetime import date
from decimal import Decimal as Number

import pytest

from domain.methodology.fitting.circumstances import Known
from domain.methodology.fitting.classes import classify
from domain.methodology.fitting.names import names_of
from tests.unit.fitting.texts import fitted, known, method_of, passed

ASKING = """
attributes:
  - {id: exposed, label: {en: People exposed}, kind: yes_no}
  - {id: staff, label: {en: Staff}, kind: number}
  - {id: price, label: {en: Price}, kind: amount}
  - {id: opening, label: {en: Opening}, kind: date}
  - {id: kind, label: {en: Kind}, kind: choice, choices: [works, supply]}
scores:
  - id: risk
    label: {en: Risk}
    points:
      - {when: exposed, points: 5}
      - {when: staff > 10, points: 3}
      - {when: budget > 1000, points: -1}
classes:
  - {id: L, label: {en: Large}, when: score.risk >= 8}
  - {id: M, label: {en: Middle}, when: budget > 1000}
  - {id: S, label: {en: Small}}
packs:
  - {id: tender, label: {en: Tender}, when: 'class == "L" and kind == "works"'}
  - {id: agile, label: {en: Agile}}
tolerances:
  - {id: late, label: {en: Late}, dimension: time, level: project,
     measure: fact.finish - baseline.finish, limit: 20}
  - {id: dear, label: {en: Dear}, dimension: cost, level: stage,
     measure: fact.total, limit: baseline.total * 1.1}
"""


def test_the_project_itself_its_gates_and_its_documents_have_names() -> None:
    circumstances = known(
        "second",
        budget=400,
        currency="EUR",
        finish=date(2027, 1, 1),
        planned={"C": date(2026, 9, 1)},
        passed=(passed("A", "first"),),
        facts={"total": 12},
        baseline={"total": 10},
    )

    names = names_of(method_of(), circumstances)

    assert dict(names) == {
        "today": date(2026, 3, 2),
        "stage": "second",
        "iteration": 1,
        "budget": Number(400),
        "currency": "EUR",
        "finish": date(2027, 1, 1),
        "passed.A": True,
        "passed.B": False,
        "passed.C": False,
        "planned.C": date(2026, 9, 1),
        "fact.total": 12,
        "baseline.total": 10,
    }
    assert names["passed.of-another-version"] is False
    assert names_of(method_of(), circumstances, stage="third")["stage"] == "third"


@pytest.mark.parametrize(
    ("attribute", "told", "expected"),
    [
        ("exposed", True, True),
        ("exposed", "true", None),
        ("staff", 12, 12),
        ("staff", "12.5", Number("12.5")),
        ("staff", "many", None),
        ("staff", True, None),
        ("price", Number(100), Number(100)),
        ("price", date(2026, 1, 1), None),
        ("opening", "2026-05-01", date(2026, 5, 1)),
        ("opening", "soon", None),
        ("kind", "works", "works"),
        ("kind", "dreams", None),
        ("kind", "", None),
    ],
)
def test_an_attribute_of_the_wrong_kind_is_unknown(
    attribute: str, told: Known, expected: Known | None
) -> None:
    names = names_of(method_of(ASKING), known(attributes={attribute: told}))

    assert names.get(attribute) == expected
    assert type(names.get(attribute)) is type(expected)


def test_scores_then_class_then_packs_then_breaches() -> None:
    circumstances = known(
        budget=5000,
        attributes={"exposed": True, "staff": 30, "kind": "works"},
        facts={"finish": date(2026, 6, 30), "total": 120},
        baseline={"finish": date(2026, 6, 1), "total": 110},
    )

    names = names_of(method_of(ASKING), circumstances)

    assert names["score.risk"] == 7
    assert names["class"] == "M"
    assert names["pack.tender"] is False
    assert names["breach.late"] is True
    assert names["breach.dear"] is False


def test_a_pack_is_in_force_by_choice_or_by_its_condition() -> None:
    told: dict[str, Known] = {"exposed": True, "staff": 30, "kind": "works"}

    by_condition = fitted(ASKING, budget=10, attributes=told)
    by_choice = fitted(ASKING, budget=10, packs=frozenset({"agile", "unheard-of"}), attributes={})

    assert (by_condition.klass, by_condition.packs) == ("L", ("tender",))
    assert by_choice.packs == ("agile",)


def test_what_is_unknown_counts_for_the_heavier_class_and_should_be_told() -> None:
    found = classify(method_of(ASKING), known(budget=5000, attributes={"exposed": True}))

    assert found.klass == "L"
    assert found.unknown == ("staff",)
    assert "score.risk is unknown" in found.because["en"]
    assert "score.risk est inconnu" in found.because["fr"]


def test_the_first_class_that_holds_is_the_projects() -> None:
    told: dict[str, Known] = {"exposed": False, "staff": 1}

    middle = classify(method_of(ASKING), known(budget=5000, attributes=told))
    small = classify(method_of(ASKING), known(budget=50, attributes=told))

    assert (middle.klass, middle.because["en"]) == ("M", "budget 5000 > 1000")
    assert (small.klass, small.because["en"]) == ("S", "no heavier class applies")


@pytest.mark.parametrize(("by_hand", "expected"), [("L", "L"), ("S", "M"), ("XXL", "M")])
def test_a_class_set_by_hand_counts_only_when_it_is_heavier(by_hand: str, expected: str) -> None:
    told: dict[str, Known] = {"exposed": False, "staff": 1}

    found = classify(method_of(ASKING), known(budget=5000, klass=by_hand, attributes=told))

    assert found.klass == expected
    assert ("set by hand" in found.because["en"]) is (by_hand == "L")


def test_a_method_without_classes_leaves_the_class_as_it_was_set() -> None:
    assert classify(method_of(), known()).klass is None
    assert classify(method_of(), known(klass="big")).klass == "big"


def test_a_fitted_method_says_what_should_be_told_and_nothing_else() -> None:
    conditional = """
packs: [{id: tender, label: {en: Tender}, when: exposed}]
attributes: [{id: exposed, label: {en: People exposed}, kind: yes_no}]
deliverables:
  - {id: plan, area: cost, label: {en: Plan}, when: pack.tender or budget > 10}
  - {id: report, area: cost, label: {en: Report}, when: fact.total > 10}
"""

    found = fitted(conditional)

    assert found.unknown == ("budget", "exposed")
    assert fitted(conditional, budget=20).unknown == ()


def test_a_number_of_times_that_is_not_told_should_be_told() -> None:
    text = """
attributes: [{id: sprints, label: {en: Sprints}, kind: number}]
stages:
  - {id: first, label: {en: First}, gate: A}
  - {id: second, label: {en: Second}, gate: B, repeat_until: iteration >= sprints}
  - {id: third, label: {en: Third}, gate: C}
"""

    assert fitted(text).unknown == ("sprints",)
    assert fitted(text, attributes={"sprints": 2}).unknown == ()
