"""Check 25: is it clear who answers for each piece of work, and who does it?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.people.covered import strangers, uncovered
from gates.checks.people.matrix import Line, ResponsibilityMatrix
from gates.checks.people.segregation import in_one_hand, overloaded
from gates.checks.wording import named, put

EXPECTED = both(
    "exactly one A and at least one R in each row", "un A et un seul, et au moins un R, par ligne"
)


@check("PEOPLE-25")
def each_row_has_one_accountable(subject: Subject) -> Iterator[Verdict]:
    """Judge each responsibility matrix in the documents of the deliverable.

    ``most_share`` is the share of the rows for which one may answer (0.9, from eight rows on).
    ``separate`` lists duties that one must not hold together: ``order / receipt; build / test``.
    ``distinct`` set to yes wants somebody else than the doer to answer for each row.
    """
    found = [
        ResponsibilityMatrix(reading, register) for reading, register in subject.registers("raci")
    ]
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_MATRIX, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        fault
        for matrix in found
        for fault in (
            *_rows(matrix),
            *_idle_columns(matrix),
            *strangers(subject, matrix),
            *uncovered(subject, matrix),
            *overloaded(subject, matrix),
            *in_one_hand(subject, matrix),
        )
    ]
    if faults:
        yield from faults
        return
    words = put(
        "{rows} rows, {columns} roles",
        "{rows} lignes, {columns} rôles",
        rows=sum(len(matrix.lines) for matrix in found),
        columns=max(len(matrix.columns) for matrix in found),
    )
    first = found[0]
    yield passed(
        words, expected=EXPECTED, document=first.reading.path, location=first.register.location
    )


def _rows(matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    for line in matrix.lines:
        accountable, responsible = line.with_letter("A"), line.with_letter("R")
        if len(accountable) == 1 and responsible:
            continue
        found, fix = _wrong(line)
        yield failed(
            put(found["en"], found["fr"], row=line.label, names=named(accountable)),
            expected=EXPECTED,
            fix=fix,
            document=matrix.reading.path,
            location=line.row.location,
        )


def _wrong(line: Line) -> tuple[Text, Text]:
    accountable = line.with_letter("A")
    if line.is_blank:
        return _EMPTY, _FILL
    if not accountable:
        return _NO_A, _ONE_A
    return (_MANY_A, _ONE_A) if len(accountable) > 1 else (_NO_R, _ADD_R)


def _idle_columns(matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    for name in matrix.columns:
        if any(line.said[name] for line in matrix.lines):
            continue
        yield failed(
            put("{name} has no letter at all", "{name} n'a aucune lettre", name=name),
            expected=EXPECTED,
            fix=both(
                "Give the role something to do, or remove it",
                "Donnez un rôle à cette colonne, ou retirez-la",
            ),
            document=matrix.reading.path,
            location=matrix.place_of(name),
        )


_EMPTY: Text = both("{row}: nobody", "{row} : personne")
_FILL = both("Say who answers for it and who does it", "Dites qui en répond et qui le fait")
_NO_A: Text = both("{row}: nobody answers for it (no A)", "{row} : personne n'en répond (pas de A)")
_MANY_A: Text = both(
    "{row}: several answer for it: {names}", "{row} : plusieurs en répondent : {names}"
)
_ONE_A = both("Put one A, and only one", "Mettez un A, et un seul")
_NO_R: Text = both("{row}: nobody does it (no R)", "{row} : personne ne le fait (pas de R)")
_ADD_R = both("Put an R for who does the work", "Mettez un R à qui fait le travail")
_NO_MATRIX = both(
    "no matrix with the letters R, A, C and I was found",
    "aucune matrice avec les lettres R, A, C et I trouvée",
)
_AS_TABLE = both(
    "Write the matrix as a table: a row for each activity, a column for each role",
    "Écrivez la matrice dans un tableau : une ligne par activité, une colonne par rôle",
)
