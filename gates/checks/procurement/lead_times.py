"""How long a supplier needs, read from a cell and its header: *12 weeks*, *Délai (semaines)*."""

import re
from datetime import timedelta
from decimal import Decimal

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_DAYS = {
    1: "day days d jour jours j tag tage tagen dia dias giorni",
    7: "week weeks wk wks w semaine semaines sem woche wochen semana semanas",
    30: "month months mo mois monat monate monaten mes meses mesi",
    365: "year years an ans annee annees jahr jahre anos ano",
}
_UNITS = {word: length for length, names in _DAYS.items() for word in names.split()}
_NUMBERED = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:-|to|a|à|bis)?\s*(\d+(?:[.,]\d+)?)?\s*([^\W\d_]+)")


def span(register: Register, row: Row, concept: str) -> timedelta | None:
    """Return the span of time under a concept, the longer of two; None where no unit is said.

    A month is 30 days and a year 365, days are calendar days.
    """
    cell = row.cell(concept)
    if cell is None or not cell.value.strip():
        return None
    written = _NUMBERED.search(cell.value.strip())
    if written is not None:
        unit = _UNITS.get(fold(written[3]))
        value = number(written[2] or written[1])
        if unit is not None and value is not None:
            return _of(value, unit)
    value = cell.number if cell.number is not None else number(cell.value)
    header = register.headers[register.columns[concept]]
    units = [_UNITS[word] for word in fold(header).split() if word in _UNITS]
    if value is None or not units:
        return None
    return _of(value, units[-1])


def _of(value: Decimal, unit: int) -> timedelta:
    return timedelta(days=float(value * unit))
