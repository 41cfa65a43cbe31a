"""Check 28: do all documents speak of the same project, dates and money?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, check, failed, not_applicable, passed
from gates.checks.integration.apart import SCHEDULE, is_asked, moved_milestones, old_costs
from gates.checks.integration.counted import unequal_counts
from gates.checks.integration.durations import odd_durations
from gates.checks.integration.exclusions import planned_exclusions
from gates.checks.integration.persons import same_person
from gates.checks.integration.quoted_versions import outdated_quotes
from gates.checks.structures.breakdown import alike
from gates.checks.wording import day, money, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "the same name, people, dates and budget in all documents",
    "les mêmes nom, personnes, dates et budget dans tous les documents",
)


@dataclass(frozen=True)
class Statement:
    """What a document, or the project itself, says: a text, a day or an amount.

    ``ends`` marks the first or last day of a schedule's tasks, which nobody stated.
    """

    about: str
    text: str
    document: str = ""
    location: str = ""
    day: date | None = None
    amount: Decimal | None = None
    unit: str = ""
    ends: bool = False


_ABOUT = {
    "project_name": both("project name", "nom du projet"),
    "project_code": both("project code", "code du projet"),
    "sponsor": both("sponsor", "commanditaire"),
    "project_manager": both("project manager", "chef de projet"),
    "start": both("start date", "date de début"),
    "finish": both("end date", "date de fin"),
    "budget": both("budget", "budget"),
    "currency": both("currency", "devise"),
}
_AGREE = both(
    "Make the documents agree, or say in the document which change was approved",
    "Accordez les documents, ou dites dans le document quelle modification est approuvée",
)


@check("INTEGRATION-28")
def documents_agree(subject: Subject) -> Iterator[Verdict]:
    """Compare what documents state with each other and with what is known of the project.

    ``tolerance`` is the share by which budgets may differ (0), ``tolerance_days`` the days by
    which dates and milestones may (0), ``schedule_days`` those between the ends of the schedule
    and the dates that other documents state (31).
    """
    said = [*_known(subject), *_stated(subject)]
    faults = []
    compared = 0
    for about in _ABOUT:
        of_it = [each for each in said if each.about == about]
        if len(of_it) < 2:  # noqa: PLR2004 - one word alone agrees with itself
            continue
        compared += len(of_it)
        faults += list(_disagreements(subject, about, of_it))
    for compare in (
        moved_milestones,
        outdated_quotes,
        unequal_counts,
        planned_exclusions,
        old_costs,
        odd_durations,
    ):
        faults += list(compare(subject, expected=EXPECTED))
    if faults:
        yield from faults
        return
    document = subject.documents[0].path
    if not compared:
        found = both("nothing is stated twice", "rien n'est dit deux fois")
        yield not_applicable(found, expected=EXPECTED, document=document)
        return
    words = put(
        "{count} statements in {files} documents agree",
        "{count} mentions concordent dans {files} documents",
        count=compared,
        files=len({each.document for each in said if each.document}),
    )
    yield passed(words, expected=EXPECTED, document=document)


def _known(subject: Subject) -> Iterator[Statement]:
    """Yield what is known of the project outside its documents."""
    project = subject.dossier.project
    if project.name:
        yield Statement("project_name", project.name)
    if project.code:
        yield Statement("project_code", project.code)
    if project.start:
        yield Statement("start", str(project.start), day=project.start)
    if project.finish:
        yield Statement("finish", str(project.finish), day=project.finish)
    if project.budget is not None:
        yield Statement("budget", "", amount=project.budget, unit=project.currency)
    if project.currency:
        yield Statement("currency", project.currency)


def _stated(subject: Subject) -> Iterator[Statement]:
    served = {each.path for each in subject.dossier.services}
    for reading in subject.dossier.readings:
        if reading.state in (State.FILLED, State.PARTIAL):
            yield from _of_document(subject, reading, served=reading.path in served)


def _of_document(subject: Subject, reading: Reading, *, served: bool) -> Iterator[Statement]:
    """Yield what a document states; a sum counts as its total where it states none.

    The ends of a schedule are left to the check of its milestones, where the gate asks for it.
    """
    names = {fact.name for fact in reading.facts}
    totals = {"stated_total"}
    if served and not names & {"stated_total", "budget"}:
        totals.add("total")
    for fact in reading.facts:
        place = (fact.document, fact.location)
        if fact.name in ("start", "finish"):
            found = date.fromisoformat(fact.value)
            ends = reading.role == "schedule"
            if ends and is_asked(subject, SCHEDULE):
                continue
            yield Statement(fact.name, fact.value, *place, day=found, ends=ends)
        elif fact.name == "budget" or (fact.name in totals and reading.role == "cost"):
            amount = Decimal(fact.value)
            yield Statement("budget", fact.value, *place, amount=amount, unit=fact.unit)
        elif fact.name in _ABOUT:
            yield Statement(fact.name, fact.value, *place)


def _disagreements(subject: Subject, about: str, said: Sequence[Statement]) -> Iterator[Verdict]:
    """Compare each statement with the first, which is the project's own where that is known."""
    agrees = _rule(subject, about)
    own = {document.path for document in subject.documents}
    reference = said[0]
    for other in said[1:]:
        if agrees(reference, other):
            continue
        # The place to mend is the one that is asked about, when it is one of the two.
        wrong, right = other, reference
        if reference.document in own and other.document not in own:
            wrong, right = reference, other
        yield failed(
            put(
                "{what}: {wrong}, but {right} {where}",
                "{what} : {wrong}, mais {right} {where}",
                what=_ABOUT[about],
                wrong=_shown(wrong),
                right=_shown(right),
                where=_where(right),
            ),
            expected=EXPECTED,
            fix=_AGREE,
            document=wrong.document,
            location=wrong.location,
        )


