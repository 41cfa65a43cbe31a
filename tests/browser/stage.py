"""A running site: real pages, a real mail server, and a worker that steps when it is told to."""

import socket
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import uvicorn
import yaml
from playwright.sync_api import Page

from examples import library as examples
from lifecycle.actor import Actor
from lifecycle.authority import find_person, find_project
from lifecycle.driving.advance import next_work
from lifecycle.installation import Installation, Place
from lifecycle.letters.delivery import deliver_waiting
from lifecycle.methods import latest, method_of
from lifecycle.packages.entering import DecidedOutside
from lifecycle.packages.propose import Proposal, propose
from lifecycle.people import NewPerson, add_person
from lifecycle.signing_in.passwords import hashed
from lifecycle.versions.publishing import publish
from methodologies import library as methods
from notifications.transport import transport_of
from storage.database import Database
from storage.files import FileStore
from storage.keys import create
from tests.postbox import Postbox, Received
from web.app import create_app
from web.site import Site

PASSWORD = "four words well apart"
START = datetime(2027, 3, 2, 8, 0, tzinfo=UTC)
EXAMPLE = "chaleur-four-2"
CODE = "CHALEUR-F2"
DEADLINE = 30.0


@dataclass
class Stage:
    """The site at its address; ``people`` are sign-in names by the role they hold."""

    installation: Installation
    postbox: Postbox
    url: str
    people: dict[str, str]
    started: float

    def clock(self) -> datetime:
        return START + timedelta(seconds=time.monotonic() - self.started)

    def package(self, name: str) -> list[Path]:
        """Return the files of one of the example's packages."""
        return sorted(path for path in (examples.path(EXAMPLE) / name).iterdir() if path.is_file())

    def work(self) -> None:
        """Have a worker do every step that is due, then send every letter that waits."""
        # Playwright keeps an event loop in the test's own thread; a worker has its own.
        with ThreadPoolExecutor(max_workers=1) as worker:
            worker.submit(self._work).result()

    def _work(self) -> None:
        with self.installation.database.read() as session:
            project_id: UUID = find_project(session, CODE).id
        while steps := next_work(
            self.installation, project_id, clock=self.clock, claimant="worker"
        ):
            for step in steps:
                step.run()
        deliver_waiting(
            self.installation,
            transport_of(self.postbox.url, self.installation.place.data_dir / "mail"),
            public_url=self.url,
            clock=self.clock,
        )

    def letters(self, handle: str) -> list[Received]:
        """Return what a person's mailbox got, oldest first."""
        return [
            each for each in self.postbox.received if f"{handle}@example.org" in each.recipients
        ]

    def sign_in(self, page: Page, handle: str) -> None:
        """Fill in the sign-in form that the page shows, and remember the device."""
        page.get_by_label("Sign-in name").or_(page.get_by_label("Identifiant")).fill(handle)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=remember]").check()
        page.locator("main button").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)


@contextmanager
def a_stage(database: Database, folder: Path, postbox: Postbox) -> Generator[Stage]:
    """Run a site with the example project at its third gate, the earlier ones decided outside."""
    place = Place(folder, database.url)
    installation = Installation(
        place=place,
        database=database,
        files=FileStore(folder / "files"),
        keys=create(place.keys_file),
    )
    people = _settle(installation)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        stage = Stage(installation, postbox, url, people, time.monotonic())
        site = Site(installation, stage.clock, url, lambda _project: None)
        server = uvicorn.Server(uvicorn.Config(create_app(site), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            _until_started(server)
            yield stage
        finally:
            server.should_exit = True
            thread.join(DEADLINE)


def _settle(installation: Installation) -> dict[str, str]:
    facts: dict[str, Any] = yaml.safe_load(
        (examples.path(EXAMPLE) / "project.yaml").read_text("utf-8")
    )
    people = {each["role"]: each["email"].split("@")[0] for each in facts["people"]}
    proof = hashed(PASSWORD)
    everywhere = {"pmo": ("pmo",), "executive": ("executive",)}
    with installation.database.write() as session:
        for each in facts["people"]:
            new = NewPerson(
                handle=people[each["role"]],
                name=each["name"],
                email=each["email"],
                language=each["language"],
                roles=everywhere.get(each["role"], ()),
            )
            add_person(session, None, new, at=START).password_hash = proof
        admin = NewPerson(
            handle="ines", name="Inès Morel", email="ines@example.org", roles=("admin",)
        )
        add_person(session, None, admin, at=START).password_hash = proof
        for name in methods.names():
            publish(session, methods.text(name), name=name, actor=None, at=START)
    with installation.database.write() as session:
        method = method_of(session, latest(session, facts["method"]).id)
        pmo = Actor(person_id=find_person(session, people["pmo"]).id, channel="page")
        propose(
            session,
            pmo,
            Proposal(
                code=CODE,
                title=facts["name"],
                method=facts["method"],
                stage=method.stages[3].id,
                earlier=[
                    DecidedOutside(
                        gate=stage.gate,
                        decided_on=date(2026, 9 + number, 14),
                        decided_by="Comité de direction",
                        evidence="Compte rendu",
                    )
                    for number, stage in enumerate(method.stages[:3])
                ],
                roles=people,
                currency=facts["currency"],
                budget=str(facts["budget"]),
                start=facts["start"],
                finish=facts["finish"],
                klass=facts["class"],
                attributes=facts["attributes"],
            ),
            at=START,
        )
    return people | {"admin": "ines"}


def _until_started(server: uvicorn.Server) -> None:
    end = time.monotonic() + DEADLINE
    while not server.started:
        assert time.monotonic() < end, "the site did not start"
        time.sleep(0.01)
