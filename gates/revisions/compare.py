"""All that differs between two revisions, kind by kind, the most important first."""

from collections.abc import Callable, Iterable, Sequence

from domain.fact_names import fact_name
from domain.revision_change import (
    ChangeGroup,
    ChangeHow,
    ChangeKind,
    RevisionChange,
    RevisionChanges,
    Spot,
)
from domain.text import Text, both
from gates.evidence.content import Read, Reading
from gates.evidence.understanding.outlining import registers_of_reading
from gates.evidence.understanding.registers import Register
from gates.revisions.facts import FIRST, fact_changes
from gates.revisions.pairing import Pair, Served, pairs
from gates.revisions.rows import row_changes
from gates.revisions.tasks import task_changes
from gates.revisions.texts import text_changes
from gates.revisions.writing import change, plain

MOST = 40
"""So many differences of a kind are told one by one; the others are counted."""

LABELS: dict[ChangeKind, Text] = {
    ChangeKind.DOCUMENT: both("Documents", "Documents"),
    ChangeKind.FACT: both("Figures, dates and names", "Chiffres, dates et noms"),
    ChangeKind.ROW: both("Rows of tables", "Lignes des tableaux"),
    ChangeKind.TASK: both("Tasks of the schedule", "Tâches du planning"),
    ChangeKind.TEXT: both("Paragraphs", "Paragraphes"),
}


def changes_between(
    before: Sequence[Reading],
    after: Sequence[Reading],
    *,
    served_before: Served | None = None,
    served_after: Served | None = None,
    most: int = MOST,
) -> RevisionChanges:
    """Compare two revisions of a package, of which every document was read.

    Args:
        before: The documents of the older revision.
        after: Those of the newer one.
        served_before: The deliverables that documents served then, by path.
        served_after: Those that they serve now.
        most: So many differences of a kind are told, at least one.
    """
    found: dict[ChangeKind, list[RevisionChange]] = {kind: [] for kind in ChangeKind}
    for pair in pairs(before, after, served_before=served_before, served_after=served_after):
        for each in _of_pair(pair):
            found[each.kind].append(each)
    return RevisionChanges(
        groups=tuple(
            _group(kind, changes, max(most, 1)) for kind, changes in found.items() if changes
        )
    )


def _of_pair(pair: Pair) -> Iterable[RevisionChange]:
    old, new = pair.before, pair.after
    yield from _document(pair)
    if pair.is_untouched:
        return
    yield from fact_changes(pair)
    if old is None or new is None or Read.REFUSED in (old.read, new.read):
        return
    was, now = old.path, new.path
    before, after = registers_of_reading(old), registers_of_reading(new)
    scheduled = old.content.schedule is not None and new.content.schedule is not None
    if not scheduled:
        yield from row_changes(before, after, was=was, now=now)
    elif old.content.schedule and new.content.schedule:
        yield from task_changes(old.content.schedule, new.content.schedule, was=was, now=now)
    yield from text_changes(
        old.content,
        new.content,
        known_before=_rows_of(before),
        known_after=_rows_of(after),
        was=was,
        now=now,
    )


def _document(pair: Pair) -> Iterable[RevisionChange]:
    old, new = pair.before, pair.after
    if old is None and new is not None:
        how, path = ChangeHow.ADDED, new.path
    elif new is None and old is not None:
        how, path = ChangeHow.REMOVED, old.path
    elif old is not None and new is not None and old.path != new.path:
        how, path = ChangeHow.RENAMED, new.path
    else:
        return
    yield change(
        ChangeKind.DOCUMENT,
        how,
        plain(path),
        before=plain(old.path) if old is not None and new is not None else None,
        was_at=Spot(document=old.path) if old else None,
        is_at=Spot(document=new.path) if new else None,
    )


def _rows_of(registers: Sequence[Register]) -> frozenset[int]:
    return frozenset(
        id(row.cells)
        for register in registers
        for rows in (register.header, register.rows, register.totals, register.headings)
        for row in rows
    )


def _group(kind: ChangeKind, changes: list[RevisionChange], most: int) -> ChangeGroup:
    ordered = sorted(changes, key=_ORDER[kind]) if kind in _ORDER else changes
    return ChangeGroup(
        kind=kind,
        label=LABELS[kind],
        changes=tuple(ordered[:most]),
        more=max(len(ordered) - most, 0),
    )


def _fact(each: RevisionChange) -> tuple[int, ...]:
    """Order by: what changed before what came or went, then what a committee asks about first."""
    return int(each.how is not ChangeHow.CHANGED), _RANKS.get(each.about["en"], len(_RANKS))


def _row(each: RevisionChange) -> tuple[int, ...]:
    """Order by: figures, rows that came or went, dates, other words."""
    if each.amount is not None:
        return (0,)
    if each.how is not ChangeHow.CHANGED:
        return (1,)
    return (2,) if each.days is not None else (3,)


def _task(each: RevisionChange) -> tuple[int, ...]:
    """Order by: dates by how many days they moved, figures, tasks that came or went, names."""
    if each.days is not None:
        return 0, -abs(each.days)
    if each.amount is not None:
        return (1,)
    return (2,) if each.how is not ChangeHow.CHANGED else (3,)


_RANKS = {fact_name(name)["en"]: rank for rank, name in enumerate(FIRST)}

_ORDER: dict[ChangeKind, Callable[[RevisionChange], tuple[int, ...]]] = {
    ChangeKind.FACT: _fact,
    ChangeKind.ROW: _row,
    ChangeKind.TASK: _task,
}
