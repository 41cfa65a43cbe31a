"""Who manages a project decides on none of its packages, whoever handed them in."""

from pathlib import Path

import pytest

from domain.errors import NotAllowedError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.ask import ask
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.packages.judging import keep
from lifecycle.packages.propose import assign
from storage.database import Database
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage
from tests.unit.lifecycle.scene import a_judgement

TEXT = method([gate("A"), gate("Z")], [stage("one", "A"), stage("end", "Z")])


def marc_manages_too(walk: Walk) -> None:
    with walk.write() as session:
        assign(session, walk.actor("paula"), walk.named(session), "manager", "marc", at=walk.at)


@pytest.mark.gate_rule(25)
def test_a_manager_who_did_not_hand_in_gets_no_seat(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    marc_manages_too(walk)

    with pytest.raises(OutOfSequenceError, match="who manages the project never vote"):
        walk.hand_in("x", gate="A")


@pytest.mark.gate_rule(25, 48)
def test_who_becomes_a_manager_during_the_round_votes_no_more(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.hand_in("x", gate="A")
    review = walk.newest()
    with walk.write() as session:
        keep(session, review.id, a_judgement(), at=walk.at)
        ask(session, review.id, at=walk.at)
    marc_manages_too(walk)

    said, sha256 = Given(value=VoteValue.APPROVE), review.revision_sha256
    with (
        pytest.raises(NotAllowedError, match="never decides on its packages"),
        walk.write() as session,
    ):
        vote(session, walk.actor("marc"), review.id, said, revision_sha256=sha256, at=walk.at)
    assert walk.newest().state == "open"
