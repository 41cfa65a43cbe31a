"""What goes between us and a reader's process: frames of JSON, each after its length."""

import json
import socket
import struct
from typing import Any

_LENGTH = struct.Struct(">Q")
_FATE = struct.Struct(">i")
_CHUNK = 1024 * 1024

ADMITTED = b"A"
"""The first sign of a frame that says what a file is and what it unpacks to."""

READING = b"R"
"""The first sign of the last frame, the reading itself."""

MEMORY = 71
"""The exit code of a reader that ran out of memory."""

FAULT = 72
"""The exit code of a reader that met what it was not written for."""


class CutOffError(Exception):
    """The other side is gone, or sent what cannot be a frame."""


def send_frame(channel: socket.socket, body: bytes) -> None:
    """Send one frame."""
    channel.sendall(_LENGTH.pack(len(body)) + body)


def receive_frame(channel: socket.socket, most: int) -> bytes:
    """Receive one frame.

    Raises:
        CutOffError: The other side ended before the frame did, or the frame is too long.
        TimeoutError: It took longer than the channel's time limit.
    """
    (length,) = _LENGTH.unpack(_receive(channel, _LENGTH.size))
    if length > most:
        raise CutOffError(f"a frame of {length} bytes")
    return _receive(channel, length)


def send_fate(channel: socket.socket, status: int) -> None:
    """Send how a process ended, as the system said it."""
    channel.sendall(_FATE.pack(status))


def receive_fate(channel: socket.socket) -> int | None:
    """Receive how a process ended, or None where nobody is left to tell."""
    try:
        (status,) = _FATE.unpack(_receive(channel, _FATE.size))
    except (CutOffError, OSError):
        return None
    return int(status)


def pack(value: dict[str, Any]) -> bytes:
    """Write a small message."""
    return json.dumps(value).encode()


def unpack(body: bytes) -> dict[str, Any]:
    """Read a small message.

    Raises:
        CutOffError: It is no message.
    """
    try:
        value = json.loads(body)
    except ValueError as error:
        raise CutOffError("no message") from error
    if not isinstance(value, dict):
        raise CutOffError("no message")
    return value


def _receive(channel: socket.socket, count: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < count:
        piece = channel.recv(min(_CHUNK, count - len(pieces)))
        if not piece:
            raise CutOffError("ended early")
        pieces += piece
    return bytes(pieces)
