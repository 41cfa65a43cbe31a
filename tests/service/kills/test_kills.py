"""T1: the process dies at any point; started again, it ends as if nothing had happened."""

import email
import email.policy
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from lifecycle.invariants import check_invariants
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.letters import Letter
from storage.tables.projects import GatePassage
from storage.tables.reviews import Review
from tests.service.kills.beside import COMMITTEE
from tests.service.kills.story import opened, project_of
from tests.unit.lifecycle.scene import a_scene

ROOT = Path(__file__).parents[3]
FAILPOINT = re.compile(r'failpoint\("([^"]+)"\)')
FAILPOINTS = sorted(
    {
        name
        for folder in ("storage", "lifecycle")
        for path in (ROOT / folder).rglob("*.py")
        for name in FAILPOINT.findall(path.read_text("utf-8"))
    }
)
REPEATED = [name for name in FAILPOINTS if name.startswith(("vote", "close", "deliver", "ask"))]
"""What the story passes several times, where the last passage differs from the first."""

PATIENCE = 120
"""Seconds; the whole story takes about two."""


def told(folder: Path, url: str, restarts: int, **settings: str) -> int:
    """Tell the story in a process of its own; return how it ended."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JALON_")}
    return subprocess.run(  # noqa: S603 - our own program, on our own paths
        [sys.executable, "-m", "tests.service.kills.story", str(folder), url, str(restarts)],
        cwd=ROOT,
        env=kept | settings,
        timeout=PATIENCE,
        check=False,
    ).returncode


def assert_told_whole(folder: Path, url: str) -> None:
    installation = opened(folder, url)
    try:
        assert check_invariants(installation) == []
        _, stage, state = project_of(installation)
        assert (stage, state) == ("second", "open")
        with installation.database.read() as session:
            rounds = session.scalars(select(Review).order_by(Review.submitted_at)).all()
            assert [each.state for each in rounds] == [
                "returned",
                "withdrawn",
                "decided",
                "decided",
                "decided",
            ]
            codes = session.scalars(select(GatePassage.code).order_by(GatePassage.number)).all()
            assert codes == ["HOLD", "GO", "KILL"]
            letters = session.scalars(select(Letter)).all()
            assert {letter.state for letter in letters} <= {"sent", "cancelled"}
            sent = {str(letter.id) for letter in letters if letter.state == "sent"}
            said = Counter(
                (
                    each.message,
                    each.facts.get("kind"),
                    each.facts.get("arbitration"),
                    each.review_id or each.project_id,
                    each.recipient_id,
                    each.request_id,
                )
                for each in letters
            )
            assert [key for key, count in said.items() if count > 1] == []
    finally:
        installation.close()
    kept = list((folder / "mail").glob("*.eml"))
    assert sent <= {path.stem for path in kept}
    names = [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Message-ID"]
        for path in kept
    ]
    assert len(set(names)) == len(names) > 0


@pytest.fixture(scope="session")
def passages(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How often the whole story passes each failpoint."""
    folder = tmp_path_factory.mktemp("traced")
    url = f"sqlite:///{folder / 'jalon.db'}"
    database = Database(url)
    upgrade(database)
    a_scene(database, folder, committee=COMMITTEE)
    database.dispose()
    trace = folder / "trace"
    assert told(folder, url, 0, JALON_FAIL_TRACE=str(trace)) == 0
    assert_told_whole(folder, url)
    return Counter(trace.read_text("utf-8").split())


def test_the_story_passes_every_failpoint_that_there_is(passages: Counter[str]) -> None:
    assert sorted(passages) == FAILPOINTS


@pytest.mark.parametrize("name", FAILPOINTS)
def test_t1_killed_at_the_first_passage(
    database: Database, database_folder: Path, name: str
) -> None:
    killed_and_told_again(database, database_folder, f"{name}:1")


@pytest.mark.parametrize("name", REPEATED)
def test_t1_killed_at_the_last_passage(tmp_path: Path, passages: Counter[str], name: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'jalon.db'}")
    upgrade(database)

    killed_and_told_again(database, tmp_path, f"{name}:{passages[name]}")


def killed_and_told_again(database: Database, folder: Path, place: str) -> None:
    a_scene(database, folder, committee=COMMITTEE)
    url = database.engine.url.render_as_string(hide_password=False)
    database.dispose()

    killed = told(folder, url, 0, JALON_FAIL_AT=place)
    again = told(folder, url, 1)

    assert killed == -signal.SIGKILL
    assert again == 0
    assert_told_whole(folder, url)


@pytest.fixture
def database_folder(tmp_path: Path) -> Path:
    """Where files and mails of the test are kept; an SQLite database lies there too."""
    return tmp_path
