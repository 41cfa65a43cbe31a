"""COMMUNICATION-27: everybody is told, by a channel, in time, by somebody."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

MATRIX = ["Stakeholder", "Content", "Channel", "Frequency", "Sender"]
SOUND = [
    ["Steering committee", "Progress", "Meeting", "Monthly", "Ann"],
    ["Users and neighbours", "Dates", "Letter", "Quarterly", "Ben"],
]


def told(*rows: Sequence[object], others: tuple[Reading, ...] = ()) -> tuple[Verdict, ...]:
    plan = reading("communication.xlsx", "communication", sheet([MATRIX, *rows], title="Plan"))
    return answers("COMMUNICATION-27", "communication-plan", plan, *others)


def register(*names: str) -> Reading:
    rows = [[name, "High", "High", "To be heard"] for name in names]
    head = ["Stakeholder", "Power", "Interest", "Expectations"]
    return reading("stakeholders.xlsx", "stakeholders", sheet([head, *rows]))


def test_a_matrix_that_reaches_everybody_passes() -> None:
    others = (register("Steering committee", "Neighbours", "Users"),)

    assert outcomes(told(*SOUND)) == {Outcome.PASS}
    assert outcomes(told(*SOUND, others=others)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("column", "place"),
    [(2, "Plan!C3"), (3, "Plan!D3"), (4, "Plan!E3")],
    ids=["channel", "frequency", "sender"],
)
def test_a_row_that_lacks_something_is_told(column: int, place: str) -> None:
    row = list(SOUND[1])
    row[column] = "à définir"

    assert places(told(SOUND[0], row)) == [place]


def test_a_stakeholder_who_is_told_nothing_is_named() -> None:
    (verdict,) = told(*SOUND, others=(register("Steering committee", "Fire brigade"),))

    assert "Fire brigade" in verdict.found["en"]
    assert "stakeholders.xlsx" in verdict.found["en"]


def test_what_goes_to_everybody_reaches_everybody() -> None:
    everybody = ["All stakeholders", "News", "Mail", "Monthly", "Ann"]

    assert outcomes(told(everybody, others=(register("Fire brigade"),))) == {Outcome.PASS}


def test_a_plan_without_a_matrix_cannot_be_told() -> None:
    plan = reading("communication.docx", "communication")

    assert outcomes(answers("COMMUNICATION-27", "communication-plan", plan)) == {
        Outcome.CANNOT_TELL
    }
