"""RISK-17: the scores and scales of the risks are right."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

HEAD = ["ID", "Cause", "Risk", "Effect", "Probability (1-5)", "Impact (1-5)", "Score", "Class"]
HEAD += ["Category", "Owner"]
ROWS: tuple[tuple[object, ...], ...] = (
    ("R1", "One supplier", "Pumps come late", "Start slips", 4, 4, 16, "High", "Supply", "Ann"),
    ("R2", "Old survey", "Soft ground", "Piles needed", 3, 4, 12, "High", "Site", "Bob"),
    ("R3", "New code", "Slow screens", "Users wait", 2, 4, 8, "Medium", "Design", "Cat"),
    ("R4", "Few staff", "Tests overrun", "Extra pay", 3, 2, 6, "Medium", "Team", "Dan"),
    ("R5", "Price index", "Steel costs more", "Budget grows", 2, 2, 4, "Low", "Supply", "Eve"),
)


def changed(**to: object) -> list[list[object]]:
    """The sound rows with other values in the third of them, by lower-case header."""
    names = ["id", "cause", "risk", "effect", "p", "i", "score", "klass", "category", "owner"]
    rows = [list(row) for row in ROWS]
    for name, value in to.items():
        rows[2][names.index(name)] = value
    return rows


def said(
    rows: Sequence[Sequence[object]],
    *others: Reading,
    head: Sequence[object] = HEAD,
    at: str = "G3",
    **settings: object,
) -> tuple[Verdict, ...]:
    register = reading("risks.xlsx", "risk", sheet([head, *rows], title="Risks"))
    return answers("RISK-17", "risk-register", register, *others, settings=settings, at=at)


def test_scores_that_are_products_pass() -> None:
    (verdict,) = said(ROWS)

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "5 risks rated, score = P x I"
    assert verdict.found["fr"] == "5 risques cotés, criticité = P x I"


@pytest.mark.parametrize(
    ("to", "cell"),
    [
        pytest.param({"score": 9}, "G4", id="a score that is no product"),
        pytest.param({"p": 6, "score": 24}, "E4", id="a probability off the scale"),
        pytest.param({"i": 0, "score": 0}, "F4", id="an impact below the scale"),
        pytest.param({"klass": "Critical"}, "H4", id="a class above its score"),
        pytest.param({"klass": "Very low"}, "H4", id="a class below its score"),
        pytest.param({"risk": "Soft ground", "cause": "Old survey"}, "C4", id="told twice"),
    ],
)
def test_each_wrong_value_is_told_with_its_cell(to: dict[str, object], cell: str) -> None:
    assert f"Risks!{cell}" in places(said(changed(**to)))


def test_the_score_that_is_due_is_told() -> None:
    (verdict,) = said(changed(score=9))

    assert verdict.found["en"] == "R3 Slow screens: score 9, but P x I makes 8"
    assert verdict.found["fr"] == "R3 Slow screens : criticité 9, mais P x I donne 8"


@pytest.mark.parametrize("level", [pytest.param(1, id="lowest"), pytest.param(5, id="highest")])
def test_the_ends_of_the_scale_are_on_it(level: int) -> None:
    rows = changed(p=level, score=level * 4, klass="")

    assert outcomes(said(rows)) == {Outcome.PASS}


def test_the_scale_of_the_method_counts_where_headers_say_none() -> None:
    head = ["ID", "Cause", "Risk", "Effect", "P", "I", "Score"]
    rows = [row[:7] for row in changed(p=7, score=28)]

    assert outcomes(said(rows, head=head)) == {Outcome.PASS}
    assert places(said(rows, head=head, scale_top=5)) == ["Risks!E4"]


def test_scores_of_more_factors_are_products_too() -> None:
    head = ["Cause", "Risque", "Effet", "Probabilité", "Gravité", "Détection", "Criticité"]
    rows = [
        ["a", "Retard", "b", 2, 3, 4, 24],
        ["c", "Panne", "d", 1, 5, 2, 10],
        ["e", "Fuite", "f", 2, 2, 2, 8],
    ]

    assert outcomes(said(rows, head=head)) == {Outcome.PASS}
    rows[1][6] = 12
    assert places(said(rows, head=head)) == ["Risks!G3"]


def test_scores_of_a_matrix_need_one_value_for_each_cell() -> None:
    head = ["Cause", "Risk", "Effect", "P", "I", "Score"]
    rows: list[list[object]] = [
        ["a", f"Event {n}", "b", p, i, s]
        for n, (p, i, s) in enumerate([(1, 1, 3), (1, 1, 3), (1, 1, 4), (2, 2, 11), (3, 1, 9)])
    ]

    assert places(said(rows, head=head)) == ["Risks!F4"]


def test_words_are_levels_where_a_legend_says_so() -> None:
    head = ["Cause", "Risk", "Effect", "Likelihood", "Impact", "Score"]
    rows = [["a", "Fire", "b", "High", "High", 16], ["c", "Rain", "d", "Low", "High", 9]]
    rows.append(["e", "Frost", "f", "Low", "Low", 4])
    table = sheet([head, *rows, [], [], ["Level", "Value"], ["Low", 2], ["High", 4]], "Risks")
    without = sheet([head, *rows], "Risks")

    legend = answers("RISK-17", "risk-register", reading("risks.xlsx", "risk", table))
    alone = answers("RISK-17", "risk-register", reading("risks.xlsx", "risk", without))

    assert places(legend) == ["Risks!F3"]
    assert outcomes(alone) == {Outcome.PASS}


def test_probabilities_in_per_cent_are_no_levels() -> None:
    head = ["Cause", "Risk", "Effect", "Probability (%)", "Impact", "Score"]
    rows = [["a", "Fire", "b", 15, 4, 60], ["c", "Rain", "d", 120, 2, 240]]

    assert places(said(rows, head=head)) == ["Risks!D3"]


def test_a_matrix_may_weigh_impact_more_than_probability() -> None:
    rows = changed(p=1, i=5, score=5, klass="High")

    assert outcomes(said(rows)) == {Outcome.PASS}


def test_colours_are_classes() -> None:
    rows = [[*row[:7], colour, *row[8:]] for row, colour in zip(
        ROWS, ["Red", "Red", "Amber", "Amber", "Red"], strict=True)]  # fmt: skip

    assert places(said(rows)) == ["Risks!H6"]


def test_cause_and_effect_are_written_apart() -> None:
    head = ["ID", "Risk", "P", "I", "Score"]
    rows = [["R1", "Fire", 2, 2, 4], ["R2", "Rain", 3, 3, 9]]
    sentence = "Because the survey is old, the ground may be soft, which would lead to delay"

    (verdict,) = said(rows, head=head)
    assert verdict.location == "Risks!A1"
    assert outcomes(said(rows, head=head, at="G2")) == {Outcome.PASS}
    assert outcomes(said(rows, head=head, apart=False)) == {Outcome.PASS}
    assert outcomes(said([["R1", sentence, 2, 2, 4]], head=head)) == {Outcome.PASS}


def test_risks_of_one_category_only_are_told_from_eight_on() -> None:
    one_kind = [[n, "a", f"Event {n}", "b", 2, 2, 4, "Low", "Technical", "Ann"] for n in range(8)]

    assert places(said(one_kind)) == ["Risks!I2"]
    assert outcomes(said(one_kind[:7])) == {Outcome.PASS}
    assert outcomes(said(one_kind[:7], spread_from=7)) == {Outcome.FAIL}


def test_opportunities_are_rated_like_threats() -> None:
    assert outcomes(said(changed(category="Opportunity"))) == {Outcome.PASS}


TOP = ["Risk", "Score", "Owner"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        pytest.param(
            [["Pumps come late", 16, "Ann"], ["Soft ground", 12, "Bob"]], None, id="right"
        ),
        pytest.param(
            [["Pumps come late", 16, "Ann"], ["Slow screens", 8, "Cat"]], "Top risks!A1", id="wrong"
        ),
        pytest.param([["Pumps come late", 20, "Ann"]], "Top risks!B2", id="another score"),
    ],
)
def test_a_top_list_is_the_top_of_the_register(rows: list[list[object]], place: str | None) -> None:
    report = reading("report.xlsx", "status report", sheet([TOP, *rows], title="Top risks"))

    assert places(said(ROWS, report)) == ([place] if place else [])


def test_risks_without_a_rating_cannot_be_told() -> None:
    rows = changed(p="", score="", klass="")

    (verdict,) = said(rows)

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.location == "Risks!E4"


def test_a_document_without_a_register_cannot_be_told() -> None:
    (verdict,) = answers("RISK-17", "risk-register", reading("risks.docx", "risk"))

    assert verdict.outcome is Outcome.CANNOT_TELL


def test_a_table_of_a_text_in_german_is_read() -> None:
    head = ["Nr", "Ursache", "Risiko", "Folge", "Eintrittswahrscheinlichkeit", "Auswirkung",
            "Risikowert"]  # fmt: skip
    rows = [["1", "a", "Brand", "b", "2", "3", "6"], ["2", "c", "Regen", "d", "3", "3", "6"]]
    content = text("# Risiken", tables=[form([head, *rows])])

    verdicts = answers("RISK-17", "risk-register", reading("r.docx", "risk", content=content))

    assert places(verdicts) == []
    rows.append(["3", "e", "Frost", "f", "1", "2", "2"])
    content = text("# Risiken", tables=[form([head, *rows])])
    verdicts = answers("RISK-17", "risk-register", reading("r.docx", "risk", content=content))
    assert places(verdicts) == ["table 1, row 3"]
