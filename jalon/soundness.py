"""What can be unsafe about the machine and its files, each tried out, not guessed."""

import ctypes.util
import email.policy
import io
import os
import shutil
import sqlite3
import stat
import sys
import zipfile
from dataclasses import dataclass
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from domain.text import Text, both

SQLITE_SOUND = (3, 51, 3)
"""The first SQLite without the WAL-reset bug, see sqlite.org/wal.html."""

FREE_BYTES = 1 << 30
"""Below this much free disk, hand-ins and decisions are at risk."""


@dataclass(frozen=True)
class Item:
    """One thing looked at: sound or not, what was found, and what to do when it is not."""

    name: str
    sound: bool
    found: Text
    advice: Text


def sqlite_library() -> Item:
    """Tell whether SQLite can lose pages of a WAL database."""
    return Item(
        "sqlite",
        sqlite3.sqlite_version_info >= SQLITE_SOUND or on_postgresql(),
        both(f"SQLite {sqlite3.sqlite_version}", f"SQLite {sqlite3.sqlite_version}"),
        both(
            "Before 3.51.3 a rare bug can damage a WAL database; Jalon avoids it with its own "
            "lock on one machine. Take a Python with a newer SQLite, or PostgreSQL.",
            "Avant 3.51.3, un défaut rare peut abîmer une base WAL ; Jalon l'évite par son propre "
            "verrou sur une machine. Prenez un Python avec un SQLite plus récent, ou PostgreSQL.",
        ),
    )


def mail_library() -> Item:
    """Tell whether an encoded word in a mail header can become a header of its own."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = "=?utf-8?q?a=0AX-Injected=3A_b?="
    try:
        sound = b"\nX-Injected" not in message.as_bytes()
    except MessageError:
        sound = True
    return Item("python-mail", sound, _version("email", "email"), _newer_python())


def zip_library() -> Item:
    """Tell whether Python reads zip archives whose entries lie over one another."""
    return Item(
        "python-zip", not _reads_overlaps(), _version("zipfile", "zipfile"), _newer_python()
    )


def modes(data: Path) -> Item:
    """Tell whether others on this machine may read the data directory."""
    advice = both(
        f"Others on this machine can read it: chmod -R go= '{data}'.",
        f"D'autres sur cette machine peuvent le lire : chmod -R go= '{data}'.",
    )
    if not data.exists():
        there = both(f"{data}: not made yet", f"{data} : pas encore créé")
        return Item("data-directory", sound=True, found=there, advice=advice)
    opened = sum(1 for path in (data, *data.rglob("*")) if _open_to_others(path))
    return Item(
        "data-directory",
        opened == 0,
        both(f"{data}: {opened} open to others", f"{data} : {opened} ouverts à d'autres"),
        advice,
    )


def key(path: Path) -> Item:
    """Tell whether there is a secret key, and only its owner can read it."""
    if os.environ.get("JALON_SECRET_KEY"):
        sound, found = True, both("from JALON_SECRET_KEY", "par JALON_SECRET_KEY")
    elif path.exists():
        sound = not _open_to_others(path)
        found = both(f"{path}, mode {_mode(path):o}", f"{path}, mode {_mode(path):o}")
    else:
        sound, found = False, both("there is none", "il n'y en a pas")
    return Item(
        "keys",
        sound,
        found,
        both(
            "`jalon up` makes one, for its owner only; or set JALON_SECRET_KEY.",
            "`jalon up` en crée une, réservée à son propriétaire ; ou JALON_SECRET_KEY.",
        ),
    )


def pango() -> Item:
    """Tell whether the library that PDF pages are set with is there; without it, print pages."""
    there = bool(ctypes.util.find_library("pango-1.0"))
    return Item(
        "pango",
        sound=True,
        found=both("present" if there else "missing", "présente" if there else "absente"),
        advice={},
    )


def disk(data: Path) -> Item:
    """Tell whether the disk has room."""
    place = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    return Item(
        "disk",
        free >= FREE_BYTES,
        both(f"{free / 1e9:.1f} GB free", f"{free / 1e9:.1f} Go libres"),
        both("Free at least 1 GB.", "Libérez au moins 1 Go."),
    )


def _version(en: str, fr: str) -> Text:
    version = ".".join(map(str, sys.version_info[:3]))
    return both(f"{en} of Python {version}", f"{fr} de Python {version}")


def _newer_python() -> Text:
    return both(
        "This Python lacks a security fix; take its latest patch release.",
        "Il manque à ce Python un correctif de sécurité ; prenez sa dernière version corrective.",
    )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def _open_to_others(path: Path) -> bool:
    return not path.is_symlink() and bool(_mode(path) & 0o077)


def _reads_overlaps() -> bool:
    """Make an archive of two names for the same bytes, and try to read the second."""
    place = io.BytesIO()
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("a", b"0" * 64)
        archive.writestr("b", b"0" * 64)
        first, second = archive.infolist()
        second.header_offset = first.header_offset
        second.orig_filename = second.filename = "a"
    try:
        with zipfile.ZipFile(place) as archive:
            for entry in archive.infolist():
                archive.read(entry)
    except (zipfile.BadZipFile, ValueError):
        return False
    return True


def on_postgresql() -> bool:
    """Tell whether the database is PostgreSQL."""
    return os.environ.get("JALON_DATABASE_URL", "").startswith("postgres")
