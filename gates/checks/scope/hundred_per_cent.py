"""Check 1: does the breakdown hold all the work, once, and add up?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.scope.leaves import compare_leaves
from gates.checks.structures.breakdown import (
    Breakdown,
    Element,
    breakdown_of,
    breakdown_of_lines,
    breakdown_of_schedule,
    unsound_sums,
)
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "unique codes, each below an existing one, and children that make up their parent",
    "des codes uniques, chacun sous un code existant, et des enfants qui font la somme",
)


@check(
    "SCOPE-1",
    en="The work breakdown holds all the work, once",
    fr="L'organigramme des tâches contient tout le travail, une seule fois",
    source="PMI, Practice Standard for Work Breakdown Structures, 2nd ed.; ECSS-M-ST-10C",
    settings=("compare",),
)
def breakdown_is_whole(subject: Subject) -> Iterator[Verdict]:
    """Judge codes, parents, single children, sums; then the leaves in schedule and budget."""
    found = _breakdown(subject)
    if found is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_CODES, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    reading, breakdown = found
    faults = [
        *_twice(reading, breakdown),
        *_orphans(reading, breakdown),
        *_single(reading, breakdown),
        *_repeated(reading, breakdown),
        *_sums(reading, breakdown),
    ]
    if subject.use.settings.get("compare", not subject.is_first_draft):
        faults += compare_leaves(subject, reading, breakdown)
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


def _breakdown(subject: Subject) -> tuple[Reading, Breakdown] | None:
    """Return the richest breakdown in the documents that serve the deliverable."""
    found: list[tuple[bool, int, Reading, Breakdown]] = []
    for reading, register in subject.registers("wbs", "schedule", "cost", "acceptance_criteria"):
        if "wbs" in register.columns or register.kind == "wbs":
            found.append(_weighed(reading, breakdown_of(register), is_wbs=register.kind == "wbs"))
    if not found:
        for reading in subject.documents:
            if reading.content.schedule is not None:
                breakdown = breakdown_of_schedule(reading.content.schedule)
            else:
                breakdown = breakdown_of_lines(reading.content)
            found.append(_weighed(reading, breakdown, is_wbs=False))
    best = max(found, key=lambda each: each[:2], default=None)
    if best is None or len(best[3].elements) < FEWEST:
        return None
    return best[2], best[3]


def _weighed(
    reading: Reading, breakdown: Breakdown, *, is_wbs: bool
) -> tuple[bool, int, Reading, Breakdown]:
    weight = len(breakdown.elements) if breakdown.children else 0
    return is_wbs and bool(breakdown.children), weight, reading, breakdown


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
    for element in breakdown.elements.values():
        if element.parent and element.parent not in breakdown.elements:
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


def _sums(reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    for concept in ("work", "amount"):
        for parent, stated, total in unsound_sums(breakdown, concept):
            location = parent.location
            if parent.row is not None:
                location = parent.row.place(concept)
            yield failed(
                put(
                    "{parent}: {stated} stated, {total} in its children",
                    "{parent} : {stated} affichés, {total} dans ses enfants",
                    parent=parent.label,
                    stated=money(stated),
                    total=money(total),
                ),
                expected=EXPECTED,
                fix=both("Make the parent the sum of its children",
                         "Faites du parent la somme de ses enfants"),
                document=reading.path,
                location=location,
            )  # fmt: skip


def _fault(reading: Reading, element: Element, found: Text, fix: Text) -> Verdict:
    return failed(
        found, expected=EXPECTED, fix=fix, document=reading.path, location=element.location
    )


FEWEST = 2
"""With fewer elements there is nothing broken down."""

_NO_CODES = both(
    "no elements with codes such as 1.2 were found",
    "aucun élément avec un code tel que 1.2 n'a été trouvé",
)
_AS_TABLE = both(
    "Write the breakdown as a table with a code, a name and a responsible for each element",
    "Écrivez l'organigramme dans un tableau : code, nom et responsable de chaque élément",
)
