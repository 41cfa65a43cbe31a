"""The products that gates may ask for, and how their documents are recognised."""

from domain.methodology.model.vocabulary import Id
from domain.text import Text
from domain.value import Value


class Match(Value):
    """How a document is recognised as serving a deliverable, beside the manifest.

    ``roles`` are document roles of the reader (``cost``, ``risk``, ...); ``names`` are words
    looked for in file names, titles and headings, in any language.
    """

    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    section: bool = False


class Deliverable(Value):
    """A product that gates may ask for."""

    id: Id
    area: Id
    label: Text
    guidance: Text = {}
    ladder: Id = "standard"
    owner: Id | None = None
    match: Match = Match()
    protected: bool = False
    source: str = ""
