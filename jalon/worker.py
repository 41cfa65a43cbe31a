"""A worker as a process of its own: it replaces this one, so that no command line stays behind."""

import os
import sys

from flows.surroundings import lone_worker_environment
from jalon.standing import prefect_address, standing


def run_worker(_language: str) -> int:
    """Take runs until SIGTERM or Ctrl-C."""
    installation = standing()
    address = prefect_address(installation)
    home = installation.place.data_dir / "prefect-worker"
    home.mkdir(exist_ok=True, mode=0o700)
    installation.close()
    environment = lone_worker_environment(home, address)
    os.execve(sys.executable, [sys.executable, "-m", "flows.working"], environment)  # noqa: S606 - our own interpreter, with our own module
