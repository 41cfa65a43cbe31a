"""The gate cycle in DBOS: ``python durable.py ADDRESS``, how many gates on stdin.

One workflow for each gate: a step for the submission, for each check, for asking and for the
outcome, and a message for each vote. On SQLite the file is set to WAL before; its commits are
as durable as ours. Waiting is polled as often as DBOS allows.
"""

import json
import sqlite3
import sys
import time
from typing import Any

import sqlalchemy as sa
from dbos import DBOS

SEATS = 3
LETTERS = 4

_outbox: dict[str, Any] = {}


@DBOS.step()  # type: ignore[untyped-decorator]  # it is not installed for us
def submitted(gate: str) -> dict[str, str]:
    """Take a package."""
    return {"gate": gate, "package": "x" * 200}


@DBOS.step()  # type: ignore[untyped-decorator]  # it is not installed for us
def checked(number: int) -> bool:
    """Look at it."""
    return number >= 0


@DBOS.step()  # type: ignore[untyped-decorator]  # it is not installed for us
def asked(gate: str) -> None:
    """Ask the seats."""
    _post(gate, SEATS)


@DBOS.step()  # type: ignore[untyped-decorator]  # it is not installed for us
def closed(gate: str, votes: list[str]) -> str:
    """Decide, tell everybody, and go to the next stage."""
    code = "GO" if votes.count("approve") > 1 else "RECYCLE"
    _post(gate, LETTERS, stage=True)
    return code


@DBOS.workflow()  # type: ignore[untyped-decorator]  # it is not installed for us
def cycle(gate: str) -> str:
    """Take a project through one gate."""
    submitted(gate)
    for number in range(4):
        checked(number)
    asked(gate)
    code: str = closed(gate, [DBOS.recv("vote", timeout_seconds=60) for _ in range(SEATS)])
    return code


def _post(gate: str, count: int, *, stage: bool = False) -> None:
    rows = [{"round": gate, "text": "x" * 200} for _ in range(count)]
    with _outbox["engine"].begin() as connection:
        connection.execute(sa.text("INSERT INTO gate_letter VALUES (:round, :text)"), rows)
        if stage:
            connection.execute(sa.text("INSERT INTO gate_stage VALUES (:g)"), {"g": gate})


def _prepare(address: str) -> None:
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE gate_letter (round TEXT, body TEXT)"))
        connection.execute(sa.text("CREATE TABLE gate_stage (name TEXT)"))
    _outbox["engine"] = engine


def main(address: str) -> None:
    """Take a new project through as many gates as each line says; print how long each took."""
    _prepare(address)
    DBOS(
        config={
            "name": "gates",
            "system_database_url": address,
            "run_admin_server": False,
            "log_level": "ERROR",
            "notification_listener_polling_interval_sec": 0.001,
        }
    )
    DBOS.launch()
    for line in sys.stdin:
        spent = []
        for number in range(int(line)):
            start = time.perf_counter()
            handle = DBOS.start_workflow(cycle, f"gate {number}")
            for _ in range(SEATS):
                DBOS.send(handle.get_workflow_id(), "approve", "vote")
            code = handle.get_result()
            spent.append(time.perf_counter() - start)
            assert code == "GO"
        sys.stdout.write(json.dumps(spent) + "\n")
        sys.stdout.flush()
    DBOS.destroy()


if __name__ == "__main__":
    main(sys.argv[1])
