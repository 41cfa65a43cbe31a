"""Whether steering meetings are planned as often as the governance says."""

import re
from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.communication.cadence import days_between
from gates.checks.communication.plan import STEERING, WORDS, Told
from gates.checks.structures.passages import Passage, rows_said
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases

_LONGEST = 300
_MEETINGS, _REPORTS = Phrases.listed(WORDS["meetings"]), Phrases.listed(WORDS["reports"])
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")


def unlike_governance(subject: Subject, rows: Sequence[Told]) -> Iterator[Verdict]:
    """Yield the rows for those who steer that are planned less often than it is said."""
    planned = [
        (each, days)
        for each in rows
        if each.is_for_steering and (days := days_between(each.row.text("frequency"))) is not None
    ]
    if not planned:
        return
    planned = [each for each in planned if _meets(each[0])] or planned
    shortest, days = min(planned, key=lambda each: each[1])
    said = _said(subject, rows)
    if said is None or days <= said[0]:
        return
    wanted, where = said
    yield failed(
        put(
            "the steering committee is met every {days} days, the governance says every {wanted}",
            "le comité de pilotage se tient tous les {days} jours, la gouvernance dit {wanted}",
            days=days,
            wanted=wanted,
        ),
        expected=put("every {wanted} days{where}", "tous les {wanted} jours{where}",
                     wanted=wanted, where=where),
        fix=both(
            "Plan the meetings as the governance says, or change the governance",
            "Prévoyez les réunions selon la gouvernance, ou modifiez celle-ci",
        ),
        document=shortest.reading.path,
        location=shortest.row.place("frequency"),
    )  # fmt: skip


def _said(subject: Subject, rows: Sequence[Told]) -> tuple[int, Text] | None:
    """Return how often the method, or else another document, wants it, and where it says so."""
    wanted = int(subject.number("steering_days", 0))
    if wanted > 0:
        return wanted, both("", "")
    own = {(each.reading.path, cell.location) for each in rows for cell in each.row.cells}
    found: list[tuple[int, Passage]] = []
    for passage in rows_said(subject.dossier.readings):
        if (passage.document, passage.location) in own:
            continue
        for sentence in _SENTENCE.split(passage.text):
            days = days_between(sentence) if _is_on_meetings(sentence) else None
            if days is not None:
                found.append((days, passage))
    if not found:
        return None
    days, passage = max(found, key=lambda each: each[0])
    place = f" ({passage.document}, {passage.location})"
    return days, both(place, place)


def _meets(told: Told) -> bool:
    texts = (told.row.text(each) for each in ("channel", "message", "name"))
    return any(_MEETINGS.within(fold(text)) for text in texts)


def _is_on_meetings(sentence: str) -> bool:
    """Tell whether a sentence is about the meetings of those who steer, not their reports."""
    folded = fold(sentence)
    if len(sentence) > _LONGEST or not STEERING.within(folded):
        return False
    return _MEETINGS.within(folded) or not _REPORTS.within(folded)
