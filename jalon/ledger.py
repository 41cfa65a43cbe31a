"""Work on the ledger: verified against its witnesses and the tables, and its head signed."""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from domain.errors import BadInputError
from domain.ledger import Witness
from jalon.acting import opened
from jalon.output import Format, note, result, result_json, styled, table
from lifecycle.checkpoints import checkpoint, read_checkpoint
from lifecycle.installation import Installation, Place
from lifecycle.invariants import check_invariants
from lifecycle.ledger import verify_chain
from lifecycle.proof.said import Broken
from lifecycle.witnesses import witness
from storage.signing import load, load_or_make

LONGEST = 1_000_000


def signing_key(place: Place) -> Path:
    """Return the file of the key that signs checkpoints and backups."""
    return place.keys_file.with_name("signing.pem")


def run_verify(
    heads: Sequence[str],
    checkpoints: Sequence[Path],
    fmt: Format,
    language: str,
    *,
    deep: bool,
) -> int:
    """Verify the ledger; return 1 with the first bad sequence number when it is broken."""
    with opened() as installation:
        witnesses = [witness(each) for each in heads]
        witnesses += [_from_checkpoint(installation, path) for path in checkpoints]
        try:
            count, fault = verify_chain(installation.database, witnesses)
            broken = check_invariants(installation) if deep and fault is None else []
        except SQLAlchemyError as error:
            raise BadInputError(
                f"The ledger could not be read: {error.__class__.__name__}.",
                f"Le registre n'a pas pu être lu : {error.__class__.__name__}.",
            ) from error
    sound = fault is None and not broken
    if fmt is Format.JSON:
        result_json(
            {
                "sound": sound,
                "entries": count,
                "witnesses": len(witnesses),
                "deep": deep,
                "first_bad": fault.seq if fault else None,
                "reason": fault.reason if fault else "",
                "broken": [vars(each) for each in broken],
            }
        )
    elif fault is not None:
        words = {"en": "broken at entry", "fr": "rompu à l'entrée"}[language]
        result(f"{styled(words, 'bad')} {fault.seq}: {fault.reason}")
    else:
        result(_sound(count, len(witnesses), broken, language, deep=deep))
    return 0 if sound else 1


def run_checkpoint(target: Path, fmt: Format, language: str) -> int:
    """Write the head of the ledger, signed, to a file that is kept in a second place."""
    with opened() as installation:
        signer = load_or_make(signing_key(installation.place))
        with installation.database.read() as session:
            said = checkpoint(session, signer, at=datetime.now(UTC))
    _write(target, json.dumps(said, indent=1) + "\n")
    if fmt is Format.JSON:
        result_json(said)
    else:
        result(f"{said['seq']}:{said['hash']}")
        note(
            {
                "en": f"Signed by {said['key']}. Keep {target} where the database's keeper "
                "cannot change it.",
                "fr": f"Signé par {said['key']}. Gardez {target} là où qui tient la base ne peut "
                "pas le changer.",
            }[language]
        )
    return 0


def told(broken: Sequence[Broken]) -> str:
    """Return what does not hold, a line for each."""
    return table((each.rule, each.where, each.reason) for each in broken)


def _from_checkpoint(installation: Installation, path: Path) -> Witness:
    signer = load(signing_key(installation.place))
    if signer is None:
        raise BadInputError(
            f"There is no signing key at {signing_key(installation.place)}, so {path} cannot be "
            "checked; put the key back, or give the head by --head.",
            f"Pas de clé de signature dans {signing_key(installation.place)} : {path} ne peut "
            "être vérifié ; remettez la clé, ou donnez la tête par --head.",
        )
    try:
        with path.open(encoding="utf-8") as opened_file:
            text = opened_file.read(LONGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"{path} cannot be read; correct the path.", f"{path} est illisible ; corrigez."
        ) from error
    return read_checkpoint(text, str(path), signer)


def _sound(
    count: int, witnesses: int, broken: Sequence[Broken], language: str, *, deep: bool
) -> str:
    words = {
        "en": ("sound", "entries", "witnesses", "what does not hold", "tables, files and counts"),
        "fr": ("intact", "entrées", "témoins", "ne tient pas", "tables, fichiers et décomptes"),
    }[language]
    if broken:
        return f"{styled(words[3], 'bad')}: {len(broken)}\n{told(broken)}"
    more = f", {words[4]}" if deep else ""
    return f"{styled(words[0], 'good')}: {count} {words[1]}, {witnesses} {words[2]}{more}"


def _write(target: Path, text: str) -> None:
    fresh = target.with_name(target.name + ".new")
    try:
        with fresh.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(target)
    except OSError as error:
        raise BadInputError(
            f"{target} cannot be written: {error.strerror}.",
            f"{target} ne peut être écrit : {error.strerror}.",
        ) from error
