"""INTEGRATION-34: each assumption has somebody who watches it, a day, and a risk if wrong."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["ID", "Assumption or constraint", "Owner", "Due date", "Risk if wrong", "Status"]
DUE = date(2027, 5, 1)
SOUND = [
    ["A1", "The permit comes by May", "Ann", DUE, "Two months late", "Open"],
    ["C1", "No work in July", "Ben", DUE, "Overtime is paid", "Open"],
]


def log(
    *rows: Sequence[object], head: Sequence[object] = HEAD, title: str = "Log"
) -> tuple[Verdict, ...]:
    document = reading("case.xlsx", "business case", sheet([head, *rows], title=title))
    return answers("INTEGRATION-34", "business-case", document)


def test_assumptions_that_somebody_watches_pass() -> None:
    assert outcomes(log(*SOUND)) == {Outcome.PASS}


@pytest.mark.parametrize(
    "head",
    [
        ["N°", "Hypothèse", "Responsable", "Échéance", "Risque si fausse", "Statut"],
        ["Nr", "Annahme", "Verantwortlich", "Termin", "Folge, falls falsch", "Status"],
        ["ID", "Supuesto", "Responsable", "Fecha límite", "Consecuencia", "Estado"],
        ["N°", "Contrainte", "Pilote", "Date", "Conséquence", "État"],
    ],
    ids=["French", "German", "Spanish", "French constraints"],
)
def test_headers_of_other_languages_are_understood(head: list[str]) -> None:
    assert outcomes(log(*SOUND, head=head)) == {Outcome.PASS}
    assert places(log([*SOUND[0][:2], "", *SOUND[0][3:]], head=head)) == ["Log!C2"]


@pytest.mark.parametrize(
    ("column", "place"),
    [
        pytest.param(2, "Log!C3", id="owner"),
        pytest.param(3, "Log!D3", id="date"),
        pytest.param(4, "Log!E3", id="risk"),
    ],
)
def test_what_an_assumption_leaves_open_is_told(column: int, place: str) -> None:
    row = list(SOUND[1])
    row[column] = "à définir"

    assert places(log(SOUND[0], row)) == [place]


def test_a_missing_column_is_told_once() -> None:
    rows = [[*row[:4], row[5]] for row in SOUND]

    (verdict,) = log(*rows, head=[*HEAD[:4], HEAD[5]])

    assert "no column for the risk" in verdict.found["en"]


def test_what_is_closed_needs_nothing_more() -> None:
    assert outcomes(log(*SOUND, ["A2", "The hall is free", "", "", "", "Closed"])) == {Outcome.PASS}


def test_the_assumptions_of_a_mixed_log_are_judged_and_its_risks_are_not() -> None:
    head = ["Category", "Description", "Impact", "Owner", "Due date", "Status"]
    risk = ["Risk", "Fire", "High", "", "", "Open"]
    sound = ["Assumption", "Sun in May", "Late", "Ann", DUE, "Open"]
    open_one = ["Constraint", "No crane", "Late", "", DUE, "Open"]

    assert outcomes(log(risk, sound, head=head, title="RAID")) == {Outcome.PASS}
    assert places(log(risk, sound, open_one, head=head, title="RAID")) == ["RAID!D4"]


def test_assumptions_in_words_alone_cannot_be_told() -> None:
    prose = reading(
        "case.docx", "business case", content=text("# Assumptions", "The permit comes by May.")
    )

    assert outcomes(answers("INTEGRATION-34", "business-case", prose)) == {Outcome.CANNOT_TELL}
