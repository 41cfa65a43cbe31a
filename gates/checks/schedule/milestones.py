"""Check 9: do gates and deadlines stand as milestones, in order, on the promised dates?"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from domain.methodology.model.gate import Gate
from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.schedule.agreed_dates import disagreements, stated_milestones
from gates.checks.structures.milestone import Milestone, milestones_of
from gates.checks.structures.network import Network, finish_of
from gates.checks.wording import day, named, put, working_days
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "each gate to come is a milestone, in order, linked, and within the end date",
    "chaque jalon à venir figure au planning, dans l'ordre, relié, avant la date de fin",
)


@check("SCHEDULE-9")
def milestones_stand(subject: Subject) -> Iterator[Verdict]:
    """Judge the gates of the method, their order and baseline, owed milestones, and the end date.

    ``tolerance_days`` are calendar days by which dates may differ (0); ``gates`` tells whether
    the gates of the method must stand in the schedule (yes).
    """
    found = milestones_of(subject)
    if found is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_SCHEDULE, expected=EXPECTED, fix=_ADD, document=document)
        return
    reading, milestones, network = found
    # A date that moved shows in several ways: what is wrong with it is told once.
    late = list(_late(subject, reading, milestones))
    told = {fault.location for fault in late}
    apart = [
        _fault(reading, milestone, found, _AGREE)
        for milestone, found in disagreements(subject, reading, milestones, told)
    ]
    told |= {fault.location for fault in apart}
    faults = [
        *_gates(subject, reading, milestones, network, told),
        *late,
        *apart,
        *_hanging(subject, reading, milestones, network),
    ]
    if faults:
        yield from faults
        return
    last = max((each.day for each in milestones if each.day is not None), default=None)
    words = put(
        "{count} milestones{last}",
        "{count} jalons{last}",
        count=len(milestones),
        last=put(", the last on {day}", ", le dernier le {day}", day=day(last))
        if last
        else both("", ""),
    )
    yield passed(words, expected=EXPECTED, document=reading.path)


def _gates(
    subject: Subject,
    reading: Reading,
    milestones: list[Milestone],
    network: Network | None,
    told: set[str],
) -> Iterator[Verdict]:
    if subject.use.settings.get("gates", True) is False:
        return
    missing = []
    before: tuple[Gate, Milestone] | None = None
    for gate in _gates_ahead(subject):
        milestone = next((each for each in milestones if _is_gate(each.name, gate)), None)
        if milestone is None:
            task = _as_task(network, gate)
            if task is None:
                missing.append(gate.id)
            else:
                yield _fault(reading, task, _takes_time(task, network), _NO_TIME)
            continue
        if milestone.minutes > 0 and network is not None:
            yield _fault(reading, milestone, _takes_time(milestone, network), _NO_TIME)
        if before is not None and _is_before(milestone, before[1], told):
            yield _fault(reading, milestone, _order(gate, before[0]), _REORDER)
        before = (gate, milestone)
        if not subject.is_first_draft and not milestone.has_baseline:
            yield _fault(reading, milestone, _no_baseline(milestone), _SET_BASELINE)
    if missing:
        found = put("no milestone for {gates}", "aucun jalon pour {gates}", gates=named(missing))
        yield failed(found, expected=EXPECTED, fix=_ADD, document=reading.path)


def _as_task(network: Network | None, gate: Gate) -> Milestone | None:
    """Return the task that stands for a gate where no milestone does."""
    tasks = network.ahead if network is not None else ()
    code = f" {fold(gate.id)} "
    task = next((each for each in tasks if code in f" {fold(each.name)} "), None)
    if task is None or network is None or not (task.start or task.finish):
        return None
    minutes = task.duration_minutes or Decimal(0)
    place = network.place(task.uid)
    return Milestone(task.uid, task.name, finish_of(task), place, True, True, False, minutes)  # noqa: FBT003 - in the order of the fields


def _hanging(
    subject: Subject, reading: Reading, milestones: list[Milestone], network: Network | None
) -> Iterator[Verdict]:
    """Yield the gates, and the milestones owed to others, that depend on no task."""
    if network is None or not network.is_linked:
        return
    gates = _gates_ahead(subject) if subject.use.settings.get("gates", True) is not False else []
    owed = [fold(name) for name, *_ in stated_milestones(subject, reading)]
    first = min((each.day for each in milestones if each.day is not None), default=None)
    for milestone in milestones:
        is_gate = any(_is_gate(milestone.name, gate) for gate in gates)
        is_owed = fold(milestone.name) in owed and milestone.day != first
        if (is_gate or is_owed) and not (milestone.has_predecessor or milestone.is_finished):
            yield _fault(reading, milestone, _typed(milestone), _LINK)


def _gates_ahead(subject: Subject) -> list[Gate]:
    """Return the gate under review and those after it, in the order of the stages."""
    method = subject.dossier.method
    order = [stage.gate for stage in method.stages]
    here = order.index(subject.dossier.gate.id) if subject.dossier.gate.id in order else 0
    return [method.gate(gate_id) for gate_id in order[here:]]


def _is_gate(name: str, gate: Gate) -> bool:
    """Tell whether a milestone is called by the gate's id, or by its label without the id."""
    words = f" {fold(name)} "
    code = fold(gate.id)
    labels = [fold(label).removeprefix(code).strip() for label in gate.label.values()]
    return any(f" {each} " in words for each in (code, *labels) if each)


