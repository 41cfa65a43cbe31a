"""What each leaf of a breakdown is said to be, and by whom it is done: what of it is missing."""

from collections.abc import Iterator, Mapping, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.scope.dictionary import FIELDS, Dictionary, Entry
from gates.checks.scope.owners import several_in
from gates.checks.structures.breakdown import Breakdown, Element, normal
from gates.checks.structures.planning_packages import is_planning_package
from gates.checks.wording import is_blank, named, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "each leaf with description, deliverable, criterion, one responsible, its bounds and cost",
    "chaque lot avec description, livrable, critère, un seul responsable, ses bornes et son coût",
)
_LEAST = ("description", "owner")
"""What a first draft and a planning package say."""

_ELSEWHERE = {
    "start": ("schedule", "start", "baseline_start"),
    "finish": ("schedule", "finish", "baseline_finish", "due"),
    "work": ("schedule", "work"),
    "amount": ("cost", "amount", "forecast", "baseline_cost"),
}
"""The kind of table that says some of it as well, and its columns."""

WORDS: Mapping[str, Text] = {
    "description": both("description", "description"),
    "deliverable": both("deliverable", "livrable"),
    "acceptance_criterion": both("acceptance criterion", "critère d'acceptation"),
    "owner": both("responsible", "responsable"),
    "start": both("start", "début"),
    "finish": both("finish", "fin"),
    "inputs": both("inputs", "entrées"),
    "work": both("effort", "charge"),
    "amount": both("cost", "coût"),
}


def descriptions_that_lack(
    subject: Subject, reading: Reading, breakdown: Breakdown, described: Sequence[Dictionary]
) -> Iterator[Verdict]:
    """Yield the leaves that no dictionary describes, or that it describes in part."""
    if not described:
        return
    elsewhere = {name: _codes_that_say(subject, name) for name in _ELSEWHERE}
    present = {name for each in described for name in each.fields}
    present |= {name for name, codes in elsewhere.items() if codes}
    wanted = _wanted(subject)
    for name in wanted:
        if name not in present:
            yield _nowhere(described[0], name)
    wanted = [name for name in wanted if name in present]
    owners = {entry.said.get("owner", "") for each in described for entry in each.entries.values()}
    for leaf in breakdown.leaves:
        entry = entry_of(leaf, described)
        if entry is None:
            yield _unknown(reading, leaf)
            continue
        said = _said(leaf, entry, described)
        least = is_planned(leaf, entry)
        lacks = [
            name
            for name in wanted
            if name not in said
            and leaf.code not in elsewhere.get(name, ())
            and (name in _LEAST or not least)
        ]
        if lacks:
            yield _lacking(entry, leaf, lacks)
        several = several_in(said.get("owner", ""), owners) if "owner" in wanted else ()
        if several:
            yield _shared(entry, leaf, several)


def entry_of(leaf: Element, described: Sequence[Dictionary]) -> Entry | None:
    """Return what is said of a leaf: by its code, else by its name."""
    for each in described:
        if leaf.code in each.entries:
            return each.entries[leaf.code]
    name = fold(leaf.name)
    entries = (entry for each in described for entry in each.entries.values())
    return next((entry for entry in entries if name and fold(entry.name) == name), None)


def is_planned(leaf: Element, entry: Entry | None) -> bool:
    """Tell whether a leaf is marked as a planning package or as level of effort."""
    rows = [row for row in (leaf.row, entry.row if entry else None) if row is not None]
    texts = [cell.value for row in rows for cell in row.cells if cell.value]
    texts += [leaf.name, *(entry.said.values() if entry else ())]
    return any(is_planning_package(text) for text in texts)


def _wanted(subject: Subject) -> list[str]:
    if subject.is_first_draft and "fields" not in subject.use.settings:
        return list(_LEAST)
    asked = {part.strip() for part in subject.words("fields", ",".join(FIELDS)).split(",")}
    return [name for name in FIELDS if name in asked]


def _codes_that_say(subject: Subject, name: str) -> set[str]:
    """Return the codes of which the schedules or budgets of the package say something."""
    kind, *columns = _ELSEWHERE[name]
    found = {
        normal(row.text("wbs", "id"))
        for _, register in subject.registers_anywhere(kind, "wbs")
        for row in register.rows
        if _tells(row, columns)
    }
    for reading in subject.dossier.readings:
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            value = {
                "start": task.start,
                "finish": task.finish,
                "work": task.work,
                "amount": task.cost,
            }[name]
            if value:
                found.add(normal(task.wbs))
    return found - {""}


def _tells(row: Row, columns: Sequence[str]) -> bool:
    return any(not is_blank(row.text(each)) for each in columns)


def _said(leaf: Element, entry: Entry, described: Sequence[Dictionary]) -> dict[str, str]:
    """Return what all dictionaries together say of a leaf."""
    found: dict[str, str] = {}
    for each in (entry, *(one.entries[leaf.code] for one in described if leaf.code in one.entries)):
        for name, text in each.said.items():
            if not is_blank(text):
                found.setdefault(name, text)
    return found


def _nowhere(dictionary: Dictionary, name: str) -> Verdict:
    return failed(
        put(
            "nothing says the {field} of the work packages",
            "rien ne donne, pour les lots : {field}",
            field=WORDS[name],
        ),
        expected=EXPECTED,
        fix=both("Add a column and fill it in", "Ajoutez une colonne et remplissez-la"),
        document=dictionary.document,
        location=dictionary.location,
    )


def _unknown(reading: Reading, leaf: Element) -> Verdict:
    return failed(
        put("{leaf} is not described", "{leaf} n'est pas décrit", leaf=leaf.label),
        expected=EXPECTED,
        fix=both("Describe it in the dictionary", "Décrivez-le dans le dictionnaire"),
        document=reading.path,
        location=leaf.location,
    )


def _lacking(entry: Entry, leaf: Element, lacks: Sequence[str]) -> Verdict:
    return failed(
        put(
            "{leaf}: nothing for {fields}",
            "{leaf} : rien pour {fields}",
            leaf=leaf.label,
            fields=both(
                ", ".join(WORDS[name]["en"] for name in lacks),
                ", ".join(WORDS[name]["fr"] for name in lacks),
            ),
        ),
        expected=EXPECTED,
        fix=both("Fill it in", "Remplissez-le"),
        document=entry.document,
        location=entry.places.get(lacks[0], entry.location),
    )


def _shared(entry: Entry, leaf: Element, several: Sequence[str]) -> Verdict:
    return failed(
        put(
            "{leaf}: several are responsible, {names}",
            "{leaf} : plusieurs responsables, {names}",
            leaf=leaf.label,
            names=named(several),
        ),
        expected=EXPECTED,
        fix=both("Name one who answers for it", "Nommez-en un seul qui en répond"),
        document=entry.document,
        location=entry.places.get("owner", entry.location),
    )
