"""The working time of an MS Project XML file: calendars, their days off, and who follows them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice

from lxml import etree

from gates.evidence.content import Calendar, Hours
from gates.evidence.guard.safe_tree import local_name
from gates.evidence.readers.project_values import LONGEST_NAME, instant, whole

_SUNDAY, _EXCEPTION, _SEVEN = 1, "0", 7
_YEARLY = {"2", "3"}
_MOST_CALENDARS = 300
_MOST_EXCEPTIONS = 2_000
_MIDNIGHT = 1_440
_OFFICE = ((480, 720), (780, 1_020))
"""Eight hours with a break, which MS Project means where a working day states none."""

Spans = tuple[tuple[int, int], ...]


def calendars_of(root: etree._Element) -> tuple[Calendar, ...]:
    """Return the calendars of a file; one that derives from another names that one."""
    found: dict[str, etree._Element] = {}
    for group in root:
        if local_name(group) != "Calendars":
            continue
        for element in group:
            if local_name(element) == "Calendar" and len(found) < _MOST_CALENDARS:
                found.setdefault(_text(element, "UID"), element)
    return tuple(_calendar(key, found) for key in found)


def _calendar(key: str, found: Mapping[str, etree._Element]) -> Calendar:
    element = found[key]
    base = _text(element, "BaseCalendarUID")
    week = _week(element)
    if week and base in found:
        week = {**_week(found[base]), **week}
    if not week and base not in found:
        week = dict.fromkeys(range(5), _OFFICE)
    return Calendar(
        key=key,
        name=_text(element, "Name")[:LONGEST_NAME],
        base=base if base in found and base != key else "",
        week=tuple(week.get(day, ()) for day in range(_SEVEN)) if week else (),
        exceptions=tuple(islice(_days_off(element), _MOST_EXCEPTIONS)),
    )


def _week(calendar: etree._Element) -> dict[int, Spans]:
    """Return the days of the week, from Monday, that a calendar states itself."""
    week: dict[int, Spans] = {}
    for group in _named(calendar, "WeekDays"):
        for day in _named(group, "WeekDay"):
            kind = _text(day, "DayType")
            if kind.isdigit() and _SUNDAY <= int(kind) <= _SEVEN:
                week[(int(kind) - 2) % _SEVEN] = _hours(day)
    return week


def _days_off(calendar: etree._Element) -> Iterator[Hours]:
    """Yield the days that differ, which older programs write among the days of the week."""
    for group in _named(calendar, "Exceptions"):
        for one in _named(group, "Exception"):
            yield from _exceptions(one)
    if next(_named(calendar, "Exceptions"), None) is None:
        for group in _named(calendar, "WeekDays"):
            for day in _named(group, "WeekDay"):
                if _text(day, "DayType") == _EXCEPTION:
                    yield from _exceptions(day)


def _exceptions(element: etree._Element) -> Iterator[Hours]:
    """Yield the days of an exception; one that comes back each year is told for each year."""
    period = next(_named(element, "TimePeriod"), None)
    if period is None:
        return
    first, last = instant(_text(period, "FromDate")), instant(_text(period, "ToDate"))
    if first is None or last is None or last < first:
        return
    hours = _hours(element)
    if _text(element, "Type") not in _YEARLY:
        # A period that ends at midnight ends with the day before.
        end = (
            last - timedelta(minutes=1)
            if last > first and last.time() == datetime.min.time()
            else last
        )
        yield Hours(first=first.date(), last=end.date(), hours=hours)
        return
    month = whole(_text(element, "Month"), default=first.month - 1) + 1
    day = whole(_text(element, "MonthDay"), default=first.day)
    for year in range(first.year, min(last.year, first.year + 100) + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        yield Hours(first=found, last=found, hours=hours)


def _hours(day: etree._Element) -> Spans:
    if _text(day, "DayWorking") != "1":
        return ()
    spans = []
    for group in _named(day, "WorkingTimes"):
        for one in _named(group, "WorkingTime"):
            start, end = minute_of(_text(one, "FromTime")), minute_of(_text(one, "ToTime"))
            if start is not None and end is not None:
                spans.append((start, end or _MIDNIGHT))
    return tidy(spans) or _OFFICE


def minute_of(text: str) -> int | None:
    """Return a time of day such as ``08:30:00`` as minutes after midnight."""
    hours, _, rest = text.partition(":")
    minutes = rest[:2]
    if not (hours.isdigit() and minutes.isdigit() and len(hours) <= 2):  # noqa: PLR2004 - digits of an hour
        return None
    return min(int(hours) * 60 + int(minutes), _MIDNIGHT)


def tidy(spans: list[tuple[int, int]]) -> Spans:
    """Return spans of a day in order, those that overlap joined, empty ones left out."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local_name(child) == name)


def _text(element: etree._Element, name: str) -> str:
    found = next(_named(element, name), None)
    return (found.text or "").strip() if found is not None else ""
