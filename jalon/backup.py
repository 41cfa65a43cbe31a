"""Backups written and put back, and the tables brought to this version after a copy of them."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.errors import BadInputError, OutOfSequenceError
from jalon.acting import opened
from jalon.ledger import signing_key, told
from jalon.output import Format, note, result, result_json
from lifecycle.backup import put_back, read_backup, write_backup
from lifecycle.installation import Place, make_installation
from lifecycle.invariants import check_invariants
from lifecycle.proof.said import Broken
from storage.backup import copy_to
from storage.database import Database
from storage.migrate import is_current, upgrade
from storage.signing import Signer, load, load_or_make


def run_backup(target: Path, fmt: Format, language: str) -> int:
    """Write a backup; return 1 when a file that it should hold is missing from the store."""
    if target.exists():
        raise BadInputError(
            f"{target} is there already; name a new file, or remove it first.",
            f"{target} existe déjà ; nommez un nouveau fichier, ou retirez-le d'abord.",
        )
    fresh = target.with_name(target.name + ".part")
    with (
        opened() as installation,
        tempfile.TemporaryDirectory(
            dir=installation.place.data_dir, prefix=".backup-"
        ) as workplace,
    ):
        signer = load_or_make(signing_key(installation.place))
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out:
                made = write_backup(
                    installation, signer, out, Path(workplace), at=datetime.now(UTC)
                )
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(target)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise BadInputError(
                f"{target} cannot be written: {error.strerror}.",
                f"{target} ne peut être écrit : {error.strerror}.",
            ) from error
    keys = installation.place.keys_file.parent
    if fmt is Format.JSON:
        result_json({**vars(made), "file": str(target), "left_out": str(keys)})
    else:
        words = {"en": "files, ledger to entry", "fr": "fichiers, registre jusqu'à l'entrée"}
        result(f"{target}: {made.files} {words[language]} {made.seq}")
    note(
        {
            "en": f"The keys are left out: keep a copy of {keys} in another place.",
            "fr": f"Les clés n'y sont pas : gardez une copie de {keys} ailleurs.",
        }[language]
    )
    for sha256 in made.missing:
        note(
            {
                "en": f"The file {sha256[:12]} is missing from the store, and from this backup.",
                "fr": f"Le fichier {sha256[:12]} manque au dépôt, et à cette sauvegarde.",
            }[language]
        )
    return 1 if made.missing else 0


def run_restore(
    source: Path, keys: Path | None, fmt: Format, language: str, *, new_keys: bool, verify: bool
) -> int:
    """Put a backup into an empty installation; return 1 when the verification fails."""
    place = Place.from_environment()
    _require_empty(place)
    place.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    _bring_keys(place, keys, new_keys=new_keys)
    signer = None if new_keys else _signer(place)
    with tempfile.TemporaryDirectory(dir=place.data_dir, prefix=".restore-") as folder:
        try:
            with source.open("rb") as opened_file:
                said = read_backup(opened_file, str(source), signer, Path(folder))
        except OSError as error:
            raise BadInputError(
                f"{source} cannot be read: {error.strerror}; correct the path.",
                f"{source} ne peut être lu : {error.strerror} ; corrigez le chemin.",
            ) from error
        _move_in(place, Path(folder), said)
    broken = _verified(place) if verify else []
    if fmt is Format.JSON:
        result_json(
            {
                "made_at": said["at"],
                "seq": said["ledger"]["seq"],
                "files": len(said["files"]),
                "missing": said["missing"],
                "signature": "checked" if signer else "not checked",
                "verified": verify,
                "broken": [vars(each) for each in broken],
            }
        )
    else:
        words = {"en": ("restored as of", "files"), "fr": ("restauré à la date du", "fichiers")}
        of, files = words[language]
        result(f"{of} {said['at']}, {len(said['files'])} {files}")
        if broken:
            result(told(broken))
    _advise(language)
    return 1 if broken or said["missing"] else 0


def run_upgrade(fmt: Format, language: str) -> int:
    """Bring the tables to this version; older ones are copied aside first."""
    place = Place.from_environment()
    place.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    copied = upgrade_safely(place)
    if fmt is Format.JSON:
        result_json({"current": True, "copy": str(copied) if copied else None})
    else:
        words = {
            "en": ("the tables are of this version", "copy of the older ones"),
            "fr": ("les tables sont de cette version", "copie des anciennes"),
        }[language]
        result(f"{words[0]}; {words[1]}: {copied}" if copied else words[0])
    return 0


def upgrade_safely(place: Place) -> Path | None:
    """Upgrade the tables, after a copy when there are older ones; return where the copy is.

    Raises:
        BadInputError: The database was made by a newer version of Jalon.
    """
    database = Database(place.database_url)
    try:
        if is_current(database):
            return None
        copied = _copy_aside(place, database)
        upgrade(database)
    finally:
        database.dispose()
    return copied


def _copy_aside(place: Place, database: Database) -> Path | None:
    """Copy tables that are older; a PostgreSQL database is left to its own keeper's backup."""
    source = Path(database.url.removeprefix("sqlite:///"))
    if not database.is_sqlite or not source.exists() or not _has_tables(database):
        return None
    folder = place.data_dir / "backups"
    folder.mkdir(exist_ok=True, mode=0o700)
    copied = folder / f"before-upgrade-{datetime.now(UTC):%Y%m%dT%H%M%S}.db"
    copy_to(database, copied)
    copied.chmod(0o600)
    return copied


