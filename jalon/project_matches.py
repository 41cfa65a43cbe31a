"""Work on what the files of a project serve: said, listed, taken back."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from domain.errors import BadInputError
from jalon.acting import acting
from jalon.output import Format, result, result_json, table
from lifecycle.authority import find_project
from lifecycle.packages.matches import find_match, revoke_match, say_match
from lifecycle.questions.matched import MatchSeen, match_seen, matches_seen

_WORDS = {
    "en": {"serves": "serves", "nothing": "nothing", "forgotten": "forgotten", "by": "said by"},
    "fr": {"serves": "répond à", "nothing": "rien", "forgotten": "oublié", "by": "dit par"},
}


def run_match(
    code: str,
    file: str,
    deliverables: Sequence[str],
    person: str | None,
    fmt: Format,
    language: str,
) -> int:
    """Say what a file serves; a file that is here is known again by its content too."""
    sha256 = _sha256(file)
    with acting(person) as door, door.installation.database.write() as session:
        project = find_project(session, code)
        made = say_match(
            session, door.actor, project, Path(file).name, deliverables, sha256=sha256, at=door.at
        )
        seen = match_seen(session, made)
    _say(seen, _line(seen, language), fmt)
    return 0


def run_matches(code: str, person: str | None, fmt: Format, language: str) -> int:
    """List all that was said of the files of a project, the newest first."""
    with acting(person) as door, door.installation.database.read() as session:
        seen = matches_seen(session, door.actor, code)
    if fmt is Format.JSON:
        result_json([_as_json(each) for each in seen])
    elif seen:
        result(table([_row(each, language) for each in seen]))
    return 0


def run_unmatch(code: str, file: str, person: str | None, fmt: Format, language: str) -> int:
    """Forget what was said of a file."""
    with acting(person) as door, door.installation.database.write() as session:
        standing = find_match(session, find_project(session, code), file)
        made = revoke_match(session, door.actor, standing.id, at=door.at)
        seen = match_seen(session, made)
    _say(seen, f"{seen.path}: {_WORDS[language]['forgotten']}", fmt)
    return 0


def _sha256(file: str) -> str:
    """Return the hash of a file that is here; of one that is only named, nothing."""
    path = Path(file)
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise BadInputError(
            f"{file} cannot be read: {error.strerror}.", f"{file} est illisible : {error.strerror}."
        ) from None


def _line(seen: MatchSeen, language: str) -> str:
    said = _WORDS[language]
    return f"{seen.path} {said['serves']} {', '.join(seen.deliverables) or said['nothing']}"


def _row(seen: MatchSeen, language: str) -> tuple[str, ...]:
    said = _WORDS[language]
    who = f"{said['by']} {seen.said_by}, {seen.said_at.date()}"
    state = f"{said['forgotten']} {seen.revoked_at.date()}" if seen.revoked_at else ""
    return seen.path, ", ".join(seen.deliverables) or said["nothing"], who, state


def _say(seen: MatchSeen, text: str, fmt: Format) -> None:
    if fmt is Format.JSON:
        result_json(_as_json(seen))
    else:
        result(text)


def _as_json(seen: MatchSeen) -> dict[str, object]:
    return {
        "id": seen.id,
        "path": seen.path,
        "sha256": seen.sha256,
        "deliverables": list(seen.deliverables),
        "said_by": seen.said_by,
        "said_at": seen.said_at,
        "revoked_by": seen.revoked_by,
        "revoked_at": seen.revoked_at,
    }
