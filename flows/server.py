"""Prefect's own server, as a child of `jalon up`, on a socket that the parent has bound."""

import logging
import socket
import sys
from collections.abc import Sequence

import uvicorn
from prefect.server.api.server import create_app

from flows.parent import die_with


def main(arguments: Sequence[str]) -> None:
    """Serve as a child of the process whose id is given, on the socket whose number is given."""
    parent, descriptor = (int(argument) for argument in arguments)
    die_with(parent)
    logging.captureWarnings(capture=True)
    config = uvicorn.Config(
        create_app(final=True), log_level="warning", access_log=False, timeout_graceful_shutdown=2
    )
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    main(sys.argv[1:])