def _is_before(one: Milestone, other: Milestone, told: set[str]) -> bool:
    """Tell whether a milestone comes before another, and neither was told for its date."""
    if one.day is None or other.day is None or {one.place, other.place} & told:
        return False
    return one.day < other.day


def _late(subject: Subject, reading: Reading, milestones: list[Milestone]) -> Iterator[Verdict]:
    """Yield the last milestone where it lies after the approved end of the project."""
    tolerance = timedelta(days=int(subject.number("tolerance_days", 0)))
    end = subject.dossier.project.finish
    last = max(
        (m for m in milestones if m.day is not None), key=lambda m: m.day or date.min, default=None
    )
    if end is not None and last is not None and last.day is not None and last.day > end + tolerance:
        found = put(
            "{name} falls on {day}, {late} days after the end of the project",
            "{name} tombe le {day}, {late} jours après la fin du projet",
            name=last.name,
            day=day(last.day),
            late=(last.day - end).days,
        )
        expected = put("{day} at the latest", "le {day} au plus tard", day=day(end))
        yield failed(
            found, expected=expected, fix=_SHORTEN, document=reading.path, location=last.place
        )


def _fault(reading: Reading, milestone: Milestone, found: Text, fix: Text) -> Verdict:
    return failed(
        found, expected=EXPECTED, fix=fix, document=reading.path, location=milestone.place
    )


def _order(gate: Gate, before: Gate) -> Text:
    return put(
        "{gate} comes before {other}", "{gate} vient avant {other}", gate=gate.id, other=before.id
    )


def _typed(milestone: Milestone) -> Text:
    return put(
        "{name} depends on no task; its date is only typed",
        "{name} ne dépend d'aucune tâche ; sa date est seulement saisie",
        name=milestone.name,
    )


def _takes_time(milestone: Milestone, network: Network | None) -> Text:
    days = milestone.minutes / (network.schedule.minutes_per_day if network else 480)
    return put(
        "{name} is a task of {days}, not a milestone",
        "{name} est une tâche de {days}, pas un jalon",
        name=milestone.name,
        days=working_days(days),
    )


def _no_baseline(milestone: Milestone) -> Text:
    return put(
        "{name} has no baseline date", "{name} n'a pas de date de référence", name=milestone.name
    )


_NO_SCHEDULE = both("no milestones with dates were found", "aucun jalon daté n'a été trouvé")
_ADD = both(
    "Add a milestone for each gate to come, with its name or its id",
    "Ajoutez un jalon pour chaque décision à venir, avec son nom ou son code",
)
_NO_TIME = both("Make it a milestone without duration", "Faites-en un jalon sans durée")
_REORDER = both("Correct the dates or the links", "Corrigez les dates ou les liens")
_LINK = both(
    "Link the milestone to the work that leads to it", "Reliez le jalon au travail qui y mène"
)
_SET_BASELINE = both(
    "Set the baseline in the planning tool before the export",
    "Fixez la référence dans l'outil de planification avant l'export",
)
_SHORTEN = both(
    "Bring it back before the date, or ask for another date",
    "Ramenez-le avant la date, ou demandez une autre date",
)
_AGREE = both("Make both say the same date", "Mettez la même date des deux côtés")
