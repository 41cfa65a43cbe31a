"""Documents that are due once for each month, week, quarter or year since the stage began."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from domain.judgement import Status
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.requirement import Requirement
from domain.text import Text, both
from gates.checks.check import cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.evidence.understanding.dates import days
from gates.evidence.understanding.folding import fold
from gates.presence.answer import Presence, listed, weight
from gates.presence.documents import held_by, of_documents
from gates.presence.held import Held

Period = tuple[int, int]
"""A year, and the number of the week, month or quarter in it; 0 for the year itself."""

MOST_NAMED = 12
"""So many missing periods are named; the rest is counted."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_YEAR_FIRST = re.compile(r"\b((?:19|20)\d\d)[-_ /.]?(0[1-9]|1[0-2])\b(?![-_/.]?\d)")
_MONTH_FIRST = re.compile(r"\b(0?[1-9]|1[0-2])[-_/.]((?:19|20)\d\d)\b")
_NUMBERED = {
    "week": r"(?:week|semaine|woche|uke|semana|settimana|kw|wk|w|s)",
    "quarter": r"(?:quarter|trimestre|quartal|kvartal|q|t)",
}


def of_periods(dossier: Dossier, requirement: Requirement, deliverable: Deliverable) -> Presence:
    """Tell whether there is a document for each period that has ended since the stage began."""
    every = deliverable.every or "month"
    there = of_documents(dossier, requirement.model_copy(update=_ONCE), deliverable)
    since = _since(dossier)
    held = held_by(dossier, deliverable, there.documents)
    if since is None:
        if not there.documents:
            return there
        verdict = cannot_tell(
            both(
                "the day on which it became due is not known",
                "le jour depuis lequel il est dû n'est pas connu",
            ),
            expected=_EVERY[every],
            fix=both("Give the start of the project", "Donnez le début du projet"),
        )
        return Presence(Status.DEFECTIVE, verdict, there.severity, there.documents, there.served)
    due = tuple(_ended(every, since, dossier.as_of))
    covered = {each for one in held for each in _periods(dossier, deliverable, every, one)}
    missing = [each for each in due if each not in covered]
    if missing:
        status = Status.DEFECTIVE if there.documents else Status.MISSING
        verdict = failed(
            _lacking(every, missing),
            expected=both(
                f"{_EVERY[every]['en']} since {since}", f"{_EVERY[every]['fr']} depuis le {since}"
            ),
            fix=both(
                "Add the missing ones; say date or period in package.yaml where a document "
                "does not say its own",
                "Ajoutez ceux qui manquent ; donnez date ou period dans package.yaml quand un "
                "document ne dit pas les siens",
            ),
        )
        return Presence(status, verdict, weight(requirement), there.documents, there.served)
    found = (
        both(f"{len(due)} of {len(due)} are there", f"{len(due)} sur {len(due)} sont là")
        if due
        else both("none is due yet", "aucun n'est encore dû")
    )
    verdict = passed(found, expected=_EVERY[every])
    return Presence(Status.PRESENT, verdict, there.severity, there.documents, there.served)


_ONCE = {"maturity": None, "last_issue": False, "fresh_within": None}


def _since(dossier: Dossier) -> date | None:
    return dossier.around.stage_since or dossier.project.start


def _ended(every: str, since: date, as_of: date) -> Iterator[Period]:
    """Yield the periods from the one in which the stage began to the last that has ended."""
    day = since
    while day.year < date.max.year:
        period = _of(every, day)
        day = _next(every, day)
        if day > as_of:
            return
        yield period


def _of(every: str, day: date) -> Period:
    match every:
        case "week":
            return day.isocalendar()[:2]
        case "month":
            return day.year, day.month
        case "quarter":
            return day.year, (day.month + 2) // 3
        case _:
            return day.year, 0


def _next(every: str, day: date) -> date:
    """Return the first day of the period that follows."""
    match every:
        case "week":
            return day + timedelta(days=7 - day.weekday())
        case "month":
            months = 1
        case "quarter":
            months = 3 - (day.month - 1) % 3
        case _:
            months = 13 - day.month
    place = day.year * 12 + day.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _periods(
    dossier: Dossier, deliverable: Deliverable, every: str, held: Held
) -> tuple[Period, ...]:
    """Return the periods of a document: as the manifest says, else its titles, else its date."""
    path = held.reading.path
    said = dossier.said.get((deliverable.id, path))
    if said is not None and said.period:
        named = _named(every, said.period)
        if named:
            return named
    if said is not None and said.dated is not None:
        return (_of(every, said.dated),)
    marks = dossier.marks[path]
    stem = PurePosixPath(path).stem.replace("_", " ")
    for text in (*(each.value for each in marks.periods), *marks.titles, stem):
        named = _named(every, text)
        if named:
            return named[:1]
    day = held.standing.dated
    return (_of(every, day),) if day is not None else ()


def _named(every: str, text: str) -> tuple[Period, ...]:
    """Return the periods that a text names."""
    plain = fold(text)
    found: list[Period] = []
    if every in _NUMBERED:
        word = _NUMBERED[every]
        for pattern in (
            rf"\b{word} ?0?(\d{{1,2}}) (\d{{4}})\b",
            rf"\b(\d{{4}}) ?{word} ?0?(\d{{1,2}})\b",
        ):
            for one, other in re.findall(pattern, plain):
                year, number = (other, one) if len(other) == 4 else (one, other)  # noqa: PLR2004 - a year
                found.append((int(year), int(number)))
    found += [_of(every, day) for day in (*days(text), *_months(text, plain))]
    if every == "year" and not found:
        found += [(int(year), 0) for year in re.findall(r"\b(?:19|20)\d\d\b", plain)]
    return tuple(dict.fromkeys(found))


def _months(text: str, plain: str) -> Iterator[date]:
    """Yield the first day of each month that a text names in words or numbers."""
    for found in _YEAR_FIRST.finditer(text):
        yield date(int(found[1]), int(found[2]), 1)
    for found in _MONTH_FIRST.finditer(text):
        yield date(int(found[2]), int(found[1]), 1)
    for name, year in re.findall(r"\b([a-z]{3,10}) (\d{4})\b", plain):
        yield from days(f"1 {name} {year}")


def _lacking(every: str, missing: list[Period]) -> Text:
    named = [_name(every, each) for each in missing[:MOST_NAMED]]
    words = listed(named)
    rest = len(missing) - len(named)
    more = both(f" and {rest} more", f" et {rest} autres") if rest else both("", "")
    return both(f"missing: {words['en']}{more['en']}", f"il manque : {words['fr']}{more['fr']}")


def _name(every: str, period: Period) -> Text:
    year, number = period
    match every:
        case "week":
            return both(f"week {number} of {year}", f"semaine {number} de {year}")
        case "month":
            return {code: f"{names.split()[number - 1]} {year}" for code, names in _MONTHS.items()}
        case "quarter":
            return both(f"Q{number} {year}", f"T{number} {year}")
        case _:
            return both(str(year), str(year))


_EVERY = {
    "week": both("one document for each week", "un document par semaine"),
    "month": both("one document for each month", "un document par mois"),
    "quarter": both("one document for each quarter", "un document par trimestre"),
    "year": both("one document for each year", "un document par an"),
}
