"""Prefect's server and our worker as children of the product."""

import os
import secrets
import socket
import sys
from pathlib import Path

from flows.prefect_api import Address, PrefectApi
from flows.surroundings import server_environment, worker_environment
from jalon.supervisor import Child
from lifecycle.installation import Place

SETTLE = 0.5
"""Seconds between two looks whether Prefect answers yet."""


class Embedded:
    """Prefect for one installation: its address, its server's process, our worker's process.

    The port is bound here and handed down, so that the address stays when the server is
    started again, and nobody else can take it meanwhile.
    """

    def __init__(self, place: Place) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        port: int = self._socket.getsockname()[1]
        home = place.data_dir / "prefect"
        home.mkdir(exist_ok=True, mode=0o700)
        self.address = Address(f"http://127.0.0.1:{port}/api", f"jalon:{_password(place)}")
        self.address.keep(place.keys_file.parent)
        self.page = f"http://127.0.0.1:{port}"
        self.api = PrefectApi(self.address)
        self.is_ready = False
        me, logs = str(os.getpid()), place.data_dir / "logs"
        self.server = Child(
            "prefect",
            (sys.executable, "-m", "flows.server", me, str(self._socket.fileno())),
            lambda: server_environment(home, self.address, port),
            logs / "prefect.log",
            descriptors=(self._socket.fileno(),),
        )
        self.worker = Child(
            "worker",
            (sys.executable, "-m", "flows.working", me),
            lambda: worker_environment(home, self.address),
            logs / "worker.log",
            wanted=lambda: self.is_ready,
            talks=True,
        )

    def look(self) -> bool:
        """Look whether Prefect answers, until it did once; return whether it just began to."""
        if self.is_ready or not self.api.is_ready():
            return False
        self.is_ready = True
        return True


def _password(place: Place) -> str:
    """Return the password of Prefect's pages; it stays the same from start to start."""
    path: Path = place.keys_file.parent / "prefect-password"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(24))
    return path.read_text("ascii").strip()
