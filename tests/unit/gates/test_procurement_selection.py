"""PROCUREMENT-21: weights, marks, totals, ranking, award, evaluators, and the tender's criteria."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["Criterion", "Weight", "Alpha SA", "Beta Ltd", "Gamma GmbH"]
MARKS: list[list[object]] = [
    ["Price", "40 %", 8, 6, 5],
    ["Quality", "35 %", 7, 9, 6],
    ["Delay", "25 %", 6, 5, 9],
]
TOTAL: list[object] = ["Total", "100 %", 7.15, 6.80, 6.35]
WORDS = (
    "Evaluators: Anna Berg, Tom Weber",
    "Each evaluator signed a declaration of no interest.",
    "The criteria and weights were published on 2026-09-01.",
    "The offers were opened on 2026-10-01.",
    "The contract is awarded to Alpha SA.",
)


def said(
    *rows: Sequence[object],
    head: Sequence[object] = HEAD,
    words: Sequence[str] = WORDS,
    others: tuple[Reading, ...] = (),
    **given: Any,
) -> tuple[Verdict, ...]:
    content = text("# Evaluation of offers", *words, tables=[sheet([head, *rows], "Evaluation")])
    report = reading("report.docx", "selection", content=content)
    return answers("PROCUREMENT-21", "procurement-plan", report, *others, **given)


def found(verdicts: Sequence[Verdict]) -> list[str]:
    return [each.found["en"] for each in verdicts if each.outcome is Outcome.FAIL]


def marks(row: int, place: int, value: object) -> list[list[object]]:
    rows = [list(each) for each in (*MARKS, TOTAL)]
    rows[row][place] = value
    return rows


def test_a_sound_evaluation_passes() -> None:
    verdicts = said(*MARKS, TOTAL)

    assert outcomes(verdicts) == {Outcome.PASS}
    assert verdicts[0].found["en"] == "3 criteria, 3 offers"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        pytest.param(
            ["Critère", "Pondération", "Alpha SA", "Beta Ltd", "Gamma GmbH"],
            (
                "Évaluateurs : Anna Berg et Tom Weber",
                "Chaque évaluateur a signé une déclaration d'absence de conflit d'intérêts.",
                "Le marché est attribué à Alpha SA.",
            ),
            id="French",
        ),
        pytest.param(
            ["Kriterium", "Gewichtung", "Alpha SA", "Beta Ltd", "Gamma GmbH"],
            (
                "Bewertungsteam: Anna Berg und Tom Weber",
                "Interessenerklärungen liegen vor; es gibt keinen Interessenkonflikt.",
                "Zuschlag an Alpha SA.",
            ),
            id="German",
        ),
    ],
)
def test_other_languages_pass_too(head: Sequence[str], words: Sequence[str]) -> None:
    assert outcomes(said(*MARKS, TOTAL, head=head, words=words)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        pytest.param(marks(0, 1, "45 %"), "the weights add up to 105%", id="weights above 100 %"),
        pytest.param(marks(0, 1, ""), "Price: no weight", id="no weight"),
        pytest.param(marks(1, 3, ""), "Beta Ltd: no mark for Quality", id="no mark"),
        pytest.param(marks(3, 2, 7.5), "Alpha SA: total 7.5, recomputed 7.15", id="wrong total"),
    ],
)
def test_weights_marks_and_totals(rows: Sequence[Sequence[object]], fault: str) -> None:
    assert fault in found(said(*rows))


def test_coefficients_need_not_make_a_hundred() -> None:
    rows = [["Price", 4, 8, 6, 5], ["Quality", 3, 7, 9, 6], ["Delay", 2, 6, 5, 9]]
    assert outcomes(said(*rows, ["Total", 9, 65, 61, 56])) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("place", "words", "fault"),
    [
        pytest.param(0, "Evaluators: Anna Berg", "only anna berg evaluated", id="one evaluator"),
        pytest.param(0, "", "nobody is named who evaluated", id="no evaluator"),
        pytest.param(1, "", "no evaluator declares to have no interest", id="no declaration"),
        pytest.param(
            2, "The criteria were set on 2026-10-15.",
            "the criteria are of 2026-10-15, the offers were opened on 2026-10-01",
            id="criteria after the opening",
        ),
        pytest.param(
            4, "The contract is awarded to Beta Ltd.",
            "Beta Ltd is chosen, but Alpha SA has the highest total", id="another than the first",
        ),
    ],
)  # fmt: skip
def test_people_dates_and_award(place: int, words: str, fault: str) -> None:
    others = [*WORDS[:place], *([words] if words else []), *WORDS[place + 1 :]]
    assert found(said(*MARKS, TOTAL, words=others)) == [fault]


def test_another_than_the_first_may_be_chosen_with_a_reason() -> None:
    words = (*WORDS[:4], "Awarded to Beta Ltd, because Alpha SA withdrew its offer.")
    assert outcomes(said(*MARKS, TOTAL, words=words)) == {Outcome.PASS}


def test_two_offers_are_too_few_unless_a_reason_stands() -> None:
    rows = [row[:4] for row in (*MARKS, TOTAL)]

    assert found(said(*rows, head=HEAD[:4])) == ["2 offers; the rule asks for 3"]
    assert outcomes(said(*rows, head=HEAD[:4], settings={"least_bids": 2})) == {Outcome.PASS}
    words = (*WORDS, "Only two firms make such an exchanger: fewer offers were possible.")
    assert outcomes(said(*rows, head=HEAD[:4], words=words)) == {Outcome.PASS}


def test_a_table_of_offers_must_be_ranked_by_score() -> None:
    ranked = sheet(
        [["Bidder", "Score", "Rank", "Decision"], ["Alpha SA", 71, 2, ""],
         ["Beta Ltd", 68, 1, "Awarded"], ["Gamma GmbH", 64, 3, ""]],
        "Ranking of offers",
    )  # fmt: skip
    content = text("# Offers", *WORDS[:4], tables=[sheet([HEAD, *MARKS, TOTAL], "Marks"), ranked])
    report = reading("report.docx", "selection", content=content)
    faults = found(answers("PROCUREMENT-21", "procurement-plan", report))

    assert "Beta Ltd is chosen, but Alpha SA has the highest total" in faults
    assert "Beta Ltd stands before Alpha SA, which has a higher score" in faults


def test_the_tender_must_have_the_same_criteria() -> None:
    rows = [["Price", "50 %"], ["Quality", "25 %"], ["Delay", "25 %"]]
    tender = reading("tender.docx", "procurement", sheet([["Criterion", "Weight"], *rows], "Award"))

    (fault,) = found(said(*MARKS, TOTAL, others=(tender,)))

    assert fault == "other criteria or weights than in tender.docx: price, quality"


def test_before_offers_only_the_criteria_are_judged() -> None:
    rows = [row[:2] for row in MARKS]
    assert outcomes(said(*rows, head=HEAD[:2], words=("Criteria",))) == {Outcome.PASS}


def test_each_mark_of_a_long_table_needs_two_evaluators() -> None:
    head = ["Bidder", "Criterion", "Weight", "Evaluator", "Mark"]
    rows = [
        [bidder, criterion, "50 %", person, 7]
        for bidder in ("Alpha SA", "Beta Ltd", "Gamma GmbH")
        for criterion in ("Price", "Quality")
        for person in ("Anna Berg", "Tom Weber")
    ]
    assert outcomes(said(*rows, head=head)) == {Outcome.PASS}
    (fault,) = found(said(*rows[1:], head=head))
    assert fault == "Alpha SA: marked by fewer than 2"


def test_without_a_table_nothing_can_be_told_unless_nothing_is_bought() -> None:
    plan = reading("plan.docx", "procurement", content=text("# Plan", "We shall choose well."))
    none = reading("plan.docx", "procurement", content=text("# Plan", "Nothing is bought."))

    assert outcomes(answers("PROCUREMENT-21", "procurement-plan", plan)) == {Outcome.CANNOT_TELL}
    assert outcomes(answers("PROCUREMENT-21", "procurement-plan", none)) == {Outcome.NOT_APPLICABLE}


def test_a_fault_of_a_total_stands_at_its_cell() -> None:
    assert places(said(*marks(3, 2, 7.5))) == ["Evaluation!C5"]
