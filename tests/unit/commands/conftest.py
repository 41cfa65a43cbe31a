"""An installation in the data directory, and the command line in front of it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import run
from storage.database import Database
from tests.world import World, settled


@dataclass(frozen=True)
class Answer:
    """What a command answered: its code, its result, and what it said beside."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> Any:
        return json.loads(self.out)


Line = Callable[..., Answer]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("JALON_DATA_DIR", str(folder))
    monkeypatch.setenv("JALON_LANG", "en")
    return folder


@pytest.fixture
def world(database: Database, data: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """People and a method; the acts of the test lie an hour before those of the commands."""
    monkeypatch.setenv("JALON_DATABASE_URL", database.url)
    return settled(database, data, at=datetime.now(UTC) - timedelta(hours=1))


@pytest.fixture
def jalon(capsys: pytest.CaptureFixture[str]) -> Line:
    """Run one command in this process."""

    def line(*arguments: object) -> Answer:
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return Answer(code, printed.out, printed.err)

    return line


def is_one_sentence(answer: Answer) -> bool:
    """Tell whether a refusal is one line to standard error, and nothing else."""
    return answer.out == "" and answer.err.count("\n") == 1 and answer.err.endswith(".\n")
