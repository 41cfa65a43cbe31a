"""Work on the installation's keys, and on a person's own tokens."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from domain.errors import NotFoundError
from jalon.acting import acting, opened, require_owner
from jalon.output import Format, note, result, result_json, table
from lifecycle.ledger import record
from lifecycle.signing_in.tokens import end_token, make_token, tokens_of
from storage.keys import rotate


def run_rotate(fmt: Format, language: str, *, drop: bool) -> int:
    """Make a new key for links; the older ones still prove links already mailed, or are dropped."""
    with opened() as installation:
        require_owner(installation.place)
        keys = rotate(installation.place.keys_file, keep=not drop)
        with installation.database.write() as session:
            said = {"key": keys.current, "kept": len(keys.secrets) - 1}
            record(session, "keys.rotated", None, said, at=datetime.now(UTC))
    if fmt is Format.JSON:
        result_json({"current": keys.current, "keys": sorted(keys.secrets)})
    else:
        result(f"{keys.current}  ({len(keys.secrets)})")
    note(
        {
            "en": "Start Jalon again for the new key to be used, and keep a copy of it elsewhere.",
            "fr": "Relancez Jalon pour que la nouvelle clé serve, et gardez-en une copie ailleurs.",
        }[language]
    )
    return 0


def run_make(
    name: str, scopes: Sequence[str], days: int, person: str | None, fmt: Format, language: str
) -> int:
    """Make a personal token and print its text, this once."""
    with acting(person) as door, door.installation.database.write() as session:
        text, row = make_token(session, door.actor, name, scopes, days=days, at=door.at)
        said = {"id": row.id, "name": row.name, "scopes": row.scopes, "expires_at": row.expires_at}
    if fmt is Format.JSON:
        result_json({"token": text, **said})
    else:
        result(text)
    note(
        {
            "en": "It is shown this once; keep it like a password.",
            "fr": "Il n'est montré que cette fois ; gardez-le comme un mot de passe.",
        }[language]
    )
    return 0


def run_list(person: str | None, fmt: Format, language: str) -> int:
    """Print the person's live tokens."""
    with acting(person) as door, door.installation.database.read() as session:
        found = tokens_of(session, door.actor.person_id, at=door.at)
    if fmt is Format.JSON:
        result_json(
            [
                {
                    "id": row.id,
                    "name": row.name,
                    "scopes": row.scopes,
                    "made_at": row.made_at,
                    "expires_at": row.expires_at,
                    "used_at": row.used_at,
                }
                for row in found
            ]
        )
        return 0
    heads = {"en": ("ID", "NAME", "UNTIL", "SCOPES"), "fr": ("ID", "NOM", "JUSQU'AU", "DROITS")}
    rows = [
        (str(row.id), row.name, f"{row.expires_at:%Y-%m-%d}", " ".join(row.scopes)) for row in found
    ]
    result(table([heads[language], *rows]))
    return 0


def run_end(token: str, person: str | None, fmt: Format, language: str) -> int:
    """End one of the person's own tokens."""
    try:
        token_id = UUID(token)
    except ValueError:
        raise NotFoundError(
            f"You have no token {token!r}; `jalon token list` shows their ids.",
            f"Vous n'avez pas de jeton {token!r} ; `jalon token list` montre leurs ids.",
        ) from None
    with acting(person) as door, door.installation.database.write() as session:
        end_token(session, door.actor, token_id, at=door.at)
    if fmt is Format.JSON:
        result_json({"id": token_id, "ended": True})
    else:
        result({"en": "ended", "fr": "terminé"}[language])
    return 0
