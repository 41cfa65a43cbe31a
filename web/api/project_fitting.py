"""How the interface shows a method fitted to a project: class, packs, tailoring, open gates."""

from datetime import date, datetime
from uuid import UUID

from domain.text import Text
from web.api.reading import Shown


class OpenGate(Shown):
    """A gate that takes a package now, or would if nothing hindered it."""

    gate: str
    label: Text
    ends_stage: bool
    by: Text
    hindered: Text
    planned: date | None
    due: date | None
    late: bool


class Attribute(Shown):
    """Something that the method wants to know; ``decides`` says that an answer waits for it."""

    id: str
    label: Text
    kind: str
    choices: list[str]
    unit: str
    value: str | None
    decides: bool


class Pack(Shown):
    """A pack of the method: in force or not, and whether the project chose it."""

    id: str
    label: Text
    in_force: bool
    chosen: bool


class Added(Shown):
    """Something asked at a gate that the method's text did not write there, and why."""

    gate: str
    item: str
    label: Text
    kind: str
    name: str
    because: Text


class Left(Shown):
    """Something of the method that the project is not asked, and why."""

    path: str
    label: Text
    because: Text


class TailoringShown(Shown):
    """A departure from the method that was asked for, and what was answered."""

    id: UUID
    word: str
    label: Text
    code: str
    item: str
    gate: str | None
    reason: str
    measure: str
    expires_on: date | None
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    approver: str
    to_answer: bool


class Event(Shown):
    """An event of the method, and whether it stands raised."""

    id: str
    label: Text
    gate: str
    raised: bool
    reason: str


class Track(Shown):
    """A project on a track of this one, or the one that this is a track of."""

    code: str
    title: str
    track: str
    label: Text
    state: str
    closed_as: str | None


class Named(Shown):
    """A word of the method with its id."""

    id: str
    label: Text


class Fitting(Shown):
    """What the method comes to for the project, and why."""

    klass: str | None
    klass_label: Text
    klass_because: Text
    attributes: list[Attribute]
    packs: list[Pack]
    added: list[Added]
    left_out: list[Left]
    breaches: list[Text]
    tailoring: list[TailoringShown]
    words: list[Named]
    events: list[Event]
    parent: Track | None
    tracks: list[Track]
    to_begin: list[Named]
