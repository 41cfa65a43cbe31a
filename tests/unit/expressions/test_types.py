"""What can never be right is told before anything is known, at its column."""

import pytest
from hypothesis import given, settings

from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.expressions.known import Known
from domain.methodology.expressions.sorts import QUANTITY, Sort, Type
from domain.methodology.expressions.syntax import parse
from domain.methodology.expressions.types import check_types
from tests.unit.expressions.strategies import NAMES, expressions, known

TYPES = {
    "budget": Type(Sort.NUMBER),
    "exposed": Type(Sort.YES_NO),
    "kind": Type(Sort.TEXT, ("works", "supply")),
    "start": Type(Sort.DATE),
    "finish": Type(Sort.DATE),
    "note": Type(Sort.TEXT),
    "later": Type(Sort.ANY),
}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("‸bugdet > 1", "unknown name 'bugdet'; expected one of budget"),
        ("‸bugdet > 1", "did you mean budget?"),
        ("‸budget-1 > 3", "a minus sign has a space on both sides"),
        ("‸budget", "expected yes or no, found a number"),
        ("exposed and ‸note", "expected yes or no, found a text"),
        ("not ‸start", "expected yes or no, found a date"),
        ("budget ‸== note", "a number is compared with a text, which is never the same"),
        ("start ‸> 3", "a date is compared with a number"),
        ("budget ‸in [1, start]", "a number is compared with a date"),
        ('kind == ‸"work"', "unknown value 'work'; expected one of works, supply"),
        ('‸"work" != kind', "did you mean works?"),
        ('kind in ["works", ‸"supplies"]', "did you mean supply?"),
        ('note ‸< "x"', "a text has no order; compare with == or !="),
        ("later ‸>= exposed", "yes or no has no order"),
        ("‸note + 1 > 2", "expected a number, found a text"),
        ("start + ‸finish == start", "expected a number, found a date"),
        ("budget * ‸exposed > 1", "expected a number, found yes or no"),
        ("-‸start == 1", "expected a number, found a date"),
        ("abs(‸note) == 1", "expected a number, found a text"),
        ("min(budget, ‸note) > 1", "expected a number, found a text"),
        ("‸min(budget, start) == later", "expected a number, found a date"),
    ],
)
def test_what_can_never_be_right_is_told_at_its_place(text: str, sentence: str) -> None:
    before, _, after = text.partition("‸")

    faults = check_types(parse(before + after), TYPES)

    assert [column for column, _ in faults] == [len(before) + 1]
    assert sentence in faults[0][1]["en"]
    assert faults[0][1]["fr"] != faults[0][1]["en"]


@pytest.mark.parametrize(
    "text",
    [
        "budget > 1 and exposed",
        'kind == "works" or kind in ["supply"]',
        'note == "anything"',
        "finish - start > days(30)",
        "start + days(30) < finish",
        "days(30) + start < finish",
        "max(start, finish) == finish and min(budget, 3) > round(budget * 0.5, 2)",
        'fact.schedule.finish > baseline.schedule.finish and fact.any == "x"',
        "later",
        "known(note) or later > 3",
        "later - start > 3",
    ],
)
def test_what_can_be_right_is_left_alone(text: str) -> None:
    assert check_types(parse(text), TYPES) == []


def test_a_quantity_may_be_a_number_or_a_date_but_no_condition() -> None:
    assert check_types(parse("finish - start"), TYPES, QUANTITY) == []
    assert check_types(parse("finish"), TYPES, QUANTITY) == []
    assert [words["en"] for _, words in check_types(parse("exposed"), TYPES, QUANTITY)] == [
        "expected a number, found yes or no"
    ]


def _type_of(value: Known) -> Type:
    if isinstance(value, bool):
        return Type(Sort.YES_NO)
    if isinstance(value, str):
        return Type(Sort.TEXT)
    return Type(Sort.DATE if hasattr(value, "year") else Sort.NUMBER)


@settings(max_examples=500, deadline=None)
@given(text=expressions(), names=known())
def test_an_expression_without_fault_never_has_values_of_different_types(
    text: str, names: dict[str, Known]
) -> None:
    types = {name: Type(Sort.ANY) for name in NAMES} | {
        name: _type_of(value) for name, value in names.items()
    }
    sound = check_types(parse(text), types) == []

    answer = evaluate(text, names)

    because = answer.because["en"]
    assert not sound or answer.value is None or isinstance(answer.value, bool)
    assert not sound or "cannot be compared" not in because or answer.unknown
    assert not sound or "cannot be reckoned" not in because or answer.unknown
