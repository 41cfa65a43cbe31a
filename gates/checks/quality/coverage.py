"""The deliverables and requirements of the package for which there is no criterion."""

from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.identifiers import identifiers, own_identifier
from gates.checks.structures.promised import promised, significant, speaks_of
from gates.checks.wording import put
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a criterion for each deliverable and requirement",
    "un critère pour chaque livrable et chaque exigence",
)
COMPARABLE = 0.5
"""From this share found on, what is not found is missing; below, other things are meant."""

_DROPPED = Phrases.listed(load("requirements")["dropped"])
_FIX = both("Add its criterion", "Ajoutez son critère")


def without_criterion(subject: Subject, rows: Sequence[Row]) -> Iterator[Verdict]:
    """Yield what charter, scope statement and list of requirements name, and no criterion does."""
    if subject.is_first_draft or not rows:
        return
    texts = [significant(" ".join(cell.value for cell in row.cells if cell.value)) for row in rows]
    wanted = promised(subject)
    missing = [each for each in wanted if not any(speaks_of(text, each.name) for text in texts)]
    if len(missing) <= (1 - COMPARABLE) * len(wanted):
        for each in missing:
            yield _fault(each.name, each.document, each.location)
    yield from _requirements(subject, rows)


def _requirements(subject: Subject, rows: Sequence[Row]) -> Iterator[Verdict]:
    cited = {
        key
        for row in rows
        for cell in row.cells
        for key in (
            *identifiers(cell.value, letters=1),
            own_identifier(cell.value) if cell.value else "",
        )
        if key
    }
    stated = {
        key: (reading.path, row)
        for reading, register in subject.registers_anywhere("requirements")
        for row in register.rows
        if (key := own_identifier(row.text("id")) or own_identifier(row.text("requirement")))
        and not _DROPPED.open(fold(row.text("status")))
    }
    missing = [key for key in stated if key not in cited]
    if not stated or len(missing) > (1 - COMPARABLE) * len(stated):
        return
    for key in missing:
        document, row = stated[key]
        yield _fault(row.text("id", "requirement"), document, row.location)


def _fault(name: str, document: str, location: str) -> Verdict:
    return failed(
        put("{name} has no criterion", "{name} n'a pas de critère", name=name),
        expected=EXPECTED,
        fix=_FIX,
        document=document,
        location=location,
    )
