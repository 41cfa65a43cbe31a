"""Check 7: does a critical path run from the status date to the finish without a gap?"""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.schedule.no_schedule import no_schedule
from gates.checks.structures.activity_graph import has_begun
from gates.checks.structures.network import Network, networks, status_of
from gates.checks.structures.working_time import seconds_of
from gates.checks.wording import day, put, share, working_days
from gates.evidence.content import Task

CHAIN = both(
    "a chain of critical tasks from the status date to the finish, without a gap",
    "une chaîne de tâches critiques de la date d'état à la fin, sans interruption",
)
_DELAY = 500
"""Working days by which one critical task is delayed to see whether the finish follows."""

_FOLLOWS = Decimal("0.95")
_WARNED = Decimal("0.30")


@check("SCHEDULE-7")
def critical_path_reaches_the_finish(subject: Subject) -> Iterator[Verdict]:
    """Judge the chain of critical tasks, whether the finish follows a delay, and their share.

    ``gap_days`` is the largest gap between two critical tasks, in working days (1).
    ``most_critical`` is the largest share of critical tasks; where the method sets none, a share
    above 0.30 is only remarked.
    """
    found = list(networks(subject))
    if not found:
        yield no_schedule(subject, CHAIN)
    for network in found:
        yield from _judge(subject, network)


def _judge(subject: Subject, network: Network) -> Iterator[Verdict]:
    document = network.reading.path
    ahead = [task for task in network.ahead if not task.effort]
    if not network.work:
        yield no_schedule(subject, CHAIN, document)
        return
    if not ahead:
        yield not_applicable(_ALL_DONE, expected=CHAIN, document=document)
        return
    if network.path.circle or not network.is_linked:
        words = _CIRCLE if network.path.circle else _NO_LINKS
        yield cannot_tell(words, expected=CHAIN, fix=_LINK, document=document)
        return
    critical = [task for task in ahead if network.is_critical(task)]
    faults = list(_faults(subject, network, ahead, critical))
    yield from faults
    if not faults:
        yield passed(_found(ahead, critical), expected=CHAIN, document=document)


def _found(ahead: list[Task], critical: list[Task]) -> Text:
    part = Decimal(len(critical)) / len(ahead)
    many = both("; that is many", " ; c'est beaucoup") if part > _WARNED else both("", "")
    return put(
        "{count} critical tasks of {all} to come ({part}) lead to the finish{many}",
        "{count} tâches critiques sur {all} à venir ({part}) mènent à la fin{many}",
        count=len(critical),
        all=len(ahead),
        part=share(part),
        many=many,
    )


def _faults(
    subject: Subject, network: Network, ahead: list[Task], critical: list[Task]
) -> Iterator[Verdict]:
    last = max(ahead, key=lambda task: (_end(network, task), task.milestone))
    if not critical:
        yield _fault(network, _NONE, _CHECK_LINKS, last)
        return
    most = subject.number("most_critical", 1)
    part = Decimal(len(critical)) / len(ahead)
    if part > most:
        found = put(
            "{part} of the tasks to come are critical",
            "{part} des tâches à venir sont critiques",
            part=share(part),
        )
        fix = both("Look for dates that are typed instead of linked",
                   "Cherchez les dates saisies au lieu d'être reliées")  # fmt: skip
        yield _fault(network, found, fix, critical[0])
    end = _end(network, last)
    ends = [task for task in critical if _end(network, task).date() == end.date()]
    if not ends:
        yield _fault(network, _short(network, last, critical), _CHECK_LINKS, last)
        return
    # Before a gap that is allowed, a task has that much slack.
    limit = subject.number("gap_days", 1) * network.schedule.minutes_per_day
    near = [task for task in ahead if (slack := network.slack(task)) is not None and slack <= limit]
    begins = _begins(subject, network, {task.uid for task in (*critical, *near)}, ends)
    if begins is not None:
        yield _fault(network, _gap(network, begins), _CHECK_LINKS, begins)
    yield from _delayed(network, critical, ends)


