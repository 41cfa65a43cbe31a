"""The person behind an act, and how sure we are of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, through which door (``page``, ``api``, ``operator``), proven how.

    ``assurance`` is A (signed in) or B (a code sent by mail); ``scopes`` is None for a
    sign-in, else what a token may do; ``limited`` marks a remembered device. A vote of a
    meeting is ``recorded_by`` its secretary, with assurance A of the secretary.
    """

    person_id: UUID
    channel: str
    assurance: str = "A"
    signed_in_at: datetime | None = None
    scopes: frozenset[str] | None = None
    limited: bool = False
    system_user: str = ""
    recorded_by: UUID | None = None
