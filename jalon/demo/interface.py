"""A program at the REST interface: acts for one person with that person's token."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from jalon.demo.trouble import StoppedError

PAUSE = 0.15
"""Seconds between two looks at something that another process is doing."""


class Interface:
    """The interface with one person's token."""

    def __init__(self, url: str, token: str, language: str) -> None:
        self.client = httpx.Client(
            base_url=f"{url}/api/v1",
            timeout=60,
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language},
        )

    def get(self, address: str, **query: str) -> Any:
        """Return what an address says.

        Raises:
            StoppedError: It refuses.
        """
        return _answer(self.client.get(address, params=query or None))

    def post(self, address: str, body: Any = None) -> Any:
        """Do an act and return its answer.

        Raises:
            StoppedError: It is refused.
        """
        return _answer(self.client.post(address, json=body, headers=_key()))

    def send(self, address: str, folder: Path) -> Any:
        """Send every file of a folder and return the answer.

        Raises:
            StoppedError: It is refused.
        """
        with ExitStack() as stack:
            files = [
                ("files", (path.name, stack.enter_context(path.open("rb"))))
                for path in sorted(folder.iterdir())
            ]
            return _answer(self.client.post(address, files=files, headers=_key()))

    def wait(
        self, address: str, is_so: Callable[[Any], bool], *, seconds: float = 60, **query: str
    ) -> Any:
        """Look at an address until it says what is waited for, and return that.

        Raises:
            StoppedError: It did not in time.
        """
        end = time.monotonic() + seconds
        while not is_so(said := self.get(address, **query)):
            if time.monotonic() > end:
                raise StoppedError(
                    f"{address} did not change within {seconds:.0f} seconds.",
                    f"{address} n'a pas changé en {seconds:.0f} secondes.",
                )
            time.sleep(PAUSE)
        return said

    def close(self) -> None:
        """Close the connection."""
        self.client.close()


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


def _answer(answer: httpx.Response) -> Any:
    if answer.is_error:
        said = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        why = said.get("detail") or answer.reason_phrase
        path = answer.request.url.path
        raise StoppedError(
            f"{path} answered {answer.status_code}: {why}",
            f"{path} a répondu {answer.status_code} : {why}",
        )
    return answer.json()
