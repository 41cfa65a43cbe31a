"""What the interface takes and shows of committee sessions."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from domain.decision import Decision
from domain.review.ballot import VoteValue
from domain.text import Text
from lifecycle.meeting.calling import MOST_ITEMS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.api.votes import WORDS


class SessionGiven(Given):
    """A session to call; ``items`` are ids of open rounds and of requests."""

    title: Line
    meets_at: datetime
    secretary: Line
    items: list[UUID] = Field(max_length=MOST_ITEMS)


class RecordedVote(Given):
    """What a seat said in the session."""

    role: Line
    value: VoteValue
    instead: Decision | None = None
    until: date | None = None
    to_stage: Line | None = None
    reason: str = Field(default="", max_length=WORDS)


class Notes(Given):
    """What the minutes say of a point."""

    words: str = Field(max_length=WORDS)


class ActionGiven(Given):
    """What somebody is to do by a day."""

    words: str = Field(max_length=WORDS)
    owner: Line
    due_on: date


class Contested(Given):
    """Why a recorded vote is not the person's."""

    reason: str = Field(max_length=WORDS)


class SeatShown(Shown):
    """A seat of a round on the agenda."""

    role: str
    label: Text
    person: str
    word: Text | None
    recorded: bool
    confirmed: bool


class ActionShown(Shown):
    """Something that a session asked somebody to do."""

    number: int
    words: str
    owner: str
    due_on: date
    done_at: datetime | None
    mine: bool


class PointShown(Shown):
    """A point of the agenda."""

    number: int
    project: str
    title: str
    gate: str
    request: int
    question: Text
    subject: str
    state: str
    code: str
    notes: str
    seats: list[SeatShown]
    actions: list[ActionShown]


class SessionShown(Shown):
    """A session with its points."""

    number: int
    title: str
    meets_at: datetime
    secretary: str
    closed_at: datetime | None
    minutes_sha256: str | None
    keeps: bool
    points: list[PointShown]


class SessionLine(Shown):
    """A session in a list."""

    number: int
    title: str
    meets_at: datetime
    closed_at: datetime | None


class DueShown(Shown):
    """Something that a session could deal with."""

    review_id: UUID | None
    arbitration_id: UUID | None
    code: str
    gate: str
    number: int
    due_at: datetime | None


class VoteStands(Shown):
    """The recorded vote after it was confirmed or contested."""

    vote_id: UUID
    standing: bool
    confirmed_at: datetime | None