def _has_tables(database: Database) -> bool:
    with database.engine.connect() as connection:
        return database.engine.dialect.has_table(connection, "project")


def _require_empty(place: Place) -> None:
    if any((place.data_dir / name).exists() for name in ("files", "jalon.db")):
        raise OutOfSequenceError(
            f"{place.data_dir} holds an installation already; restore into an empty directory "
            "named by JALON_DATA_DIR.",
            f"{place.data_dir} contient déjà une installation ; restaurez dans un dossier vide "
            "nommé par JALON_DATA_DIR.",
        )


def _bring_keys(place: Place, keys: Path | None, *, new_keys: bool) -> None:
    """Put the keys where the installation reads them."""
    folder = place.keys_file.parent
    if keys is not None:
        if not (keys / place.keys_file.name).is_file():
            raise BadInputError(
                f"{keys} holds no {place.keys_file.name}; give the directory of the keys.",
                f"{keys} ne contient pas {place.keys_file.name} ; donnez le dossier des clés.",
            )
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in sorted(keys.iterdir()):
            if path.is_file():
                shutil.copyfile(path, folder / path.name)
                (folder / path.name).chmod(0o600)
    elif not (new_keys or place.keys_file.exists() or os.environ.get("JALON_SECRET_KEY")):
        raise BadInputError(
            "A backup holds no keys: give their directory by --keys, or --new-keys if they are "
            "lost (every signature and mailed link is then worthless).",
            "Une sauvegarde ne contient pas de clés : donnez leur dossier par --keys, ou "
            "--new-keys si elles sont perdues (signatures et liens envoyés ne valent plus rien).",
        )


def _signer(place: Place) -> Signer:
    found = load(signing_key(place))
    if found is None:
        raise BadInputError(
            f"There is no {signing_key(place).name} among the keys, so the backup's signature "
            "cannot be checked; find it, or accept that by --new-keys.",
            f"Pas de {signing_key(place).name} parmi les clés : la signature de la sauvegarde ne "
            "peut être vérifiée ; retrouvez-la, ou acceptez-le par --new-keys.",
        )
    return found


def _move_in(place: Place, unpacked: Path, said: Mapping[str, Any]) -> None:
    """Move the files into the store, then fill the database: no row is without its file."""
    store = place.data_dir / "files"
    if (unpacked / "files").exists():
        shutil.move(unpacked / "files", store)
    database = Database(place.database_url)
    try:
        put_back(unpacked, said, database, at=datetime.now(UTC))
    except BaseException:
        shutil.rmtree(store, ignore_errors=True)
        raise
    finally:
        database.dispose()


def _verified(place: Place) -> list[Broken]:
    installation = make_installation(place)
    try:
        return check_invariants(installation)
    finally:
        installation.close()


def _advise(language: str) -> None:
    note(
        {
            "en": "Links mailed before, sessions and codes no longer work; approvers find their "
            "decisions after signing in. People disabled, tokens ended and decisions taken after "
            "the backup are as they were before it: tell the PMO.",
            "fr": "Les liens envoyés, sessions et codes ne valent plus rien ; les décideurs "
            "retrouvent leurs décisions en se connectant. Comptes désactivés, jetons terminés et "
            "décisions prises après la sauvegarde sont comme avant elle : prévenez le PMO.",
        }[language]
    )
