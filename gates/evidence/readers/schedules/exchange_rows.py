"""MPX, the exchange format of MS Project: records that begin with a number, in many tongues.

The file states its own separators, order of dates, currency and columns; the language is that
of the words in it. A code page in the first line is believed.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, islice

from domain.text import Text
from gates.evidence.content import Assignment, Content, Link, Schedule, Task
from gates.evidence.guard.refusal import damaged
from gates.evidence.readers.project_values import LONGEST_NAME, whole
from gates.evidence.readers.schedules.exchange_values import Writing, order_of
from gates.evidence.readers.schedules.exchange_words import constraint_of, language_of
from gates.evidence.readers.schedules.outline import numbered

Record = Sequence[str]

_CODE_PAGES = {"437": "cp437", "850": "cp850", "MAC": "mac_roman", "ANSI": "cp1252"}
_FIELDS = {
    "1": "name", "2": "wbs", "3": "level", "20": "work", "30": "cost", "31": "baseline_cost",
    "32": "actual_cost", "40": "duration", "44": "percent", "50": "start", "51": "finish",
    "56": "baseline_start", "57": "baseline_finish", "58": "actual_start", "59": "actual_finish",
    "68": "constraint_date", "70": "predecessors", "74": "predecessor_uids", "81": "milestone",
    "82": "critical", "90": "id", "91": "constraint", "94": "slack", "98": "uid", "99": "number",
    "120": "summary",
}  # fmt: skip
"""The numbers of the columns of tasks."""

_RESOURCE_FIELDS = {"1": "name", "40": "id", "49": "uid"}
_DEFAULT_TASK = ("90", "1", "40", "50", "51", "70")
_DEFAULT_RESOURCE = ("40", "1")
_LANGUAGE_ROWS = 2_000
_LANGUAGE_COLUMNS = ("milestone", "critical", "summary", "constraint")


def read_exchange_rows(data: bytes) -> tuple[Content, bool, Text]:
    """Return the schedule of an MPX file; all of it is read.

    Raises:
        RefusedError: A record is longer than any program writes.
    """
    sign = chr(data[3]) if len(data) > 3 else ","  # noqa: PLR2004 - after the letters MPX
    plan = _Plan(_records(data, sign), sign)
    schedule = Schedule(
        title=plan.title,
        currency=plan.writing.currency,
        minutes_per_day=plan.writing.minutes_per_day,
        task_rows=len(plan.rows),
        tasks=tuple(
            plan.task(row, number)
            for row, number in zip(plan.rows, plan.numbers(), strict=True)
            if not plan.is_root(row) and row.get("name")
        ),
        links=tuple(plan.links()),
        resources=tuple(name for name in plan.resources.values() if name),
        assignments=tuple(plan.assignments()),
    )
    return Content(title=schedule.title, author=plan.author, schedule=schedule), True, {}


def _records(data: bytes, sign: str) -> list[Record]:
    """Return the records of a file, cut by its sign.

    Raises:
        RefusedError: A record is longer than any program writes.
    """
    first = data.split(b"\n", 1)[0].decode("latin-1")
    cells = [cell.strip().strip('"') for cell in first.split(sign)]
    text = data.decode(_CODE_PAGES.get(cells[3] if len(cells) > 3 else "", "cp1252"), "replace")  # noqa: PLR2004 - the code page
    try:
        return [record for record in csv.reader(text.splitlines(True), delimiter=sign) if record]  # noqa: FBT003 - by place only
    except csv.Error as error:
        raise damaged(kind="mpx") from error


class _Plan:
    """The records of a file, sorted by what they are."""

    def __init__(self, records: list[Record], sign: str) -> None:
        self.rows: list[Mapping[str, str]] = []
        self.resources: dict[str, str] = {}
        self.title = self.author = ""
        self._assigned: list[tuple[str, Record]] = []
        self._heads: list[Record] = []
        settings: dict[str, Record] = {}
        task_columns: Sequence[str] = _DEFAULT_TASK
        resource_columns: Sequence[str] = _DEFAULT_RESOURCE
        for record in records:
            kind, cells = record[0].strip(), record[1:]
            if kind in {"10", "11", "12"}:
                settings[kind] = cells
            elif kind == "30":
                self._heads.append(cells)
            elif kind == "41":
                resource_columns = cells
            elif kind == "61":
                task_columns = cells
            elif kind == "50":
                self._resource(resource_columns, cells)
            elif kind == "70":
                self.rows.append(_named(task_columns, cells, _FIELDS))
            elif kind == "75" and self.rows:
                self._assigned.append((self._uid(self.rows[-1]), cells))
        self.writing = _writing(sign, settings, self._said())
        self._uids = {row.get("id", ""): self._uid(row) for row in self.rows}
        self._headings = self._with_rows_below()
        self._head()

    def _said(self) -> Iterator[str]:
        rows = islice(self.rows, _LANGUAGE_ROWS)
        return (row.get(name, "") for row in rows for name in _LANGUAGE_COLUMNS)

    def _head(self) -> None:
        """Take what the project states of itself: title and manager."""
        head = self._heads[0] if self._heads else ()
        self.title = head[0].strip()[:LONGEST_NAME] if head else ""
        self.author = head[2].strip()[:LONGEST_NAME] if len(head) > 2 else ""  # noqa: PLR2004 - the manager

    def _resource(self, columns: Sequence[str], cells: Record) -> None:
        fields = _named(columns, cells, _RESOURCE_FIELDS)
        key = fields.get("id") or str(len(self.resources) + 1)
        self.resources[key] = fields.get("name", "").strip()[:LONGEST_NAME]

    def numbers(self) -> list[str]:
        """Return the outline number of each row, as the file states it or by its level."""
        counted = numbered(self._level(row) for row in self.rows if not self.is_root(row))
        waiting = iter(counted)
        return ["" if self.is_root(row) else next(waiting) for row in self.rows]

    def is_root(self, row: Mapping[str, str]) -> bool:
        """Tell whether a row is the hidden one of the project itself."""
        return row.get("id", "") == "0" or (row.get("uid") == "0" and not self._level(row))

    def _level(self, row: Mapping[str, str]) -> int:
        return whole(row.get("level"), default=1)

    def _uid(self, row: Mapping[str, str]) -> str:
        return row.get("uid") or row.get("id") or str(len(self.rows))

    def task(self, row: Mapping[str, str], number: str) -> Task:
        """Return a row as a task."""
        writing = self.writing
        duration = writing.minutes(row.get("duration", ""))
        work = writing.minutes(row.get("work", ""))
        stated = row.get("milestone", "")
        return Task(
            uid=self._uid(row),
            id=row.get("id", ""),
            wbs=row.get("wbs") or row.get("number") or number,
            name=row.get("name", "").strip()[:LONGEST_NAME],
            level=self._level(row),
            summary=writing.yes(row.get("summary", "")) or self._uid(row) in self._headings,
            milestone=writing.yes(stated) if stated else duration == 0,
            start=writing.instant(row.get("start", "")),
            finish=writing.instant(row.get("finish", "")),
            baseline_start=writing.instant(row.get("baseline_start", "")),
            baseline_finish=writing.instant(row.get("baseline_finish", "")),
            actual_start=writing.instant(row.get("actual_start", "")),
            actual_finish=writing.instant(row.get("actual_finish", "")),
            constraint=constraint_of(row.get("constraint", ""), writing.words),
            constraint_date=writing.instant(row.get("constraint_date", "")),
            duration_minutes=duration,
            total_slack_minutes=writing.minutes(row.get("slack", "")),
            critical=writing.yes(row["critical"]) if row.get("critical") else None,
            percent_complete=writing.percent(row.get("percent", "")),
            cost=writing.number(row.get("cost", "")),
            baseline_cost=writing.number(row.get("baseline_cost", "")),
            actual_cost=writing.number(row.get("actual_cost", "")),
            work=None if work is None else work / 60,
        )

    def _with_rows_below(self) -> frozenset[str]:
        """Return the rows that others stand below, where the file has no column that says so."""
        if any(row.get("summary") for row in self.rows):
            return frozenset()
        pairs = zip(self.rows, islice(self.rows, 1, None), strict=False)
        return frozenset(
            self._uid(row) for row, after in pairs if self._level(after) > self._level(row)
        )

    def links(self) -> Iterator[Link]:
        """Yield the links that the rows name by the numbers of their predecessors."""
        durations = {
            self._uid(row): self.writing.minutes(row.get("duration", "")) for row in self.rows
        }
        for row in self.rows:
            by_id = ((self._uids.get(one, one), *rest) for one, *rest in self._named_in(row, "id"))
            found = list(by_id) or [tuple(one) for one in self._named_in(row, "uid")]
            for predecessor, kind, lag in found:
                yield Link(
                    predecessor=predecessor,
                    successor=self._uid(row),
                    kind=kind,
                    lag_minutes=self.writing.lag(lag, durations.get(predecessor)),
                )

    def _named_in(self, row: Mapping[str, str], by: str) -> Iterator[tuple[str, str, str]]:
        text = row.get("predecessors" if by == "id" else "predecessor_uids", "")
        parts = text.split(self.writing.list_sign)
        return (found for part in parts if (found := self.writing.link(part)) is not None)

    def assignments(self) -> Iterator[Assignment]:
        """Yield who works on what: number of the resource, units, work."""
        for task, cells in self._assigned:
            work = self.writing.minutes(cells[2]) if len(cells) > 2 else None  # noqa: PLR2004 - the work
            yield Assignment(
                task=task,
                resource=self.resources.get(cells[0].strip(), "") if cells else "",
                units=self.writing.number(cells[1]) if len(cells) > 1 else None,
                work=None if work is None else work / 60,
            )


def _named(columns: Sequence[str], cells: Record, names: Mapping[str, str]) -> dict[str, str]:
    return {
        names[column.strip()]: cell.strip()
        for column, cell in zip(columns, cells, strict=False)
        if column.strip() in names and cell.strip().upper() != "NA"
    }


def _writing(sign: str, settings: Mapping[str, Record], said: Iterator[str]) -> Writing:
    """Return how the file writes its values; what it does not state, the list sign tells."""
    money = _padded(settings.get("10", ()))
    defaults = _padded(settings.get("11", ()))
    dates = _padded(settings.get("12", ()))
    words = language_of(said)
    # Lists are cut by semicolons where the comma is decimal, and the day stands first there.
    comma = money[3] == "." or sign == ";"
    decimal = money[4] or ("," if comma else ".")
    plain = Writing(words=words, decimal=decimal)
    hours = plain.number(defaults[3]) or Decimal(8)
    return Writing(
        words=words,
        order=order_of(dates[0].strip() or str(int(sign == ";"))),
        afternoon=dates[6],
        decimal=decimal,
        currency=money[0].strip(),
        minutes_per_day=int(min(hours, Decimal(24)) * 60) or 480,
        list_sign=sign,
    )


def _padded(record: Record) -> list[str]:
    return list(islice(chain(record, [""] * 8), 8))
