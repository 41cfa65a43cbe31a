"""The interface in front of a small installation, with a token for everybody."""

from collections.abc import Callable, Generator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from lifecycle.signing_in.tokens import KNOWN_SCOPES, make_token
from storage.database import Database
from tests.world import PEOPLE, World, settled
from web.app import create_app
from web.site import Site

keys = count(1)


class Caller:
    """One person's program: sends the token, and a fresh key with each POST."""

    def __init__(self, client: TestClient, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **more: Any) -> Any:
        return self.send("GET", path, **more)

    def post(self, path: str, body: Any = None, *, key: str | None = None, **more: Any) -> Any:
        headers = {"Idempotency-Key": key or f"key-{next(keys)}"} | more.pop("headers", {})
        if body is not None:
            more["json"] = body
        return self.send("POST", path, headers=headers, **more)

    def send(self, method: str, path: str, **more: Any) -> Any:
        headers = self.headers | more.pop("headers", {})
        return self.client.request(method, f"/api/v1{path}", headers=headers, **more)


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return settled(database, tmp_path)


@pytest.fixture
def app(world: World) -> FastAPI:
    return create_app(
        Site(
            installation=world.installation,
            clock=world.clock,
            public_url="http://localhost:8080",
            nudge=world.nudged.append,
        )
    )


@pytest.fixture
def client(app: FastAPI) -> Generator[TestClient]:
    with TestClient(app, base_url="http://localhost:8080") as opened:
        yield opened


@pytest.fixture
def caller(world: World, client: TestClient) -> Callable[..., Caller]:
    """Give a caller for a person, with all scopes or some."""

    def call(handle: str, *scopes: str) -> Caller:
        with world.database.write() as session:
            text, _ = make_token(
                session,
                world.actor(handle),
                "test",
                scopes or KNOWN_SCOPES,
                days=30,
                at=world.at,
            )
        return Caller(client, text)

    return call


@pytest.fixture
def callers(caller: Callable[..., Caller], client: TestClient) -> dict[str, Caller]:
    """Everybody, and nobody."""
    return {handle: caller(handle) for handle in PEOPLE} | {"nobody": Caller(client, "")}
