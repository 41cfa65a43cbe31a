"""Checkpoints: the head of the ledger, signed by a key that does not stand in the database."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.errors import BadInputError
from domain.ledger import Witness, canonical, instant
from lifecycle.ledger import head
from storage.signing import Signer

FORMAT = "jalon-checkpoint/1"


def checkpoint(session: Session, signer: Signer, *, at: datetime) -> dict[str, Any]:
    """Return the head of the ledger as a signed document, to be kept in a second place."""
    last = head(session)
    return signed({"format": FORMAT, "seq": last.seq, "hash": last.hash}, signer, at=at)


def read_checkpoint(text: str, name: str, signer: Signer) -> Witness:
    """Return the witness that a checkpoint is.

    Raises:
        BadInputError: It is no checkpoint, or this installation's key did not sign it.
    """
    try:
        said = json.loads(text)
        is_one = said["format"] == FORMAT
        found = Witness(int(said["seq"]), str(said["hash"]))
    except (ValueError, KeyError, TypeError):
        is_one = False
    if not is_one:
        raise BadInputError(
            f"{name} is no checkpoint; `jalon ledger checkpoint FILE` writes them.",
            f"{name} n'est pas un point de contrôle ; `jalon ledger checkpoint` en écrit.",
        )
    require_signed(said, name, signer)
    return found


def signed(said: Mapping[str, Any], signer: Signer, *, at: datetime) -> dict[str, Any]:
    """Return a document with its time, the name of the key, and the signature over all of it."""
    full = {**said, "at": instant(at), "key": signer.name}
    return {**full, "signature": signer.sign(canonical(full))}


def require_signed(said: Mapping[str, Any], name: str, signer: Signer) -> None:
    """Make sure that a document carries this installation's signature.

    Raises:
        BadInputError: Another key signed it, nobody did, or it was changed afterwards.
    """
    full = {key: value for key, value in said.items() if key != "signature"}
    try:
        right = signer.signed(canonical(full), str(said.get("signature", "")))
    except TypeError:
        right = False
    if not right:
        raise BadInputError(
            f"{name} is not signed by the key of this installation ({signer.name}), or was "
            "changed afterwards; take another copy.",
            f"{name} n'est pas signé par la clé de cette installation ({signer.name}), ou a été "
            "modifié ensuite ; prenez une autre copie.",
        )
