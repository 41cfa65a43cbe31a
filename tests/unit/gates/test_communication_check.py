"""COMMUNICATION-27: everybody is told, by a channel, in time, by somebody."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import Surroundings
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

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


@pytest.mark.parametrize(
    "head",
    [
        ["Partie prenante", "Contenu", "Canal", "Fréquence", "Émetteur"],
        ["Zielgruppe", "Inhalt", "Kanal", "Häufigkeit", "Absender"],
        ["Destinatario", "Mensaje", "Medio", "Frecuencia", "Emisor"],
    ],
    ids=["French", "German", "Spanish"],
)
def test_other_languages_and_a_table_further_down_are_understood(head: list[str]) -> None:
    gap = ["Neighbours", "Dates", "", "Monthly", "Ben"]
    above = sheet([["Plan"], [], ["Version", "2"], [], head, *SOUND, gap], title="Plan")
    plan = reading("communication.xlsx", "communication", above)

    assert places(answers("COMMUNICATION-27", "communication-plan", plan)) == ["Plan!C8"]


def test_a_missing_column_is_told_once() -> None:
    rows = [[*row[:2], *row[3:]] for row in SOUND]
    plan = reading(
        "plan.xlsx", "communication", sheet([[*MATRIX[:2], *MATRIX[3:]], *rows], title="Plan")
    )

    (verdict,) = answers("COMMUNICATION-27", "communication-plan", plan)

    assert verdict.found["en"] == "there is no column for the channel"


def test_a_recipient_whom_the_register_does_not_know_is_told() -> None:
    rows = [*SOUND, ["Fire brigade", "Plans", "Visit", "Yearly", "Ben"],
            ["Project team", "Work", "Meeting", "Weekly", "Ann"]]  # fmt: skip
    others = (register("Steering committee", "Neighbours", "Users"),)

    (verdict,) = told(*rows, others=others)

    assert verdict.found["en"] == "Fire brigade is not in the stakeholder register"
    assert verdict.location == "Plan!A4"


def test_a_register_that_names_others_altogether_is_not_compared() -> None:
    others = (register("Steering committee"),)
    rows = [SOUND[0], ["Press", "News", "Call", "Monthly", "Ann"],
            ["Unions", "News", "Call", "Monthly", "Ann"]]  # fmt: skip

    assert outcomes(told(*rows, others=others)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("channel", "outcome"),
    [
        pytest.param("Newsletter", Outcome.FAIL, id="newsletter"),
        pytest.param("Site web et affichage", Outcome.FAIL, id="web and posters"),
        pytest.param("Newsletter, meeting", Outcome.PASS, id="a meeting too"),
        pytest.param("Letter", Outcome.PASS, id="a letter of its own"),
    ],
)
@pytest.mark.parametrize(
    ("power", "interest"), [("High", "Very high"), ("5", "4")], ids=["words", "figures"]
)
def test_those_with_power_and_interest_are_reached_in_person(
    channel: str, outcome: Outcome, power: str, interest: str
) -> None:
    head = ["Stakeholder", "Power", "Interest", "Expectations"]
    rows = [["Steering committee", power, interest, "x"], ["Users", "1", "2", "y"]]
    who = reading("who.xlsx", "stakeholders", sheet([head, *rows]))
    plan = [["Steering committee", "Progress", channel, "Monthly", "Ann"], SOUND[1]]

    assert outcomes(told(*plan, others=(who,))) == {outcome}


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param("The steering committee meets every month.", Outcome.PASS, id="the same"),
        pytest.param("The steering committee meets fortnightly.", Outcome.FAIL, id="more often"),
        pytest.param("Le comité de pilotage se réunit chaque semaine.", Outcome.FAIL, id="French"),
        pytest.param("Der Lenkungsausschuss tagt alle 10 Tage.", Outcome.FAIL, id="German"),
        pytest.param("The steering board meets quarterly.", Outcome.PASS, id="less often"),
        pytest.param("A weekly report goes to the steering group.", Outcome.PASS, id="a report"),
        pytest.param("The steering committee decides. The team meets weekly.", Outcome.PASS,
                     id="another meeting"),
    ],
)  # fmt: skip
def test_steering_meetings_are_as_often_as_the_governance_says(said: str, outcome: Outcome) -> None:
    charter = reading("charter.docx", "charter", content=text("# Governance", said))

    assert outcomes(told(*SOUND, others=(charter,))) == {outcome}


def test_the_method_may_say_how_often_they_meet() -> None:
    plan = reading("communication.xlsx", "communication", sheet([MATRIX, *SOUND], title="Plan"))

    def asked(days: int) -> set[Outcome]:
        given = {"steering_days": days}
        return outcomes(answers("COMMUNICATION-27", "communication-plan", plan, settings=given))

    assert asked(30) == {Outcome.PASS}
    assert asked(29) == {Outcome.FAIL}


def minutes(*days: date) -> tuple[Reading, ...]:
    return tuple(
        reading(f"steering {each}.docx", "minutes", content=text("# Minutes")) for each in days
    )


@pytest.mark.parametrize(
    ("days", "outcome"),
    [
        pytest.param((date(2027, 1, 5), date(2027, 2, 19)), Outcome.PASS, id="one and a half"),
        pytest.param((date(2027, 1, 5), date(2027, 2, 20)), Outcome.FAIL, id="a day more"),
        pytest.param((date(2027, 1, 5),), Outcome.PASS, id="a single one"),
        pytest.param((), Outcome.PASS, id="none asked for"),
    ],
)
def test_minutes_leave_no_gap(days: tuple[date, ...], outcome: Outcome) -> None:
    assert outcomes(told(*SOUND, others=minutes(*days))) == {outcome}


def test_the_stage_is_covered_from_its_begin_to_the_gate() -> None:
    plan = reading("communication.xlsx", "communication", sheet([MATRIX, *SOUND], title="Plan"))

    def since(*days: date) -> set[Outcome]:
        around = Surroundings(stage_since=date(2026, 12, 20))
        return outcomes(
            answers("COMMUNICATION-27", "communication-plan", plan, *minutes(*days),
                    surroundings=around)
        )  # fmt: skip

    assert since(date(2027, 1, 10), date(2027, 2, 10)) == {Outcome.PASS}
    assert since(date(2027, 2, 10), date(2027, 2, 20)) == {Outcome.FAIL}
    assert since(date(2027, 1, 5), date(2027, 1, 10)) == {Outcome.FAIL}


def test_reports_are_judged_by_the_rhythm_of_reports() -> None:
    rows = [*SOUND, ["Users", "Progress report", "Mail", "Weekly", "Ann"]]
    reports = [
        reading(f"report {number}.docx", "status report", content=text(f"Date: {each}"))
        for number, each in enumerate(("2027-01-04", "2027-01-14", "2027-01-26"))
    ]

    (verdict,) = told(*rows, others=tuple(reports))

    assert (verdict.document, "12 days" in verdict.found["en"]) == ("report 2.docx", True)
    assert outcomes(told(*rows, others=tuple(reports[:2]))) == {Outcome.PASS}
