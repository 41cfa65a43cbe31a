"""Feature 23: all, any, n of m, weighted, joint, a casting role, and one who decides last."""

from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import OutOfSequenceError
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.tally import Standing, tally
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.records import LedgerEntry
from tests.unit.language.texts_seats import a_council, ask_about
from tests.unit.lifecycle.scene import Scene

APPROVE, REJECT = VoteValue.APPROVE, VoteValue.REJECT
LAST = """
committee:
  seats:
    - {role: sponsor}
    - {role: finance}
    - {role: board, chair: true, order: 2}
  majority: chair
"""


def asked(scene: Scene) -> list[str]:
    """Return who got a letter that asks for a decision."""
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Person.handle)
            .join(Letter, Letter.recipient_id == Person.id)
            .where(Letter.message == "decision-asked")
        )
        return sorted(rows)


def test_the_executives_vote_opens_last(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, LAST)
    ask_about(scene)

    scene.votes("marc", APPROVE)
    with pytest.raises(OutOfSequenceError, match=r"awaited before you: Nadia \(Finance\)"):
        scene.votes("denis", APPROVE)
    before = asked(scene)
    scene.votes("nadia", Given(value=REJECT, reason="Too dear"))
    after = asked(scene)
    scene.votes("denis", APPROVE)

    assert before == ["marc", "nadia"]
    assert after == ["denis", "marc", "nadia"]
    review = scene.review()
    assert (review.code, (review.outcome or {})["rule"]) == (Decision.GO, "the chair decides")
    with database.read() as session:
        kinds = session.scalars(select(LedgerEntry.kind)).all()
    assert kinds.count("gate.asked") == kinds.count("seats.asked") == 1
    assert check_invariants(scene.installation) == []


def test_who_was_asked_first_is_not_asked_again(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, LAST)
    ask_about(scene)

    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)
    scene.votes("nadia", Given(value=REJECT, reason="Too dear"))

    assert asked(scene) == ["denis", "marc", "nadia"]


def test_a_seat_that_is_recused_is_not_waited_for(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, LAST)
    ask_about(scene)

    scene.votes("marc", APPROVE)
    scene.votes("nadia", Given(value=VoteValue.RECUSE, reason="Mine"))
    scene.votes("denis", Given(value=REJECT, instead=Decision.KILL, reason="No need"))

    assert scene.review().code == Decision.KILL


@pytest.mark.parametrize(
    ("rule", "approving", "code"),
    [
        pytest.param("majority: count, approvals: 2", 2, Decision.GO, id="two of three"),
        pytest.param("majority: count, approvals: 2", 1, Decision.RECYCLE, id="one of three"),
        pytest.param("majority: unanimous", 2, Decision.RECYCLE, id="a joint decision"),
        pytest.param("majority: any_one", 1, Decision.GO, id="any one"),
    ],
)
def test_each_rule_counts_in_its_own_way(
    database: Database, tmp_path: Path, rule: str, approving: int, code: Decision
) -> None:
    seats = "[{role: sponsor}, {role: finance}, {role: board}]"
    scene = a_council(database, tmp_path, f"committee: {{seats: {seats}, {rule}}}")
    ask_about(scene)

    for place, handle in enumerate(("marc", "nadia", "denis")):
        if scene.review().state == "open":
            scene.votes(handle, APPROVE if place < approving else Given(value=REJECT, reason="No"))

    assert scene.review().code == code


def test_a_weight_counts_for_as_many(database: Database, tmp_path: Path) -> None:
    seats = "[{role: sponsor, weight: 3}, {role: finance}, {role: board}]"
    scene = a_council(database, tmp_path, f"committee: {{seats: {seats}}}")
    ask_about(scene)

    scene.votes("nadia", Given(value=REJECT, reason="No"))
    scene.votes("denis", Given(value=REJECT, reason="No"))
    scene.votes("marc", APPROVE)

    assert scene.review().code == Decision.GO


IDS = [UUID(int=number) for number in range(1, 5)]
WAYS = [
    (APPROVE, None),
    (VoteValue.ABSTAIN, None),
    (VoteValue.RECUSE, None),
    (REJECT, Decision.HOLD),
    (REJECT, Decision.KILL),
]


@pytest.mark.parametrize("majority", list(Majority))
@pytest.mark.parametrize("quorum", [0, 2])
@pytest.mark.parametrize("concurring", [False, True])
def test_no_vote_that_was_still_to_come_could_have_changed_an_early_close(
    majority: Majority, quorum: int, *, concurring: bool
) -> None:
    rules = Committee(seats=(Seat(role="sponsor"),), majority=majority, approvals=2, quorum=quorum)
    kinds = [SeatKind.GATING] * 3 + ([SeatKind.CONCURRING] if concurring else [])
    held = [
        SeatHeld(seat_id=each, kind=kind, chair=place == 0, weight=2 if place == 1 else 1)
        for place, (each, kind) in enumerate(zip(IDS, kinds, strict=False))
    ]

    for choice in product([None, *WAYS], repeat=len(held)):
        cast = [
            Ballot(seat_id=seat.seat_id, value=way[0], instead=way[1])
            for seat, way in zip(held, choice, strict=True)
            if way is not None
        ]
        early = tally(rules, held, cast, final=False)
        missing = [seat for seat, way in zip(held, choice, strict=True) if way is None]
        if early.standing is not Standing.CLOSED or not missing:
            continue
        for rest in product(WAYS, repeat=len(missing)):
            more = [
                Ballot(seat_id=seat.seat_id, value=value, instead=instead)
                for seat, (value, instead) in zip(missing, rest, strict=True)
            ]
            assert tally(rules, held, [*cast, *more], final=False).code is early.code
