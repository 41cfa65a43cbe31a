"""What can be unsafe about the addresses in force: what goes in clear over a network."""

import os
from urllib.parse import urlsplit

from domain.text import both
from jalon.soundness import Item, on_postgresql

LOOPBACK = {"", "localhost", "127.0.0.1", "::1"}


def mail_server() -> Item:
    """Tell whether mail leaves this machine unencrypted."""
    parts = urlsplit(os.environ.get("JALON_SMTP_URL", ""))
    clear = parts.scheme == "smtp" and (parts.hostname or "") not in LOOPBACK
    if not parts.scheme:
        found = both("a mailbox in the data directory", "une boîte dans le dossier de données")
    else:
        found = both(*[f"{parts.scheme}://{parts.hostname}"] * 2)
    return Item(
        "mail-server",
        not clear,
        found,
        both(
            "Letters and the password go in clear: write smtps:// or smtp+starttls://.",
            "Lettres et mot de passe en clair : écrivez smtps:// ou smtp+starttls://.",
        ),
    )


def public_address() -> Item:
    """Tell whether letters' links lead somewhere, and encrypted."""
    given = os.environ.get("JALON_PUBLIC_URL", "")
    parts = urlsplit(given)
    sound = parts.scheme == "https" or (
        parts.scheme == "http" and (parts.hostname or "") in LOOPBACK
    )
    return Item(
        "public-address",
        sound,
        both(given or "not set", given or "non réglée"),
        both(
            "Set JALON_PUBLIC_URL to the https:// address that people open.",
            "Donnez à JALON_PUBLIC_URL l'adresse https:// que les gens ouvrent.",
        ),
    )


def database() -> Item:
    """Tell whether the database is reached unencrypted over a network."""
    parts = urlsplit(os.environ.get("JALON_DATABASE_URL", ""))
    remote = on_postgresql() and (parts.hostname or "") not in LOOPBACK
    clear = remote and not any(
        word in parts.query for word in ("sslmode=require", "sslmode=verify")
    )
    found = f"{parts.scheme}://{parts.hostname or ''}{parts.path}" if parts.scheme else "SQLite"
    return Item(
        "database",
        not clear,
        both(found, found),
        both(
            "Add ?sslmode=verify-full to JALON_DATABASE_URL.",
            "Ajoutez ?sslmode=verify-full à JALON_DATABASE_URL.",
        ),
    )


def prefect_api() -> Item:
    """Tell whether Prefect is reached without a password or unencrypted over a network."""
    parts = urlsplit(os.environ.get("PREFECT_API_URL", ""))
    remote = bool(parts.scheme) and (parts.hostname or "") not in LOOPBACK
    locked = bool(os.environ.get("PREFECT_API_AUTH_STRING") or os.environ.get("PREFECT_API_KEY"))
    found = f"{parts.scheme}://{parts.hostname}" if parts.scheme else ""
    return Item(
        "prefect",
        not remote or (parts.scheme == "https" and locked),
        both(found or "our own, on loopback", found or "le nôtre, en local"),
        both(
            "Reach Prefect by https:// and with PREFECT_API_AUTH_STRING.",
            "Joignez Prefect en https:// et avec PREFECT_API_AUTH_STRING.",
        ),
    )
