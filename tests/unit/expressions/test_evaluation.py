"""An expression comes to what it says, with the values that decided it."""

from datetime import date, datetime
from decimal import Decimal as Number

import pytest

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.expressions.known import Known

NAMES: dict[str, Known] = {
    "budget": 1_200_000,
    "rate": Number("0.25"),
    "exposed": True,
    "kind": "works",
    "start": date(2026, 1, 1),
    "finish": date(2026, 5, 1),
    "pack.big-tender": False,
    "fact.cost.total": Number("1200000.00"),
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("budget > 1000000", True),
        ("budget == fact.cost.total", True),
        ("budget * rate", 300_000),
        ("1 + 2 * 3 - 4 / 2", 5),
        ("(1 + 2) * 3", 9),
        ("2 - 3 - 4", -5),
        ("8 / 4 / 2", 1),
        ("-budget + 1", -1_199_999),
        ("1 - -1", 2),
        ("7 / 2", Number("3.5")),
        ("0.1 + 0.2 == 0.3", True),
        ("finish - start", 120),
        ("finish - start > days(100)", True),
        ("start + days(31)", date(2026, 2, 1)),
        ("days(31) + start == 2026-02-01", True),
        ("finish - days(1) < 2026-05-01", True),
        ('kind in ["supply", "works"]', True),
        ('kind not in ["supply", "works"]', False),
        ("exposed and not pack.big-tender", True),
        ("not exposed == false", True),
        ("false or true and false", False),
        ("exposed == true", True),
        ("min(3, 1.5, 2)", Number("1.5")),
        ("max(start, finish)", date(2026, 5, 1)),
        ("abs(-3)", 3),
        ("abs(rate - 1)", Number("0.75")),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(2.345, 2)", Number("2.35")),
        ("round(1234, -2)", 1200),
        ("known(budget) and not known(nothing)", True),
        ("known(1 / 0)", False),
        (r'"a \"b\" \\" == "a \"b\" \\"', True),
    ],
)
def test_an_expression_has_a_value(text: str, value: Known) -> None:
    answer = evaluate(text, NAMES)

    assert answer.value == value
    assert isinstance(answer.value, bool) == isinstance(value, bool)
    assert answer.unknown == ()
    assert answer.is_true is (value is True)
    assert answer.is_false is (value is False)


@pytest.mark.parametrize(
    ("text", "because", "unknown"),
    [
        ("nothing", "nothing is unknown", ("nothing",)),
        ("nothing > 1", "nothing is unknown", ("nothing",)),
        ("a + b > 1", "a is unknown and b is unknown", ("a", "b")),
        ("exposed and a", "a is unknown", ("a",)),
        ("pack.big-tender or a or a", "a is unknown", ("a",)),
        ("not a", "a is unknown", ("a",)),
        ("-a", "a is unknown", ("a",)),
        ("a in [1]", "a is unknown", ("a",)),
        ("1 in [2, a]", "a is unknown", ("a",)),
        ("min(1, a)", "a is unknown", ("a",)),
        ("1 / 0", "1 is divided by zero", ()),
        ("budget == kind", '1200000 and "works" cannot be compared', ()),
        ("1 in [kind]", '1 and "works" cannot be compared', ()),
        ('kind < "x"', '"works" and "x" have no order', ()),
        ("exposed > false", "true and false have no order", ()),
        ("budget and exposed", "budget 1200000 is not yes or no", ()),
        ("not (budget + 1)", "(budget 1200000 + 1 = 1200001) is not yes or no", ()),
        ("kind + 1", '"works" + 1 cannot be reckoned', ()),
        ("start + finish", "2026-01-01 + 2026-05-01 cannot be reckoned", ()),
        ("start * 2", "2026-01-01 * 2 cannot be reckoned", ()),
        ("1 - start", "1 - 2026-01-01 cannot be reckoned", ()),
        ("-kind", '0 - "works" cannot be reckoned', ()),
        ("start + 0.5", "0.5 is no whole number up to 10000000", ()),
        ("start + days(9000000)", "2026-01-01 + 9000000 is no date", ()),
        ("days(0.5)", "0.5 is no whole number up to 10000000", ()),
        ("abs(kind)", '"works" is no number', ()),
        ("round(1, 99)", "99 is no whole number up to 12", ()),
        ("max(1, kind)", '"works" and 1 cannot be compared', ()),
    ],
)
def test_what_cannot_be_answered_is_unknown_and_says_why(
    text: str, because: str, unknown: tuple[str, ...]
) -> None:
    answer = evaluate(text, NAMES)

    assert answer.value is None
    assert not answer.is_true
    assert not answer.is_false
    assert answer.because["en"] == because
    assert answer.unknown == unknown


@pytest.mark.parametrize(
    ("text", "en", "fr"),
    [
        ("budget > 1000000", "budget 1200000 > 1000000", "budget 1200000 > 1000000"),
        ("budget < 1000000", "budget 1200000 >= 1000000", "budget 1200000 >= 1000000"),
        ("exposed", "exposed is true", "exposed est vrai"),
        ("not exposed", "exposed is true", "exposed est vrai"),
        ("false and nothing", "false", "faux"),
        ("nothing or exposed", "exposed is true", "exposed est vrai"),
        (
            'exposed and kind == "works"',
            'exposed is true and kind "works" == "works"',
            'exposed est vrai et kind "works" == "works"',
        ),
        ("budget < 1 and nothing", "budget 1200000 >= 1", "budget 1200000 >= 1"),
        (
            'kind in ["a", "b"] or pack.big-tender',
            'kind "works" not in ["a", "b"] and pack.big-tender is false',
            'kind "works" not in ["a", "b"] et pack.big-tender est faux',
        ),
        (
            "finish - start > 90",
            "(finish 2026-05-01 - start 2026-01-01 = 120) > 90",
            "(finish 2026-05-01 - start 2026-01-01 = 120) > 90",
        ),
        ("known(budget)", "budget is known", "budget est connu"),
        (
            "known(exposed) and exposed",
            "exposed is known and exposed is true",
            "exposed est connu et exposed est vrai",
        ),
        ("known(budget + 1)", "(budget 1200000 + 1 = 1200001) is known", None),
        ("known(nothing)", "nothing is unknown", "nothing est inconnu"),
        ("max(budget, 3) > 2", "max(budget 1200000, 3) = 1200000 > 2", None),
        ("(budget > 1) == exposed", "(budget 1200000 > 1) == exposed true", None),
    ],
)
def test_an_answer_names_the_values_that_decided_it(text: str, en: str, fr: str | None) -> None:
    answer = evaluate(text, NAMES)

    assert answer.because["en"] == en
    assert fr is None or answer.because["fr"] == fr


def test_a_day_with_its_hour_counts_as_the_day() -> None:
    names: dict[str, Known] = {"start": datetime(2026, 1, 1, 12)}  # noqa: DTZ001 - any hour

    assert evaluate("start == 2026-01-01", names).is_true


@pytest.mark.parametrize(
    "value", [10**60, Number("1e60"), Number("1e-200"), Number("NaN"), Number("Infinity")]
)
def test_a_number_that_is_no_quantity_cannot_be_used(value: Known) -> None:
    answer = evaluate("budget > 1", {"budget": value})

    assert (answer.value, answer.unknown) == (None, ())
    assert answer.because["en"] == "budget cannot be used"


def test_nothing_can_be_multiplied_without_end() -> None:
    answer = evaluate("budget" + " * budget" * 200, {"budget": 10**6})

    assert answer.value is None
    assert answer.because["en"].endswith("is too long")
