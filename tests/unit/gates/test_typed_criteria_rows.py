"""Typed criteria about the rows of a register: each of them holds, or is told with its place."""

from datetime import date

import pytest

from domain.finding import Finding, Outcome
from gates.checks.check import MOST_FAULTS
from gates.evidence.content import State
from tests.unit.gates.typed import answer, answered, plain
from tests.unit.understanding.documents import Rows, sheet, text, workbook

PASS, FAIL, CANNOT = Outcome.PASS, Outcome.FAIL, Outcome.CANNOT_TELL
HOLDS = "known(owner) and due >= today"
OWNED = f"{{each_row: {{table: risk, where: score >= 12, holds: {HOLDS}}}}}"

PAST = "R1: due 2026-05-31 < today 2026-06-01"

HEAD: list[object] = ["No", "Risk", "Score", "Owner", "Due date", "Status"]
SOUND: Rows = [
    HEAD,
    ["R1", "The site floods", 16, "Ann Lee", date(2026, 8, 1), "Open"],
    ["R2", "The supplier is late", 6, "", "", "Open"],
]


def judged(rows: Rows, test: str = OWNED) -> tuple[Finding, ...]:
    return answered(test, plain("r.xlsx", workbook(sheet(rows, "Risks")), role="risk"))


def changed(row: int, column: int, value: object) -> Rows:
    rows = [list(each) for each in SOUND]
    rows[row][column] = value
    return rows


def test_every_row_that_is_asked_holds() -> None:
    (said,) = judged(SOUND)

    assert said.outcome is PASS
    assert said.found == {"en": "all 1 rows hold", "fr": "les 1 lignes tiennent"}


@pytest.mark.parametrize(
    ("rows", "outcome", "place", "found"),
    [
        (changed(1, 3, ""), FAIL, "Risks!D2", "R1: owner is unknown"),
        (changed(1, 3, "tbd"), FAIL, "Risks!D2", "R1: owner is unknown"),
        (changed(1, 4, date(2026, 5, 31)), FAIL, "Risks!E2", PAST),
        (changed(1, 4, ""), CANNOT, "Risks!E2", "R1: due is unknown"),
        (changed(2, 2, ""), FAIL, "Risks!D3", "R2: owner is unknown"),
        (changed(2, 2, "high"), FAIL, "Risks!D3", "R2: owner is unknown"),
    ],
    ids=["no owner", "open word", "past date", "no date", "score unknown", "score in words"],
)  # fmt: skip
def test_a_row_that_does_not_hold_is_told_at_its_cell(
    rows: Rows, outcome: Outcome, place: str, found: str
) -> None:
    (said,) = judged(rows)

    assert (said.outcome, said.location, said.found["en"]) == (outcome, place, found)


def test_a_register_in_french_with_a_second_header_and_texts_in_other_case() -> None:
    rows: Rows = [
        ["Registre des risques du lot 3"],
        [],
        ["N°", "Risque", "Criticité", "Porteur", "Échéance", "Statut"],
        ["1", "Le site est inondé", "16,5", "", "01/08/2026", "OUVERT"],
        ["2", "Le fournisseur tarde", 20, "", "", "Clos"],
    ]

    said = judged(rows, '{each_row: {table: risk, where: status != "clos", holds: known(owner)}}')

    assert [(each.outcome, each.location) for each in said] == [(FAIL, "Risks!D4")]


def test_a_column_that_is_not_there_is_told_once() -> None:
    rows = [row[:3] for row in SOUND]
    rows[2][2] = 20

    (said,) = judged(rows)

    assert said.outcome is CANNOT
    assert said.found == {"en": "no column owner, due", "fr": "pas de colonne owner, due"}


def test_only_the_first_faults_are_told_one_by_one() -> None:
    rows: Rows = [HEAD, *([f"R{n}", f"Cause {n}", 20, "", "", "Open"] for n in range(30))]

    said = judged(rows)

    assert len(said) == MOST_FAULTS + 1
    assert said[-1].found["en"] == "20 more of the same kind"


@pytest.mark.parametrize(
    ("least", "outcome"), [(0, PASS), (1, CANNOT)], ids=["none needed", "needed"]
)
def test_a_table_that_is_not_there(least: int, outcome: Outcome) -> None:
    test = f"{{each_row: {{table: risk, holds: known(owner), at_least: {least}}}}}"

    assert answer(test, plain("a.docx", text("# Plan", "No table here."))).outcome is outcome


def test_too_few_rows_of_the_kind_that_is_asked() -> None:
    test = "{each_row: {table: risk, where: score > 18, holds: known(owner), at_least: 1}}"

    (said,) = judged(SOUND, test)

    assert (said.outcome, said.found["en"]) == (FAIL, "0 rows of this kind")


def test_a_blank_form_never_holds() -> None:
    blank = plain("r.xlsx", workbook(sheet([HEAD], "Risks")), role="risk", state=State.TEMPLATE)

    assert answer(OWNED, blank).outcome is CANNOT
    assert answer(OWNED.replace("holds", "at_least: 0, holds"), blank).outcome is CANNOT


def test_the_projects_own_names_stand_behind_the_columns() -> None:
    rows: Rows = [
        ["Task", "Start", "Finish", "Owner"],
        ["Dig", date(2026, 3, 1), date(2026, 5, 1), "Ann"],
        ["Build", date(2026, 5, 1), date(2026, 9, 1), "Ann"],
        ["Test", date(2026, 9, 1), date(2026, 9, 9), "Ann"],
    ]
    table = plain("p.xlsx", workbook(sheet(rows, "Plan")), role="schedule")
    test = "{each_row: {table: schedule, holds: finish <= project.finish}}"

    said = answered(test, table, known={"finish": date(2026, 9, 5)})

    assert [each.location for each in said] == ["Plan!C4"]
