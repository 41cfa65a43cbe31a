"""The calendars of Primavera files: nested brackets in an XER file, elements in a PMXML file."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from lxml import etree

from gates.evidence.content import Calendar, Hours
from gates.evidence.readers.project_calendars import Spans, minute_of, tidy
from gates.evidence.readers.project_values import LONGEST_NAME, instant
from gates.evidence.readers.schedules.primavera_elements import children, fields_of

_SPAN = re.compile(r"([sf])\|(\d\d?:\d\d)(?::\d\d)?")
_DAY = re.compile(r"d\|(\d{1,6})")
_FIRST = date(1899, 12, 30)
_LONGEST = 400_000
_MOST_EXCEPTIONS = 4_000
_SEVEN = 7
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def calendars_of_rows(rows: Iterable[Mapping[str, str]]) -> tuple[Calendar, ...]:
    """Return the calendars of an XER file, left out where their text holds no working hour."""
    found = []
    for row in rows:
        week, exceptions = _brackets(row.get("clndr_data", "")[:_LONGEST])
        if any(week):
            found.append(
                Calendar(
                    key=row.get("clndr_id", ""),
                    name=row.get("clndr_name", "").strip()[:LONGEST_NAME],
                    week=week,
                    exceptions=exceptions,
                )
            )
    return tuple(found)


def _brackets(text: str) -> tuple[tuple[Spans, ...], tuple[Hours, ...]]:
    """Read ``(0||DaysOfWeek()((0||1()((0||0(s|08:00|f|12:00)()))...``; 1 is Sunday."""
    head, _, tail = text.partition("(0||Exceptions(")
    _, _, head = head.partition("(0||DaysOfWeek(")
    head = head.partition("(0||VIEW(")[0]
    week: list[Spans] = [()] * _SEVEN
    for number in range(1, _SEVEN + 1):
        _, begun, rest = head.partition(f"(0||{number}()(")
        # The next day ends this one; spans inside it count from 0 with what they say of themselves.
        day = re.split(r"\(0\|\|[1-7]\(\)\(", rest, maxsplit=1)[0]
        if begun:
            week[(number - 2) % _SEVEN] = _spans(day)
    exceptions: list[Hours] = []
    parts = _DAY.split(tail)
    for serial, said in zip(parts[1::2], parts[2::2], strict=False):
        if len(exceptions) == _MOST_EXCEPTIONS:
            break
        day_off = _FIRST + timedelta(days=int(serial))
        exceptions.append(Hours(first=day_off, last=day_off, hours=_spans(said)))
    return tuple(week), tuple(exceptions)


def _spans(text: str) -> Spans:
    """Return the hours in a text; starts and ends may stand in either order."""
    found = []
    start = end = None
    for sign, time in _SPAN.findall(text):
        if sign == "s":
            start = minute_of(time)
        else:
            end = minute_of(time) or 1_440
        if start is not None and end is not None:
            found.append((start, end))
            start = end = None
    return tidy(found)


def calendars_of_elements(root: etree._Element, project: etree._Element) -> tuple[Calendar, ...]:
    """Return the calendars of a PMXML file, those of everybody and those of the project."""
    return tuple(
        _of_element(element)
        for parent in (root, project)
        for element in children(parent, "Calendar")
    )


def _of_element(element: etree._Element) -> Calendar:
    about = fields_of(element)
    week: dict[str, Spans] = {}
    for group in children(element, "StandardWorkWeek"):
        for hours in children(group, "StandardWorkHours"):
            week[fields_of(hours).get("DayOfWeek", "")] = _work_time(hours)
    exceptions: list[Hours] = []
    for group in children(element, "HolidayOrExceptions"):
        for one in children(group, "HolidayOrException"):
            found = instant(fields_of(one).get("Date"))
            if found is not None and len(exceptions) < _MOST_EXCEPTIONS:
                day = found.date()
                exceptions.append(Hours(first=day, last=day, hours=_work_time(one)))
    return Calendar(
        key=about.get("ObjectId", ""),
        name=about.get("Name", ""),
        week=tuple(week.get(day, ()) for day in _DAYS) if any(week.values()) else (),
        exceptions=tuple(exceptions),
    )


def _work_time(element: etree._Element) -> Spans:
    """Return the hours of a day; an end of 16:59 is five o'clock, and 23:59 midnight."""
    found = []
    for one in children(element, "WorkTime"):
        fields = fields_of(one)
        start, end = minute_of(fields.get("Start", "")), minute_of(fields.get("Finish", ""))
        if start is not None and end is not None:
            found.append((start, end + 1 if end % 10 == 9 else end or 1_440))  # noqa: PLR2004 - a last minute
    return tidy(found)
