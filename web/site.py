"""What every page works with: the installation, the clock, our address, and the visitor."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from starlette.background import BackgroundTasks
from starlette.requests import Request

from lifecycle.installation import Installation
from lifecycle.signing_in.access import NotSignedInError, Visitor

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Site:
    """One running site. ``nudge`` tells Prefect of a project, best effort, after the commit."""

    installation: Installation
    clock: Callable[[], datetime]
    public_url: str
    nudge: Callable[[UUID], None]

    def nudge_later(self, after: BackgroundTasks, project_id: str) -> None:
        """Tell Prefect of a project once the visitor has the answer."""
        after.add_task(self.nudge, UUID(project_id))

    @property
    def origin(self) -> str:
        """Scheme, host and port of our own address, as browsers send it in ``Origin``."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The host of our own address, without the port."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def is_secure(self) -> bool:
        """Whether people reach us over TLS."""
        return self.public_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """The hosts that we answer to; on loopback every spelling of it."""
        return list(LOOPBACK) if self.host in LOOPBACK else [self.host]


def site_of(request: Request) -> Site:
    """Return the site that a request came to."""
    site: Site = request.app.state.site
    return site


def visitor_of(request: Request) -> Visitor | None:
    """Return who is behind a request, as the gatekeeper recognised them."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    return visitor


def signed_in(request: Request) -> Visitor:
    """Return who is behind a request that needs somebody.

    Raises:
        NotSignedInError: Nobody is.
    """
    visitor = visitor_of(request)
    if visitor is None:
        raise not_signed_in()
    return visitor


def not_signed_in() -> NotSignedInError:
    """Return the error for a page that needs a signed-in person."""
    return NotSignedInError(
        "Sign in to go on.",
        "Connectez-vous pour continuer.",
    )
