"""Prefect's interface by plain HTTP, for those who never import Prefect."""

import base64
import json
import os
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx

BUSY = (0.1, 0.3, 0.9, 2.7)
"""Seconds to wait after each answer that Prefect's database is busy; then it is given up."""

PAGE = 200
"""Rows that Prefect gives at once."""

ADDRESS_FILE = "prefect.json"


class PrefectAwayError(Exception):
    """Prefect does not answer, or not as it should; it is tried again later."""


class PrefectLacksError(Exception):
    """Prefect knows nothing of what was asked for."""


@dataclass(frozen=True)
class Address:
    """Where Prefect's interface is, and the ``user:password`` that opens it."""

    url: str
    auth: str = ""

    @classmethod
    def from_environment(cls, keys_dir: Path) -> "Address | None":
        """Return the address in PREFECT_API_URL, else that of the server that `jalon up` runs."""
        given = os.environ.get("PREFECT_API_URL", "")
        if given:
            return cls(given.rstrip("/"), os.environ.get("PREFECT_API_AUTH_STRING", ""))
        try:
            kept = json.loads((keys_dir / ADDRESS_FILE).read_text("utf-8"))
            return cls(str(kept["url"]), str(kept["auth"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, keys_dir: Path) -> None:
        """Write the address where the commands of the same machine find it."""
        keys_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keys_dir / f"{ADDRESS_FILE}.new"
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps({"url": self.url, "auth": self.auth}), "utf-8")
        fresh.replace(keys_dir / ADDRESS_FILE)


class PrefectApi:
    """A connection to Prefect's interface; any thread may use it."""

    def __init__(self, address: Address, *, timeout: float = 5.0) -> None:
        headers = {"Prefect-Csrf-Client": str(uuid4())}
        if address.auth:
            coded = base64.b64encode(address.auth.encode()).decode()
            headers["Authorization"] = f"Basic {coded}"
        elif os.environ.get("PREFECT_API_KEY"):
            headers["Authorization"] = f"Bearer {os.environ['PREFECT_API_KEY']}"
        self.address = address
        self._http = httpx.Client(
            base_url=f"{address.url}/", headers=headers, timeout=timeout, trust_env=False
        )
        self._token = threading.Lock()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def is_ready(self) -> bool:
        """Tell whether Prefect answers."""
        try:
            return self._http.get("health").status_code == HTTPStatus.OK
        except httpx.HTTPError:
            return False

    def get(self, path: str) -> Any:
        """Return what stands at a path.

        Raises:
            PrefectAwayError: Prefect does not answer.
            PrefectLacksError: Nothing stands there.
        """
        return self._ask("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a document and return the answer.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
            PrefectLacksError: What the path names does not exist.
        """
        return self._ask("POST", path, body)

    def patch(self, path: str, body: Mapping[str, Any]) -> None:
        """Change what stands at a path.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
            PrefectLacksError: Nothing stands there.
        """
        self._ask("PATCH", path, body)

    def every(self, path: str, body: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Return every row that a filter finds, page by page.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
        """
        offset = 0
        while True:
            rows = self.post(path, {**body, "limit": PAGE, "offset": offset})
            yield from rows
            if len(rows) < PAGE:
                return
            offset += PAGE

    def end_run(self, run_id: UUID, why: str) -> None:
        """Cancel a run that drives nothing, whatever its state; one that is gone is ended.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
        """
        state = {"type": "CANCELLED", "name": "Cancelled", "message": why}
        try:
            self.post(f"flow_runs/{run_id}/set_state", {"state": state, "force": True})
        except PrefectLacksError:
            return

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        answer = self._answered(method, path, body)
        if answer.status_code == HTTPStatus.FORBIDDEN and "CSRF" in answer.text:
            self._fetch_token()
            answer = self._answered(method, path, body)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            raise PrefectLacksError(path)
        if answer.is_error:
            said = answer.text[:200]
            raise PrefectAwayError(f"{method} {path}: {answer.status_code} {said}")
        return answer.json() if answer.content else None

    def _answered(self, method: str, path: str, body: Mapping[str, Any] | None) -> httpx.Response:
        """Return the answer; while Prefect says that its database is busy, ask again."""
        for wait in (*BUSY, None):
            try:
                answer = self._http.request(method, path, json=body)
            except httpx.HTTPError as error:
                raise PrefectAwayError(f"{method} {path}: {type(error).__name__}") from error
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE or wait is None:
                break
            time.sleep(wait)
        return answer

    def _fetch_token(self) -> None:
        client = self._http.headers["Prefect-Csrf-Client"]
        with self._token:
            answer = self._answered("GET", f"csrf-token?client={client}", None)
            if answer.status_code == HTTPStatus.OK:
                self._http.headers["Prefect-Csrf-Token"] = answer.json()["token"]
