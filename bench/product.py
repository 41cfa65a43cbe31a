"""The whole product: how soon it is there, what it costs idle, how fast a letter comes."""

import os
import shutil
import signal
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from bench.figure import Figure, median, p95
from examples import library
from lifecycle.driving.driving import driven
from lifecycle.installation import Installation, Place, open_installation
from lifecycle.signing_in.tokens import make_token
from storage.tables.letters import Letter
from tests.flow.prefect_house import now, until
from tests.flow.product_house import Up
from tests.postbox import Postbox, open_postbox
from tests.service.walk.walker import Walker

EXAMPLE, GATE = "chaleur-four-2", "G0"
PACKAGES = 20
IDLE = 60
"""Seconds of looking on while nothing happens."""

SETTLED = 15
"""Seconds after the start before it counts as idle."""


def run() -> list[Figure]:
    """Start the product twice; look at it idle; hand in packages with Prefect up and down."""
    with tempfile.TemporaryDirectory() as folder, open_postbox() as postbox:
        data = Path(folder) / "data"
        settings = {"JALON_SMTP_URL": postbox.url}
        first = Up(data, settings=settings)
        figures = _starts(first, "first start", pages=4.0, prefect=40.0)
        first.stop()
        later = Up(data, settings=settings)
        figures += _starts(later, "later start", pages=3.0, prefect=15.0)
        try:
            figures += _idle(later)
            figures += _letters(later, postbox)
        finally:
            later.stop()
    return figures


def _starts(up: Up, which: str, *, pages: float, prefect: float) -> list[Figure]:
    return [
        Figure(f"jalon up, {which}: pages answer", up.after("ready "), "s", pages, "one start"),
        Figure(
            f"jalon up, {which}: Prefect ready",
            up.after("prefect ready "),
            "s",
            prefect,
            "one start",
        ),
    ]


def _idle(up: Up) -> list[Figure]:
    time.sleep(SETTLED)
    processes = [up.process.pid, *up.children()]
    before, start = sum(map(_processor_seconds, processes)), time.monotonic()
    time.sleep(IDLE)
    spent = sum(map(_processor_seconds, processes)) - before
    share = 100 * spent / (time.monotonic() - start)
    memory = sum(map(_proportional_bytes, processes))
    how = f"all {len(processes)} processes, no project"
    return [
        Figure("processor, idle", share, "% of one core", 8, f"{how}, {IDLE} s"),
        Figure("memory, idle", memory / 1e6, "MB", 700, f"{how}, sum of PSS"),
    ]


def _letters(up: Up, postbox: Postbox) -> list[Figure]:
    installation = open_installation(Place.from_environment(up.data))
    walker = Walker(installation, EXAMPLE, at=now() - timedelta(days=1))
    walker.enter()
    token = _token(installation, walker)
    until(lambda: _has_run(walker), "Prefect knows the project", seconds=60)
    with httpx.Client(base_url=up.url(), timeout=30) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        driven_by_prefect = [_letter(client, walker, postbox) for _ in range(PACKAGES)]
        with _prefect_stopped(up):
            alone = [_letter(client, walker, postbox) for _ in range(PACKAGES // 4)]
    installation.close()
    how = "handed in over HTTP, read anew, to the first approver's letter taken by SMTP"
    return [
        Figure(
            "submission to letter, p95, Prefect up",
            p95(driven_by_prefect),
            "s",
            3,
            f"{PACKAGES} packages {how}",
        ),
        Figure(
            "submission to letter, median, Prefect up",
            median(driven_by_prefect),
            "s",
            None,
            f"{PACKAGES} packages {how}",
        ),
        Figure(
            "submission to letter, p95, Prefect down",
            p95(alone),
            "s",
            None,
            f"{PACKAGES // 4} packages; the pulse leaves a step to Prefect for ten seconds",
        ),
    ]


def _token(installation: Installation, walker: Walker) -> str:
    with installation.database.write() as session:
        text, _ = make_token(
            session,
            walker.actor("project-manager"),
            "bench",
            ["project:read", "project:write"],
            days=1,
            at=now(),
        )
    return text


def _has_run(walker: Walker) -> bool:
    return driven(walker.installation.database, walker.project().id).run_id is not None


def _letter(client: httpx.Client, walker: Walker, postbox: Postbox) -> float:
    """Hand in a package with files that were never read, and wait for a letter that asks."""
    with tempfile.TemporaryDirectory() as folder:
        files = [
            ("files", (path.name, path.read_bytes(), "application/octet-stream"))
            for path in _fresh(Path(folder))
        ]
    start = time.perf_counter()
    answer = client.post(
        f"/api/v1/projects/{walker.code}/packages",
        files=files,
        headers={"Idempotency-Key": str(uuid4())},
    )
    answer.raise_for_status()
    review_id = UUID(answer.json()["review_id"])
    until(lambda: _asked(walker, review_id), "an approver is asked", seconds=60)
    spent = time.perf_counter() - start
    _until_quiet(postbox)
    return spent


def _asked(walker: Walker, review_id: UUID) -> bool:
    """Tell whether the mail server has taken a letter that asks for this decision."""
    with walker.installation.database.read() as session:
        return (
            session.scalar(
                select(Letter.id)
                .where(
                    Letter.review_id == review_id,
                    Letter.message == "decision-asked",
                    Letter.state == "sent",
                )
                .limit(1)
            )
            is not None
        )


def _until_quiet(postbox: Postbox) -> None:
    """Wait until no more letters come."""
    seen, since = len(postbox.received), time.monotonic()
    while time.monotonic() - since < 2:  # noqa: PLR2004 - twice as long as the outbox sleeps
        if len(postbox.received) != seen:
            seen, since = len(postbox.received), time.monotonic()
        time.sleep(0.1)


def _fresh(folder: Path) -> Iterator[Path]:
    """Copy the package; a comment in each archive makes it a file that was never seen."""
    for source in sorted(library.packages(EXAMPLE)[GATE][-1].iterdir()):
        path = folder / source.name
        shutil.copy(source, path)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path, "a") as archive:
                archive.comment = uuid4().hex.encode()
        yield path


@contextmanager
def _prefect_stopped(up: Up) -> Iterator[None]:
    """Stop Prefect's server as a hanging one is stopped: it is there and does not answer."""
    server = next(pid for pid in up.children() if "flows.server" in _command(pid))
    os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _proportional_bytes(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return 1024 * float(line.split()[1])
    return 0.0
