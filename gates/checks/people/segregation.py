"""Who has too much, or duties that must not be in one hand."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.people.matrix import Line, ResponsibilityMatrix
from gates.checks.structures.breakdown import alike
from gates.checks.wording import named, put, share

LEAST_LINES = 8
LEAST_COLUMNS = 3
MOST_SHARE = Decimal("0.9")


def overloaded(subject: Subject, matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    """Name who answers for more than a share of the rows; a small matrix is not judged."""
    lines = matrix.lines
    if len(lines) < LEAST_LINES or len(matrix.columns) < LEAST_COLUMNS:
        return
    most = subject.number("most_share", MOST_SHARE)
    for name in matrix.columns:
        own = sum(name in line.with_letter("A") for line in lines)
        part = Decimal(own) / len(lines)
        if part <= most:
            continue
        yield failed(
            put(
                "{name} answers for {own} of {rows} rows, {part}",
                "{name} répond de {own} lignes sur {rows}, soit {part}",
                name=name,
                own=own,
                rows=len(lines),
                part=share(part),
            ),
            expected=put(
                "nobody answers for more than {most} of the rows",
                "personne ne répond de plus de {most} des lignes",
                most=share(most),
            ),
            fix=both("Give some rows to somebody else", "Confiez des lignes à d'autres"),
            document=matrix.reading.path,
            location=matrix.place_of(name),
        )


def in_one_hand(subject: Subject, matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    """Yield the duties that the method keeps apart and the matrix gives to one column."""
    if subject.use.settings.get("distinct") is True:
        yield from _not_distinct(matrix)
    for pair in subject.words("separate", "").split(";"):
        one, _, other = pair.partition("/")
        if one.strip() and other.strip():
            yield from _of_pair(matrix, one.strip(), other.strip())


def _not_distinct(matrix: ResponsibilityMatrix) -> Iterator[Verdict]:
    """Tell of rows whose only doer is also the one who answers."""
    for line in matrix.lines:
        accountable, responsible = line.with_letter("A"), line.with_letter("R")
        if accountable and responsible == accountable:
            found = put(
                "{row}: {name} does it and answers for it",
                "{row} : {name} le fait et en répond",
                row=line.label,
                name=accountable[0],
            )
            yield _fault(matrix, line, found)


def _of_pair(matrix: ResponsibilityMatrix, one: str, other: str) -> Iterator[Verdict]:
    """Tell of columns that hold two duties which the method keeps apart.

    A duty is a row; where it names a column, that one must not hold the other duty.
    """
    ones, others = _hands(matrix, one), _hands(matrix, other)
    for line, names in others:
        both_hold = sorted({name for _, first in ones for name in first} & set(names))
        if both_hold:
            found = put(
                "{row}: {names} also has {one}",
                "{row} : {names} a aussi {one}",
                row=line.label,
                names=named(both_hold),
                one=one,
            )
            yield _fault(matrix, line, found)
    yield from _of_column(matrix, one, other)
    yield from _of_column(matrix, other, one)


def _of_column(matrix: ResponsibilityMatrix, column: str, duty: str) -> Iterator[Verdict]:
    names = [name for name in matrix.columns if alike(name, column)]
    for line, hands in _hands(matrix, duty):
        for name in names:
            if name in hands:
                found = put(
                    "{row}: {name} must not do it nor answer for it",
                    "{row} : {name} ne doit ni le faire ni en répondre",
                    row=line.label,
                    name=name,
                )
                yield _fault(matrix, line, found)


def _hands(matrix: ResponsibilityMatrix, duty: str) -> Sequence[tuple[Line, list[str]]]:
    """Return the rows about a duty, with who does it or answers for it."""
    return [
        (line, sorted({*line.with_letter("A"), *line.with_letter("R")}))
        for line in matrix.lines
        if alike(line.name, duty)
    ]


def _fault(matrix: ResponsibilityMatrix, line: Line, found: Text) -> Verdict:
    return failed(
        found,
        expected=both(
            "the duties that the method keeps apart in different hands",
            "les fonctions que la méthode sépare dans des mains différentes",
        ),
        fix=both(
            "Give one of the two to somebody else", "Confiez l'une des deux à quelqu'un d'autre"
        ),
        document=matrix.reading.path,
        location=line.row.location,
    )
