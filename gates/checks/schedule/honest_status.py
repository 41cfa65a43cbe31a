"""Check 10: are status and baseline honest, and is the work done that was to be done?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.schedule.no_schedule import no_schedule
from gates.checks.schedule.progress_indices import baseline_faults, index_faults
from gates.checks.structures.activity_graph import has_begun, is_finished
from gates.checks.structures.network import Network, finish_of, networks
from gates.checks.wording import day, named, put
from gates.evidence.content import Task

HONEST = both(
    "facts up to the status date, forecasts after it, a baseline, and the work done on time",
    "des faits jusqu'à la date d'état, des prévisions après, une référence, et le travail à temps",
)
_HUNDRED = Decimal(100)


@check("SCHEDULE-10")
def status_is_honest(subject: Subject) -> Iterator[Verdict]:
    """Judge actual and forecast dates, progress, the baseline, and both execution indices.

    ``baselined`` is the smallest share of tasks with a baseline (0.95); ``bei`` (baseline
    execution index) and ``cpli`` (critical path length index) are the smallest allowed (0.95);
    ``tolerance_days`` are calendar days by which a forecast may lie before the status date (0);
    ``physical_progress`` asks for a physical measure of the work that runs (no).
    """
    found = list(networks(subject))
    if not found:
        yield no_schedule(subject, HONEST)
    for network in found:
        yield from _judge(subject, network)


def _judge(subject: Subject, network: Network) -> Iterator[Verdict]:
    document = network.reading.path
    work = [task for task in network.work if not task.effort]
    if not work:
        yield no_schedule(subject, HONEST, document)
        return
    stated = network.schedule.status_date
    status = None if stated is None else stated.date()
    faults = [
        *_after(subject, network, work, status),
        *_forecasts(subject, network, work, status),
        *_progress(subject, network, work),
        *baseline_faults(subject, network, work, HONEST),
        *index_faults(subject, network, work, status, HONEST),
    ]
    yield from faults
    if faults:
        return
    done = sum(is_finished(task) for task in work)
    words = put(
        "{done} of {all} tasks finished{at}",
        "{done} tâches terminées sur {all}{at}",
        done=done,
        all=len(work),
        at=put(" at {day}", " au {day}", day=day(status)) if status else both("", ""),
    )
    yield passed(words, expected=HONEST, document=document)


def _after(
    subject: Subject, network: Network, work: Sequence[Task], status: date | None
) -> Iterator[Verdict]:
    """Yield the facts that lie after the status date, or after the day of the package."""
    limit = status or subject.dossier.as_of
    ahead = [
        task
        for task in work
        if any(
            moment is not None and moment.date() > limit
            for moment in (task.actual_start, task.actual_finish)
        )
    ]
    if ahead:
        words = put(
            "{names}: actual dates after {day}",
            "{names} : dates réelles après le {day}",
            names=named([task.name for task in ahead]),
            day=day(limit),
        )
        fix = both("Correct the actual dates or the status date",
                   "Corrigez les dates réelles ou la date d'état")  # fmt: skip
        yield _fault(network, words, fix, ahead[0])


def _forecasts(
    subject: Subject, network: Network, work: Sequence[Task], status: date | None
) -> Iterator[Verdict]:
    tolerance = timedelta(days=int(subject.number("tolerance_days", 0)))
    limit = (status or subject.dossier.as_of) - tolerance
    late = [task for task in work if _is_overdue(task, limit)]
    if late and status is not None:
        words = put(
            "{count} tasks should have begun or ended before the status date {day}: {names}",
            "{count} tâches auraient dû commencer ou finir avant la date d'état du {day} : {names}",
            count=len(late),
            day=day(status),
            names=named([task.name for task in late]),
        )
        fix = both(
            "Enter what was done, and move what is left after the status date",
            "Saisissez ce qui est fait, et reportez le reste après la date d'état",
        )
        yield _fault(network, words, fix, late[0])
    elif late:
        words = put(
            "there is no status date, and {count} unfinished tasks lie before {day}: {names}",
            "sans date d'état, {count} tâches inachevées précèdent le {day} : {names}",
            count=len(late),
            day=day(limit),
            names=named([task.name for task in late]),
        )
        yield cannot_tell(
            words,
            expected=HONEST,
            fix=_SET_STATUS,
            document=network.reading.path,
            location=network.place(late[0].uid),
        )


def _is_overdue(task: Task, limit: date) -> bool:
    """Tell whether a task should have begun, or ended, before a day, and has not."""
    if is_finished(task):
        return False
    finish = finish_of(task)
    if finish is not None and finish < limit:
        return True
    return task.start is not None and task.start.date() < limit and not has_begun(task)


def _progress(subject: Subject, network: Network, work: Sequence[Task]) -> Iterator[Verdict]:
    if network.keeps_actual_dates:
        undated = [
            task
            for task in work
            if task.percent_complete == _HUNDRED and task.actual_finish is None
        ]
        if undated:
            words = put(
                "{names}: 100% done without an actual finish",
                "{names} : 100 % sans date de fin réelle",
                names=named([task.name for task in undated]),
            )
            fix = both("Enter the day on which each ended", "Saisissez le jour où chacune a fini")
            yield _fault(network, words, fix, undated[0])
    unended = [
        task
        for task in work
        if task.actual_finish is not None
        and task.percent_complete is not None
        and task.percent_complete < _HUNDRED
    ]
    if unended:
        words = put(
            "{names}: an actual finish, but less than 100% done",
            "{names} : une fin réelle, mais moins de 100 %",
            names=named([task.name for task in unended]),
        )
        fix = both("Correct the progress or the date", "Corrigez l'avancement ou la date")
        yield _fault(network, words, fix, unended[0])
    if subject.use.settings.get("physical_progress") is True:
        yield from _unmeasured(network, work)


def _unmeasured(network: Network, work: Sequence[Task]) -> Iterator[Verdict]:
    guessed = [
        task for task in work if has_begun(task) and not is_finished(task) and task.physical is None
    ]
    if guessed:
        words = put(
            "{names}: progress is not tied to a physical measure",
            "{names} : l'avancement n'est lié à aucune mesure physique",
            names=named([task.name for task in guessed]),
        )
        fix = both(
            "Measure progress by what is produced (physical per cent complete)",
            "Mesurez l'avancement par ce qui est produit (pourcentage physique)",
        )
        yield _fault(network, words, fix, guessed[0])


def _fault(network: Network, found: Text, fix: Text, task: Task) -> Verdict:
    return failed(
        found,
        expected=HONEST,
        fix=fix,
        document=network.reading.path,
        location=network.place(task.uid),
    )


_SET_STATUS = both(
    "Set the status date in the planning tool, enter what was done, and export it again",
    "Fixez la date d'état dans l'outil, saisissez ce qui est fait, et exportez à nouveau",
)
