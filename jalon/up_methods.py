"""The methods that we ship are published when the product starts; what is published stands."""

from datetime import UTC, datetime

from domain.errors import NotFoundError
from domain.methodology.load import load_method
from gates.nameable import CATALOGUE
from lifecycle.installation import Installation
from lifecycle.methods import latest
from lifecycle.versions.publishing import publish
from methodologies import library


def publish_shipped(installation: Installation) -> list[str]:
    """Publish each shipped method of which no version as new stands; return their names."""
    fresh = []
    for name in library.names():
        text = library.text(name)
        method = load_method(text, name, known_checks=CATALOGUE)
        with installation.database.write() as session:
            try:
                newest = latest(session, method.method).version
            except NotFoundError:
                newest = 0
            if method.version > newest:
                publish(session, text, name=name, actor=None, at=datetime.now(UTC))
                fresh.append(method.name)
    return fresh
