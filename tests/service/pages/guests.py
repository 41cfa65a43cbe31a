"""A visitor as the pages meet one: cookies, forms filled in and sent, redirects not followed."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from starlette.testclient import TestClient

from domain.link import token
from lifecycle.authority import find_person
from lifecycle.signing_in.access import open_sign_in
from storage.schema import metadata
from storage.tables.reviews import DecisionRequest
from tests.world import World

ORIGIN = "http://localhost:8080"
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
_FIELD = re.compile(r'<input type="hidden" name="(form_token|nonce)" value="([^"]*)">')


@dataclass
class Guest:
    """One browser."""

    client: TestClient

    def known_as(self, world: World, handle: str, *, device: bool = False) -> "Guest":
        """Put the cookie of a fresh session, or of a remembered device, into the browser."""
        with world.database.write() as session:
            person = find_person(session, handle)
            opened = open_sign_in(session, person.id, remember=device, agent="tests", at=world.at)
        if device:
            self.client.cookies.set("jalon-device", opened.device_secret or "")
        else:
            self.client.cookies.set("jalon", opened.session_secret)
        return self

    def get(self, path: str, **more: Any) -> Any:
        return self.client.get(path, **more)

    def proof(self, path: str = "/") -> dict[str, str]:
        """Return the hidden fields of the forms on a page."""
        page = self.client.get(path, follow_redirects=True)
        found = dict(_FIELD.findall(page.text))
        assert set(found) == {"form_token", "nonce"}, f"{path} holds no form"
        return found

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """Send a form with a fresh proof, as a browser does that shows our page."""
        fields = self.proof(more.pop("at", "/")) | (data or {})
        return self.client.post(path, data=fields, headers=FROM_HERE, **more)


def request_of(world: World, review_id: Any, handle: str) -> DecisionRequest:
    """Return the question that was put to a person about a review."""
    with world.database.read() as session:
        found = session.scalar(
            select(DecisionRequest).where(
                DecisionRequest.review_id == review_id,
                DecisionRequest.person_id == find_person(session, handle).id,
            )
        )
    assert found is not None
    return found


def link_of(world: World, request: DecisionRequest) -> str:
    """Return the path of the mailed link of a request."""
    keys = world.installation.keys
    key = keys.secret(keys.current)
    assert key is not None
    made = token(
        key,
        request_id=request.id,
        person_id=request.person_id,
        revision_sha256=request.revision_sha256,
        generation=request.generation,
        expires_at=request.expires_at,
    )
    return f"/d/{request.id}.{keys.current}.{made}"


def dump(world: World) -> dict[str, list[Any]]:
    """Return everything that the database holds."""
    with world.database.read() as session:
        return {
            table.name: sorted(repr(tuple(row)) for row in session.execute(select(table)))
            for table in metadata.sorted_tables
        }
