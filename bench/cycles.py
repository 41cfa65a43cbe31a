"""Gate cycles through our own transactions, beside statements by hand and two other engines.

A cycle is a submission, a judgement of four checks, three votes with a quorum of two, the outcome,
its seven letters and the next stage, each committed to the disk before the next begins. All take
turns in one run, a few gates at a time, so that what else the machine does hits them alike.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial

from bench.contenders import Acts, Contender, Hand, Peer, peer_python
from bench.databases import Files, Kind, both
from bench.figure import Figure, median
from bench.gates import GATES, ours
from jalon.output import note

PROJECTS, TURN = 5, 5
"""So many projects has each, and goes through so many gates in a turn."""

LIMITS = {"by hand": 2.0, "SpiffWorkflow": 1 / 1.5, "DBOS": 1 / 8}
"""How many times as long as theirs a cycle of ours may take."""

FLAT = 1.3
"""How many times as long the last three gates of a project may take as the first three."""

Spent = dict[str, list[list[float]]]
"""How long each gate of each project took, by contender."""


def run() -> list[Figure]:
    """Cycle on SQLite, then on a PostgreSQL server of our own."""
    with both() as kinds:
        return [figure for kind in kinds for figure in _compared(kind)]


def _compared(kind: Kind) -> list[Figure]:
    with _contenders(kind) as contenders:
        for each in contenders:  # what is made once is made now, for all of them
            _project(kind, [each], -1)
        projects = [_project(kind, contenders, number) for number in range(PROJECTS)]
    spent = {each.name: [project[each.name] for project in projects] for each in contenders}
    return _figures(kind.name, spent)


@contextmanager
def _contenders(kind: Kind) -> Generator[list[Contender]]:
    prepared = ours(kind.fresh("prepared"), kind.folder)
    found: list[Contender] = [
        Acts(prepared, driven=False),
        Hand(prepared),
        Acts(prepared, driven=True),
    ]
    peers = [("DBOS", "dbos", "durable.py", kind.fresh("durable"))]
    if isinstance(kind, Files):
        file = kind.address("spiff").removeprefix("sqlite:///")
        peers.append(("SpiffWorkflow", "SpiffWorkflow", "spiff.py", file))
    with ExitStack() as ends:
        for name, package, script, address in peers:
            python = peer_python(package)
            if python is not None:
                peer = Peer(name, script, python, address)
                ends.callback(peer.close)
                found.append(peer)
        yield found


def _project(kind: Kind, contenders: Sequence[Contender], number: int) -> dict[str, list[float]]:
    """Take a project of each through all its gates, in turns."""
    spent: dict[str, list[float]] = {each.name: [] for each in contenders}
    for each in contenders:
        each.begin(partial(kind.copy, "prepared"), number)
    for _ in range(GATES // TURN):
        for each in contenders:
            spent[each.name] += each.gates(TURN)
    for each in contenders:
        each.end()
    if number >= 0:
        load = os.getloadavg()[0]
        note(f"cycles: load average {load:.2f} after project {number + 1}, {kind.name}")
    return spent


def _figures(kind: str, spent: Spent) -> list[Figure]:
    own = spent["our acts"]
    found = []
    for name, projects in spent.items():
        rates = sorted(GATES / sum(gates) for gates in projects)
        how = f"median of {PROJECTS} projects of {GATES} gates, {rates[0]:.3g} to {rates[-1]:.3g}"
        found.append(Figure(f"gate cycles, {name}, {kind}", median(rates), "per s", None, how))
    for name, projects in spent.items():
        if name != "our acts":
            times = sorted(sum(a) / sum(b) for a, b in zip(own, projects, strict=True))
            how = f"time of our acts; median of {PROJECTS}, {times[0]:.3g} to {times[-1]:.3g}"
            limit = LIMITS.get(name)
            found.append(Figure(f"a cycle against {name}, {kind}", median(times), "x", limit, how))
    for name in ("our acts", "driven by advance"):
        flat = [sum(gates[-3:]) / sum(gates[:3]) for gates in spent[name]]
        how = "time of the last three gates over the first three"
        found.append(
            Figure(f"flat over {GATES} gates, {name}, {kind}", median(flat), "x", FLAT, how)
        )
    return found
