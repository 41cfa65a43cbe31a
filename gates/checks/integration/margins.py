"""Check 35: do schedule margin and cost reserve fit the rule of the method?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.structures.cost_plan import CostPlan, cost_plan
from gates.checks.structures.network import Network, finish_of, networks
from gates.checks.structures.working_time import DAY
from gates.checks.wording import day, money, put, share
from gates.evidence.content import Task
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

MARGINS = both(
    "the margin of time and the reserve of money that the method asks for at this point",
    "la marge de temps et la réserve d'argent que la méthode demande à ce stade",
)
_MARGIN = Phrases.listed(load("values")["time_margins"])
_DAYS_A_YEAR = Decimal("365.25")
_WORK_DAYS_A_MONTH = Decimal("21.74")
_ACTUAL = ("actual_cost",)
_AT_COMPLETION = ("eac", "estimate_at_completion")
_THOUSANDS = 4
"""A unit of so many letters is a currency with the sign of thousands or millions before it."""

_HUNDRED = Decimal(100)


@check("INTEGRATION-35")
def margins_fit_the_phase(subject: Subject) -> Iterator[Verdict]:
    """Judge the margin of the schedule and the reserve of the cost plan, by the method's rule.

    ``months_per_year`` are months of margin for each year to go until the finish;
    ``cost_to_go_percent`` is the reserve in per cent of what is left to spend. A rule that
    the method does not set is not judged; it may set other values at each gate.
    """
    months, percent = (_rule(subject, each) for each in ("months_per_year", "cost_to_go_percent"))
    if months is None and percent is None:
        yield not_applicable(_NO_RULE, expected=MARGINS)
        return
    answers = []
    if months is not None:
        answers.append(_time(subject, months))
    if percent is not None:
        answers.append(_cost(subject, percent))
    yield from answers


def _rule(subject: Subject, name: str) -> Decimal | None:
    value = subject.number(name, -1)
    return value if value >= 0 else None


def _time(subject: Subject, months: Decimal) -> Verdict:
    network = _network(subject)
    ends = [] if network is None else [(d, t) for t in network.ahead if (d := finish_of(t))]
    if network is None or not ends:
        document = subject.documents[0].path
        return cannot_tell(_NO_SCHEDULE, expected=MARGINS, fix=_ADD_SCHEDULE, document=document)
    end, last = max(ends, key=lambda each: (each[0], each[1].milestone))
    status = network.schedule.status_date
    since = status.date() if status is not None else subject.dossier.as_of
    years = max(Decimal((end - since).days) / _DAYS_A_YEAR, Decimal(0))
    margins = [task for task in network.ahead if _is_margin(task)]
    days = sum((_length(network, task) for task in margins), _beyond(subject, network, end))
    have, need = days / _WORK_DAYS_A_MONTH, months * years
    found = put(
        "{have} months of margin, {need} asked for {years} years until {day}",
        "{have} mois de marge, {need} demandés pour {years} ans jusqu'au {day}",
        have=_number(have),
        need=_number(need),
        years=_number(years),
        day=day(end),
    )
    document, location = network.reading.path, network.place((margins or [last])[0].uid)
    if have + Decimal("0.05") < need:
        return failed(
            found, expected=MARGINS, fix=_ADD_MARGIN, document=document, location=location
        )
    return passed(found, expected=MARGINS, document=document, location=location)


def _network(subject: Subject) -> Network | None:
    """Return the schedule of the deliverable, else the first one of the package with dates."""
    whole = replace(subject, documents=subject.dossier.readings)
    return next((each for one in (subject, whole) for each in networks(one) if each.work), None)


def _is_margin(task: Task) -> bool:
    return not task.milestone and _MARGIN.within(fold(task.name))


def _length(network: Network, task: Task) -> Decimal:
    """Return the working days of a task."""
    place = network.path.graph.place.get(task.uid)
    if place is None:
        return Decimal(0)
    return network.days(Decimal(network.path.graph.activities[place].duration) / 60)


def _beyond(subject: Subject, network: Network, end: date) -> Decimal:
    """Return the working days between the last task and the approved end of the project."""
    approved = subject.dossier.project.finish
    if approved is None:
        return Decimal(0)
    usual = network.path.usual
    between = usual.worked((approved.toordinal() + 1) * DAY) - usual.worked(
        (end.toordinal() + 1) * DAY
    )
    return max(network.days(Decimal(between) / 60), Decimal(0))


def _cost(subject: Subject, percent: Decimal) -> Verdict:
    plan = cost_plan(subject)
    if plan.main is None:
        document = subject.documents[0].path
        return cannot_tell(_NO_COSTS, expected=MARGINS, fix=_ADD_COSTS, document=document)
    reserve = plan.contingency
    have = reserve.value if reserve is not None else Decimal(0)
    to_go = _to_go(subject, plan)
    need = to_go * percent / _HUNDRED
    found = put(
        "a reserve of {have}, {part} of the {to_go} left to spend; {need} asked",
        "une réserve de {have}, {part} des {to_go} restant à dépenser ; {need} demandés",
        have=money(have),
        part=share(have / to_go if to_go else Decimal(0)),
        to_go=money(to_go),
        need=money(need),
    )
    document = (reserve.reading if reserve is not None else plan.main[0]).path
    location = reserve.location if reserve is not None else plan.main[1].place
    if have + 1 < need:
        return failed(
            found, expected=MARGINS, fix=_ADD_RESERVE, document=document, location=location
        )
    return passed(found, expected=MARGINS, document=document, location=location)


def _to_go(subject: Subject, plan: CostPlan) -> Decimal:
    """Return what is left to spend: the forecast, else the planned work, less what was spent."""
    spent = _fact(subject, _ACTUAL) or Decimal(0)
    forecast = _fact(subject, _AT_COMPLETION) or plan.work
    return max(forecast - spent, Decimal(0))


def _fact(subject: Subject, names: tuple[str, ...]) -> Decimal | None:
    for name in names:
        for reading in subject.dossier.readings:
            for fact in reading.facts:
                if fact.name == name and len(fact.unit) != _THOUSANDS:
                    return Decimal(fact.value)
    return None


def _number(value: Decimal) -> Text:
    text = f"{value.quantize(Decimal('0.1'))}"
    return both(text, text.replace(".", ","))


_NO_RULE = both(
    "the method sets no rule for margin and reserve",
    "la méthode ne fixe pas de règle pour la marge et la réserve",
)
_NO_SCHEDULE = both("no schedule with dates was found", "aucun planning daté n'a été trouvé")
_ADD_SCHEDULE = both("Add the schedule to the package", "Ajoutez le planning au dossier")
_ADD_MARGIN = both(
    "Add margin as tasks of that name before the finish, or bring the finish forward",
    "Ajoutez de la marge, sous ce nom, avant la fin, ou avancez la fin",
)
_NO_COSTS = both("no table of costs was found", "aucun tableau de coûts n'a été trouvé")
_ADD_COSTS = both("Add the cost plan to the package", "Ajoutez le plan de coût au dossier")
_ADD_RESERVE = both(
    "Raise the reserve, or have the rule waived", "Augmentez la réserve, ou faites lever la règle"
)
