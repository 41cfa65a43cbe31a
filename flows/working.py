"""The worker's process: it applies the deployment, takes runs, and outlives Prefect's absence."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta

from flows import deployments
from flows.launch import Launcher
from flows.parent import die_with
from flows.place import installation, now
from flows.prefect_api import Address, PrefectApi, PrefectAwayError
from flows.reconcile import reconcile
from flows.surroundings import LOG_FORMAT
from flows.worker import LANES, InProcessWorker
from lifecycle.claims import release_runs

log = logging.getLogger("jalon.worker")

AGAIN = 5.0
"""Seconds between two tries to reach a Prefect that is away."""

GRACE = 3.0
"""Seconds that a run under way has to come to its wait when the worker stops."""


def work(address: Address, *, told_on_stdin: bool) -> None:
    """Take runs until SIGTERM or Ctrl-C; ``told_on_stdin`` makes each line there a wake.

    A worker that is told is the only one of its installation: what was under way when it
    starts belongs to nobody any more.
    """
    asyncio.run(_work(address, told_on_stdin=told_on_stdin))
    # A run that is still under way must not keep the process: it is taken again later.
    logging.shutdown()
    sys.stdout.flush()
    os._exit(0)


async def _work(address: Address, *, told_on_stdin: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    working = asyncio.create_task(_keep_working(address, told_on_stdin=told_on_stdin))
    await stop.wait()
    working.cancel()
    await asyncio.wait([working], timeout=GRACE)


async def _keep_working(address: Address, *, told_on_stdin: bool) -> None:
    wakes = await _lines() if told_on_stdin else None
    while True:
        try:
            await asyncio.to_thread(_prepare, address, alone=told_on_stdin)
            worker = InProcessWorker(deployments.POOL, name=_name(), limit=LANES)
            await _serve(worker, wakes)
        except PrefectAwayError as error:
            log.info("waiting for Prefect: %s", error)
        except Exception:  # whatever went wrong, the worker comes back
            log.exception("the worker starts again")
        await asyncio.sleep(AGAIN)


async def _serve(worker: InProcessWorker, wakes: asyncio.StreamReader | None) -> None:
    serving = asyncio.create_task(worker.start(printer=log.info))
    listening = asyncio.create_task(_hear(worker, wakes)) if wakes else None
    try:
        await serving
    finally:
        for task in (serving, listening):
            if task is not None:
                task.cancel()
        await asyncio.wait([serving], timeout=GRACE)


async def _hear(worker: InProcessWorker, wakes: asyncio.StreamReader) -> None:
    while await wakes.readline():
        if worker.is_setup:
            worker.tell()


def _prepare(address: Address, *, alone: bool) -> None:
    api = PrefectApi(address)
    try:
        deployments.ensure(api)
        if alone:
            release_runs(installation())
            launcher = Launcher(
                api, installation(), now, public_url=os.environ.get("JALON_PUBLIC_URL", "")
            )
            reconcile(launcher, stuck_after=timedelta(0))
    finally:
        api.close()


async def _lines() -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def _name() -> str:
    return f"{os.uname().nodename}-{os.getpid()}".replace("/", "-").replace("%", "-")


def main(arguments: Sequence[str]) -> None:
    """Work: alone, or as a child of the process whose id is given, told of wakes by it."""
    for parent in arguments:
        die_with(int(parent))
    logging.basicConfig(level=logging.INFO, format=LOG_FORMAT, force=True)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    address = Address.from_environment(installation().place.keys_file.parent)
    if address is not None:
        work(address, told_on_stdin=bool(arguments))


if __name__ == "__main__":
    main(sys.argv[1:])