def _begins(
    subject: Subject, network: Network, critical: set[str], ends: list[Task]
) -> Task | None:
    """Walk back from the finish; return the task at which the chain ends too early, or None."""
    path = network.path
    limit = subject.number("gap_days", 1) * network.schedule.minutes_per_day * 60
    anchor = _anchor(network)
    waiting = [path.graph.place[task.uid] for task in ends if task.uid in path.graph.place]
    seen = set(waiting)
    for place in waiting:
        activity = path.graph.activities[place]
        if activity.task is not None and _is_reached(subject, network, activity.task, anchor):
            return None
        for lead in activity.before:
            other = path.graph.activities[lead.source]
            carries = other.task is None or other.is_done or other.uid in critical
            if not carries or lead.source in seen or path.gap(lead) > limit:
                continue
            if other.is_done:
                return None
            seen.add(lead.source)
            waiting.append(lead.source)
    tasks = [task for place in waiting if (task := path.graph.activities[place].task) is not None]
    return min(tasks, key=lambda task: _start(network, task), default=ends[0])


def _anchor(network: Network) -> datetime:
    """Return from when on the chain must run: the status date, else the first task."""
    status = status_of(network)
    return status or min(_start(network, task) for task in network.work)


def _is_reached(subject: Subject, network: Network, task: Task, anchor: datetime) -> bool:
    """Tell whether a task runs at the status date, or begins within the gap allowed after it."""
    if has_begun(task):
        return True
    usual = network.path.usual
    between = usual.worked(seconds_of(_start(network, task))) - usual.worked(seconds_of(anchor))
    return between <= subject.number("gap_days", 1) * network.schedule.minutes_per_day * 60


def _delayed(network: Network, critical: list[Task], ends: list[Task]) -> Iterator[Verdict]:
    """Delay one critical task in a computed copy: the finish must move as far."""
    tried = sorted(
        (task for task in critical if not task.milestone and task.uid in network.path.graph.place),
        key=lambda task: _start(network, task),
    )
    if not tried:
        return
    task = tried[0]
    # What has begun no longer waits for anything: then the whole project is looked at.
    looked_at = [""] if any(has_begun(end) for end in ends) else [end.uid for end in ends]
    moves = [network.path.finish_delayed(task.uid, _DELAY, of=uid) for uid in looked_at]
    moved = max((each for each in moves if each is not None), default=None)
    if moved is not None and moved < _DELAY * _FOLLOWS:
        found = put(
            "{name} is critical, but {delay} more on it move the finish by only {moved}",
            "{name} est critique, mais {delay} de plus n'y décalent la fin que de {moved}",
            name=task.name,
            delay=working_days(Decimal(_DELAY)),
            moved=working_days(moved),
        )
        fix = both("Replace fixed dates by links between it and the finish",
                   "Remplacez les dates imposées par des liens entre elle et la fin")  # fmt: skip
        yield _fault(network, found, fix, task)


def _start(network: Network, task: Task) -> datetime:
    timing = network.path.timing(task.uid)
    return task.start or (timing.start if timing else datetime.max)  # noqa: DTZ901 - local time


def _end(network: Network, task: Task) -> datetime:
    timing = network.path.timing(task.uid)
    return task.finish or task.start or (timing.finish if timing else datetime.min)  # noqa: DTZ901 - local time


def _short(network: Network, last: Task, critical: list[Task]) -> Text:
    task = max(critical, key=lambda each: _end(network, each))
    return put(
        "the last critical task, {task}, ends on {day}; {last} on {end} is not critical",
        "la dernière tâche critique, {task}, finit le {day} ; {last}, le {end}, ne l'est pas",
        task=task.name,
        day=day(_end(network, task).date()),
        last=last.name,
        end=day(_end(network, last).date()),
    )


def _gap(network: Network, task: Task) -> Text:
    return put(
        "the critical path begins with {name} on {day}; nothing critical leads there from {anchor}",
        "le chemin critique commence par {name} le {day} ; rien de critique n'y mène depuis le "
        "{anchor}",
        name=task.name,
        day=day(_start(network, task).date()),
        anchor=day(_anchor(network).date()),
    )


def _fault(network: Network, found: Text, fix: Text, task: Task) -> Verdict:
    return failed(
        found,
        expected=CHAIN,
        fix=fix,
        document=network.reading.path,
        location=network.place(task.uid),
    )


_ALL_DONE = both("all tasks are finished", "toutes les tâches sont terminées")
_NONE = both("no task to come is critical", "aucune tâche à venir n'est critique")
_NO_LINKS = both("the tasks have no links", "les tâches n'ont pas de liens")
_CIRCLE = both("tasks wait for each other in a circle", "des tâches s'attendent en boucle")
_LINK = both(
    "Link the tasks from the status date to the finish",
    "Reliez les tâches de la date d'état à la fin",
)
_CHECK_LINKS = both(
    "Complete the links so that the path reaches from the status date to the finish",
    "Complétez les liens pour que le chemin aille de la date d'état à la fin",
)
