"""The pages, served: the port is taken first, then the application answers in a thread."""

import errno
import socket
import threading
import time

import uvicorn

from domain.errors import BadInputError
from web.app import create_app
from web.site import Site

STARTED_WITHIN = 30.0
"""Seconds; longer means that the server failed."""


def take_port(host: str, port: int) -> socket.socket:
    """Take a port for the pages; 0 takes a free one.

    Raises:
        BadInputError: The port is in use, may not be taken, or the host is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends at once (TCP_NODELAY); else each answer waits 40 ms.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OverflowError:
        taken.close()
        raise BadInputError(
            f"{port} is not a port; give one from 1 to 65535, or 0 for any free one.",
            f"{port} n'est pas un port ; donnez de 1 à 65535, ou 0 pour un port libre.",
        ) from None
    except OSError as error:
        taken.close()
        raise _refused(host, port, error) from error
    return taken


def address_of(taken: socket.socket) -> str:
    """Return the address that a browser on this machine opens."""
    host, port = taken.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - a spelling, nothing is bound here
    return f"http://{shown}:{port}"


class Pages:
    """The application in a thread of this process."""

    def __init__(self, site: Site, taken: socket.socket) -> None:
        self._server = server_of(site)
        self._thread = threading.Thread(
            target=self._server.run, args=([taken],), name="pages", daemon=True
        )

    def start(self) -> None:
        """Serve, and return as soon as pages answer."""
        self._thread.start()
        deadline = time.monotonic() + STARTED_WITHIN
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                msg = "the pages did not start"
                raise RuntimeError(msg)
            time.sleep(0.01)

    def stop(self) -> None:
        """Answer what was asked already, then no more."""
        self._server.should_exit = True
        self._thread.join(timeout=5)


def server_of(site: Site) -> uvicorn.Server:
    """Return the HTTP server of a site."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(site),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            lifespan="off",
        )
    )


def _refused(host: str, port: int, error: OSError) -> BadInputError:
    if error.errno == errno.EADDRINUSE:
        return BadInputError(
            f"Port {port} of {host} is in use; stop what uses it, or give another with --port.",
            f"Le port {port} de {host} est déjà pris ; arrêtez ce qui l'utilise, "
            "ou donnez-en un autre par --port.",
        )
    if error.errno == errno.EACCES:
        return BadInputError(
            f"Port {port} may be taken by the administrator only; give one above 1023.",
            f"Le port {port} est réservé à l'administrateur ; donnez-en un au-dessus de 1023.",
        )
    return BadInputError(
        f"{host} is not an address of this machine; give one with --host.",
        f"{host} n'est pas une adresse de cette machine ; donnez-en une par --host.",
    )
