"""What a watcher is told: alive, ready with each part named, and figures without names."""

import re
import socket

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from tests.world import World


def test_it_says_that_it_is_alive(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_it_names_the_state_of_database_mail_and_prefect(client: TestClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": "ok",
        "mail": "local mailbox",
        "prefect": "not set",
    }


def test_mail_and_prefect_may_be_away(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port()}/api")

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() | {"ready": True} == {
        "ready": True,
        "database": "ok",
        "mail": "away",
        "prefect": "away",
    }


def test_tables_of_another_version_make_it_unready(world: World, client: TestClient) -> None:
    with world.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "newer" in answer.json()["database"]


def test_figures_come_as_prometheus_reads_them_and_name_nothing(
    world: World, client: TestClient
) -> None:
    world.project("SECRET")
    world.asked("SECRET")

    answer = client.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]+"\})? -?\d+(\.\d+)?', line) for line in lines)
    assert 'jalon_projects{state="open"} 1' in lines
    assert 'jalon_reviews{state="open"} 1' in lines
    assert "SECRET" not in answer.text


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])
