"""Feature 39: a running project stays on its version, and its past gates stay as they were."""

from pathlib import Path

import pytest

from domain.errors import OutOfSequenceError
from domain.judgement import Judgement, Verdict
from lifecycle.methods import version_row
from lifecycle.questions.gate import gate_page
from lifecycle.questions.projects import project_page
from lifecycle.versions.migrating import migrate
from storage.database import Database
from tests.unit.versions.house import UNSOUND, House, a_house, asking_at_a, text_of
from tests.unit.versions.test_migration import pass_gate

STRICTER = text_of(
    2, asking_at_a("{deliverable: budget, maturity: baseline, checks: [{check: COST-11}]}")
)


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    made = a_house(database, tmp_path)
    made.enter("OLD")
    made.publish(STRICTER)
    made.enter("NEW")
    return made


def verdict(house: House, code: str) -> Verdict:
    return Judgement.model_validate(house.judged(code, {"Budget.csv": UNSOUND}).judgement).verdict


def test_a_running_project_stays_on_its_version(house: House) -> None:
    assert (house.version_of("OLD"), house.version_of("NEW")) == (1, 2)
    assert verdict(house, "OLD") is Verdict.READY
    assert verdict(house, "NEW") is Verdict.NOT_READY


def test_a_published_version_never_changes(house: House) -> None:
    changed = STRICTER.replace("fr: Travaux", "fr: Chantiers")

    with pytest.raises(OutOfSequenceError, match="published already and cannot change"):
        house.publish(changed)

    assert house.publish(STRICTER).version == 2


def test_who_published_a_version_is_known(house: House) -> None:
    assert house.newest().published_by == house.scene.people["paula"]


def test_a_past_gate_is_shown_as_it_was_when_it_was_decided(house: House) -> None:
    scene = house.scene
    pass_gate(house, "OLD", **{"Budget.csv": UNSOUND})
    renamed = text_of(
        3,
        ("en: Gate A, fr: Jalon A", "en: Opening gate, fr: Jalon d'ouverture"),
        ("en: Shall we begin?", "en: Is it worth it?"),
        ("id: go, code: GO, label: {en: Go,", "id: go, code: GO, label: {en: Yes,"),
    )
    house.publish(renamed)
    with scene.write() as session:
        target = version_row(session, "works", 3)
        migrate(session, scene.actor("paula"), house.look("OLD"), target, at=scene.at)

    with scene.installation.database.read() as session:
        project = project_page(session, scene.actor("paula"), "OLD", at=scene.at)
        gate = gate_page(session, scene.actor("paula"), "OLD", "A", at=scene.at)

    (passage,) = project.passages
    assert (passage.label["en"], passage.word["en"]) == ("Gate A", "Go")
    assert (gate.label["en"], gate.question["en"]) == ("Gate A", "Shall we begin?")
    assert gate.round is not None
    assert gate.round.word is not None
    assert gate.round.word["en"] == "Go"
