"""Whether reports and minutes show that what was planned was done."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.communication.cadence import days_between
from gates.checks.communication.plan import WORDS, Told
from gates.checks.wording import day, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.dates import days
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases

SLACK = Decimal("1.5")
LEAST = 2
"""A single report says nothing about the rhythm."""

_OF_MEETINGS = "minutes"
_LONGEST = 100
_MINUTES, _REPORTS = Phrases.listed(WORDS["minutes"]), Phrases.listed(WORDS["reports"])
_REPORT = both("reports", "rapports")
_MEETING = both("minutes", "comptes rendus")
_CONTENT = ("message", "name", "description", "channel", "item")


def gaps(subject: Subject, rows: Sequence[Told]) -> Iterator[Verdict]:
    """Yield the gaps between reports, and between minutes, longer than their period allows."""
    slack = subject.number("slack", SLACK)
    reports = [each for each in rows if _speaks(each, _REPORTS)]
    meetings = [each for each in rows if each.is_for_steering]
    for what, told, found in (
        (_REPORT, reports, _dated(subject, "status report", _REPORTS)),
        (_MEETING, meetings, _dated(subject, _OF_MEETINGS, _MINUTES)),
    ):
        periods = [d for each in told if (d := days_between(each.row.text("frequency")))]
        if periods and len(found) >= LEAST:
            yield from _gaps(subject, what, max(periods), slack, found)


def _speaks(told: Told, phrases: Phrases) -> bool:
    return any(phrases.within(fold(told.row.text(each))) for each in _CONTENT)


def _gaps(
    subject: Subject,
    what: Text,
    period: int,
    slack: Decimal,
    found: Sequence[tuple[date, Reading]],
) -> Iterator[Verdict]:
    most = timedelta(days=float(period * slack))
    since = subject.dossier.around.stage_since
    ends = list(found)
    if since is not None:
        ends = [each for each in ends if each[0] >= since]
    starts = [since] if since is not None else []
    before = [*starts, *(each for each, _ in ends)]
    after = ends if since is not None else ends[1:]
    if since is not None:  # how long ago the last gate was is known, and so is how long it went on
        after = [*after, (subject.dossier.as_of, ends[-1][1])] if ends else []
    for earlier, (later, reading) in zip(before, after, strict=False):
        if later - earlier <= most:
            continue
        yield failed(
            put(
                "no {what} between {earlier} and {later}, {days} days",
                "pas de {what} entre le {earlier} et le {later}, soit {days} jours",
                what=what,
                earlier=day(earlier),
                later=day(later),
                days=(later - earlier).days,
            ),
            expected=put(
                "{what} every {period} days", "{what} tous les {period} jours",
                what=what, period=period,
            ),
            fix=both("Add those that are missing", "Ajoutez ceux qui manquent"),
            document=reading.path,
        )  # fmt: skip


def _dated(subject: Subject, role: str, phrases: Phrases) -> list[tuple[date, Reading]]:
    """Return the documents of a kind with the day of each, the oldest first."""
    found: list[tuple[date, Reading]] = []
    for reading in subject.dossier.readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        if reading.role == role or (role == _OF_MEETINGS and _titled(reading, phrases)):
            own = _day_of(subject, reading)
            if own is not None:
                found.append((own, reading))
    return sorted(found, key=lambda each: (each[0], each[1].path))


def _titled(reading: Reading, phrases: Phrases) -> bool:
    name = reading.path.rpartition("/")[2].rpartition(".")[0]
    titles = [name, reading.content.title, *(p.text for p in reading.content.paragraphs[:3])]
    return any(len(text) <= _LONGEST and phrases.within(fold(text)) for text in titles)


def _day_of(subject: Subject, reading: Reading) -> date | None:
    """Return the day of a document: the one in its name, else the latest that it gives itself."""
    named = days(reading.path.rpartition("/")[2].replace("_", " "))
    if named:
        return named[0]
    marks = subject.dossier.marks[reading.path]
    return max((each for each, _ in marks.days if each <= subject.dossier.as_of), default=None)