def _rule(subject: Subject, about: str) -> Callable[[Statement, Statement], bool]:
    if about in ("start", "finish"):
        days = timedelta(days=int(subject.number("tolerance_days", 0)))
        ends = timedelta(days=int(subject.number("schedule_days", 31)))
        return lambda one, other: (
            _near_the_ends(one, other, ends)
            if one.ends or other.ends
            else one.day is not None and other.day is not None and abs(one.day - other.day) <= days
        )
    if about == "budget":
        part = subject.number("tolerance", 0)
        return lambda one, other: _same_amount(one, other, part)
    if about == "project_name":
        return _same_name
    if about in ("sponsor", "project_manager"):
        return lambda one, other: same_person(one.text, other.text)
    return lambda one, other: fold(one.text) == fold(other.text)


def _same_name(one: Statement, other: Statement) -> bool:
    """Names are the same when one holds the other, or half of the words of the shorter."""
    a, b = set(fold(one.text).split()), set(fold(other.text).split())
    return alike(one.text, other.text) or 2 * len(a & b) >= min(len(a), len(b)) > 1


def _near_the_ends(one: Statement, other: Statement, tolerance: timedelta) -> bool:
    """Days are near within a tolerance, also where a document writes the month first."""
    if one.day is None or other.day is None or one.ends == other.ends:
        return True  # schedules of parts begin and end on their own days
    found = (one.day, _turned(one.day))
    return any(abs(a - b) <= tolerance for a in found for b in (other.day, _turned(other.day)))


def _turned(day_said: date) -> date:
    """Return a day with its month and day turned round, where that is a day too."""
    try:
        return day_said.replace(month=day_said.day, day=day_said.month)
    except ValueError:
        return day_said


def _same_amount(one: Statement, other: Statement, part: Decimal) -> bool:
    if one.amount is None or other.amount is None:
        return True
    if one.unit and other.unit and one.unit != other.unit:
        return True  # the currencies are compared on their own
    largest = max(abs(one.amount), abs(other.amount))
    return abs(one.amount - other.amount) <= max(largest * part, Decimal(1))


def _shown(statement: Statement) -> Text:
    if statement.day is not None:
        return day(statement.day)
    if statement.amount is not None:
        return money(statement.amount, statement.unit)
    return both(statement.text, statement.text)


def _where(statement: Statement) -> Text:
    if not statement.document:
        return both("for the project", "pour le projet")
    place = f"{statement.document}, {statement.location}".rstrip(", ")
    return both(f"in {place}", f"dans {place}")
