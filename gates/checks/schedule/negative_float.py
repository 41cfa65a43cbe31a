"""Check 5: does any task come later than a deadline or a constraint allows?"""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.schedule.no_schedule import no_schedule
from gates.checks.structures.critical_path import Bound
from gates.checks.structures.network import Network, networks
from gates.checks.wording import day, named, put, working_days
from gates.evidence.content import Task

FLOAT = both(
    "no unfinished task with negative float",
    "aucune tâche inachevée à marge négative",
)
_WHY = {
    "deadline": both("the deadline of {name}, {day}", "l'échéance de {name}, le {day}"),
    "must finish": both("the imposed end of the project, {day}", "la fin imposée du projet, {day}"),
    "MSO": both("{name} must start on {day}", "{name} doit commencer le {day}"),
    "MFO": both("{name} must finish on {day}", "{name} doit finir le {day}"),
    "SNLT": both("{name} must start by {day}", "{name} doit commencer le {day} au plus tard"),
    "FNLT": both("{name} must finish by {day}", "{name} doit finir le {day} au plus tard"),
}


@check("SCHEDULE-5")
def no_negative_float(subject: Subject) -> Iterator[Verdict]:
    """Judge the total float of each unfinished task, as stated or computed from the links.

    ``least_float_days`` is the least float allowed, in working days (0).
    """
    found = list(networks(subject))
    if not found:
        yield no_schedule(subject, FLOAT)
    for network in found:
        yield from _judge(subject, network)


def _judge(subject: Subject, network: Network) -> Iterator[Verdict]:
    document = network.reading.path
    ahead = [task for task in network.ahead if not task.effort]
    if not network.work:
        yield no_schedule(subject, FLOAT, document)
        return
    if not ahead:
        yield not_applicable(_ALL_DONE, expected=FLOAT, document=document)
        return
    least = subject.number("least_float_days", 0) * network.schedule.minutes_per_day
    late = [(task, slack) for task in ahead if (slack := _slack(network, task)) < least]
    groups: dict[Bound | None, list[tuple[Task, Decimal]]] = {}
    for task, slack in late:
        groups.setdefault(_bound(network, task), []).append((task, slack))
    for bound, tasks in groups.items():
        yield _fault(network, bound, sorted(tasks, key=lambda each: each[1]))
    if late:
        return
    if not network.states_slack and (network.path.circle or not network.is_linked):
        found = _CIRCLE if network.path.circle else _NO_LINKS
        yield cannot_tell(found, expected=FLOAT, fix=_LINK, document=document)
        return
    words = put(
        "{count} unfinished tasks, none with negative float",
        "{count} tâches inachevées, aucune à marge négative",
        count=len(ahead),
    )
    yield passed(words, expected=FLOAT, document=document)


def _slack(network: Network, task: Task) -> Decimal:
    """Return the smaller of the float that the file states and the one that its dates lead to."""
    stated = task.total_slack_minutes if network.states_slack else None
    computed = network.path.slack(task.uid)
    if computed is None:
        return stated or Decimal(0)
    if stated is None:
        return computed
    # What the file states may be older than its dates; only a date that is set shows it.
    return min(stated, computed) if _bound(network, task) is not None else stated


def _bound(network: Network, task: Task) -> Bound | None:
    bound = network.path.bound(task.uid)
    return None if bound is None or bound.day is None else bound


def _fault(network: Network, bound: Bound | None, late: list[tuple[Task, Decimal]]) -> Verdict:
    worst, slack = late[0]
    found = put(
        "{count} tasks have negative float, down to {days}: {names}{why}",
        "{count} tâches ont une marge négative, jusqu'à {days} : {names}{why}",
        count=len(late),
        days=working_days(network.days(slack)),
        names=named([task.name for task, _ in late]),
        why=_why(network, bound),
    )
    fix = both(
        "Shorten the path to that date, or have the date changed",
        "Raccourcissez le chemin jusqu'à cette date, ou faites changer la date",
    )
    return failed(
        found,
        expected=FLOAT,
        fix=fix,
        document=network.reading.path,
        location=network.place(worst.uid),
    )


def _why(network: Network, bound: Bound | None) -> Text:
    if bound is None or bound.day is None or bound.kind not in _WHY:
        return both("", "")
    task = network.tasks.get(bound.uid)
    words = _WHY[bound.kind]
    cause = put(
        words["en"], words["fr"], name=task.name if task else bound.uid, day=day(bound.day.date())
    )
    return put("; the cause: {cause}", " ; la cause : {cause}", cause=cause)


_ALL_DONE = both("all tasks are finished", "toutes les tâches sont terminées")
_NO_LINKS = both(
    "the file states no float, and without links none can be computed",
    "le fichier n'indique pas de marge, et sans liens aucune ne se calcule",
)
_CIRCLE = both(
    "tasks wait for each other in a circle: no float can be computed",
    "des tâches s'attendent en boucle : aucune marge ne se calcule",
)
_LINK = both(
    "Link the tasks, and hand in the export of the planning tool (XML)",
    "Reliez les tâches, et déposez l'export de l'outil de planification (XML)",
)
