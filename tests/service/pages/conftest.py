"""The pages in front of a small installation, and guests who visit them."""

from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from storage.database import Database
from tests.service.pages.guests import ORIGIN, Guest
from tests.world import World, settled
from web.app import create_app
from web.site import Site


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return settled(database, tmp_path)


@pytest.fixture
def site(world: World) -> Site:
    return Site(
        installation=world.installation,
        clock=world.clock,
        public_url=ORIGIN,
        nudge=world.nudged.append,
    )


@pytest.fixture
def app(site: Site) -> FastAPI:
    return create_app(site)


@pytest.fixture
def stranger(app: FastAPI) -> Generator[Guest]:
    """Somebody who is not signed in."""
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        yield Guest(client)


@pytest.fixture
def guest(app: FastAPI, world: World) -> Generator[Callable[..., Guest]]:
    """Whoever is named, signed in; or known by a remembered device alone."""
    with ExitStack() as opened:

        def made(handle: str, *, device: bool = False) -> Guest:
            client = TestClient(app, base_url=ORIGIN, follow_redirects=False)
            return Guest(opened.enter_context(client)).known_as(world, handle, device=device)

        yield made
