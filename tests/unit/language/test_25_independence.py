"""Feature 25: independent reviewers, and a committee that depends on the class of the project."""

from pathlib import Path

import pytest

from domain.errors import OutOfSequenceError
from lifecycle.packages.propose import assign
from storage.database import Database
from tests.unit.language.texts_seats import a_council, seats_of

BY_RISK = """
committee:
  seats:
    - {role: sponsor}
    - {role: finance, when: class == "low"}
    - role: board
      independent: true
      substitute: authority
      mandatory: true
      when: class == "high"
"""
CLASSES = """
attributes:
  - {id: risk, kind: number, label: {en: Risk, fr: Risque}}
classes:
  - {id: high, label: {en: High, fr: Fort}, when: risk > 5}
  - {id: low, label: {en: Low, fr: Faible}}
"""


def test_an_outside_leader_sits_at_high_risk(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, BY_RISK, more=CLASSES, attributes={"risk": 8})

    scene.hand_in()

    seats = seats_of(scene)
    assert set(seats) == {"sponsor", "board"}
    assert seats["board"].reason == 'holder: Board, because class "high" == "high"'


def test_and_the_usual_people_at_low_risk(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, BY_RISK, more=CLASSES, attributes={"risk": 2})

    scene.hand_in()

    assert set(seats_of(scene)) == {"sponsor", "finance"}


def test_who_holds_another_role_on_the_project_is_not_independent(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, BY_RISK, more=CLASSES, attributes={"risk": 8})
    with scene.write() as session:
        project = scene.project(session)
        assign(session, scene.actor("paula"), project, "finance", "denis", at=scene.at)

    scene.hand_in()

    seats = seats_of(scene)
    assert seats["board"].person_id == scene.people["claire"]
    assert seats["board"].reason.startswith("substitute: Technical authority")


def test_an_author_of_the_package_is_not_independent(database: Database, tmp_path: Path) -> None:
    seats = "[{role: sponsor}, {role: reviewer, mandatory: true}]"
    scene = a_council(database, tmp_path, f"committee: {{seats: {seats}}}")

    with pytest.raises(OutOfSequenceError, match="nobody independent"):
        scene.hand_in(authors=["rita"])


def test_an_independent_role_is_held_alone(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, "committee: {seats: [{role: sponsor}]}")

    def give(role: str, handle: str) -> None:
        with scene.write() as session:
            project = scene.project(session)
            assign(session, scene.actor("paula"), project, role, handle, at=scene.at)

    for role, handle in (("finance", "rita"), ("reviewer", "marc")):
        with pytest.raises(OutOfSequenceError, match="Reviewer is independent"):
            give(role, handle)
