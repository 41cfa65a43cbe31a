"""A project goes to another version by stable ids, after a dry run, and back for a while."""

from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import NotAllowedError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.invariants import check_invariants
from lifecycle.methods import version_row
from lifecycle.questions.projects import project_page
from lifecycle.versions.migrating import is_reversible, migrate, plans, undo
from lifecycle.versions.migration_plan import MigrationPlan
from storage.database import Database
from storage.tables.people import Person
from storage.tables.projects import Assignment
from storage.tables.records import LedgerEntry
from tests.unit.lifecycle.scene import everything_written
from tests.unit.versions.house import SOUND, House, a_house, asking_at_a, text_of

RENAMED = text_of(
    2,
    ("id: A\n", "id: START\n"),
    ("gate: A}", "gate: START}"),
    ("id: first", "id: opening"),
    ("id: sponsor", "id: owner"),
    ("role: sponsor", "role: owner"),
    renamed="{gates: {A: START}, stages: {first: opening}, roles: {sponsor: owner}}",
)


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    made = a_house(database, tmp_path)
    made.enter("WORKS")
    return made


def plan(house: House, code: str = "WORKS", version: int = 2, by: str = "paula") -> MigrationPlan:
    scene = house.scene
    with scene.installation.database.read() as session:
        target = version_row(session, "works", version)
        (found,) = plans(session, scene.actor(by), target, [code], at=scene.at)
        return found


def go(house: House, code: str = "WORKS", version: int = 2, by: str = "paula") -> None:
    scene = house.scene
    with scene.write() as session:
        target = version_row(session, "works", version)
        migrate(session, scene.actor(by), find_project(session, code), target, at=scene.at)


def back(house: House, code: str = "WORKS", by: str = "paula") -> None:
    scene = house.scene
    with scene.write() as session:
        undo(session, scene.actor(by), find_project(session, code), at=scene.at)


def pass_gate(house: House, code: str = "WORKS", **files: str) -> None:
    """Take a project through its present gate with a go."""
    scene = house.scene
    review = house.judged(code, files or {"Budget.csv": SOUND})
    with scene.write() as session:
        ask(session, review.id, at=scene.at)
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
        carry_out(session, review.id, at=scene.at)


def refusal(found: MigrationPlan) -> str:
    return "; ".join(each["en"] for each in found.refusals)


def test_ids_are_followed_and_the_holders_keep_their_roles(house: House) -> None:
    house.publish(RENAMED)

    go(house)

    project = house.look("WORKS")
    assert (house.version_of("WORKS"), project.stage) == (2, "opening")
    with house.scene.installation.database.read() as session:
        roles = session.scalars(
            select(Assignment.role).where(Assignment.project_id == project.id)
        ).all()
    assert sorted(roles) == ["manager", "owner"]
    pass_gate(house)
    assert house.look("WORKS").stage == "second"
    assert check_invariants(house.scene.installation) == []


@pytest.mark.gate_rule(41)
def test_a_dry_run_shows_what_is_gained_and_lost_and_changes_nothing(house: House) -> None:
    house.publish(text_of(2, asking_at_a("{deliverable: risks, maturity: baseline}")))
    before = everything_written(house.scene.installation.database)

    found = plan(house)

    gate = next(each for each in found.gates if each.new == "A")
    assert [each["en"] for each in gate.gained] == ["Risk register"]
    assert [each["en"] for each in gate.lost] == ["Budget"]
    assert found.is_possible
    assert everything_written(house.scene.installation.database) == before


def test_an_id_that_cannot_be_mapped_is_named_and_nothing_is_done(house: House) -> None:
    house.publish(text_of(2, ("id: first", "id: opening")))
    before = everything_written(house.scene.installation.database)

    assert "its stage first is not in works@2; say under renamed.stages" in refusal(plan(house))
    with pytest.raises(OutOfSequenceError, match=r"renamed\.stages"):
        go(house)

    assert everything_written(house.scene.installation.database) == before


def test_a_gate_that_cannot_be_mapped_is_named(house: House) -> None:
    house.publish(text_of(2, ("id: A\n", "id: START\n"), ("gate: A}", "gate: START}")))

    assert "its gate A is not in works@2; say under renamed.gates" in refusal(plan(house))


@pytest.mark.gate_rule(41)
def test_a_package_under_review_holds_a_project_where_it_is(house: House) -> None:
    house.publish(text_of(2))
    house.hand_in("WORKS", {"Budget.csv": SOUND})

    with pytest.raises(OutOfSequenceError, match="package for A is under review"):
        go(house)

    assert house.version_of("WORKS") == 1


