"""What a WBS dictionary, or sheets of work packages, say of each piece of work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gates.checks.check import Subject
from gates.checks.structures.breakdown import NAMES, normal
from gates.checks.wording import is_blank
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.register_kinds import KINDS
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

FIELDS = (
    *("description", "deliverable", "acceptance_criterion", "owner", "start", "finish"),
    *("inputs", "work", "amount"),
)
_INSTEAD: Mapping[str, tuple[str, ...]] = {
    "description": ("comment", "mission"),
    "acceptance_criterion": ("verification", "expected_result"),
    "owner": ("organisation", "resource", "person", "role"),
    "start": ("baseline_start", "event", "predecessor"),
    "finish": ("baseline_finish", "due", "milestone", "date"),
    "inputs": ("predecessor",),
    "amount": ("baseline_cost", "forecast", "labour_cost"),
    "work": ("quantity",),
}
_KINDS = tuple(kind.name for kind in KINDS if kind.name not in {"raci", "risk", "issues"})
_DESCRIBES = frozenset({"description", "deliverable", "acceptance_criterion", "inputs"})
_FEWEST = 2
_SHEET_FIELDS = 3


@dataclass(frozen=True)
class Entry:
    """What is said of one piece of work: the text of each field, and its place."""

    code: str
    name: str
    document: str
    location: str
    said: Mapping[str, str]
    places: Mapping[str, str]
    row: Row | None = None


@dataclass(frozen=True)
class Dictionary:
    """Descriptions of work, by code; ``fields`` are those for which there is a column or label."""

    document: str
    location: str
    fields: frozenset[str]
    entries: Mapping[str, Entry] = field(default_factory=dict)


def dictionaries(subject: Subject) -> list[Dictionary]:
    """Return the dictionaries in the deliverable's documents, else those of the package."""
    own = [found for reading in subject.documents if (found := _sheets(reading)) is not None]
    own += [
        _of_register(reading, register)
        for reading, register in subject.registers(*_KINDS)
        if _is_dictionary(register)
    ]
    if own:
        return own
    others = [
        _of_register(reading, register)
        for reading, register in subject.registers_anywhere(*_KINDS)
        if _is_dictionary(register)
    ]
    others += [found for each in subject.dossier.readings if (found := _sheets(each)) is not None]
    return others


def said(row: Row, name: str) -> str:
    """Return what a row says of a field, under it or under what stands for it."""
    return row.text(name, *_INSTEAD.get(name, ()))


def _is_dictionary(register: Register) -> bool:
    columns = set(register.columns)
    if not {"wbs", "id"} & columns or not columns & {"description", "deliverable"}:
        return False
    named = columns & {"task", "name", "item", "deliverable"}
    if len(columns & _DESCRIBES) < _FEWEST or not named:
        return False
    coded = [row for row in register.rows if normal(row.text("wbs", "id"))]
    return len(coded) * 2 > len(register.rows) and register.kind in {
        *("wbs", "schedule", "acceptance_criteria", "cost", "staffing", "people"),
    }


def _of_register(reading: Reading, register: Register) -> Dictionary:
    entries: dict[str, Entry] = {}
    present = frozenset(name for name in FIELDS if _has(register.columns, name))
    for row in (*register.rows, *register.headings, *register.prepared):
        code = normal(row.text("wbs", "id"))
        if code:
            entries.setdefault(
                code,
                Entry(
                    code,
                    row.text(*(name for name in NAMES if name != "description")),
                    reading.path,
                    row.place("wbs", "id"),
                    {name: said(row, name) for name in present},
                    {name: row.place(name, *_INSTEAD.get(name, ())) for name in present},
                    row,
                ),
            )
    return Dictionary(reading.path, register.location, present, entries)


def _has(columns: Mapping[str, int], name: str) -> bool:
    return any(each in columns for each in (name, *_INSTEAD.get(name, ())))


def _sheets(reading: Reading) -> Dictionary | None:
    """Return the work packages that a document describes one by one, as forms of labels."""
    entries: dict[str, Entry] = {}
    for table in reading.content.tables:
        entry = _form(reading, [] if table.hidden else list(_pairs(table.rows)))
        if entry is not None:
            entries.setdefault(entry.code, entry)
    if not entries:
        return None
    fields = frozenset(name for each in entries.values() for name in each.said)
    first = next(iter(entries.values()))
    return Dictionary(reading.path, first.location, fields, entries)


def _form(reading: Reading, pairs: list[tuple[Cell, Cell]]) -> Entry | None:
    """Return what a form says, where one of its labels is the code of a piece of work."""
    texts: dict[str, str] = {}
    places: dict[str, str] = {}
    for label, value in pairs:
        known = concept(label.value)
        names = [each for each in FIELDS if known == each or known in _INSTEAD.get(each, ())]
        for name in (known, *names):
            if name and (name not in texts or is_blank(texts[name])):
                texts[name] = value.value.strip()
                places[name] = value.location
    code = next((found for n in ("wbs", "id") if (found := normal(texts.get(n, "")))), "")
    fields = {name: text for name, text in texts.items() if name in (*FIELDS, "duration")}
    if not code or len(fields) < _SHEET_FIELDS or "description" not in fields:
        return None
    where = places.get("wbs") or places.get("id", "")
    name = next((texts[each] for each in ("task", "name") if each in texts), "")
    return Entry(code, name, reading.path, where, fields, places)


def _pairs(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[Cell, Cell]]:
    """Yield the labels of a form with the cell to the right of each."""
    for cells in rows:
        if not 2 <= len(cells) <= 4:  # noqa: PLR2004 - one or two labels with their values
            continue
        for place in range(0, len(cells) - 1, 2):
            if fold(cells[place].value):
                yield cells[place], cells[place + 1]
