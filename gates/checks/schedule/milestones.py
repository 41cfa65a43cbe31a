"""Check 9: do gates and deadlines stand as milestones, in order, on the promised dates?"""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.methodology.model.gate import Gate
from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.structures.breakdown import alike
from gates.checks.structures.milestone import Milestone, milestones_of
from gates.checks.structures.network import Network, finish_of
from gates.checks.wording import day, named, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "each gate to come is a milestone, in order, linked, and within the end date",
    "chaque jalon à venir figure au planning, dans l'ordre, relié, avant la date de fin",
)


@check(
    "SCHEDULE-9",
    en="Gates and deadlines stand in the schedule as milestones, with matching dates",
    fr="Les jalons et les échéances figurent au planning, aux mêmes dates",
    source="GAO-16-89G, best practices 1 and 10; NPR 7120.5, integrated master schedule",
    settings=("tolerance_days", "gates"),
)
def milestones_stand(subject: Subject) -> Iterator[Verdict]:
    """Judge the gates of the method, their order, their baseline, deadlines and the end date."""
    found = milestones_of(subject)
    if found is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_SCHEDULE, expected=EXPECTED, fix=_ADD, document=document)
        return
    reading, milestones, network = found
    late = list(_late(subject, reading, milestones, network))
    faults = [
        *_gates(subject, reading, milestones, is_linked=network is not None and network.is_linked),
        *late,
        *_elsewhere(subject, reading, milestones, {fault.location for fault in late}),
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
    subject: Subject, reading: Reading, milestones: list[Milestone], *, is_linked: bool
) -> Iterator[Verdict]:
    if subject.use.settings.get("gates", True) is False:
        return
    missing = []
    before: tuple[Gate, Milestone] | None = None
    for gate in _gates_ahead(subject):
        milestone = next((each for each in milestones if _is_gate(each, gate)), None)
        if milestone is None:
            missing.append(gate.id)
            continue
        if before is not None and _is_before(milestone, before[1]):
            yield _fault(reading, milestone, _order(gate, before[0]), _REORDER)
        before = (gate, milestone)
        if is_linked and not milestone.has_predecessor and not milestone.is_finished:
            yield _fault(reading, milestone, _typed(milestone), _LINK)
        if not subject.is_first_draft and not milestone.has_baseline:
            yield _fault(reading, milestone, _no_baseline(milestone), _SET_BASELINE)
    if missing:
        found = put("no milestone for {gates}", "aucun jalon pour {gates}", gates=named(missing))
        yield failed(found, expected=EXPECTED, fix=_ADD, document=reading.path)


def _gates_ahead(subject: Subject) -> list[Gate]:
    """Return the gate under review and those after it, in the order of the stages."""
    method = subject.dossier.method
    order = [stage.gate for stage in method.stages]
    here = order.index(subject.dossier.gate.id) if subject.dossier.gate.id in order else 0
    return [method.gate(gate_id) for gate_id in order[here:]]


def _is_gate(milestone: Milestone, gate: Gate) -> bool:
    """Tell whether a milestone is called by the gate's id, or by its label without the id."""
    words = f" {fold(milestone.name)} "
    code = fold(gate.id)
    labels = [fold(label).removeprefix(code).strip() for label in gate.label.values()]
    return any(f" {name} " in words for name in (code, *labels) if name)


def _is_before(one: Milestone, other: Milestone) -> bool:
    return one.day is not None and other.day is not None and one.day < other.day


def _late(
    subject: Subject, reading: Reading, milestones: list[Milestone], network: Network | None
) -> Iterator[Verdict]:
    """Yield what lies after the approved end of the project, or after its own deadline."""
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
    for task in network.work if network is not None else ():
        finish = finish_of(task)
        if task.deadline is None or finish is None or finish <= task.deadline.date() + tolerance:
            continue
        found = put(
            "{name} ends on {day}, after its deadline",
            "{name} finit le {day}, après son échéance",
            name=task.name,
            day=day(finish),
        )
        place = network.place(task.uid) if network is not None else ""
        expected = put(
            "{day} at the latest", "le {day} au plus tard", day=day(task.deadline.date())
        )
        yield failed(found, expected=expected, fix=_SHORTEN, document=reading.path, location=place)


def _elsewhere(
    subject: Subject, reading: Reading, milestones: list[Milestone], told: set[str]
) -> Iterator[Verdict]:
    """Compare with the milestones that other documents state; what is told as late is told once."""
    tolerance = timedelta(days=int(subject.number("tolerance_days", 0)))
    for other, register in subject.registers_anywhere("milestones"):
        if other.path == reading.path:
            continue
        for row in register.rows:
            name = row.text("milestone", "name", "description")
            stated = (
                row.day("baseline_finish") or row.day("due") or row.day("date") or row.day("finish")
            )
            same = [each for each in milestones if fold(each.name) == fold(name)] or [
                each for each in milestones if alike(each.name, name)
            ]
            milestone = same[0] if same else None
            if stated is None or milestone is None or milestone.day is None:
                continue
            if milestone.place in told or milestone.is_finished:
                continue
            if abs(milestone.day - stated) > tolerance:
                found = put(
                    "{name}: {here} in the schedule, {there} in {file} ({place})",
                    "{name} : {here} au planning, {there} dans {file} ({place})",
                    name=milestone.name,
                    here=day(milestone.day),
                    there=day(stated),
                    file=other.path,
                    place=row.location,
                )
                yield _fault(reading, milestone, found, _AGREE)


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


def _no_baseline(milestone: Milestone) -> Text:
    return put(
        "{name} has no baseline date", "{name} n'a pas de date de référence", name=milestone.name
    )


_NO_SCHEDULE = both("no milestones with dates were found", "aucun jalon daté n'a été trouvé")
_ADD = both(
    "Add a milestone for each gate to come, with its name or its id",
    "Ajoutez un jalon pour chaque décision à venir, avec son nom ou son code",
)
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
