"""The baseline of a schedule, and the indices that measure its execution against it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.structures.activity_graph import is_finished
from gates.checks.structures.network import Network, finish_of
from gates.checks.structures.working_time import DAY
from gates.checks.wording import day, named, put, share
from gates.evidence.content import Task

_PLACES = Decimal("0.001")


def baseline_faults(
    subject: Subject, network: Network, work: Sequence[Task], expected: Text
) -> Iterator[Verdict]:
    """Yield what is wrong with the baseline; a first draft may do without one."""
    document = network.reading.path
    kept = network.schedule.baseline_set
    if kept is not None and kept.date() > subject.dossier.as_of:
        found = put(
            "the baseline was set on {day}, after the day of the package",
            "la référence a été fixée le {day}, après la date du dossier",
            day=day(kept.date()),
        )
        yield failed(found, expected=expected, fix=_KEEP, document=document)
    if subject.is_first_draft:
        return
    lacking = [task for task in work if task.baseline_finish is None]
    if len(lacking) == len(work) and network.columns is not None:
        yield cannot_tell(_NO_COLUMN, expected=expected, fix=_ADD_COLUMN, document=document)
    elif lacking and Decimal(len(lacking)) / len(work) > 1 - subject.number("baselined", "0.95"):
        found = put(
            "{count} of {all} tasks ({part}) have no baseline: {names}",
            "{count} tâches sur {all} ({part}) sans référence : {names}",
            count=len(lacking),
            all=len(work),
            part=share(Decimal(len(lacking)) / len(work)),
            names=named([task.name for task in lacking]),
        )
        yield failed(
            found,
            expected=expected,
            fix=_SET,
            document=document,
            location=network.place(lacking[0].uid),
        )


def index_faults(
    subject: Subject,
    network: Network,
    work: Sequence[Task],
    status: date | None,
    expected: Text,
) -> Iterator[Verdict]:
    """Yield the baseline execution index and the critical path length index below their limit."""
    if status is None:
        return
    yield from _execution(subject, network, work, status, expected)
    yield from _length(subject, network, work, status, expected)


def _execution(
    subject: Subject, network: Network, work: Sequence[Task], status: date, expected: Text
) -> Iterator[Verdict]:
    tasks = [task for task in work if not task.milestone]
    due = [t for t in tasks if t.baseline_finish is not None and t.baseline_finish.date() <= status]
    done = [task for task in tasks if task.baseline_finish is not None and is_finished(task)]
    limit = subject.number("bei", "0.95")
    if not due or Decimal(len(done)) / len(due) >= limit:
        return
    open_ = [task for task in due if not is_finished(task)]
    found = put(
        "{done} tasks are finished of {due} that were to be: an index of {index}; late: {names}",
        "{done} tâches finies sur {due} qui devaient l'être : un indice de {index} ; en retard : "
        "{names}",
        done=len(done),
        due=len(due),
        index=_number(Decimal(len(done)) / len(due)),
        names=named([task.name for task in open_]),
    )
    fix = both(
        "Say how the delay is made up, or ask for a new baseline",
        "Dites comment le retard sera rattrapé, ou demandez une nouvelle référence",
    )
    yield failed(
        found,
        expected=expected,
        fix=fix,
        document=network.reading.path,
        location=network.place(open_[0].uid) if open_ else "",
    )


def _length(
    subject: Subject, network: Network, work: Sequence[Task], status: date, expected: Text
) -> Iterator[Verdict]:
    """Compare what is left of the critical path with the time that the baseline leaves for it."""
    ends = [(end, task) for task in work if (end := finish_of(task)) is not None]
    if not ends:
        return
    end, last = max(ends, key=lambda each: (each[0], each[1].milestone))
    if last.baseline_finish is None or end <= status:
        return
    length = _days(network, status, end)
    slack = _days(network, end, last.baseline_finish.date())
    if length <= 0:
        return
    index = (length + slack) / length
    if index < subject.number("cpli", "0.95"):
        found = put(
            "{name} is forecast for {end}, its baseline is {baseline}: an index of {index}",
            "{name} est prévu le {end}, sa référence est le {baseline} : un indice de {index}",
            name=last.name,
            end=day(end),
            baseline=day(last.baseline_finish.date()),
            index=_number(index),
        )
        fix = both(
            "Shorten the critical path, or ask for another end date",
            "Raccourcissez le chemin critique, ou demandez une autre date de fin",
        )
        yield failed(
            found,
            expected=expected,
            fix=fix,
            document=network.reading.path,
            location=network.place(last.uid),
        )


def _days(network: Network, first: date, last: date) -> Decimal:
    """Return the working days from the evening of one day to that of another."""
    usual = network.path.usual
    between = usual.worked((last.toordinal() + 1) * DAY) - usual.worked(
        (first.toordinal() + 1) * DAY
    )
    return network.days(Decimal(between) / 60)


def _number(value: Decimal) -> Text:
    text = f"{value.quantize(_PLACES)}"
    return both(text, text.replace(".", ","))


_KEEP = both("Hand in the baseline that was approved", "Déposez la référence qui a été approuvée")
_SET = both(
    "Set the baseline in the planning tool before the export",
    "Fixez la référence dans l'outil de planification avant l'export",
)
_NO_COLUMN = both("the table has no baseline dates", "le tableau n'a pas de dates de référence")
_ADD_COLUMN = both(
    "Add columns with the baseline start and finish",
    "Ajoutez les colonnes du début et de la fin de référence",
)
