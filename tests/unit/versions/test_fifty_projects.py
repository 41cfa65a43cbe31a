"""Fifty projects wait in four versions; a fifth comes: half go to it, all are finished."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.judgement import Verdict
from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.invariants import check_invariants
from lifecycle.methods import method_of, version_row
from lifecycle.questions.projects import project_page
from lifecycle.versions.migrating import migrate, plans
from lifecycle.versions.migration_plan import MigrationPlan
from storage.database import Database
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Review
from tests.unit.versions.house import SOUND, House, a_house, checks_of, text_of

OPENED = ("id: first", "id: opening")
STARTED = [("id: A\n", "id: START\n"), ("gate: A}", "gate: START}")]
CHECKED = (
    "{deliverable: budget, maturity: baseline}\n    committee",
    "{deliverable: budget, maturity: baseline, checks: [{check: COST-11}]}\n    committee",
)
STRICT = (
    "{deliverable: budget, maturity: baseline}\n    committee",
    CHECKED[1].replace(
        "}\n    committee", "}\n      - {deliverable: risks, maturity: baseline}\n    committee"
    ),
)
VERSIONS = [
    text_of(2, OPENED, renamed="{stages: {first: opening}}"),
    text_of(3, OPENED, CHECKED),
    text_of(4, OPENED, CHECKED, *STARTED, renamed="{gates: {A: START}}"),
]
FIFTH = text_of(
    5,
    ("id: first", "id: begin"),
    STRICT,
    *STARTED,
    ("id: risks", "id: hazards"),
    ("deliverable: risks", "deliverable: hazards"),
    renamed="{stages: {opening: begin}, deliverables: {risks: hazards}}",
)
RISKS = "Risk;Owner;Probability;Impact;Response\n" + "Frost;Anna;3;4;Heat the site\n" * 3
EVERYTHING = {"Budget.csv": SOUND, "Risk register.csv": RISKS}
CODES = [f"P-{number:02}" for number in range(50)]
LONGEST = 60.0
"""Seconds of work for the whole story on one database."""


@pytest.mark.gate_rule(40)
def test_half_of_fifty_projects_go_to_a_fifth_version_and_all_finish(
    database: Database, tmp_path: Path
) -> None:
    started = time.process_time()
    house = a_house(database, tmp_path)
    entered_in_four_versions(house)
    goes, stays = CODES[::2], CODES[1::2]
    for code in goes:
        house.judged(code, {"Notes.txt": "A few words about the site and its neighbours."})
    for code in stays:
        asked(house, code, {"Budget.csv": SOUND})
    before = seen(house, stays)

    found = house.effect(FIFTH)

    assert [each.code for each in found.packages] == CODES
    assert {each.version for each in found.packages} == {1, 2, 3, 4}
    assert not any(each.unmapped or each.because for each in found.packages)
    assert (found.held_back, found.freed) == (len(stays), 0)
    for each in found.packages:
        assert each.becomes is Verdict.NOT_READY
        assert ("hazards", "hazards") in checks_of(each.compared.gained)

    fifth = house.publish(FIFTH)
    told = planned(house)

    assert [each.code for each in told if each.is_possible] == goes
    assert all("under review" in each.refusals[0]["en"] for each in told if not each.is_possible)

    for code in goes:
        taken_to_the_fifth(house, code)

    assert seen(house, stays) == before
    for code in goes:
        assert (house.version_of(code), house.look(code).stage) == (fifth.version, "begin")
        decided(house, code, asked(house, code, EVERYTHING))
        decided(house, code, asked(house, code, EVERYTHING))
    for code in stays:
        decided(house, code, newest(house, code))
        decided(house, code, asked(house, code, EVERYTHING))

    assert {house.look(code).closed_as for code in CODES} == {"COMPLETED"}
    assert [house.version_of(code) for code in stays] == [1 + each % 4 for each in range(1, 50, 2)]
    assert labels_of_first_gates(house, stays) == {"A", "START"}
    assert check_invariants(house.scene.installation) == []
    assert time.process_time() - started < LONGEST


def entered_in_four_versions(house: House) -> None:
    """Let every fourth project enter on each of the first four versions."""
    for version, text in enumerate(["", *VERSIONS]):
        if text:
            house.publish(text)
        for code in CODES[version::4]:
            house.enter(code)


def asked(house: House, code: str, files: dict[str, str]) -> Review:
    """Hand in a package, have it judged ready and the committee asked."""
    review = house.judged(code, files)
    assert review.state == "judged", code
    with house.scene.write() as session:
        ask(session, review.id, at=house.scene.at)
    return review


def newest(house: House, code: str) -> Review:
    """Return the newest round of a project."""
    with house.scene.installation.database.read() as session:
        project = find_project(session, code)
        rounds = select(Review).where(Review.project_id == project.id)
        return session.scalars(rounds.order_by(Review.submitted_at.desc()).limit(1)).one()


def decided(house: House, code: str, review: Review) -> None:
    """Have the sponsor approve a round, and carry the decision out."""
    scene = house.scene
    with scene.write() as session:
        vote(
            session,
            scene.actor("marc"),
            review.id,
            Given(value=VoteValue.APPROVE),
            revision_sha256=review.revision_sha256,
            at=scene.at,
        )
    with scene.write() as session:
        assert carry_out(session, review.id, at=scene.at), code


def planned(house: House) -> list[MigrationPlan]:
    """Return the dry run of every project that stands on another version."""
    scene = house.scene
    with scene.installation.database.read() as session:
        target = version_row(session, "works", 5)
        return plans(session, scene.actor("paula"), target, at=scene.at)


def taken_to_the_fifth(house: House, code: str) -> None:
    """Migrate one project."""
    scene = house.scene
    with scene.write() as session:
        target = version_row(session, "works", 5)
        migrate(session, scene.actor("paula"), find_project(session, code), target, at=scene.at)


def seen(house: House, codes: Sequence[str]) -> list[tuple[object, ...]]:
    """Return everything that a new version must leave alone."""
    with house.scene.installation.database.read() as session:
        rows = session.execute(
            select(Project, Review, Revision)
            .join(Review, Review.project_id == Project.id)
            .join(Revision, Revision.id == Review.revision_id)
            .where(Project.code.in_(codes))
            .order_by(Project.code)
        )
        return [
            (
                row.Project.code,
                row.Project.method_id,
                row.Project.stage,
                row.Project.version,
                row.Review.state,
                row.Review.policy,
                row.Review.judgement,
                row.Revision.method_id,
            )
            for row in rows
        ]


def labels_of_first_gates(house: House, codes: Sequence[str]) -> set[str]:
    """Return what the first gate that each project passed is called on its page, and check it."""
    found = set()
    with house.scene.installation.database.read() as session:
        for code in codes:
            project = find_project(session, code)
            page = project_page(session, house.scene.actor("paula"), code, at=house.scene.at)
            gate = method_of(session, project.method_id).gate(page.passages[0].gate)
            assert page.passages[0].label == gate.label
            assert page.passages[0].decided_on == date(2026, 3, 2)
            found.add(gate.id)
    return found
