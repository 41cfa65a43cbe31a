"""Work on people: added, listed, disabled, imported from a table, invited."""

import csv
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from domain.authority import ADMIN, Act
from domain.errors import BadInputError, GovernanceError, OutOfSequenceError
from jalon.acting import Acting, acting, opened, require_owner
from jalon.output import Format, note, result, result_json, table
from lifecycle.authority import find_person, require
from lifecycle.people import NewPerson, add_person, disable_person, people, roles_of
from lifecycle.signing_in.codes import invite, needs_first
from storage.tables.people import Person

COLUMNS = ("handle", "name", "email", "language", "zone", "country", "roles")
LONGEST_TABLE = 5_000_000


@dataclass(frozen=True)
class Row:
    """A row of an imported table with its line number and what became of it."""

    line: int
    handle: str
    outcome: str
    reason: GovernanceError | None = None


def run_add(new: NewPerson, person: str | None, fmt: Format, language: str) -> int:
    """Add a person; the first administrator needs nobody to act but the directory's owner."""
    if person is None and ADMIN in new.roles and _add_first(new):
        return _print_person(new.handle, fmt, language)
    with acting(person) as door, door.installation.database.write() as session:
        add_person(session, door.actor, new, at=door.at)
    return _print_person(new.handle, fmt, language)


def run_list(person: str | None, fmt: Format, language: str) -> int:
    """Print everybody with their roles."""
    with acting(person) as door, door.installation.database.read() as session:
        require(session, Act.MANAGE_PEOPLE, door.actor)
        found = [_as_json(session, each) for each in people(session)]
    if fmt is Format.JSON:
        result_json(found)
        return 0
    heads = {
        "en": ("HANDLE", "NAME", "E-MAIL", "ROLES", "DISABLED"),
        "fr": ("IDENTIFIANT", "NOM", "ADRESSE", "RÔLES", "DÉSACTIVÉ"),
    }
    rows = [
        (
            str(each["handle"]),
            str(each["name"]),
            str(each["email"]),
            " ".join(map(str, each["roles"] if isinstance(each["roles"], list) else ())),
            str(each["disabled_at"] or "")[:10],
        )
        for each in found
    ]
    result(table([heads[language], *rows]))
    return 0


def run_disable(handle: str, person: str | None, fmt: Format, language: str) -> int:
    """End a person's access at once."""
    with acting(person) as door, door.installation.database.write() as session:
        disable_person(session, door.actor, handle, at=door.at)
    return _print_person(handle, fmt, language)


def run_invite(handle: str, person: str | None, fmt: Format, language: str) -> int:
    """Print a one-time code with which a person sets the password within 24 hours."""
    with acting(person) as door, door.installation.database.write() as session:
        code = invite(session, door.actor, find_person(session, handle), at=door.at)
    if fmt is Format.JSON:
        result_json({"handle": handle, "code": code})
    else:
        words = {
            "en": "for 24 hours, at /invitation; hand it over yourself",
            "fr": "pendant 24 heures, à /invitation ; remettez-le vous-même",
        }
        result(f"{code}  {words[language]}")
    return 0


def run_import(path: Path, person: str | None, fmt: Format, language: str) -> int:
    """Add the people of a CSV table; return 1 when a row was refused, and say why."""
    rows = _rows(path)
    with acting(person) as door:
        done = [_import(door, line, row) for line, row in rows]
    refused = [row for row in done if row.reason is not None]
    if fmt is Format.JSON:
        result_json(
            [
                {
                    "line": row.line,
                    "handle": row.handle,
                    "outcome": row.outcome,
                    "reason": row.reason.say(language) if row.reason else "",
                }
                for row in done
            ]
        )
    else:
        for row in refused:
            note(f"{path}:{row.line}: {row.reason.say(language) if row.reason else ''}")
        added = sum(1 for row in done if row.outcome == "added")
        words = {
            "en": ("added", "stood already", "refused"),
            "fr": ("ajoutées", "déjà là", "refusées"),
        }
        counts = (added, len(done) - added - len(refused), len(refused))
        pairs = zip(counts, words[language], strict=True)
        result(", ".join(f"{number} {word}" for number, word in pairs))
    return 1 if refused else 0


