"""How long an approver waits after pressing the button: votes over HTTP, on SQLite."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx

from bench.figure import Figure, median, p95
from domain.decision import Decision
from domain.review.ballot import VoteValue
from jalon.serving import Pages, address_of, take_port
from lifecycle.deciding.ask import ask
from lifecycle.signing_in.tokens import make_token
from storage.database import Database
from storage.migrate import upgrade
from tests.unit.lifecycle.scene import Scene, a_scene
from web.site import Site

VOTES = 200


def run() -> list[Figure]:
    """Cast votes one after another, every second of which closes its round."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/jalon.db")
        upgrade(database)
        try:
            spent = _votes(a_scene(database, Path(folder)))
        finally:
            database.dispose()
    how = f"{VOTES} votes over HTTP, half of them closing their round"
    return [
        Figure("vote POST, p95, SQLite", 1000 * p95(spent), "ms", 50, how),
        Figure("vote POST, median, SQLite", 1000 * median(spent), "ms", None, how),
    ]


def _votes(scene: Scene) -> list[float]:
    scene.at = datetime.now(UTC)
    taken = take_port("127.0.0.1", 0)
    site = Site(
        installation=scene.installation,
        clock=lambda: datetime.now(UTC),
        public_url=address_of(taken),
        nudge=lambda _project: None,
    )
    pages = Pages(site, taken)
    pages.start()
    tokens = {handle: _token(scene, handle) for handle in ("marc", "nadia")}
    spent = []
    try:
        with httpx.Client(base_url=site.public_url) as client:
            for number in range(VOTES // 2):
                scene.at = datetime.now(UTC)
                scene.hand_in(f"budget {number}")
                review_id = _asked(scene)
                spent += [_vote(client, token, scene, str(review_id)) for token in tokens.values()]
    finally:
        pages.stop()
        taken.close()
    return sorted(spent)


def _asked(scene: Scene) -> object:
    review_id = scene.judged()
    with scene.write() as session:
        ask(session, review_id, at=scene.at)
    return review_id


def _token(scene: Scene, handle: str) -> str:
    with scene.write() as session:
        text, _ = make_token(
            session, scene.actor(handle), "bench", ["vote", "project:read"], days=1, at=scene.at
        )
    return text


def _vote(client: httpx.Client, token: str, scene: Scene, review_id: str) -> float:
    body = {
        "revision_sha256": scene.review().revision_sha256,
        "value": VoteValue.REJECT,
        "instead": Decision.RECYCLE,
        "reason": "Once more",
    }
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    began = time.perf_counter()
    answer = client.post(f"/api/v1/reviews/{review_id}/votes", json=body, headers=headers)
    took = time.perf_counter() - began
    assert answer.is_success, answer.text
    return took
