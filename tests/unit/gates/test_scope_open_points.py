"""SCOPE-3: open points are listed with an owner and a date, and come to an end."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.structures.open_points import open_points
from gates.dossier import Surroundings
from gates.evidence.content import Content, Paragraph, Reading
from gates.evidence.understanding.registers import find_registers
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

HEAD = ["ID", "Open point", "Owner", "Due date", "Status"]
SPEED = ["OP-1", "Wind speed the mast must stand", "Ann", "2027-04-01", "Open"]


def plan(*lines: str) -> Reading:
    return reading("plan.docx", "quality", content=text("# Plan", *lines))


def listed(*rows: Sequence[object], head: Sequence[object] = HEAD) -> Reading:
    return reading("points.xlsx", "issues", sheet([head, *rows], title="Open points"))


def said(*lines: str, others: tuple[Reading, ...] = (), **given: object) -> tuple[Verdict, ...]:
    settings = given.pop("settings", None)
    return answers("SCOPE-3", "quality-plan", plan(*lines), *others, settings=settings, **given)  # type: ignore[arg-type]


def marks(*lines: str) -> list[str]:
    document = plan(*lines)
    return [each.mark for each in open_points(document, find_registers(document.content))]


@pytest.mark.parametrize(
    "line",
    [
        "The mast stands a wind of TBD km/h.",
        "Wind speed: TBC",
        "Wind speed: TBR-7",
        "The colour is " + "X" * 3 + ".",
        "The colour is to be defined.",
        "The colour (to be confirmed with the client) is bright.",
        "La couleur reste à définir.",
        "Couleur : à compléter",
        "La date, à préciser par le client, est ferme.",
        "Die Farbe ist noch offen.",
        "Farbe: noch zu klären",
        "El color está por definir.",
        "The sponsor is [insert name here].",
        "The sponsor is <sponsor name>.",
        "The sponsor is {{sponsor}}.",
    ],
)
def test_what_is_left_open_is_seen_in_any_language(line: str) -> None:
    assert len(marks(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "No TBD remains in this issue.",
        "Aucun TBC ne subsiste.",
        "TBD: to be determined",
        "Criteria need to be defined with care.",
        "Le comité aide à définir la stratégie du projet.",
        "Le comité sert à préciser la cible.",
        "See [3] and the annex [A].",
        "The box [x] is ticked.",
        "The ratio is < 5 and the other > 3.",
        "An offen article was typed.",
        "The file is at [the portal](https://portal.example).",
        "Tasks are completed and confirmed by the team.",
        "Signature: ____________",
    ],
)
def test_what_only_sounds_open_is_left_alone(line: str) -> None:
    assert marks(line) == []


def test_glossaries_are_no_open_points() -> None:
    words = form([["TBD", "To be defined"], ["TBC", "To be confirmed"]])
    document = reading("p.docx", "quality", content=text("# Plan", tables=[words]))

    assert open_points(document, ()) == []
    assert marks("# Abbreviations", "TBD to be defined", "# Speed", "TBD") == ["TBD"]


def test_a_prompt_that_nobody_filled_is_open_and_a_comment_is_not() -> None:
    paragraphs = (
        Paragraph(text="Choose a date", location="paragraph 1", part="prompt"),
        Paragraph(text="TBD?", location="comment 1", part="comment"),
    )
    document = reading("p.docx", "quality", content=Content(paragraphs=paragraphs))

    assert [each.location for each in open_points(document, ())] == ["paragraph 1"]


def test_a_document_without_open_points_passes() -> None:
    assert outcomes(said("All is written.")) == {Outcome.PASS}


def test_a_listed_point_with_owner_and_date_passes() -> None:
    verdicts = said("The mast stands a wind speed of TBD.", others=(listed(SPEED),))

    assert outcomes(verdicts) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("column", "value", "place"),
    [
        pytest.param(2, "", "Open points!C2", id="no owner"),
        pytest.param(2, "TBD", "Open points!C2", id="an owner to be named"),
        pytest.param(3, "", "Open points!D2", id="no date"),
        pytest.param(3, "2027-02-28", "Open points!D2", id="a date that is past"),
        pytest.param(4, "Closed", "paragraph 2", id="closed but still there"),
        pytest.param(1, "Colour of the door", "paragraph 2", id="another point"),
    ],
)
def test_a_point_without_what_it_needs_is_told(column: int, value: str, place: str) -> None:
    row = [*SPEED]
    row[column] = value

    verdicts = said("The mast stands a wind speed of TBD.", others=(listed(row),))

    assert places(verdicts) == [place]


def test_the_day_of_the_package_itself_is_not_past() -> None:
    row = [*SPEED[:3], "2027-03-01", "Open"]

    assert outcomes(said("The wind speed is TBD.", others=(listed(row),))) == {Outcome.PASS}


def test_a_point_in_no_list_is_told_where_it_stands() -> None:
    assert places(said("Wind speed: TBD", "Colour: to be defined")) == [
        "paragraph 2",
        "paragraph 3",
    ]


def test_numbered_points_are_found_by_their_number() -> None:
    row = ["TBD-007", "Whatever", "Ann", "2027-04-01", "Open"]

    assert outcomes(said("Speed: TBD 7", others=(listed(row),))) == {Outcome.PASS}
    assert outcomes(said("Speed: TBD 8", others=(listed(row),))) == {Outcome.FAIL}


def test_a_french_list_is_read() -> None:
    head = ["N°", "Point en suspens", "Responsable", "Échéance", "Statut"]
    rows = listed(["1", "Vitesse du vent", "Anne", "01/04/2027", "Ouvert"], head=head)

    assert outcomes(said("Vitesse du vent : à définir", others=(rows,))) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("due", "outcome"),
    [
        pytest.param("2027-06-30", Outcome.PASS, id="on the day of the next gate"),
        pytest.param("2027-07-01", Outcome.FAIL, id="a day after the next gate"),
    ],
)
def test_the_date_is_before_the_next_gate(due: str, outcome: Outcome) -> None:
    head = ["Milestone", "Date"]
    gates = sheet([head, ["G3 Go", "2027-03-05"], ["G4 Deployment", "2027-06-30"]], title="Gates")
    others = (listed([*SPEED[:3], due, "Open"]), reading("gates.xlsx", "schedule", gates))

    assert outcomes(said("The wind speed is TBD.", others=others)) == {outcome}


def test_open_points_in_cells_are_told_by_cell() -> None:
    table = sheet([["Deliverable", "Acceptance criterion"], ["Mast", "TBD"], ["Door", "Red"]])

    assert places(answers("SCOPE-3", "quality-plan", reading("q.xlsx", "quality", table))) == [
        "Feuil1!B2"
    ]


def test_none_may_be_left_where_the_method_says_so() -> None:
    others = (listed(SPEED),)
    line = "The wind speed is TBD."

    assert outcomes(said(line, others=others, settings={"none_left": True})) == {Outcome.FAIL}
    assert outcomes(said("Done.", others=others, settings={"none_left": True})) == {Outcome.PASS}


def test_none_may_be_left_in_a_last_issue_nor_in_its_own_list() -> None:
    log = reading(
        "points.xlsx",
        "issues",
        sheet([HEAD, SPEED, [*SPEED[:4], "Closed"]], title="Open points"),
    )

    verdicts = answers("SCOPE-3", "quality-plan", log, settings={"none_left": True})

    assert places(verdicts) == ["Open points!E2"]


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        pytest.param(("Wind speed: TBD", "Colour: TBD"), Outcome.PASS, id="fewer"),
        pytest.param(("Wind speed: TBD",), Outcome.PASS, id="as many"),
        pytest.param(("All is written.",), Outcome.FAIL, id="more"),
    ],
)
def test_there_are_not_more_than_before(before: tuple[str, ...], outcome: Outcome) -> None:
    around = Surroundings(earlier=(plan(*before),))

    verdicts = said("Wind speed: TBD", others=(listed(SPEED),), surroundings=around)

    assert outcomes(verdicts) == {outcome}


def test_earlier_documents_of_another_kind_are_not_compared() -> None:
    around = Surroundings(earlier=(reading("budget.xlsx", "cost"),))

    verdicts = said("Wind speed: TBD", others=(listed(SPEED),), surroundings=around)

    assert outcomes(verdicts) == {Outcome.PASS}


def test_the_list_of_the_deliverable_is_judged_whole() -> None:
    rows = [SPEED, ["OP-2", "Colour", "", "2027-04-01", "Open"], ["OP-3", "Door", "", "", "Closed"]]

    verdicts = answers("SCOPE-3", "quality-plan", listed(*rows), as_of=date(2027, 3, 1))

    assert places(verdicts) == ["Open points!C3"]


def test_a_log_of_other_issues_in_the_deliverable_is_not_judged_here() -> None:
    head = ["ID", "Issue", "Owner", "Due date", "Status"]
    log = reading(
        "log.xlsx", "issues", sheet([head, ["1", "Ann is ill", "", "", "Open"]], title="Issue log")
    )

    assert outcomes(answers("SCOPE-3", "quality-plan", log)) == {Outcome.PASS}


def test_a_heading_may_be_open_and_a_list_of_open_points_is_not() -> None:
    assert marks("# Budget (TBD)") == ["TBD"]
    assert marks("# List of open points", "Colour: TBD") == []


def test_a_phrase_is_matched_by_the_words_beside_it() -> None:
    row = listed(["1", "Farbe des Kamins", "Anna", "2027-04-01", "Offen"])

    assert outcomes(said("Die Farbe des Kamins ist noch offen.", others=(row,))) == {Outcome.PASS}
    assert outcomes(said("Das Datum ist noch offen.", others=(row,))) == {Outcome.FAIL}