def _add_first(new: NewPerson) -> bool:
    """Add the first administrator as the installation's own act, if there is none yet."""
    with opened() as installation:
        require_owner(installation.place)
        with installation.database.write() as session:
            if not needs_first(session):
                return False
            add_person(session, None, new, at=datetime.now(UTC))
    return True


def _import(door: Acting, line: int, row: dict[str, str]) -> Row:
    new = _new(row)
    try:
        with door.installation.database.write() as session:
            if _stands(session, new):
                return Row(line, new.handle, "standing")
            add_person(session, door.actor, new, at=door.at)
    except (BadInputError, OutOfSequenceError) as error:
        return Row(line, new.handle, "refused", error)
    return Row(line, new.handle, "added")


def _stands(session: Session, new: NewPerson) -> bool:
    """Whether the very same person is there, so that a table can be imported again."""
    return any(
        (each.handle, each.name, each.email) == (new.handle, new.name, new.email)
        for each in people(session)
    )


def _new(row: dict[str, str]) -> NewPerson:
    new = NewPerson(handle=row["handle"], name=row["name"], email=row["email"])
    given = {name: row[name] for name in ("language", "zone", "country") if row.get(name)}
    return replace(new, roles=tuple(row.get("roles", "").split()), **given)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        if path.stat().st_size > LONGEST_TABLE:
            raise BadInputError(
                f"{path} is larger than 5 MB; split it.", f"{path} dépasse 5 Mo ; découpez-le."
            )
        with closing(path.open(encoding="utf-8-sig", newline="")) as opened_file:
            first = opened_file.readline()
            opened_file.seek(0)
            separator = max(",;\t", key=first.count)
            reader = csv.DictReader(opened_file, delimiter=separator)
            rows = [(reader.line_num, _cells(row)) for row in reader]
            heads: Sequence[str] = [head.strip().lower() for head in reader.fieldnames or ()]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadInputError(
            f"{path} cannot be read as a table; save it as CSV in UTF-8.",
            f"{path} ne se lit pas comme une table ; enregistrez-la en CSV, UTF-8.",
        ) from error
    missing = [name for name in COLUMNS[:3] if name not in heads]
    unknown = [head for head in heads if head not in COLUMNS]
    if missing or unknown:
        raise BadInputError(
            f"{path} needs the columns {', '.join(COLUMNS[:3])} and knows {', '.join(COLUMNS)}; "
            f"found are {', '.join(heads) or '-'}.",
            f"{path} doit avoir les colonnes {', '.join(COLUMNS[:3])} et connaît "
            f"{', '.join(COLUMNS)} ; trouvées : {', '.join(heads) or '-'}.",
        )
    return rows


def _cells(row: dict[str | None, str | list[str] | None]) -> dict[str, str]:
    return {
        name.strip().lower(): value.strip() if isinstance(value, str) else ""
        for name, value in row.items()
        if name is not None
    }


def _print_person(handle: str, fmt: Format, language: str) -> int:
    with opened() as installation, installation.database.read() as session:
        shown = _as_json(session, find_person(session, handle))
    if fmt is Format.JSON:
        result_json(shown)
        return 0
    words = {"en": "disabled", "fr": "compte désactivé"}[language]
    state = f"  {words}" if shown["disabled_at"] else ""
    roles = shown["roles"]
    held = " ".join(roles) if isinstance(roles, list) else ""
    result(f"{handle}  {shown['name']} <{shown['email']}>  {held}{state}".rstrip())
    return 0


def _as_json(session: Session, person: Person) -> dict[str, object]:
    return {
        "handle": person.handle,
        "name": person.name,
        "email": person.email,
        "language": person.language,
        "zone": person.zone,
        "country": person.country,
        "roles": list(roles_of(session, person)),
        "disabled_at": person.disabled_at.isoformat() if person.disabled_at else None,
    }
