"""From which day money may be spent: the gate that authorises it, or an early authority."""

from collections.abc import Iterable
from datetime import date

from domain.methodology.model.gate import Gate
from gates.checks.check import Subject
from gates.checks.procurement.purchases import words
from gates.checks.structures.breakdown import alike
from gates.checks.structures.passages import rows_said
from gates.checks.structures.planned import Planned
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row

_EARLY = words("early_authority")
_REMARKS = ("comment", "status", "decision", "reason", "description")


def authorised_on(subject: Subject, tasks: Iterable[Planned]) -> date | None:
    """Return the day of the gate that authorises the money, None where it is not known.

    It is that of the milestone of this name in the schedule; without one, that of the package
    when it is handed in for this very gate.
    """
    gate = _authorising(subject)
    if gate is None:
        return None
    names = [gate.id, *gate.label.values()]
    days = [
        each.finish
        for each in tasks
        if each.finish is not None and any(alike(each.name, name) for name in names)
    ]
    if days:
        return min(days)
    return subject.dossier.as_of if subject.dossier.gate.id == gate.id else None


def early_authority(subject: Subject, row: Row, name: str) -> bool:
    """Tell whether a row, or a passage that names the item, records an early authority."""
    if any(_EARLY.within(fold(cell.value)) for cell in row.cells):
        return True
    plain = row.text("item", "task", "deliverable", "description", "name") or name
    return any(
        _EARLY.within(passage.folded) and alike(passage.text, plain)
        for passage in rows_said(subject.dossier.readings)
    )


def _authorising(subject: Subject) -> Gate | None:
    """Return the gate of the setting, else the first one that sets the baseline."""
    wanted = subject.words("authorised_at", "")
    gates = subject.dossier.method.gates
    if wanted:
        return next((each for each in gates if each.id == wanted), None)
    return next((each for each in gates if each.sets_baseline), None)
