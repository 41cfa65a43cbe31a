"""What is no expression is refused at its column, with what was expected."""

import pytest

from domain.methodology.expressions.syntax import MOST_DEPTH, parse
from domain.methodology.expressions.tokens import LONGEST, ExpressionError


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("‸", "the expression ends here; expected a name or a value"),
        ("a and‸", "the expression ends here; expected a name or a value"),
        ("a ‸b", "found b; expected an operator such as and, or"),
        ("‸and", "found and; expected a name or a value"),
        ("(a‸", "the expression ends here; expected an operator or )"),
        ("a ‸)", "found ); expected an operator"),
        ("a < b ‸< c", "one comparison compares two values; join several with and"),
        ("a in ‸b", 'found b; expected a list such as ["a", "b"]'),
        ("a in [1 ‸2]", "found 2; expected a comma or ]"),
        ("a in [‸]", "expected at least one value"),
        ("a not ‸b", "found b; expected in after not"),
        ("‸[1]", "a list stands only after in"),
        ("‸sum(a)", "there is no function sum; expected one of min, max"),
        ("‸abs(1, 2)", "abs takes 1 value(s), found 2"),
        ("‸round(1, 2, 3)", "round takes 1-2 value(s), found 3"),
        ("a ‸= 1", "instead of = write =="),
        ("a ‸&& b", "instead of & write and"),
        ("a ‸|| b", "instead of | write or"),
        ("‸!a", "instead of ! write not"),
        ("a ‸AND b", "AND is written in small letters: and"),
        ("a == ‸True", "True is written in small letters: true"),
        ("a == ‸'b'", "a text stands in double quotes"),
        ('a == ‸"b', "this text does not end"),
        ("a > 10 ‸%", "there are no per cent signs"),
        ("a > ‸5M", "this is no number"),
        ("a > ‸1.000.000", "this is no number"),
        ("a > ‸2026-02-30", "there is no day 2026-02-30"),
        ("a > ‸" + "9" * 50, "a number of more than 36 characters"),
        ("a ‸§ b", "'§' has no meaning"),
    ],
)
def test_a_fault_of_grammar_is_told_where_it_stands(text: str, sentence: str) -> None:
    before, _, after = text.partition("‸")

    with pytest.raises(ExpressionError) as error:
        parse(before + after)

    assert error.value.column == len(before) + 1
    assert sentence in error.value.words["en"]
    assert error.value.words["fr"] != error.value.words["en"]


def test_names_are_told_once_in_the_order_in_which_they_appear() -> None:
    parsed = parse('pack.big-tender and budget - 1 > min(start, budget) or class == "x"')

    assert parsed.names == ("pack.big-tender", "budget", "start", "class")


def test_a_hyphen_belongs_to_the_name_that_it_stands_in() -> None:
    assert parse("a-b").names == ("a-b",)
    assert parse("a - b").names == ("a", "b")


@pytest.mark.parametrize("piece", ["(", "not ", "-", "abs(", "a in [", "1 + ("])
def test_depth_is_bounded(piece: str) -> None:
    with pytest.raises(ExpressionError, match="nested more than 32 levels deep"):
        parse(piece * (MOST_DEPTH + 1) + "a")


def test_many_parts_beside_each_other_are_not_deep() -> None:
    assert parse("a" + " and a" * 300).names == ("a",)


def test_length_is_bounded() -> None:
    with pytest.raises(ExpressionError, match="more than 2000 characters"):
        parse("a" * (LONGEST + 1))
