"""The products that gates may ask for, and how their documents are recognised."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.methodology.model.vocabulary import Expression, Id
from domain.text import Text
from domain.value import Value


class Kind(StrEnum):
    """How a deliverable is shown: read as a document, or signed as something that holds."""

    DOCUMENT = "document"
    STATE = "state"
    CERTIFICATE = "certificate"
    DECISION = "decision"
    REVIEW = "review"
    APPROVAL = "approval"


class Match(Value):
    """How a document is recognised as serving a deliverable, beside the manifest.

    ``roles`` are document roles of the reader (``cost``, ``risk``, ...); ``names`` are words
    looked for in file names, titles and headings, in any language.
    """

    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    section: bool = False


class Deliverable(Value):
    """A product that gates may ask for.

    ``replaces`` puts it in the place of others wherever ``when`` holds. ``part_of`` names the
    document that may hold it as a section. ``every`` makes it periodic: one for each period
    since the stage began. ``raci`` gives a letter to each role, ``A`` to exactly one.
    ``filed`` gives its place in the method's other taxonomies. ``signed_by`` names the roles
    that may sign a state, and ``party`` the body outside whose approval it is.
    """

    id: Id
    kind: Kind = Kind.DOCUMENT
    area: Id
    filed: dict[Id, Id] = Field(default_factory=dict)
    label: Text
    guidance: Text = Field(default_factory=dict)
    ladder: Id = "standard"
    owner: Id | None = None
    raci: dict[Id, Literal["R", "A", "S", "C", "I"]] = Field(default_factory=dict)
    match: Match = Match()
    protected: bool = False
    when: Expression | None = None
    replaces: tuple[Id, ...] = ()
    part_of: Id | None = None
    every: Literal["week", "month", "quarter", "year"] | None = None
    signed_by: tuple[Id, ...] = ()
    party: Text = Field(default_factory=dict)
    source: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether somebody signs that it holds, instead of handing in a document."""
        return self.kind is not Kind.DOCUMENT
