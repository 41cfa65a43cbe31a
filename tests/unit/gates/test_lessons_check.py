"""INTEGRATION-36: somebody can use each lesson, and earlier ones were read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

HEAD = ["ID", "Context", "What happened", "Recommendation", "Addressee"]
SOUND = [
    ["L1", "Digging", "An old pipe was found", "Scan before you dig", "Site engineers"],
    ["L2", "Tender", "One bid only", "Ask five suppliers", "Buyers"],
]
READ = "Lessons of earlier projects were read on 12 January 2026."


def lessons(
    *rows: Sequence[object],
    head: Sequence[object] = HEAD,
    said: str = READ,
    **given: Any,
) -> tuple[Verdict, ...]:
    log = reading("lessons.xlsx", "lessons", sheet([head, *rows], title="Lessons"))
    charter = reading("charter.docx", "charter", content=text("# Charter", said))
    return answers("INTEGRATION-36", "lessons-learned", log, charter, at="G5", **given)


def begun(day: date, earlier: tuple[Reading, ...] = ()) -> Surroundings:
    return Surroundings(project=ProjectFacts(start=day), earlier=earlier)


def test_lessons_that_can_be_used_pass() -> None:
    assert outcomes(lessons(*SOUND)) == {Outcome.PASS}


def test_french_and_german_headers_are_understood() -> None:
    french = ["N°", "Contexte", "Fait constaté", "Recommandation", "Destinataire"]
    german = ["Nr", "Ereignis", "Beschreibung", "Empfehlung", "Adressat"]
    gap = ["L3", "Lifting", "A crane failed", "", "Riggers"]

    for head in (french, german):
        assert outcomes(lessons(*SOUND, head=head)) == {Outcome.PASS}
        assert places(lessons(*SOUND, gap, head=head)) == ["Lessons!D4"]


@pytest.mark.parametrize(
    ("column", "place"),
    [pytest.param(3, "Lessons!D3", id="recommendation"), pytest.param(4, "Lessons!E3", id="whom")],
)
def test_a_lesson_that_nobody_can_use_is_told(column: int, place: str) -> None:
    row = list(SOUND[1])
    row[column] = ""

    assert places(lessons(SOUND[0], row)) == [place]


def test_a_lesson_without_a_context_is_told() -> None:
    head = ["ID", "Context", "Recommendation", "Addressee"]
    rows = [[row[0], row[1], *row[3:]] for row in SOUND]

    assert outcomes(lessons(*rows, head=head)) == {Outcome.PASS}
    assert places(lessons(rows[0], ["L2", "", "Ask five suppliers", "Buyers"], head=head)) == [
        "Lessons!B3"
    ]


@pytest.mark.parametrize(
    ("said", "start", "outcome"),
    [
        pytest.param(READ, date(2026, 1, 5), Outcome.PASS, id="at the start"),
        pytest.param(READ, date(2025, 10, 14), Outcome.PASS, id="on the last day"),
        pytest.param(READ, date(2025, 10, 13), Outcome.FAIL, id="a day late"),
        pytest.param(
            "Les REX de projets précédents ont été lus le 12/01/2026.",
            date(2026, 1, 5),
            Outcome.PASS,
            id="in French",
        ),
        pytest.param("Erfahrungen früherer Projekte sind gelesen.", date(2026, 1, 5), Outcome.PASS,
                     id="in German, without a day"),
        pytest.param("We will learn much.", date(2026, 1, 5), Outcome.CANNOT_TELL, id="nothing"),
    ],
)  # fmt: skip
def test_the_lessons_of_earlier_projects_are_asked_for(
    said: str, start: date, outcome: Outcome
) -> None:
    assert outcomes(lessons(*SOUND, said=said, surroundings=begun(start))) == {outcome}


def test_what_the_package_before_said_counts() -> None:
    before = reading("old.docx", "charter", content=text(READ))

    assert outcomes(lessons(*SOUND, said="", surroundings=begun(date(2026, 1, 5), (before,)))) == {
        Outcome.PASS
    }


def test_settings_move_the_border_or_leave_earlier_lessons_unasked() -> None:
    late = begun(date(2025, 10, 13))

    assert outcomes(lessons(*SOUND, surroundings=late, settings={"read_within_days": 91})) == {
        Outcome.PASS
    }
    assert outcomes(lessons(*SOUND, said="", settings={"earlier": False})) == {Outcome.PASS}


def test_lessons_in_words_alone_cannot_be_told() -> None:
    prose = reading("lessons.docx", "lessons", content=text("We learned a lot."))

    assert outcomes(answers("INTEGRATION-36", "lessons-learned", prose, at="G5")) == {
        Outcome.CANNOT_TELL
    }
