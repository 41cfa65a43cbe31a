"""`jalon up`: ready line by line, refused where it cannot run, and gone without a trace."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from flows.prefect_api import Address, PrefectApi
from storage.database import Database, default_url
from tests.conftest import PostgresServer
from tests.flow.prefect_house import until
from tests.flow.product_house import Up, alive, environment

HELD = ("prefect", "worker")


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Generator[Up]:
    """A product that the tests only look at."""
    running = Up(tmp_path_factory.mktemp("up") / "data")
    yield running
    running.stop()


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "jalon", *arguments],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_pages_answer_before_prefect_does_and_each_is_said(up: Up) -> None:
    url = up.url()
    assert not any(line.startswith("prefect ready") for _, line in up.lines)
    assert httpx.get(f"{url}/healthz", timeout=10).status_code == 200
    assert httpx.get(f"{url}/sign-in", timeout=10, follow_redirects=True).status_code == 200

    page = up.line("prefect ready ").removeprefix("prefect ready ")

    assert httpx.get(page, timeout=20, follow_redirects=True).status_code == 200
    assert up.line("The first administrator").split()[-1].count("-") == 4


def test_prefects_interface_is_closed_to_who_has_no_password(up: Up) -> None:
    page = up.line("prefect ready ").removeprefix("prefect ready ")
    known = Address.from_environment(up.data / "keys")
    assert known is not None
    api = PrefectApi(known)

    refused = httpx.get(f"{page}/api/work_pools/lifecycles", timeout=20)
    elsewhere = httpx.options(
        f"{page}/api/flow_runs/filter",
        headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"},
        timeout=20,
    )
    without_token = httpx.post(
        f"{page}/api/flow_runs/filter",
        json={},
        auth=tuple(known.auth.split(":", 1)),  # type: ignore[arg-type]  # two halves
        timeout=20,
    )

    assert refused.status_code == 401
    assert "access-control-allow-origin" not in elsewhere.headers
    assert without_token.status_code == 403
    assert api.post("flow_runs/filter", {}) == []
    api.close()


def test_nobody_else_can_read_what_it_writes(up: Up) -> None:
    up.line("prefect ready ")
    until((up.data / "prefect" / "prefect.db").exists, "Prefect's database")

    opened = [
        str(path)
        for path in (up.data, *up.data.rglob("*"))
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]

    assert opened == []


def test_the_worker_and_the_deployment_are_there(up: Up) -> None:
    up.line("prefect ready ")
    known = Address.from_environment(up.data / "keys")
    assert known is not None
    api = PrefectApi(known)

    def workers() -> list[object]:
        try:
            return list(api.post("work_pools/lifecycles/workers/filter", {}))
        except Exception:  # noqa: BLE001 - the pool is not made yet
            return []

    until(workers, "the worker has reported")
    assert api.get("deployments/name/lifecycle/project")["pull_steps"] == []
    api.close()


def test_a_second_product_on_the_same_data_is_refused_with_a_sentence(up: Up) -> None:
    up.url()

    refused = run("up", "--data", str(up.data), "--port", "0", "--lang", "fr")

    assert refused.returncode == 1
    assert refused.stderr.startswith("Jalon tourne déjà sur ")
    assert refused.stderr.count("\n") == 1


def test_a_port_in_use_is_refused_with_a_sentence(up: Up, tmp_path: Path) -> None:
    port = up.url().rsplit(":", 1)[1]

    refused = run("up", "--data", str(tmp_path / "other"), "--port", port, "--lang", "en")

    assert refused.returncode == 2
    assert refused.stderr == (
        f"Port {port} of 127.0.0.1 is in use; stop what uses it, or give another with --port.\n"
    )


def test_a_database_of_a_newer_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    database = Database(default_url(data))
    with database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES ('9999')")
    database.dispose()

    refused = run("up", "--data", str(data), "--port", "0", "--lang", "en")

    assert refused.returncode == 2
    assert refused.stderr.startswith("The database is of a newer version (9999)")


def test_a_child_that_is_killed_comes_back(up: Up) -> None:
    up.line("prefect ready ")
    before = child(up, "flows.server")

    os.kill(before, signal.SIGKILL)

    until(lambda: child(up, "flows.server") not in {0, before}, "the server is started again")
    known = Address.from_environment(up.data / "keys")
    assert known is not None
    api = PrefectApi(known, timeout=2.0)
    until(api.is_ready, "Prefect answers again, at the same address", seconds=60)
    api.close()
    assert httpx.get(f"{up.url()}/healthz", timeout=10).status_code == 200


def child(up: Up, module: str) -> int:
    for pid in up.children():
        try:
            said = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if module.encode() in said:
            return pid
    return 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_when_it_ends_nothing_that_it_started_is_left(
    number: signal.Signals, tmp_path: Path
) -> None:
    up = Up(tmp_path / "data")
    up.line("prefect ready ")
    until(lambda: child(up, "flows.working"), "the worker is started")
    started = up.children()
    assert len(started) >= 2

    sent_at = time.monotonic()
    up.process.send_signal(number)
    code = up.process.wait(15)

    until(lambda: not alive(started), f"all of {started} have ended", seconds=10)
    assert time.monotonic() - sent_at < 12
    assert code == (0 if number is not signal.SIGKILL else -signal.SIGKILL)
    with socket.socket() as probe:
        port = int(up.url().rsplit(":", 1)[1])
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_our_own_tables_may_stand_on_postgresql(postgres: PostgresServer, tmp_path: Path) -> None:
    postgres.psql("CREATE DATABASE jalon_up")
    settings = {"JALON_DATABASE_URL": postgres.get_uri("jalon_up")}
    up = Up(tmp_path / "data", settings=settings)

    answer = httpx.get(f"{up.url()}/readyz", timeout=10)

    assert answer.json()["database"] == "ok"
    assert not (up.data / "jalon.db").exists()
    assert up.stop() == 0


def test_it_may_be_stopped_at_any_moment_of_its_start(tmp_path: Path) -> None:
    up = Up(tmp_path / "data")
    up.url()
    started = up.children()

    assert up.stop() == 0

    until(lambda: not alive(started), "all have ended", seconds=10)


def test_the_parts_start_alone_on_the_same_data(up: Up, tmp_path: Path) -> None:
    up.line("prefect ready ")
    data = {"JALON_DATA_DIR": str(up.data)}

    reconciled = run("reconcile", "--format", "json", **data)
    beaten = run("pulse", "--once", JALON_PUBLIC_URL="https://jalon.example.org", **data)
    without_address = run("pulse", "--once", "--lang", "fr", **data)
    without_prefect = run(
        "reconcile", "--lang", "en", PREFECT_API_URL="http://127.0.0.1:9/api", **data
    )

    assert json.loads(reconciled.stdout) == {"started": 0, "ended": 0}
    assert beaten.returncode == 0, beaten.stderr
    assert (without_address.returncode, without_address.stderr.count("\n")) == (2, 1)
    assert without_address.stderr.startswith("Réglez JALON_PUBLIC_URL")
    assert without_prefect.returncode == 1
    assert without_prefect.stderr.startswith("Prefect does not answer at http://127.0.0.1:9/api")
