"""Whatever is written: expressions never break, and unknown behaves as unknown."""

import itertools
import sys
import time
from decimal import Decimal as Number

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.expressions.known import Known
from domain.methodology.expressions.syntax import MOST_DEPTH, parse
from domain.methodology.expressions.tokens import LONGEST, ExpressionError
from tests.unit.expressions.strategies import expressions, known

PIECES = ["a", "1", '"x"', "2026-01-31", "and", "or", "not", "in", "(", ")", "[", "]", ",", "<"]
MANY = settings(max_examples=300, deadline=None)
TRUTHS: dict[str, bool | None] = {"true": True, "false": False, "nothing": None}


def _judged(text: str, names: dict[str, Known]) -> Answer | None:
    try:
        return evaluate(text, names)
    except ExpressionError as error:
        refused = error
    assert 1 <= refused.column <= len(text) + 1
    assert refused.words["en"]
    assert refused.words["fr"]
    return None


@MANY
@given(text=st.text(max_size=60), names=known())
def test_any_text_is_an_expression_or_refused(text: str, names: dict[str, Known]) -> None:
    _judged(text, names)


@MANY
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), names=known())
def test_any_sequence_of_pieces_is_an_expression_or_refused(
    pieces: list[str], names: dict[str, Known]
) -> None:
    _judged(" ".join(pieces), names)


@MANY
@given(text=expressions(), names=known())
def test_any_expression_has_an_answer_with_a_reason(text: str, names: dict[str, Known]) -> None:
    answer = evaluate(text, names)

    assert answer.because["en"]
    assert answer.because["fr"]
    assert set(answer.unknown) <= set(parse(text).names) - set(names)
    assert answer.value is None or answer.unknown == ()
    assert evaluate(f"known({text})", names).is_true is (answer.value is not None)


@MANY
@given(text=expressions(with_known=False), names=known(), more=known())
def test_to_know_more_never_changes_a_known_answer(
    text: str, names: dict[str, Known], more: dict[str, Known]
) -> None:
    before = evaluate(text, names)

    after = evaluate(text, more | names)

    assert before.value is None or after.value == before.value


@MANY
@given(text=expressions(with_known=False), names=known(), more=known())
def test_an_answer_is_missing_only_for_a_reason_that_more_knowledge_can_remove(
    text: str, names: dict[str, Known], more: dict[str, Known]
) -> None:
    before = evaluate(text, names)
    others = {name: value for name, value in more.items() if name not in before.unknown}

    after = evaluate(text, others | names)

    assert before.value is not None or not before.unknown or after.value is None


@MANY
@given(text=expressions(), names=known())
def test_whole_and_decimal_numbers_mix_freely(text: str, names: dict[str, Known]) -> None:
    decimals: dict[str, Known] = {
        name: Number(value) if type(value) is int else value for name, value in names.items()
    }

    assert evaluate(text, decimals).value == evaluate(text, names).value


@pytest.mark.parametrize(("left", "right"), [*itertools.product(TRUTHS, repeat=2)])
def test_unknown_spreads_except_where_one_side_decides(left: str, right: str) -> None:
    ours, theirs = TRUTHS[left], TRUTHS[right]
    both = False if False in {ours, theirs} else None if None in {ours, theirs} else True
    either = True if True in {ours, theirs} else None if None in {ours, theirs} else False

    assert evaluate(f"{left} and {right}", {}).value is both
    assert evaluate(f"{left} or {right}", {}).value is either
    assert evaluate(f"not {left}", {}).value is (None if ours is None else not ours)


LONG = {
    "product": "a" + " * a" * 490,
    "sum": "a" + "+a" * 990,
    "conditions": "a > 1" + " and a > 1" * 190,
    "negations": "not " * 30 + "b",
    "brackets": "a + (b * c - " * 28 + "1" + ")" * 28,
    "list": "a in [" + ", ".join(["1"] * 600) + "]",
    "text": '"' + "x" * 1900 + '" == "y"',
    "long names": "x" * 990 + " < " + "y" * 990,
    "open": "(" * LONGEST,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_the_worst_expression_is_answered_or_refused_at_once(text: str) -> None:
    names: dict[str, Known] = {"a": 10**40 + 1, "b": True, "c": Number("1e-40")}
    parse.cache_clear()
    took = []

    for _ in range(3):
        parse.cache_clear()
        began = time.process_time()
        _judged(text, names)
        took.append(time.process_time() - began)

    assert min(took) < 0.05


def test_the_deepest_expression_is_far_from_the_end_of_the_stack() -> None:
    deepest = "(1 * 2 + 3 == 4 and a or " * (MOST_DEPTH // 7) + "a" + ")" * (MOST_DEPTH // 7)
    stacked = "(" * (MOST_DEPTH - 7) + "a" + " * 2 + 1 == 3 and true or b)" * (MOST_DEPTH - 7)

    def down(frames: int) -> None:
        if frames:
            down(frames - 1)
        else:
            evaluate(deepest, {"a": True})
            evaluate(stacked, {"a": 1})

    down(sys.getrecursionlimit() // 2)
