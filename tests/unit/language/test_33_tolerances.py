"""Feature 33: tolerances in several dimensions, by level."""

from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from lifecycle.steering.amend import Amendment, amend
from storage.database import Database
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage

MORE = """\
attributes:
  - {id: overrun, label: {en: Overrun, fr: Dépassement}, kind: amount}
  - {id: delay, label: {en: Delay, fr: Retard}, kind: number, unit: days}
tolerances:
  - {id: stage-cost, label: {en: Cost of the stage, fr: Coût de l'étape}, dimension: cost,
     level: stage, measure: overrun, limit: budget * 0.02}
  - {id: stage-time, label: {en: Time of the stage, fr: Délai de l'étape}, dimension: time,
     level: stage, measure: delay, limit: 10}
  - {id: project-cost, label: {en: Cost of the project, fr: Coût du projet}, dimension: cost,
     level: project, measure: overrun, limit: budget * 0.1}
  - {id: project-time, label: {en: Time of the project, fr: Délai du projet}, dimension: time,
     level: project, measure: delay, limit: 60}
events:
  - {id: stage-exception, label: {en: Stage exception, fr: Exception d'étape}, gate: STAGE-PLAN,
     when: breach.stage-cost or breach.stage-time}
  - {id: exception, label: {en: Exception, fr: Exception}, gate: PROJECT-PLAN,
     when: breach.project-cost or breach.project-time}
"""
TEXT = method(
    [gate("END"), gate("STAGE-PLAN"), gate("PROJECT-PLAN"), gate("LAST")],
    [stage("build", "END"), stage("close", "LAST")],
    MORE,
)


def forecast(walk: Walk, **attributes: str) -> None:
    with walk.write() as session:
        given = Amendment(attributes=attributes)
        amend(session, walk.actor("anna"), walk.named(session), given, at=walk.at)


@pytest.mark.parametrize(
    ("attributes", "breaches", "gates"),
    [
        ({"overrun": "20", "delay": "10"}, (), []),
        ({"overrun": "50", "delay": "10"}, ("stage-cost",), ["STAGE-PLAN"]),
        ({"overrun": "20", "delay": "61"}, ("stage-time", "project-time"), None),
        ({"overrun": "101"}, ("stage-cost", "project-cost"), None),
        # What nobody has forecast is no breach.
        ({}, (), []),
    ],
)
def test_a_breach_at_stage_level_is_none_at_project_level(
    database: Database,
    tmp_path: Path,
    attributes: dict[str, str],
    breaches: tuple[str, ...],
    gates: list[str] | None,
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="1000")

    forecast(walk, **attributes)

    assert walk.fit().fitted.breaches == breaches
    expected = ["STAGE-PLAN", "PROJECT-PLAN"] if gates is None else gates
    assert list(walk.opened()) == [*expected, "END"]


def test_the_level_whose_tolerance_is_passed_decides_and_the_stage_goes_on(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="1000")
    forecast(walk, overrun="50", delay="0")

    walk.passes("STAGE-PLAN")
    walk.passes("END")

    assert walk.look().stage == "close"
    # The new stage has not been looked at yet, and the overrun is still there.
    assert list(walk.opened()) == ["STAGE-PLAN", "LAST"]
    forecast(walk, overrun="0")
    assert list(walk.opened()) == ["LAST"]
    assert check_invariants(walk.installation) == []