@pytest.mark.gate_rule(41)
def test_a_migration_is_undone_until_a_package_is_handed_in(house: House) -> None:
    house.publish(RENAMED)
    before = house.look("WORKS")
    go(house)

    back(house)

    after = house.look("WORKS")
    assert (after.method_id, after.stage) == (before.method_id, "first")
    assert check_invariants(house.scene.installation) == []
    with pytest.raises(OutOfSequenceError, match="nothing to undo"):
        back(house)
    go(house)
    house.hand_in("WORKS", {"Budget.csv": SOUND})
    with pytest.raises(OutOfSequenceError, match="has handed in a package"):
        back(house)
    with house.scene.installation.database.read() as session:
        assert not is_reversible(session, find_project(session, "WORKS"))


def test_several_versions_are_gone_through_at_once(house: House) -> None:
    house.publish(text_of(2, ("id: first", "id: opening"), renamed="{stages: {first: opening}}"))
    house.publish(text_of(3, ("id: first", "id: start"), renamed="{stages: {opening: start}}"))

    go(house, version=3)

    assert house.look("WORKS").stage == "start"


def test_a_decided_gate_that_the_version_lacks_is_told_as_invalidated(house: House) -> None:
    pass_gate(house)
    text = text_of(2)
    first = text[text.index("  - id: A\n") : text.index("  - id: B\n")]
    text = text.replace(first, "").replace(
        "  - {id: first, label: {en: First, fr: Première}, gate: A}\n", ""
    )
    house.publish(text)

    found = plan(house)

    assert list(found.invalidated) == ["A"]
    go(house)
    with house.scene.installation.database.read() as session:
        page = project_page(session, house.scene.actor("paula"), "WORKS", at=house.scene.at)
    assert [(each.gate, each.label["en"]) for each in page.passages] == [("A", "Gate A")]


def test_a_gate_passed_under_an_old_name_is_passed_under_the_new(house: House) -> None:
    pass_gate(house)
    house.publish(
        text_of(
            2,
            ("id: A\n", "id: START\n"),
            ("gate: A}", "gate: START}"),
            ("id: B\n", "id: B\n    after: [START]\n"),
            renamed="{gates: {A: START}}",
        )
    )

    go(house)

    assert list(plan(house, version=2).invalidated) == []
    risks = "Risk;Owner;Probability;Impact;Response\n" + "Frost;Anna;3;4;Heat the site\n" * 3
    pass_gate(house, **{"Budget.csv": SOUND, "Risk register.csv": risks})
    assert house.look("WORKS").closed_as == "COMPLETED"


def test_planned_dates_follow_their_gates(house: House) -> None:
    scene = house.scene
    with scene.write() as session:
        find_project(session, "WORKS").planned = {"A": "2026-06-01", "B": "2026-09-01"}
    house.publish(RENAMED)

    found = plan(house)
    go(house)

    assert [(each.old, each.gate) for each in found.dates] == [("A", "START")]
    assert house.look("WORKS").planned == {"START": "2026-06-01", "B": "2026-09-01"}
    back(house)
    assert house.look("WORKS").planned == {"A": "2026-06-01", "B": "2026-09-01"}


def test_a_role_without_a_holder_is_told(house: House) -> None:
    house.publish(text_of(2, ("seats: [{role: sponsor}]", "seats: [{role: finance}]")))

    assert [each["en"] for each in plan(house).empty_roles] == ["Finance"]


def test_a_project_on_the_version_a_closed_one_and_a_newer_one_are_told_apart(
    house: House,
) -> None:
    house.publish(text_of(2))
    house.enter("NEXT")
    with house.scene.write() as session:
        project = find_project(session, "WORKS")
        project.state, project.closed_as = "closed", "KILL"

    assert "it is closed (KILL)" in refusal(plan(house))
    assert "stands on this version already" in refusal(plan(house, "NEXT"))
    assert "which is newer" in refusal(plan(house, "NEXT", version=1))


def test_only_the_pmo_migrates(house: House) -> None:
    house.publish(text_of(2))

    with pytest.raises(NotAllowedError):
        plan(house, by="anna")
    with pytest.raises(NotAllowedError):
        go(house, by="anna")
    go(house)
    with pytest.raises(NotAllowedError):
        back(house, by="anna")


def test_the_ledger_says_who_took_what_where(house: House) -> None:
    house.publish(text_of(2))
    go(house)
    back(house)

    with house.scene.installation.database.read() as session:
        kinds = session.scalars(select(LedgerEntry.kind).order_by(LedgerEntry.seq)).all()
        paula = session.scalars(select(Person).where(Person.handle == "paula")).one()
        entry = session.scalars(
            select(LedgerEntry).where(LedgerEntry.kind == "project.migrated")
        ).one()

    assert [kind for kind in kinds if kind.startswith("project.mig")] == [
        "project.migrated",
        "project.migration-undone",
    ]
    assert str(paula.id) in entry.payload
