"""Checkpoints are witnesses that only the installation's own key can make."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete

from domain.errors import BadInputError
from lifecycle.checkpoints import checkpoint, read_checkpoint
from lifecycle.ledger import verify_chain
from lifecycle.witnesses import witness
from storage.signing import load, load_or_make
from storage.tables.records import LedgerEntry
from tests.by_hand import by_hand
from tests.world import World


def test_a_checkpoint_finds_a_cut_tail(world: World, tmp_path: Path) -> None:
    signer = load_or_make(tmp_path / "signing.pem")
    with by_hand(world.database) as session:
        text = json.dumps(checkpoint(session, signer, at=world.at))
        last = json.loads(text)["seq"]
        session.execute(delete(LedgerEntry).where(LedgerEntry.seq == last))

    remembered = read_checkpoint(text, "file", signer)

    _, fault = verify_chain(world.database, [remembered])
    assert fault is not None
    assert fault.seq == last


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 3},
        {"hash": "0" * 64},
        {"at": "2020-01-01T00:00:00.000000Z"},
        {"signature": ""},
        {"signature": "AAAA"},
        {"more": 1.5},
    ],
)
def test_a_checkpoint_that_was_changed_is_refused(
    world: World, tmp_path: Path, change: dict[str, object]
) -> None:
    signer = load_or_make(tmp_path / "signing.pem")
    with world.database.read() as session:
        said = checkpoint(session, signer, at=world.at)

    with pytest.raises(BadInputError):
        read_checkpoint(json.dumps(said | change), "file", signer)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"format": "jalon-checkpoint/1"}'])
def test_what_is_no_checkpoint_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInputError):
        read_checkpoint(text, "file", load_or_make(tmp_path / "signing.pem"))


def test_the_key_follows_from_the_secret_where_that_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_SECRET_KEY", "k" * 40)

    first, second = load(tmp_path / "none.pem"), load(tmp_path / "other.pem")

    assert first is not None
    assert second is not None
    assert first.public == second.public


@pytest.mark.parametrize("text", ["", "12", "0:abcdef0123456789", "1:xyz", "1:abc", "-1:abcdef01"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        witness(text)
