"""What a responsibility matrix is compared with: the organisation, and the work to be done."""

from collections.abc import Iterator, Sequence

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.people.matrix import ResponsibilityMatrix
from gates.checks.structures.breakdown import Element, alike, breakdown_of, is_within
from gates.checks.wording import named, put

COMPARABLE = 0.5
"""Names and codes are compared with another list when at least this share is found in it."""

_WHO = ("role", "person", "name", "id", "resource", "stakeholder", "organisation")


def strangers(subject: Subject, matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    """Name the columns that the organisation does not know, where the two can be compared."""
    listed = list(_known(subject, "people", "staffing"))
    if not listed:
        return
    columns = [name.rpartition(" (")[0] if name.endswith(")") else name for name in matrix.columns]
    known = [*listed, *_known(subject, "stakeholders")]
    unknown = [
        name
        for name, bare in zip(matrix.columns, columns, strict=True)
        if not any(alike(each, text) for each in (name, bare) for text in known)
    ]
    if len(unknown) > (1 - COMPARABLE) * len(columns):
        return
    for name in unknown:
        yield failed(
            put(
                "{name} is not in the organisation",
                "{name} n'est pas dans l'organisation",
                name=name,
            ),
            expected=both(
                "only people and roles of the organisation",
                "seulement des personnes et des rôles de l'organisation",
            ),
            fix=both(
                "Add the role to the organisation, or correct its name",
                "Ajoutez le rôle à l'organisation, ou corrigez son nom",
            ),
            document=matrix.reading.path,
            location=matrix.place_of(name),
        )


def _known(subject: Subject, *kinds: str) -> Iterator[str]:
    for _, people in subject.registers_anywhere(*kinds):
        for row in people.rows:
            for concept in _WHO:
                text = row.text(concept)
                if text:
                    yield text


def uncovered(subject: Subject, matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    """Name the leaves of the work breakdown, or the deliverables, that no row speaks of."""
    codes = {line.code for line in matrix.lines if line.code}
    names = [line.name for line in matrix.lines if line.name]
    for _, other in subject.registers_anywhere("wbs"):
        leaves = breakdown_of(other).leaves
        missing = _missing(leaves, codes, names)
        if missing is None:
            continue
        if missing:
            yield _not_covered(matrix, missing)
        return
    for _, other in subject.registers_anywhere("acceptance_criteria"):
        asked = [text for row in other.rows if (text := row.text("deliverable"))]
        absent = [each for each in dict.fromkeys(asked) if not any(alike(each, n) for n in names)]
        if absent and len(absent) <= (1 - COMPARABLE) * len(asked):
            yield _not_covered(matrix, absent)
            return


def _missing(leaves: Sequence[Element], codes: set[str], names: Sequence[str]) -> list[str] | None:
    """Return the leaves without a row, by code or by name; None where nothing compares."""
    by_code = [leaf.label for leaf in leaves if not is_within(leaf.code, codes)]
    by_name = [leaf.label for leaf in leaves if not any(alike(leaf.name, each) for each in names)]
    missing = min((by_code, by_name), key=len) if codes else by_name
    return missing if len(missing) <= (1 - COMPARABLE) * len(leaves) else None


def _not_covered(matrix: ResponsibilityMatrix, missing: Sequence[str]) -> Verdict:
    return failed(
        put("not in the matrix: {names}", "absents de la matrice : {names}", names=named(missing)),
        expected=both(
            "a row for each leaf of the work breakdown, or each deliverable",
            "une ligne par lot de l'organigramme des tâches, ou par livrable",
        ),
        fix=both("Add a row for each of them", "Ajoutez une ligne pour chacun"),
        document=matrix.reading.path,
        location=matrix.register.location,
    )
