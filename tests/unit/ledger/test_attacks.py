"""Who has the database and changes it is found out: by the chain, a witness, or the tables."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import delete, select, text, update

from domain.ledger import START, Witness, seal
from lifecycle.invariants import check_invariants
from lifecycle.ledger import head, verify_chain
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.people import Person, PersonRole
from storage.tables.projects import Assignment, GatePassage, Project
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Review, Vote
from tests.by_hand import by_hand
from tests.world import World


def test_an_untouched_installation_holds(world: World) -> None:
    count, fault = verify_chain(world.database)

    assert fault is None
    assert count > 15
    assert check_invariants(world.installation) == []


@pytest.mark.gate_rule(54)
def test_an_edited_entry_is_found_at_its_number(world: World) -> None:
    with by_hand(world.database) as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.kind == "vote.cast")).first()
        assert entry is not None
        seq = entry.seq
        entry.payload = entry.payload.replace('"approve"', '"reject"')

    assert first_bad(world) == seq


def test_an_edited_entry_with_its_hash_made_anew_is_found_at_the_next(world: World) -> None:
    with by_hand(world.database) as session:
        entry = session.get_one(LedgerEntry, 5)
        said = json.loads(entry.payload)
        made = seal(
            seq=5,
            previous=entry.previous,
            at=entry.at,
            kind=entry.kind,
            actor="somebody",
            body=said["body"],
        )
        entry.payload, entry.hash = made.payload, made.hash

    assert first_bad(world) == 6


def test_a_deleted_entry_is_found(world: World) -> None:
    with by_hand(world.database) as session:
        session.execute(delete(LedgerEntry).where(LedgerEntry.seq == 4))

    assert first_bad(world) == 4


def test_an_inserted_entry_is_found(world: World) -> None:
    with by_hand(world.database) as session:
        last = head(session)
        made = seal(seq=3, previous=START, at=world.at, kind="vote.cast", actor="x", body={})
        session.add(
            LedgerEntry(
                seq=last.seq + 1,
                at=world.at,
                kind="vote.cast",
                payload=made.payload,
                previous="f" * 64,
                hash=made.hash,
            )
        )

    assert first_bad(world) is not None


def test_two_entries_that_changed_places_are_found(world: World) -> None:
    with by_hand(world.database) as session:
        for seq, other in ((6, 1_000_000), (7, 6), (1_000_000, 7)):
            session.execute(update(LedgerEntry).where(LedgerEntry.seq == seq).values(seq=other))

    assert first_bad(world) == 6


@pytest.mark.gate_rule(54)
def test_a_cut_tail_is_found_by_a_witness_only(world: World) -> None:
    with by_hand(world.database) as session:
        last = head(session)
        session.execute(delete(LedgerEntry).where(LedgerEntry.seq > last.seq - 2))

    assert first_bad(world) is None
    assert first_bad(world, Witness(last.seq, last.hash[:16])) == last.seq - 1


def test_a_ledger_written_anew_is_found_by_a_witness_only(world: World) -> None:
    with world.database.read() as session:
        last = head(session)
    rewrite(world, lambda said: said | {"forged": True})

    assert first_bad(world) is None
    assert first_bad(world, Witness(last.seq, last.hash[:16])) == last.seq


def test_two_witnesses_of_one_entry_are_both_heard(world: World) -> None:
    with world.database.read() as session:
        last = head(session)

    right, wrong = Witness(last.seq, last.hash), Witness(last.seq, "0" * 16)
    assert first_bad(world, right, right) is None
    assert first_bad(world, wrong, right) == last.seq


def change(database: Database, statement: object) -> None:
    with by_hand(database) as session:
        session.execute(statement)  # type: ignore[call-overload]  # any statement that a test makes


def copy_vote() -> object:
    return text(
        "INSERT INTO vote (id, review_id, seat_id, person_id, value, casting, conditions,"
        " scores, answers, ratings, revision_sha256, channel, assurance, cast_at, standing)"
        " SELECT '00000000000000000000000000000001', review_id, seat_id, person_id, value, casting,"
        " conditions, scores, answers, ratings, revision_sha256, channel, assurance, cast_at,"
        " false FROM vote LIMIT 1"
    )


def with_outcome(database: Database, **said: object) -> None:
    with by_hand(database) as session:
        review = session.scalars(select(Review).where(Review.state == "decided")).one()
        review.outcome = {**(review.outcome or {}), **said}


def with_policy(database: Database) -> None:
    with by_hand(database) as session:
        review = session.scalars(select(Review).where(Review.state == "decided")).one()
        committee = {**review.policy["committee"], "quorum": 1}
        review.policy = {**review.policy, "committee": committee}


def with_judgement(database: Database) -> None:
    with by_hand(database) as session:
        review = session.scalars(select(Review).where(Review.state == "returned")).one()
        review.judgement = {**(review.judgement or {}), "verdict": "ready"}


CHANGES: dict[str, Callable[[Database], None]] = {
    "a vote is turned round": lambda database: change(
        database, update(Vote).values(value="reject")
    ),
    "a vote is given to somebody else": lambda database: change(
        database,
        update(Vote).values(
            person_id=select(Person.id).where(Person.handle == "stan").scalar_subquery()
        ),
    ),
    "a vote is put in": lambda database: change(database, copy_vote()),
    "the votes are taken out": lambda database: change(database, delete(Vote)),
    "the outcome is changed": lambda database: change(
        database, update(Review).where(Review.state == "decided").values(code="KILL")
    ),
    "the outcome's count is changed": lambda database: with_outcome(database, approving=9),
    "the move is changed": lambda database: with_outcome(
        database, move={"stage": "first", "held_until": None, "closed_as": None}
    ),
    "the policy is softened": with_policy,
    "a project is moved on": lambda database: change(
        database, update(Project).values(stage="first")
    ),
    "a project is renamed": lambda database: change(
        database, update(Project).values(title="Another")
    ),
    "a passage is put in": lambda database: change(
        database, update(GatePassage).values(code="HOLD")
    ),
    "a person's address is turned": lambda database: change(
        database, update(Person).where(Person.handle == "sara").values(email="me@evil.example")
    ),
    "somebody makes themselves PMO": lambda database: change(
        database, update(PersonRole).where(PersonRole.role == "admin").values(role="pmo")
    ),
    "a seat's role is given away": lambda database: change(
        database,
        update(Assignment)
        .where(Assignment.role == "sponsor")
        .values(person_id=select(Person.id).where(Person.handle == "stan").scalar_subquery()),
    ),
    "an announcement is suppressed": lambda database: change(
        database, delete(Letter).where(Letter.message == "decision-announced")
    ),
    "a judgement is whitewashed": with_judgement,
    "an entry's column is changed": lambda database: change(
        database, update(LedgerEntry).where(LedgerEntry.seq == 3).values(kind="person.disabled")
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_the_chain_cannot_see_the_replay_finds(world: World, name: str) -> None:
    CHANGES[name](world.database)

    assert first_bad(world) is None
    assert check_invariants(world.installation) != []


@pytest.mark.gate_rule(1)
def test_a_file_that_was_exchanged_or_lost_is_found(world: World) -> None:
    (path, *_) = [each for each in world.installation.files.root.rglob("*") if each.is_file()]
    path.chmod(0o600)
    path.write_bytes(b"another")
    exchanged = check_invariants(world.installation)
    path.unlink()

    assert [each.rule for each in exchanged] == ["R1"]
    assert [each.reason for each in check_invariants(world.installation)] == [
        "it is not in the store"
    ]


def first_bad(world: World, *witnesses: Witness) -> int | None:
    _, fault = verify_chain(world.database, witnesses)
    return fault.seq if fault else None


def rewrite(world: World, forge: Callable[[dict[str, object]], dict[str, object]]) -> None:
    """Write the whole ledger anew, as who knows its form can."""
    with by_hand(world.database) as session:
        rows = list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)))
        kept = [
            (row.seq, row.at, row.kind, row.project_id, json.loads(row.payload)) for row in rows
        ]
        session.execute(delete(LedgerEntry))
        previous = START
        for seq, at, kind, project_id, said in kept:
            body = forge(said["body"]) if seq == kept[-1][0] else said["body"]
            made = seal(
                seq=seq, previous=previous, at=at, kind=kind, actor=said["actor"], body=body
            )
            session.execute(
                LedgerEntry.__table__.insert(),  # type: ignore[attr-defined]  # a declared table has one
                {
                    "seq": seq,
                    "at": at,
                    "kind": kind,
                    "project_id": project_id,
                    "payload": made.payload,
                    "previous": previous,
                    "hash": made.hash,
                },
            )
            previous = made.hash
