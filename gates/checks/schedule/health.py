"""Check 8: are constraints, float and durations healthy, and is somebody there for the work?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.schedule.no_schedule import no_schedule
from gates.checks.structures.network import Network, networks, status_of
from gates.checks.wording import named, put, share, working_days
from gates.evidence.content import Task
from gates.evidence.understanding.folding import fold

HEALTHY = both(
    "few fixed dates, little idle float, short tasks in the near future, each with its resources",
    "peu de dates imposées, peu de marge dormante, des tâches proches courtes, avec leurs moyens",
)
_HARD = {"MSO", "MFO", "SNLT", "FNLT"}
_PACKAGES = (
    *("planning package", "rolling wave", "lot de planification", "planungspaket"),
    *("paquete de planificacion", "pacote de planejamento"),
)


@check("SCHEDULE-8")
def schedule_is_healthy(subject: Subject) -> Iterator[Verdict]:
    """Judge hard constraints, high float, long tasks ahead, and tasks that nobody does.

    ``hard_constraints``, ``high_float``, ``long_tasks`` and ``unresourced`` are the largest
    allowed shares of unfinished tasks (0.05 each); ``high_float_days`` and ``long_days`` are
    working days (44); ``near_days`` are the calendar days from the status date on in which long
    tasks count (180).
    """
    found = list(networks(subject))
    if not found:
        yield no_schedule(subject, HEALTHY)
    for network in found:
        yield from _judge(subject, network)


def _judge(subject: Subject, network: Network) -> Iterator[Verdict]:
    document = network.reading.path
    ahead = [task for task in network.ahead if not task.effort]
    if not network.work:
        yield no_schedule(subject, HEALTHY, document)
        return
    if not ahead:
        yield not_applicable(_ALL_DONE, expected=HEALTHY, document=document)
        return
    answers = [
        *_constraints(subject, network, ahead),
        *_float(subject, network, ahead),
        *_durations(subject, network, ahead),
        *_resources(subject, network, ahead),
    ]
    yield from answers
    if not answers:
        words = put(
            "{count} tasks to come, sound in constraints, float, durations and resources",
            "{count} tâches à venir, saines par leurs contraintes, marges, durées et moyens",
            count=len(ahead),
        )
        yield passed(words, expected=HEALTHY, document=document)


def _constraints(subject: Subject, network: Network, ahead: list[Task]) -> Iterator[Verdict]:
    hard = [task for task in ahead if task.constraint in _HARD]
    if _is_above(subject, "hard_constraints", hard, ahead):
        yield _fault(
            network,
            hard,
            ahead,
            both("have a date that is imposed", "ont une date imposée"),
            both(
                "Let links drive the dates, and set a deadline where one is owed",
                "Laissez les liens fixer les dates, et posez une échéance là où il en faut une",
            ),
        )


def _float(subject: Subject, network: Network, ahead: list[Task]) -> Iterator[Verdict]:
    slacks = {task.uid: network.slack(task) for task in ahead}
    if all(slack is None for slack in slacks.values()):
        yield cannot_tell(
            _CIRCLE if network.is_linked else _NO_FLOAT,
            expected=HEALTHY,
            fix=_LINK,
            document=network.reading.path,
        )
        return
    days = subject.number("high_float_days", 44)
    high = [task for task in ahead if network.days(slacks[task.uid] or Decimal(0)) > days]
    if _is_above(subject, "high_float", high, ahead):
        yield _fault(
            network,
            high,
            ahead,
            put("have more than {days} of float", "ont plus de {days} de marge",
                days=working_days(days)),
            both(
                "Link each of them to the task that really waits for it",
                "Reliez chacune à la tâche qui l'attend vraiment",
            ),
        )  # fmt: skip


def _durations(subject: Subject, network: Network, ahead: list[Task]) -> Iterator[Verdict]:
    status = status_of(network)
    start = status.date() if status is not None else subject.dossier.as_of
    first = min((task.start.date() for task in ahead if task.start is not None), default=start)
    end = max(start, first) + timedelta(days=int(subject.number("near_days", 180)))
    near = [task for task in ahead if not _is_package(task) and _starts_by(task, end)]
    days = subject.number("long_days", 44)
    long = [task for task in near if network.days(_duration(network, task)) > days]
    if _is_above(subject, "long_tasks", long, near):
        yield _fault(
            network,
            long,
            near,
            put(
                "of the near future take longer than {days}",
                "du futur proche durent plus de {days}",
                days=working_days(days),
            ),
            both(
                "Split them into tasks whose end can be checked each month",
                "Découpez-les en tâches dont la fin se vérifie chaque mois",
            ),
        )


def _starts_by(task: Task, end: date) -> bool:
    return task.start is None or task.start.date() <= end


def _is_package(task: Task) -> bool:
    """Tell whether a task is a planning package: work that is not yet planned in detail."""
    name = fold(task.name)
    return any(word in name for word in _PACKAGES)


def _duration(network: Network, task: Task) -> Decimal:
    place = network.path.graph.place.get(task.uid)
    if task.elapsed or place is None:
        return Decimal(0)
    if task.duration_minutes is not None:
        return task.duration_minutes
    return Decimal(network.path.graph.activities[place].duration) / 60


def _resources(subject: Subject, network: Network, ahead: list[Task]) -> Iterator[Verdict]:
    """Judge who does the tasks, in a schedule that says so of any; elsewhere others may say it."""
    day = network.schedule.minutes_per_day
    work = [task for task in ahead if not task.milestone and _duration(network, task) > day]
    lacking = [task for task in work if task.uid not in network.staffed]
    if not work or not lacking:
        return
    if not network.staffed:
        if not any(subject.registers_anywhere("staffing", "cost", "people", "raci")):
            yield cannot_tell(_NOBODY, expected=HEALTHY, fix=_ASSIGN, document=network.reading.path)
        return
    if _is_above(subject, "unresourced", lacking, work):
        words = both("longer than a day have neither resources nor cost",
                     "de plus d'un jour n'ont ni ressource ni coût")  # fmt: skip
        yield _fault(network, lacking, work, words, _ASSIGN)


def _is_above(subject: Subject, name: str, some: Sequence[Task], among: Sequence[Task]) -> bool:
    return bool(some) and Decimal(len(some)) / len(among) > subject.number(name, "0.05")


def _fault(
    network: Network, tasks: Sequence[Task], among: Sequence[Task], what: Text, fix: Text
) -> Verdict:
    found = put(
        "{count} of {all} tasks ({part}) {what}: {names}",
        "{count} tâches sur {all} ({part}) {what} : {names}",
        count=len(tasks),
        all=len(among),
        part=share(Decimal(len(tasks)) / len(among)),
        what=what,
        names=named([task.name for task in tasks]),
    )
    return failed(
        found,
        expected=HEALTHY,
        fix=fix,
        document=network.reading.path,
        location=network.place(tasks[0].uid),
    )


_ALL_DONE = both("all tasks are finished", "toutes les tâches sont terminées")
_NO_FLOAT = both(
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
_NOBODY = both("no task has a resource or a cost", "aucune tâche n'a de ressource ni de coût")
_ASSIGN = both(
    "Say who does each task, or what it costs",
    "Dites qui fait chaque tâche, ou ce qu'elle coûte",
)
