"""QUALITY-23: criteria that can be measured, and figures that keep to their limits."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Content, Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

CRITERIA = ["Deliverable", "Acceptance criterion", "Verification method", "Responsible"]
SOUND = ["Boiler", "At least 3.2 MW for 72 hours", "Test", "Ann"]


def quality(
    *rows: Sequence[object],
    head: Sequence[object] = CRITERIA,
    others: tuple[Reading, ...] = (),
    **settings: Any,
) -> tuple[Verdict, ...]:
    plan = reading("quality.xlsx", "quality", sheet([head, *rows]))
    return answers("QUALITY-23", "quality-plan", plan, *others, settings=settings)


def test_a_figure_and_a_way_to_verify_pass() -> None:
    assert outcomes(quality(SOUND, ["Report", "Signed by the sponsor", "Review", "Ben"])) == {
        Outcome.PASS
    }


@pytest.mark.parametrize(
    ("row", "place"),
    [
        pytest.param(["Portal", "", "Test", "Ann"], "Feuil1!B3", id="no criterion"),
        pytest.param(["Portal", "TBD", "Test", "Ann"], "Feuil1!B3", id="a criterion to come"),
        pytest.param(["Portal", "Fast and easy to use", "Test", "Ann"], "Feuil1!B3", id="vague"),
        pytest.param(["Portail", "Simple et rapide", "Essai", "Ann"], "Feuil1!B3", id="in French"),
        pytest.param(["Portal", "Schnell und einfach", "Test", "Ann"], "Feuil1!B3", id="in German"),
        pytest.param(["Portal", "Rápido y fácil", "Prueba", "Ana"], "Feuil1!B3", id="in Spanish"),
        pytest.param(["Portal", "At most 2 seconds", "", "Ann"], "Feuil1!C3", id="no method"),
        pytest.param(["Portal", "At most 2 seconds", "Test", ""], "Feuil1!D3", id="nobody"),
    ],
)
def test_what_cannot_be_measured_or_verified_is_told(row: list[object], place: str) -> None:
    assert places(quality(SOUND, row)) == [place]


@pytest.mark.parametrize(
    "criterion",
    [
        "Fast: at most 2 seconds",
        "Good, as the signed certificate says",
        "Rapide : 2 secondes au plus",
        "Einfach, von allen Prüfern bestanden",
        "Todas las pruebas superadas",
        "The wall is red",
    ],
)
def test_a_vague_word_beside_a_figure_or_a_test_is_forgiven(criterion: str) -> None:
    assert outcomes(quality(["Portal", criterion, "Test", "Ann"])) == {Outcome.PASS}


LEVELLED = [*CRITERIA, "Verification level", "Verification phase"]


@pytest.mark.parametrize(
    ("level", "phase", "place"),
    [
        pytest.param("", "Build", "Feuil1!E2", id="no level"),
        pytest.param("System", "", "Feuil1!F2", id="no phase"),
    ],
)
def test_level_and_phase_are_filled_in_where_there_is_a_column(
    level: str, phase: str, place: str
) -> None:
    assert places(quality([*SOUND, level, phase], head=LEVELLED)) == [place]
    assert outcomes(quality([*SOUND, "System", "Build"], head=LEVELLED)) == {Outcome.PASS}


def test_a_first_draft_may_leave_them_out() -> None:
    plan = reading("quality.xlsx", "quality", sheet([LEVELLED, [*SOUND, "", ""]]))

    assert outcomes(answers("QUALITY-23", "wbs", plan, at="G2")) == {Outcome.PASS}


def test_columns_called_level_and_phase_count_too() -> None:
    head = [*CRITERIA, "Niveau", "Phase"]

    assert places(quality([*SOUND, "Système", ""], head=head)) == ["Feuil1!F2"]


def test_level_and_phase_are_asked_for_where_the_method_does() -> None:
    assert outcomes(quality(SOUND, level_and_phase=False)) == {Outcome.PASS}
    assert places(quality(SOUND, level_and_phase=True)) == ["Feuil1!A1", "Feuil1!A1"]


def test_parents_planning_packages_and_dropped_requirements_need_no_criterion() -> None:
    head = ["WBS code", "Work package", "Acceptance criterion", "Verification method"]
    rows = [["1", "House", "", ""], ["1.1", "Walls", "3 m high", "Inspection"],
            ["1.2", "Garden", "Planning package", ""]]  # fmt: skip
    wbs = reading("wbs.xlsx", "wbs", sheet([head, *rows], title="WBS"))
    asked = ["ID", "Requirement", "Acceptance criterion", "Verification", "Status"]
    dropped = [
        ["R1", "Be red", "RAL 3000", "Review", "Approved"],
        ["R2", "Fly", "", "", "Rejected"],
    ]
    listed = reading("list.xlsx", "requirements", sheet([asked, *dropped]))

    assert outcomes(answers("QUALITY-23", "quality-plan", wbs)) == {Outcome.PASS}
    assert outcomes(answers("QUALITY-23", "quality-plan", listed)) == {Outcome.PASS}


def test_a_plan_without_criteria_cannot_be_told() -> None:
    assert outcomes(answers("QUALITY-23", "quality-plan", reading("q.docx", "quality"))) == {
        Outcome.CANNOT_TELL
    }


def scope(*names: str) -> Reading:
    return reading("scope.docx", "scope", content=text("# Scope", "## Deliverables", *names))


def test_each_promised_deliverable_has_a_criterion() -> None:
    report = ["Report", "Signed", "Review", "Ben"]

    assert outcomes(quality(SOUND, report, others=(scope("Boiler", "Report"),))) == {Outcome.PASS}
    (fault,) = quality(SOUND, report, others=(scope("Boiler", "Report", "Chimney"),))
    assert (fault.document, fault.location) == ("scope.docx", "paragraph 5")


def test_deliverables_of_other_names_are_not_compared() -> None:
    assert outcomes(quality(SOUND, others=(scope("Chimney", "Stairs", "Boiler"),))) == {
        Outcome.PASS
    }


def test_each_requirement_has_a_criterion_where_criteria_cite_requirements() -> None:
    head = ["ID", "Requirement", "Priority"]
    rows = [["REQ-1", "Be warm", "High"], ["REQ-2", "Be safe", "High"], ["REQ-3", "Be red", "Low"]]
    listed = reading("list.xlsx", "requirements", sheet([head, *rows], title="List"))
    criteria = [[f"REQ-{number} part", "20 degrees", "Test", "Ann"] for number in (1, 2)]

    (fault,) = quality(*criteria, others=(listed,))

    assert (fault.document, fault.location) == ("list.xlsx", "List!A4")
    assert outcomes(quality(SOUND, others=(listed,))) == {Outcome.PASS}


TABLE = sheet([CRITERIA, SOUND])
PROSE = ["# Quality plan", "We look after it.", "Each part is measured.", "Faults are noted.",
         "Reviews take place each month.", "Records are kept for ten years."]  # fmt: skip


def written(
    *more: str, at: str = "G3", deliverable: str = "quality-plan", **settings: Any
) -> tuple[Verdict, ...]:
    content = text(*PROSE, *more).model_copy(update={"tables": (TABLE,)})
    plan = reading("plan.docx", "quality", content=content)
    return answers("QUALITY-23", deliverable, plan, at=at, settings=settings)


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        pytest.param("We follow ISO 9001:2015.", Outcome.PASS, id="a standard"),
        pytest.param("Nous suivons la norme NF EN 13814.", Outcome.PASS, id="a French one"),
        pytest.param("We follow high standards.", Outcome.CANNOT_TELL, id="standards unnamed"),
        pytest.param("We do our best.", Outcome.FAIL, id="none"),
    ],
)
def test_a_written_plan_names_its_standards(line: str, outcome: Outcome) -> None:
    assert outcomes(written(line)) == {outcome}


def test_a_first_draft_of_a_plan_need_not_name_them() -> None:
    assert outcomes(written("We do our best.", at="G2", deliverable="wbs")) == {Outcome.PASS}


def test_a_written_plan_names_who_is_responsible() -> None:
    head, row = CRITERIA[:3], SOUND[:3]
    content = text(*PROSE, "We follow ISO 9001.").model_copy(
        update={"tables": (sheet([head, row]),)}
    )

    def said(whole: Content) -> tuple[Verdict, ...]:
        return answers("QUALITY-23", "quality-plan", reading("p.docx", "quality", content=whole))

    assert outcomes(said(content)) == {Outcome.FAIL}
    named = text(*PROSE, "We follow ISO 9001.", "Quality manager: Ann Lee").model_copy(
        update={"tables": content.tables}
    )
    assert outcomes(said(named)) == {Outcome.PASS}


STUDY = ["Characteristic", "Ppk", "% GR&R"]


def study(*rows: Sequence[object], head: Sequence[object] = STUDY) -> Reading:
    return reading("study.xlsx", "quality", sheet([head, *rows], title="Study"))


@pytest.mark.parametrize(
    ("row", "settings", "found"),
    [
        pytest.param(["Bore", 1.33, 30], {}, [], id="at the limits"),
        pytest.param(["Bore", 1.32, 30], {}, ["Study!B2"], id="not capable"),
        pytest.param(["Bore", 1.33, 30.1], {}, ["Study!C2"], id="measured badly"),
        pytest.param(["Bore", 1.6, "9,5 %"], {"gauge_rr": 10}, [], id="decimal comma, per cent"),
        pytest.param(["Bore", 1.6, "12,5 %"], {"gauge_rr": 10}, ["Study!C2"], id="a lower limit"),
        pytest.param(["Bore", 1.6, 0.31], {}, ["Study!C2"], id="a share of one"),
        pytest.param(["Bore", 1.6, 12], {"ppk": 1.67}, ["Study!B2"], id="a higher limit"),
        pytest.param(["Bore", "", ""], {}, [], id="not yet measured"),
    ],
)
def test_figures_keep_to_the_limits(
    row: list[object], settings: dict[str, Any], found: list[str]
) -> None:
    assert places(quality(SOUND, others=(study(row),), **settings)) == found


def test_a_column_of_limits_counts_before_the_method() -> None:
    head = ["Merkmal", "Cpk Soll", "Cpk"]

    assert places(quality(SOUND, others=(study(["Bohrung", 1.67, 1.5], head=head),))) == [
        "Study!C2"
    ]
    assert places(quality(SOUND, others=(study(["Bohrung", 1.0, 1.1], head=head),))) == []


def test_figures_in_the_text_are_judged_by_what_the_plan_states() -> None:
    lines = ("We follow ISO 9001.", "The limit is Ppk ≥ 1.67 throughout.")

    assert outcomes(written(*lines, "We found Ppk = 1,70.")) == {Outcome.PASS}
    assert places(written(*lines, "We found Ppk = 1,50.")) == ["paragraph 9"]
    assert outcomes(written(*lines, "We found Ppk = 1,50.", ppk=1)) == {Outcome.PASS}
