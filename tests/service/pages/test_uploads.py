"""Uploads: nothing is read of a stranger's, and nothing stays of what is too large."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from typing_extensions import override

from tests.service.pages.guests import Guest, dump
from tests.world import World

BOUNDARY = b"jalon-boundary"
BLOCK = 64 * 1024


class Upload:
    """A body that comes in blocks for as long as it is read."""

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.left, self.sent = head, size, 0

    async def receive(self) -> dict[str, Any]:
        body = self.head or b"x" * min(BLOCK, self.left)
        if not self.head:
            self.left -= len(body)
        self.head = b""
        self.sent += len(body)
        return {"type": "http.request", "body": body, "more_body": self.left > 0}


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the server puts what it is still receiving."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


async def send(app: FastAPI, path: str, upload: Upload, cookie: str = "") -> int:
    """Send a body of unknown length, as a client does that streams; return the status."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (b"host", b"localhost:8080"),
            (b"sec-fetch-site", b"same-origin"),
            (b"transfer-encoding", b"chunked"),
            (b"content-type", b"multipart/form-data; boundary=" + BOUNDARY),
            (b"cookie", cookie.encode()),
        ],
        "client": ("127.0.0.1", 50000),
        "server": ("localhost", 8080),
        "app": app,
    }
    statuses: list[int] = []

    async def answer(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(scope, upload.receive, answer)
    return statuses[0]


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def part(name: str, filename: str = "") -> bytes:
    more = f'; filename="{filename}"' if filename else ""
    return (
        b"--" + BOUNDARY + f'\r\nContent-Disposition: form-data; name="{name}"{more}\r\n'.encode()
    ) + b"\r\n"


@pytest.mark.parametrize("path", ["/projects/HEAT/submit", "/projects/HEAT/try", "/sign-in"])
async def test_an_4_two_gibibytes_of_a_stranger_are_refused_before_64_kib_were_read(
    app: FastAPI, world: World, aside: Path, path: str
) -> None:
    world.project()
    upload = Upload(part("files", "big.bin"), 2 * 2**30)

    status = await send(app, path, upload)

    assert status in {401, 413}
    assert upload.sent <= BLOCK + 1024
    assert left_in(aside) == []


@pytest.mark.parametrize("path", ["/projects/HEAT/submit", "/projects/HEAT/try"])
async def test_an_4_a_file_that_is_too_large_is_stopped_while_it_arrives(
    app: FastAPI, world: World, guest: Callable[..., Guest], aside: Path, path: str
) -> None:
    world.project()
    before = dump(world)
    cookie = f"jalon={guest('mona').client.cookies['jalon']}"
    before = dump(world)
    upload = Upload(part("files", "big.bin"), 2 * 2**30)

    status = await send(app, path, upload, cookie)

    assert status == 413
    assert upload.sent < 32 * 2**20
    assert left_in(aside) == []
    assert dump(world) == before


async def test_an_4_a_body_beyond_a_package_is_stopped(
    app: FastAPI, world: World, guest: Callable[..., Guest], aside: Path
) -> None:
    world.project()
    cookie = f"jalon={guest('mona').client.cookies['jalon']}"
    upload = ManyFiles(2 * 2**30)

    status = await send(app, "/projects/HEAT/try", upload, cookie)

    assert status == 413
    assert upload.sent < 204 * 2**20
    assert left_in(aside) == []


async def test_an_ordinary_form_takes_a_mebibyte_and_no_more(
    app: FastAPI, world: World, guest: Callable[..., Guest], aside: Path
) -> None:
    world.project()
    cookie = f"jalon={guest('mona').client.cookies['jalon']}"
    upload = Upload(part("reason"), 2**30)

    status = await send(app, "/projects/HEAT/withdraw", upload, cookie)

    assert status in {413, 422}
    assert upload.sent < 2 * 2**20


class ManyFiles(Upload):
    """Files of twenty mebibytes, one after the other."""

    def __init__(self, size: int) -> None:
        super().__init__(b"", size)
        self.in_file = 0

    @override
    async def receive(self) -> dict[str, Any]:
        if self.in_file == 0:
            self.head = b"\r\n" + part("files", f"{self.left}.bin")
        message = await super().receive()
        self.in_file = (self.in_file + len(message["body"])) % (20 * 2**20)
        return message
