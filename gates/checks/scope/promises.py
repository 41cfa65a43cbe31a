"""The deliverables that charter and scope statement name, beside the breakdown."""

from collections.abc import Iterator

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import Breakdown, Element
from gates.checks.structures.promised import Promise, promised, significant, speaks_of
from gates.checks.wording import put
from gates.evidence.content import Reading

EXPECTED = both(
    "an element of the breakdown for each deliverable of charter and scope statement",
    "un élément de l'organigramme pour chaque livrable de la charte et du périmètre",
)
COMPARABLE = 0.5
"""From this share of deliverables found, the others are missing.

Below, the breakdown calls them otherwise, and nothing can be compared.
"""


def deliverables_without_work(
    subject: Subject, reading: Reading, breakdown: Breakdown
) -> Iterator[Verdict]:
    """Yield the deliverables for which there is no work, where the same names are used."""
    wanted = [each for each in promised(subject) if each.document != reading.path]
    if not wanted:
        return
    elements = list(breakdown.elements.values())
    missing = [each for each in wanted if not any(_makes(one, each) for one in elements)]
    if not missing:
        return
    if len(missing) > (1 - COMPARABLE) * len(wanted):
        return
    for each in missing:
        yield failed(
            put(
                "“{name}” has no element in the breakdown {file}",
                "« {name} » n'a aucun élément dans l'organigramme {file}",
                name=each.name,
                file=reading.path,
            ),
            expected=EXPECTED,
            fix=both(
                "Add the work that makes it, or take it out of the scope",
                "Ajoutez le travail qui le produit, ou retirez-le du périmètre",
            ),
            document=each.document,
            location=each.location,
        )


def _makes(element: Element, promise: Promise) -> bool:
    """Tell whether an element speaks of a deliverable, in its name or in what its row says."""
    row = element.row
    more = [] if row is None else [row.text(name) for name in ("deliverable", "description")]
    name = significant(element.name)
    if name and name <= significant(promise.name):
        return True
    return speaks_of(significant(" ".join([element.name, *more])), promise.name)
