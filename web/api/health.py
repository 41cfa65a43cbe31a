"""Whether we are alive, whether we are ready, and figures for a monitoring system."""

import os
import shutil
import socket
import urllib.request
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy.exc import SQLAlchemyError

from domain.errors import BadInputError
from lifecycle.questions.vitals import Vitals, vitals
from storage.database import Database
from storage.files import RESERVE
from storage.migrate import is_current
from web.site import Site, site_of

router = APIRouter(include_in_schema=False)

PATIENCE = 1.0
"""Seconds that another server may take to answer."""

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
OK, AWAY = "ok", "away"


@router.get("/healthz")
def alive(request: Request) -> JSONResponse:
    """Say that the process answers; ``degraded`` when uploads find no room on the disk."""
    short = _free(site_of(request)) < RESERVE
    return JSONResponse({"status": "degraded" if short else OK})


@router.get("/readyz")
def ready(request: Request) -> JSONResponse:
    """Name the state of database, mail and Prefect; only the database makes us unready.

    Decisions are taken and letters are kept while mail or Prefect is away.
    """
    states = {
        "database": _database(site_of(request).installation.database),
        "mail": _mail(os.environ.get("JALON_SMTP_URL", "")),
        "prefect": _prefect(os.environ.get("PREFECT_API_URL", "")),
    }
    sound = states["database"] == OK
    return JSONResponse({"ready": sound, **states}, status_code=200 if sound else 503)


@router.get("/metrics")
def metrics(request: Request) -> PlainTextResponse:
    """Return counts and ages in Prometheus' text format; no name of anything is among them."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = vitals(session, at=site.clock())
    lines = "\n".join(_lines(found, _free(site)))
    return PlainTextResponse(f"{lines}\n", media_type="text/plain; version=0.0.4; charset=utf-8")


def _database(database: Database) -> str:
    try:
        return OK if is_current(database) else "tables are older: jalon db upgrade"
    except BadInputError:
        return "tables are of a newer version"
    except SQLAlchemyError:
        return AWAY


def _mail(url: str) -> str:
    if not url:
        return "local mailbox"
    parts = urlsplit(url)
    address = (parts.hostname or "localhost", parts.port or PORTS.get(parts.scheme, 25))
    try:
        with socket.create_connection(address, timeout=PATIENCE):
            return OK
    except OSError:
        return AWAY


def _prefect(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return "not set"
    try:
        asked = f"{url.rstrip('/')}/health"
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 - http(s) only, set by the operator
            return OK if answer.status == 200 else AWAY  # noqa: PLR2004 - HTTP's own number
    except (OSError, ValueError):
        return AWAY


def _free(site: Site) -> int:
    return shutil.disk_usage(site.installation.place.data_dir).free


def _lines(found: Vitals, free: int) -> Iterator[str]:
    yield from _counts("jalon_build_info", "The version that runs", "version", _build())
    for name, counted in (
        ("projects", found.projects),
        ("reviews", found.reviews),
        ("letters", found.letters),
        ("conditions", found.conditions),
    ):
        yield from _counts(f"jalon_{name}", f"{name.capitalize()} by state", "state", counted)
    for name, meaning, number in (
        ("conditions_overdue", "Conditions past their date", found.conditions_overdue),
        ("work_due", "Projects with a step to take", found.work_due),
        ("work_oldest_seconds", "Age of the oldest step to take", found.work_oldest_seconds),
        ("nudges_due", "Projects that Prefect is to be told of", found.nudges_due),
        (
            "letters_oldest_seconds",
            "Age of the oldest waiting letter",
            found.letters_oldest_seconds,
        ),
        ("ledger_entries", "Entries of the ledger", found.ledger_entries),
        ("disk_free_bytes", "Free bytes where the files are kept", free),
    ):
        yield f"# HELP jalon_{name} {meaning}."
        yield f"# TYPE jalon_{name} gauge"
        yield f"jalon_{name} {number}"


def _counts(name: str, meaning: str, label: str, counted: Mapping[str, int]) -> Iterator[str]:
    yield f"# HELP {name} {meaning}."
    yield f"# TYPE {name} gauge"
    for key, number in sorted(counted.items()):
        yield f'{name}{{{label}="{key}"}} {number}'


def _build() -> dict[str, int]:
    return {version("jalon"): 1}
