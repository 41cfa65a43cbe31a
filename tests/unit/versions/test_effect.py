"""What a draft would change for open packages: findings gained and lost, verdicts, lost ids."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import delete

from domain.errors import NotAllowedError
from domain.finding import Outcome
from domain.judgement import Judgement, Verdict
from domain.methodology.fault import MethodError
from lifecycle.authority import find_project
from lifecycle.deciding.ending import withdraw
from lifecycle.versions.judged_lines import Line
from storage.database import Database
from storage.tables.packages import StoredReading
from tests.unit.lifecycle.scene import everything_written
from tests.unit.versions.house import (
    CHECKED,
    SOUND,
    UNSOUND,
    House,
    a_house,
    asking_at_a,
    checks_of,
    text_of,
)

READY, NOT_READY = Verdict.READY, Verdict.NOT_READY


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    made = a_house(database, tmp_path)
    made.enter("WORKS")
    return made


def test_a_check_that_is_new_gains_its_finding_and_keeps_the_package_back(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": UNSOUND})

    found = house.package_effect(text_of(2, CHECKED))

    assert checks_of(found.compared.gained) == [("COST-11", "budget")]
    assert (found.was, found.becomes) == (READY, NOT_READY)
    assert (found.code, found.version, found.gate, found.round) == ("WORKS", 1, "A", 1)


def test_a_check_that_is_new_and_passed_is_told_as_passed(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": SOUND})

    found = house.package_effect(text_of(2, CHECKED))

    assert checks_of(found.compared.newly_passed) == [("COST-11", "budget")]
    assert (found.compared.gained, found.was, found.becomes) == ([], READY, READY)


def test_a_check_that_is_dropped_loses_its_finding(database: Database, tmp_path: Path) -> None:
    house = a_house(database, tmp_path, CHECKED)
    house.enter("WORKS")
    house.judged("WORKS", {"Budget.csv": UNSOUND})

    found = house.package_effect(text_of(2))

    assert checks_of(found.compared.lost) == [("COST-11", "budget")]
    assert (found.was, found.becomes) == (NOT_READY, READY)
    assert found.state == "returned"


def test_a_deliverable_that_is_new_is_missing_and_one_no_longer_asked_is_named(
    house: House,
) -> None:
    house.judged("WORKS", {"Budget.csv": SOUND})

    found = house.package_effect(
        text_of(2, asking_at_a("{deliverable: risks, maturity: baseline}"))
    )

    assert checks_of(found.compared.gained) == [("risks", "risks")]
    assert found.gone == ("budget",)
    assert found.becomes is NOT_READY


def test_a_finding_that_weighs_more_is_told(database: Database, tmp_path: Path) -> None:
    gently = asking_at_a(
        "{deliverable: budget, maturity: baseline, checks: [{check: COST-11, severity: minor}]}"
    )
    house = a_house(database, tmp_path, gently)
    house.enter("WORKS")
    house.judged("WORKS", {"Budget.csv": UNSOUND})

    found = house.package_effect(text_of(2, CHECKED))

    assert checks_of(found.compared.heavier) == [("COST-11", "budget")]
    assert (found.compared.gained, found.becomes) == ([], NOT_READY)


def test_a_draft_that_only_renames_changes_nothing(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": UNSOUND})
    renamed = text_of(
        2,
        ("id: budget", "id: money"),
        ("deliverable: budget", "deliverable: money"),
        ("id: A\n", "id: START\n"),
        ("gate: A}", "gate: START}"),
        ("id: first", "id: opening"),
        renamed="{gates: {A: START}, stages: {first: opening}, deliverables: {budget: money}}",
    )

    found = house.package_effect(renamed)

    assert not found.is_changed
    assert (found.was, found.becomes) == (READY, READY)


def test_an_id_that_the_draft_does_not_know_is_named(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": SOUND})

    found = house.package_effect(
        text_of(
            2,
            ("id: first", "id: opening"),
            ("id: A\n", "id: START\n"),
            ("gate: A}", "gate: START}"),
        )
    )

    assert found.unmapped == ["stages.first", "gates.A"]
    assert found.becomes is None
    assert found.because is not None


def test_the_steps_between_two_versions_are_gone_through(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": SOUND})
    second = text_of(2, ("id: first", "id: opening"), renamed="{stages: {first: opening}}")
    house.publish(second)

    found = house.package_effect(
        text_of(3, ("id: first", "id: start"), renamed="{stages: {opening: start}}")
    )

    assert (list(found.unmapped), found.was, found.becomes) == ([], READY, READY)


def test_nothing_is_read_and_nothing_is_written(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": UNSOUND})
    installation = house.scene.installation
    shutil.rmtree(installation.place.data_dir / "files")
    before = everything_written(installation.database)

    found = house.package_effect(text_of(2, CHECKED))

    assert checks_of(found.compared.gained) == [("COST-11", "budget")]
    assert everything_written(installation.database) == before


def test_only_packages_under_way_are_weighed(house: House) -> None:
    scene = house.scene
    for code in ("EAST", "SOUTH", "WEST"):
        house.enter(code)
    house.judged("WORKS", {"Budget.csv": SOUND})
    house.judged("EAST", {"Budget.csv": UNSOUND})
    with scene.write() as session:
        withdraw(session, scene.actor("anna"), find_project(session, "EAST"), "Error", at=scene.at)
    house.hand_in("SOUTH", {"Budget.csv": SOUND})

    found = house.effect(text_of(2, CHECKED))

    assert [each.code for each in found.packages] == ["SOUTH", "WORKS"]
    assert found.packages[0].because is not None
    assert found.without == 2


def test_the_newest_round_counts(house: House) -> None:
    house.judged("WORKS", {"Budget.csv": UNSOUND})
    house.judged("WORKS", {"Budget.csv": SOUND})

    found = house.package_effect(text_of(2, CHECKED))

    assert found.round == 2
    assert found.compared.gained == []


BOTH = asking_at_a(
    "{deliverable: budget, maturity: baseline, checks: [{check: COST-11}]}",
    "{deliverable: risks, maturity: baseline, checks: [{check: RISK-16}]}",
)
GENTLE = asking_at_a(
    "{deliverable: budget, force: should, maturity: baseline, checks: [{check: COST-11}]}"
)
ONE_OF = asking_at_a("{deliverable: risks, or_any_of: [budget], maturity: baseline}")
OTHERWISE_KNOWN = ("match: {roles: [risk]}", "match: {roles: [cost, risk]}")


@pytest.mark.parametrize(
    "changes", [[CHECKED], [BOTH], [ONE_OF], [OTHERWISE_KNOWN, BOTH], [GENTLE]]
)
def test_a_draft_says_what_its_own_judge_would_say(
    house: House, changes: list[tuple[str, str]]
) -> None:
    files = {"Budget.csv": UNSOUND, "Notes.txt": "A few words on the site."}
    house.judged("WORKS", files)

    found = house.package_effect(text_of(2, *changes))

    house.publish(text_of(2, *changes))
    house.enter("TWIN")
    judged = Judgement.model_validate(house.judged("TWIN", files).judgement)
    known = {("budget", "budget")}
    expected = {
        (finding.check, finding.deliverable)
        for each in judged.deliverables
        for finding in each.findings
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    }
    assert set(checks_of(found.compared.gained)) == expected - known
    assert found.becomes is judged.verdict


def test_only_the_pmo_asks_and_a_faulty_draft_is_refused_whole(house: House) -> None:
    with pytest.raises(NotAllowedError):
        house.effect(text_of(2), by="anna")
    with pytest.raises(MethodError, match=r"draft\.yaml:1:1"):
        house.effect("[]")


def test_a_check_that_only_weighs_otherwise_is_not_made_again(
    database: Database, tmp_path: Path
) -> None:
    house = a_house(database, tmp_path, CHECKED)
    house.enter("WORKS")
    house.judged("WORKS", {"Budget.csv": UNSOUND})
    with database.write() as session:
        session.execute(delete(StoredReading))

    gently = house.package_effect(
        text_of(
            2,
            asking_at_a(
                "{deliverable: budget, maturity: baseline, "
                "checks: [{check: COST-11, severity: minor}]}"
            ),
        )
    )
    otherwise = house.package_effect(
        text_of(
            2,
            asking_at_a(
                "{deliverable: budget, maturity: baseline, "
                "checks: [{check: COST-11, settings: {contingency: false}}]}"
            ),
        )
    )

    assert checks_of(gently.compared.lighter) == [("COST-11", "budget")]
    assert (gently.was, gently.becomes) == (NOT_READY, READY)
    assert "was not read yet" in (otherwise.because or {}).get("en", "")


RIPER = [
    ("levels: [{id: baseline, ", "levels: [{id: draft, label: {en: Draft}}, {id: baseline, "),
    (
        "label: {en: Baseline, fr: Référence}}]",
        "label: {en: Baseline}}, {id: final, label: {en: Final}}]",
    ),
]


@pytest.mark.parametrize("wanted", ["final", "draft"])
def test_another_maturity_says_what_its_own_judge_would_say(
    database: Database, tmp_path: Path, wanted: str
) -> None:
    house = a_house(database, tmp_path, *RIPER, CHECKED)
    house.enter("WORKS")
    house.judged("WORKS", {"Budget.csv": UNSOUND})
    checked = CHECKED[1].replace("maturity: baseline", f"maturity: {wanted}")
    draft = text_of(2, *RIPER, (CHECKED[0], checked))

    found = house.package_effect(draft)

    house.publish(draft)
    house.enter("TWIN")
    judged = Judgement.model_validate(house.judged("TWIN", {"Budget.csv": UNSOUND}).judgement)
    assert found.becomes is judged.verdict
    assert open_of(found.compared.gained, known={("COST-11", "budget")}) == open_in(judged)


def open_of(gained: Sequence[Line], known: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return set(checks_of(gained)) | known


def open_in(judged: Judgement) -> set[tuple[str, str]]:
    return {
        (finding.check, finding.deliverable)
        for each in judged.deliverables
        for finding in each.findings
        if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    }
