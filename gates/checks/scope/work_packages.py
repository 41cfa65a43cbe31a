"""Check 4: is each piece of work described, given to one entity, and small enough to follow?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.scope.chosen import largest_breakdown
from gates.checks.scope.descriptions import descriptions_that_lack, entry_of, is_planned
from gates.checks.scope.dictionary import Dictionary, dictionaries
from gates.checks.scope.size import Size, size_in_words, sizes
from gates.checks.structures.breakdown import Breakdown
from gates.checks.wording import put
from gates.evidence.content import Reading

EXPECTED = both(
    "each piece of work described, with one responsible, and no larger than the limit",
    "chaque lot décrit, avec un seul responsable, et pas plus grand que la limite",
)
HOURS, DAYS = Decimal(80), Decimal(22)
"""The longest effort in hours, by the 8/80 rule, and duration in working days: one month."""


@check("SCOPE-4")
def work_packages_are_described(subject: Subject) -> Iterator[Verdict]:
    """Judge each leaf of the breakdown: what its dictionary says of it, and how large it is.

    ``fields`` names what must be said, separated by commas (by default all of description,
    deliverable, acceptance_criterion, owner, start, finish, inputs, work, amount); dates and
    effort may stand in the schedule and the amount in the budget. A leaf is small enough within
    80 hours of effort or 22 working days; ``longest_hours`` and ``longest_days`` set limits
    that each hold by themselves, ``shortest_hours`` a lower one. Planning packages are
    described and owned only, and so is a first draft.
    """
    found = largest_breakdown(subject)
    if found is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_WORK, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    reading, breakdown = found
    described = dictionaries(subject)
    faults = list(descriptions_that_lack(subject, reading, breakdown, described))
    if not subject.is_first_draft:
        faults += _sized(subject, reading, breakdown, described)
    if not described:
        faults.append(
            cannot_tell(
                _NO_DICTIONARY, expected=EXPECTED, fix=_AS_DICTIONARY, document=reading.path
            )
        )
    if faults:
        yield from faults
        return
    words = put(
        "{count} work packages, each described and small enough",
        "{count} lots de travaux, chacun décrit et assez petit",
        count=len(breakdown.leaves),
    )
    yield passed(words, expected=EXPECTED, document=described[0].document)


def _sized(
    subject: Subject, reading: Reading, breakdown: Breakdown, described: Sequence[Dictionary]
) -> Iterator[Verdict]:
    known = sizes(subject)
    for leaf in breakdown.leaves:
        entry = entry_of(leaf, described)
        if is_planned(leaf, entry):
            continue
        size = known.get(leaf.code, Size())
        if entry is not None and entry.row is None:
            stated = size_in_words(entry.said.get("work", ""), entry.said.get("duration", ""))
            size = stated.with_gaps_filled(size)
        fault = _too_large(subject, size.hours, size.days) or _too_small(subject, size.hours)
        if fault is not None:
            yield failed(
                put("{leaf}: {size}", "{leaf} : {size}", leaf=leaf.label, size=fault),
                expected=_limits(subject),
                fix=both(
                    "Split it or merge it, or mark it as a planning package",
                    "Découpez-le ou fondez-le, ou marquez-le comme lot de planification",
                ),
                document=size.document or reading.path,
                location=size.location or leaf.location,
            )


def _too_large(subject: Subject, hours: Decimal | None, days: Decimal | None) -> Text | None:
    longest_hours = subject.number("longest_hours", HOURS)
    longest_days = subject.number("longest_days", DAYS)
    long = [
        value is not None and value > limit
        for value, limit in ((hours, longest_hours), (days, longest_days))
    ]
    asked = [name in subject.use.settings for name in ("longest_hours", "longest_days")]
    if any(asked):
        too_large = any(is_long and is_asked for is_long, is_asked in zip(long, asked, strict=True))
    else:
        known = [value is not None for value in (hours, days)]
        too_large = any(known) and all(
            is_long for is_long, is_known in zip(long, known, strict=True) if is_known
        )
    return _size_words(hours if long[0] else None, days if long[1] else None) if too_large else None


def _too_small(subject: Subject, hours: Decimal | None) -> Text | None:
    shortest = subject.number("shortest_hours", 0)
    return _size_words(hours, None) if hours is not None and hours < shortest else None


def _size_words(hours: Decimal | None, days: Decimal | None) -> Text:
    words = [
        put(en, fr, number=f"{value:.0f}")
        for value, en, fr in (
            (hours, "{number} hours of effort", "{number} heures de charge"),
            (days, "{number} working days", "{number} jours ouvrés"),
        )
        if value is not None
    ]
    return both(", ".join(each["en"] for each in words), ", ".join(each["fr"] for each in words))


def _limits(subject: Subject) -> Text:
    return put(
        "at most {hours} hours of effort or {days} working days",
        "au plus {hours} heures de charge ou {days} jours ouvrés",
        hours=f"{subject.number('longest_hours', HOURS):f}",
        days=f"{subject.number('longest_days', DAYS):f}",
    )


_NO_WORK = both(
    "no elements with codes such as 1.2 were found",
    "aucun élément avec un code tel que 1.2 n'a été trouvé",
)
_AS_TABLE = both(
    "Write the breakdown as a table with a code and a name for each element",
    "Écrivez l'organigramme dans un tableau : code et nom de chaque élément",
)
_NO_DICTIONARY = both(
    "no description of the work packages was found", "aucune description des lots n'a été trouvée"
)
_AS_DICTIONARY = both(
    "Add a dictionary: code, description, deliverable, criterion, responsible, dates, effort, cost",
    "Ajoutez un dictionnaire : code, description, livrable, critère, pilote, dates, charge, coût",
)
