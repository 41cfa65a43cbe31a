"""Check 1: does the breakdown hold all the work, once, and add up?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.scope.chosen import breakdown_in
from gates.checks.scope.leaves import compare_leaves
from gates.checks.scope.promises import deliverables_without_work
from gates.checks.scope.sums import sums_that_differ
from gates.checks.structures.breakdown import (
    Breakdown,
    Element,
)
from gates.checks.wording import put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "unique codes, each below an existing one, and children that make up their parent",
    "des codes uniques, chacun sous un code existant, et des enfants qui font la somme",
)


@check("SCOPE-1")
def breakdown_is_whole(subject: Subject) -> Iterator[Verdict]:
    """Judge codes, parents, single children, names, and the sums of effort, cost and weight.

    Then, unless ``compare`` is false, the leaves against the schedule and the budget, and the
    deliverables of charter and scope statement against the breakdown; a first draft is judged
    on its structure only, unless ``compare`` is true.
    """
    found = breakdown_in(subject)
    if found is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_CODES, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    reading, breakdown = found
    faults = [
        *_twice(reading, breakdown),
        *_orphans(reading, breakdown),
        *_single(reading, breakdown),
        *([] if reading.content.schedule is not None else _repeated(reading, breakdown)),
        *sums_that_differ(subject, reading, breakdown),
    ]
    if subject.use.settings.get("compare", not subject.is_first_draft):
        faults += compare_leaves(subject, reading, breakdown)
        faults += deliverables_without_work(subject, reading, breakdown)
    if faults:
        yield from faults
        return
    words = put(
        "{all} elements, {leaves} of them leaves",
        "{all} éléments, dont {leaves} lots",
        all=len(breakdown.elements),
        leaves=len(breakdown.leaves),
    )
    yield passed(words, expected=EXPECTED, document=reading.path)


def _twice(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    for element in breakdown.twice:
        yield _fault(
            reading,
            element,
            put(
                "the code {code} stands twice", "le code {code} figure deux fois", code=element.code
            ),
            both("Give each element its own code", "Donnez à chaque élément son propre code"),
        )


def _orphans(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    without = [
        element
        for element in breakdown.elements.values()
        if element.parent and element.parent not in breakdown.elements
    ]
    whole = _project_code(breakdown)
    for element in without:
        if element.parent != whole:
            yield _fault(
                reading,
                element,
                put(
                    "{element}: there is no element {parent} above it",
                    "{element} : aucun élément {parent} au-dessus",
                    element=element.label,
                    parent=element.parent,
                ),
                both("Add the element above, or correct the code",
                     "Ajoutez l'élément du dessus, ou corrigez le code"),
            )  # fmt: skip


def _project_code(breakdown: Breakdown) -> str:
    """Return the code of the project itself, where all codes begin with one that has no row."""
    codes = list(breakdown.elements)
    shallowest = min(code.count(".") for code in codes)
    above = {code.rpartition(".")[0] for code in codes if code.count(".") == shallowest}
    only = above.pop() if len(above) == 1 else ""
    return only if all(code.startswith(f"{only}.") for code in codes) else ""


def _single(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    for code, below in breakdown.children.items():
        if len(below) == 1 and code in breakdown.elements:
            yield _fault(
                reading,
                breakdown.elements[code],
                put(
                    "{element} has a single child, {child}",
                    "{element} n'a qu'un enfant, {child}",
                    element=breakdown.elements[code].label,
                    child=below[0].label,
                ),
                both("Split the element, or merge it with its child",
                     "Découpez l'élément, ou fondez-le avec son enfant"),
            )  # fmt: skip


def _repeated(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    """Yield leaves named like one elsewhere; a schedule does repeat activities, part by part."""
    seen: dict[str, Element] = {}
    for leaf in breakdown.leaves:
        name = fold(leaf.name)
        first = seen.setdefault(name, leaf) if name else leaf
        if first is not leaf and first.parent != leaf.parent:
            yield _fault(
                reading,
                leaf,
                put(
                    "{leaf} also stands under {parent}",
                    "{leaf} figure aussi sous {parent}",
                    leaf=leaf.label,
                    parent=first.parent,
                ),
                both("Keep it in one place, or name the two apart",
                     "Gardez-le à un seul endroit, ou distinguez les deux noms"),
            )  # fmt: skip


def _fault(reading: Reading, element: Element, found: Text, fix: Text) -> Verdict:
    return failed(
        found, expected=EXPECTED, fix=fix, document=reading.path, location=element.location
    )


_NO_CODES = both(
    "no elements with codes such as 1.2 were found",
    "aucun élément avec un code tel que 1.2 n'a été trouvé",
)
_AS_TABLE = both(
    "Write the breakdown as a table with a code, a name and a responsible for each element",
    "Écrivez l'organigramme dans un tableau : code, nom et responsable de chaque élément",
)
