"""The environment in which Prefect's own code runs: its server, and our workers."""

import os
from collections.abc import Mapping
from pathlib import Path

from flows.prefect_api import Address

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_RESULTS_DEFAULT_SERIALIZER": "json",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_LOGGING_COLORS": "false",
}

WORKER = {
    # Told of wakes; the poll only finds what was not told.
    "PREFECT_WORKER_QUERY_SECONDS": "15",
    "PREFECT_WORKER_ENABLE_CANCELLATION": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO",
}

ALONE = "8"
"""Seconds between two polls of a worker that nobody tells; Prefect varies them by a third."""

SERVER = {
    "PREFECT_SERVER_CORS_ALLOWED_METHODS": "",
    "PREFECT_SERVER_CORS_ALLOWED_HEADERS": "",
    "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
    "PREFECT_SERVER_LOG_RETRYABLE_ERRORS": "true",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    # No wait here has a deadline of Prefect's; the service would read every waiting run anew.
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_FOREMAN_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_SCHEDULER_RECENT_DEPLOYMENTS_LOOP_SECONDS": "60",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
}
"""What a server for one installation needs; the loops are those of a small house."""


def worker_environment(home: Path, address: Address) -> dict[str, str]:
    """Return the environment of a worker that works for an address."""
    return {**_inherited(), **QUIET, **WORKER, **_where(home, address)}


def lone_worker_environment(home: Path, address: Address) -> dict[str, str]:
    """Return the environment of a worker on a machine of its own, which nobody tells of wakes.

    What its operator has set for Prefect stands, such as a key or certificates.
    """
    defaults = {**QUIET, **WORKER, "PREFECT_WORKER_QUERY_SECONDS": ALONE, "PREFECT_HOME": str(home)}
    set_here = {"PREFECT_API_URL": address.url}
    if address.auth:
        set_here["PREFECT_API_AUTH_STRING"] = address.auth
    return {**defaults, **os.environ, **set_here}


def server_environment(home: Path, address: Address, port: int) -> dict[str, str]:
    """Return the environment of the server that `jalon up` runs."""
    origin = f"http://127.0.0.1:{port}"
    return {
        **_inherited(),
        **QUIET,
        **SERVER,
        **_where(home, address),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
        "PREFECT_SERVER_API_AUTH_STRING": address.auth,
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": origin,
        "PREFECT_SERVER_UI_API_URL": f"{origin}/api",
    }


def _where(home: Path, address: Address) -> Mapping[str, str]:
    return {
        "PREFECT_HOME": str(home),
        "PREFECT_PROFILES_PATH": str(home / "profiles.toml"),
        "PREFECT_API_URL": address.url,
        "PREFECT_API_AUTH_STRING": address.auth,
    }


def _inherited() -> dict[str, str]:
    """Return our own environment without what somebody set for another Prefect."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
