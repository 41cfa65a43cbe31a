"""What a reader found in a file: blocks with their place, and a schedule where there is one.

These values cross the border of the reader's process as JSON; nothing else does.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.finding import Fact
from domain.text import Text
from domain.value import Value
from gates.evidence.outline import Outline


class Read(StrEnum):
    """How far a file could be read."""

    WHOLE = "whole"
    PART = "part"
    REFUSED = "refused"


class State(StrEnum):
    """What a document holds: real content, gaps, a blank form, a picture, a few words."""

    FILLED = "filled"
    PARTIAL = "partial"
    TEMPLATE = "template"
    IMAGE = "image"
    STUB = "stub"


class Cell(Value):
    """A cell of a table. ``value`` is the text as shown; typed values stand beside it.

    ``location`` is ``Sheet!C14`` in a workbook, ``table 2, row 3`` in a text document,
    ``line 12`` in a CSV file. ``uncalculated`` marks a formula that was never computed.
    ``unit`` is what the number's format shows: ``%`` (``number`` is then the share, 0.08 for 8 %)
    or a currency as its sign or code. ``hidden`` marks a cell of a hidden row or column.
    """

    value: str = ""
    number: Decimal | None = None
    day: date | None = None
    formula: str = ""
    uncalculated: bool = False
    unit: str = ""
    hidden: bool = False
    location: str = ""


class Named(Value):
    """A name that a workbook gives to a cell or a rectangle, as the locations of its corners.

    ``table`` tells a table of the program (with a header of its own) from a defined name.
    """

    name: str
    first: str
    last: str
    table: bool = False


class Table(Value):
    """A rectangle of cells found anywhere in a document; ``title`` is the sheet or heading.

    A blank row is an empty tuple. ``merged`` lists merged places (``A1:C1`` in a workbook, whose
    value stands in the first cell); in a text document the other cells of a merged place are
    empty. ``after`` is the number of paragraphs of the content that stand before the table.
    ``names`` are those that a workbook gives to places in the sheet.
    """

    title: str = ""
    location: str = ""
    hidden: bool = False
    merged: tuple[str, ...] = ()
    after: int = 0
    names: tuple[Named, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


class Paragraph(Value):
    """A paragraph with its place; ``level`` is 1 to 9 for headings, 0 for body text.

    ``part`` tells body, header, footer, text box, note, comment, prompt (the grey text of a
    field that nobody filled), inserted or deleted text. Inserted text also stands in its body
    paragraph, deleted text does not; both name the paragraph that they belong to.
    """

    text: str
    level: int = 0
    location: str
    part: str = "body"


class Link(Value):
    """A dependency between tasks; ``kind`` is FS, SS, FF or SF; ``lag_minutes`` may be negative.

    An ``elapsed`` lag runs through nights and weekends.
    """

    predecessor: str
    successor: str
    kind: str = "FS"
    lag_minutes: Decimal = Decimal(0)
    elapsed: bool = False


class Task(Value):
    """A row of a schedule. Money in the file's currency; ``work`` in hours.

    ``constraint`` is ASAP, ALAP, MSO, MFO, SNET, SNLT, FNET or FNLT; the must and the "no later
    than" ones are hard. ``external`` marks the shadow of a task of another schedule, ``manual``
    a task whose dates were typed, ``effort`` one that only accompanies others (level of effort).
    An ``elapsed`` duration runs through nights and weekends. ``calendar`` is the key of a
    calendar of its own. ``physical`` is the share done in per cent by a physical measure.
    """

    uid: str
    id: str = ""
    wbs: str = ""
    name: str
    level: int = 1
    summary: bool = False
    milestone: bool = False
    active: bool = True
    external: bool = False
    start: datetime | None = None
    finish: datetime | None = None
    baseline_start: datetime | None = None
    baseline_finish: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    deadline: datetime | None = None
    constraint: str = ""
    constraint_date: datetime | None = None
    duration_minutes: Decimal | None = None
    total_slack_minutes: Decimal | None = None
    critical: bool | None = None
    percent_complete: Decimal | None = None
    cost: Decimal | None = None
    baseline_cost: Decimal | None = None
    actual_cost: Decimal | None = None
    work: Decimal | None = None
    manual: bool = False
    effort: bool = False
    elapsed: bool = False
    calendar: str = ""
    remaining_minutes: Decimal | None = None
    physical: Decimal | None = None


class Assignment(Value):
    """A resource on a task; ``resource`` is empty for nobody; ``units`` is a share of one."""

    task: str
    resource: str
    units: Decimal | None = None
    work: Decimal | None = None


class Resource(Value):
    """Who or what works; ``kind`` is work, equipment, material or cost.

    ``most_units`` is a share of one; ``calendar`` the key of a calendar.
    """

    name: str
    kind: str = "work"
    most_units: Decimal | None = None
    hourly_rate: Decimal | None = None
    calendar: str = ""


class Hours(Value):
    """Spans of minutes after midnight worked from ``first`` to ``last``, none on days off."""

    first: date
    last: date
    hours: tuple[tuple[int, int], ...] = ()


class Calendar(Value):
    """Working time: the hours of the seven days from Monday, and the days that differ.

    What a calendar does not state is that of its ``base``.
    """

    key: str
    name: str = ""
    base: str = ""
    week: tuple[tuple[tuple[int, int], ...], ...] = ()
    exceptions: tuple[Hours, ...] = ()


class Schedule(Value):
    """The tasks, links, resources and assignments of a schedule file.

    ``task_rows`` counts every row of the file; ``tasks`` leaves out the hidden root and blank
    rows. Links and assignments name tasks by ``uid``. ``calendar`` is the key of the calendar
    that tasks follow which have none of their own. ``start`` and ``must_finish`` bound the
    project; a task is critical whose slack is at most ``critical_slack_minutes``.
    ``baseline_set`` is when the baseline was kept; ``staff`` are the ``resources`` in detail.
    """

    title: str = ""
    currency: str = ""
    status_date: datetime | None = None
    minutes_per_day: int = 480
    task_rows: int = 0
    tasks: tuple[Task, ...] = ()
    links: tuple[Link, ...] = ()
    resources: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    start: datetime | None = None
    must_finish: datetime | None = None
    baseline_set: datetime | None = None
    critical_slack_minutes: Decimal = Decimal(0)
    calendar: str = ""
    calendars: tuple[Calendar, ...] = ()
    staff: tuple[Resource, ...] = ()


class Content(Value):
    """All that was read of one file, in reading order within each kind.

    ``signatures`` are those of a PDF document with name and day as they state them; whether they
    hold is not told. ``pages`` are those of a PDF document, sheets or slides.
    """

    title: str = ""
    author: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    schedule: Schedule | None = None
    images: int = 0
    pages: int = 0
    signatures: tuple[str, ...] = ()


class Reading(Value):
    """One file as read and understood; what is kept by hash and judged again at will.

    ``kind`` is the true kind (docx, xlsx, csv, pdf, mspdi, ...), never the extension;
    ``role`` is what the document is (charter, cost, risk, ...), ``confidence`` from 0 to 1.
    ``outline`` says where the registers of the content stand.
    """

    path: str
    sha256: str
    kind: str
    language: str = "unknown"
    role: str = "other"
    confidence: float = 0.0
    state: State = State.STUB
    read: Read
    reason: Text = {}
    facts: tuple[Fact, ...] = ()
    content: Content = Content()
    outline: Outline | None = None
    seconds: float = 0.0
