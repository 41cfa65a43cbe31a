"""Check 25: is it clear who answers for each piece of work, and who does it?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.structures.breakdown import alike, breakdown_of, is_within, normal
from gates.checks.wording import named, put
from gates.evidence.content import Reading
from gates.evidence.understanding.letters import letters
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "exactly one A and at least one R in each row", "un A et un seul, et au moins un R, par ligne"
)

COMPARABLE = 0.5
"""Names and codes are compared with another list when at least this share is found in it."""


@check(
    "PEOPLE-25",
    en="One person answers for each piece of work, and somebody does it",
    fr="Une personne répond de chaque travail, et quelqu'un le fait",
    source="PMBOK Guide, develop human resource plan; Smith and Erwin, RACI; PM² Guide, RASCI",
)
def each_row_has_one_accountable(subject: Subject) -> Iterator[Verdict]:
    """Judge each responsibility matrix in the documents of the deliverable."""
    found = list(subject.registers("raci"))
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_MATRIX, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [
        fault
        for reading, register in found
        for fault in (
            *_rows(reading, register),
            *_idle_columns(reading, register),
            *_strangers(subject, reading, register),
            *_uncovered(subject, reading, register),
        )
    ]
    if faults:
        yield from faults
        return
    words = put(
        "{rows} rows, {columns} roles",
        "{rows} lignes, {columns} rôles",
        rows=sum(len(register.rows) for _, register in found),
        columns=max(len(register.letters) for _, register in found),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path, location=found[0][1].location)


def _rows(reading: Reading, register: Register) -> Iterator[Verdict]:
    for row in register.rows:
        said = {
            name: letters(row.cells[place].value)
            for name, place in register.letters.items()
            if place < len(row.cells)
        }
        accountable = [name for name, each in said.items() if "A" in each]
        responsible = [name for name, each in said.items() if "R" in each]
        if len(accountable) == 1 and responsible:
            continue
        if not any(said.values()):
            found, fix = _EMPTY, _FILL
        elif not accountable:
            found, fix = _NO_A, _ONE_A
        elif len(accountable) > 1:
            found, fix = _MANY_A, _ONE_A
        else:
            found, fix = _NO_R, _ADD_R
        yield failed(
            put(found["en"], found["fr"], row=_name(row), names=named(accountable)),
            expected=EXPECTED,
            fix=fix,
            document=reading.path,
            location=row.location,
        )


def _idle_columns(reading: Reading, register: Register) -> Iterator[Verdict]:
    for name, place in register.letters.items():
        used = any(
            place < len(row.cells) and letters(row.cells[place].value) for row in register.rows
        )
        if not used:
            yield failed(
                put("{name} has no letter at all", "{name} n'a aucune lettre", name=name),
                expected=EXPECTED,
                fix=both("Give the role something to do, or remove it",
                         "Donnez un rôle à cette colonne, ou retirez-la"),
                document=reading.path,
                location=register.location,
            )  # fmt: skip


def _strangers(subject: Subject, reading: Reading, register: Register) -> Iterator[Verdict]:
    """Name the columns that the organisation does not know, where the two can be compared."""
    known = [
        text
        for _, people in subject.registers_anywhere("people")
        for row in people.rows
        for text in (row.text("role"), row.text("person"), row.text("name"), row.text("id"))
        if text
    ]
    columns = list(register.letters)
    strangers = [name for name in columns if not any(alike(name, each) for each in known)]
    if not known or len(strangers) > (1 - COMPARABLE) * len(columns):
        return
    for name in strangers:
        yield failed(
            put(
                "{name} is not in the organisation",
                "{name} n'est pas dans l'organisation",
                name=name,
            ),
            expected=both("only people and roles of the organisation",
                          "seulement des personnes et des rôles de l'organisation"),
            fix=both("Add the role to the organisation, or correct its name",
                     "Ajoutez le rôle à l'organisation, ou corrigez son nom"),
            document=reading.path,
            location=register.location,
        )  # fmt: skip


def _uncovered(subject: Subject, reading: Reading, register: Register) -> Iterator[Verdict]:
    """Name the leaves of the work breakdown that no row of the matrix speaks of."""
    rows = {code for row in register.rows if (code := normal(row.text("wbs", "id")))}
    for _, other in subject.registers_anywhere("wbs"):
        breakdown = breakdown_of(other)
        leaves = breakdown.leaves
        missing = [leaf.label for leaf in leaves if not is_within(leaf.code, rows)]
        if not rows or not missing or len(missing) > (1 - COMPARABLE) * len(leaves):
            continue
        yield failed(
            put(
                "not in the matrix: {names}",
                "absents de la matrice : {names}",
                names=named(missing),
            ),
            expected=both("a row for each leaf of the work breakdown",
                          "une ligne par lot de l'organigramme des tâches"),
            fix=both("Add a row for each of them", "Ajoutez une ligne pour chacun"),
            document=reading.path,
            location=register.location,
        )  # fmt: skip
        return


def _name(row: Row) -> str:
    code = row.text("wbs", "id")
    return (
        f"{code} {row.text('task', 'deliverable', 'description', 'name')}".strip() or row.location
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
