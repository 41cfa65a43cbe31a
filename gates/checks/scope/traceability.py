"""Check 2: is every requirement traced, up to its need and down to work and verification?"""

from collections.abc import Iterator

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, check, passed
from gates.checks.scope.requirements import LINKS, Requirements, has_link, requirements_of
from gates.checks.scope.trace_ends import stale, without_requirement
from gates.checks.scope.trace_words import EXPECTED, WORDS
from gates.checks.scope.traces import links_that_lack, twice_stated
from gates.checks.wording import put


@check("SCOPE-2")
def requirements_are_traced(subject: Subject) -> Iterator[Verdict]:
    """Judge identifiers, links and their ends, in requirements, matrix and tests together.

    ``links`` names what each requirement must be linked to, separated by commas: by default all
    of need, design (a design item or work) and verification. A first draft that has no column
    for a link is not asked for it.
    """
    found = requirements_of(subject)
    document = subject.documents[0].path
    if not found.stated and not found.traced:
        yield cannot_tell(_NONE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    asked = [
        name
        for name in LINKS
        if name in subject.words("links", ",".join(LINKS)).replace(" ", "").split(",")
    ]
    present = [link for link in asked if _is_present(found, link)]
    faults = [
        *twice_stated(found),
        *links_that_lack(found, present),
        *stale(subject, found),
        *without_requirement(found),
        *_unnumbered(found),
    ]
    if not subject.is_first_draft:
        faults += [_no_column(found, link) for link in asked if link not in present]
    if faults:
        yield from faults
        return
    words = put(
        "{count} requirements, {tests} tests, all linked",
        "{count} exigences, {tests} essais, tous reliés",
        count=len({each.key for each in found.stated or found.traced}),
        tests=len(found.tests),
    )
    yield passed(words, expected=EXPECTED, document=document)


def _is_present(found: Requirements, link: str) -> bool:
    if link == "verification" and any(test.requirements for test in found.tests):
        return True
    registers = [each.register for each in (*found.stated, *found.traced) if each.register]
    return any(has_link(register, link) for register in registers)


def _no_column(found: Requirements, link: str) -> Verdict:
    first = (found.traced or found.stated)[0]
    return cannot_tell(
        put(
            "nothing links the requirements to their {link}",
            "rien ne relie les exigences à : {link}",
            link=WORDS[link],
        ),
        expected=EXPECTED,
        fix=both(
            "Add a column to the matrix, and fill it in",
            "Ajoutez une colonne à la matrice, et remplissez-la",
        ),
        document=first.reading.path,
        location=first.register.location if first.register else first.location,
    )


def _unnumbered(found: Requirements) -> Iterator[Verdict]:
    if not found.unnumbered:
        return
    reading, row = found.unnumbered[0]
    yield cannot_tell(
        put(
            "{count} requirements have no identifier",
            "{count} exigences n'ont pas d'identifiant",
            count=len(found.unnumbered),
        ),
        expected=EXPECTED,
        fix=both(
            "Give each requirement an identifier such as REQ-1",
            "Donnez à chaque exigence un identifiant tel que EXI-1",
        ),
        document=reading.path,
        location=row.location,
    )


_NONE = both(
    "no requirements with identifiers such as REQ-1 were found",
    "aucune exigence avec un identifiant tel que EXI-1 n'a été trouvée",
)
_AS_TABLE = both(
    "Write a matrix: identifier, requirement, need, design item or work, test or verification",
    "Écrivez une matrice : identifiant, exigence, besoin, élément ou lot, essai ou vérification",
)
