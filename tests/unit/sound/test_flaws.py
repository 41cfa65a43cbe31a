"""Each check passes a sound project, and one planted flaw is found by its check alone."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from domain.finding import Finding, Outcome
from gates.checks.catalogue import CHECKS
from tests.unit.sound.flaws import FLAWS, REWORDED, Flaw, Reworded
from tests.unit.sound.house import FOLDERS, House, faults


def named(flaw: Flaw | Reworded) -> str:
    """The name of a flaw among the tests."""
    return f"{flaw.check} {flaw.called}"


def test_a_sound_project_passes_all_checks_and_none_stands_aside(house: House) -> None:
    judged = {gate: house.judged(gate) for gate in FOLDERS}
    found = [
        finding
        for judgement in judged.values()
        for deliverable in judgement.deliverables
        for finding in deliverable.findings
        if finding.check in CHECKS
    ]

    assert {each.outcome for each in found} == {Outcome.PASS}
    assert {each.check for each in found} == set(CHECKS)


def test_each_check_has_a_flaw() -> None:
    assert {*(flaw.check for flaw in FLAWS), *(flaw.check for flaw in REWORDED)} == set(CHECKS)


@pytest.mark.parametrize("flaw", FLAWS, ids=named)
def test_a_flaw_is_found_by_its_check_alone(flaw: Flaw, house: House, tmp_path: Path) -> None:
    changed = tmp_path / flaw.file
    shutil.copy(house.root / flaw.gate / flaw.file, changed)

    flaw.edit(changed)
    found = faults(house.judged(flaw.gate, {flaw.file: changed}))

    assert told_by(found) == {flaw.check}
    assert any(each.document == flaw.file for each in found)


@pytest.mark.parametrize("flaw", REWORDED, ids=named)
def test_so_is_one_that_was_there_from_the_start(
    flaw: Reworded, house: House, tmp_path: Path
) -> None:
    found = faults(house.written_anew(flaw.gate, flaw.replaced, tmp_path))

    assert told_by(found) == {flaw.check}
    assert any(each.document == flaw.file for each in found)


def told_by(found: Sequence[Finding]) -> set[str]:
    """The checks that speak."""
    return {each.check for each in found}
