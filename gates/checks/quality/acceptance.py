"""Check 23: can one tell, for each deliverable, whether it is good enough?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.quality.capability import figures_beyond_limits
from gates.checks.quality.coverage import without_criterion
from gates.checks.quality.criteria import is_measurable, names_a_test
from gates.checks.quality.plan import what_the_plan_lacks
from gates.checks.structures.breakdown import breakdown_of, normal
from gates.checks.structures.planning_packages import is_planning_package
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a criterion with a figure or a test, and the way to verify it, for each deliverable",
    "un critère chiffré ou un essai, et le moyen de le vérifier, pour chaque livrable",
)
KINDS = ("acceptance_criteria", "requirements", "traceability", "tests", "test_plan", "wbs")
LEVELS = frozenset({"level", "niveau", "stufe", "ebene", "nivel", "livello"})
PHASES = frozenset({"phase", "phases", "stage", "etape", "fase"})

_DROPPED = Phrases.listed(load("requirements")["dropped"])


@check("QUALITY-23")
def criteria_are_measurable_and_verified(subject: Subject) -> Iterator[Verdict]:
    """Judge each row with a criterion: its words, its method, level, phase and responsible.

    Then the deliverables and requirements without a criterion, what a quality plan names, and
    the figures of capability against their limits: ``ppk`` and ``cpk`` (at least, by default
    1.33) and ``gauge_rr`` (at most, in per cent, by default 30), unless the plan states its own.
    ``level_and_phase`` asks for these two even where there is no column for them.
    """
    found = _criteria(subject)
    faults = [
        *(fault for each in found for fault in _of_row(subject, *each)),
        *(_columns_missing(subject, found) if found else ()),
        *(without_criterion(subject, [row for _, _, row in found])),
        *what_the_plan_lacks(subject),
        *figures_beyond_limits(subject),
    ]
    if not found:
        document = subject.documents[0].path
        faults.append(cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document))
    if faults:
        yield from faults
        return
    words = put(
        "{count} criteria, each with a figure or a test",
        "{count} critères, chacun chiffré ou vérifié par un essai",
        count=len(found),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path)


def _criteria(subject: Subject) -> list[tuple[Reading, Register, Row]]:
    """Return the rows that should hold a criterion, of the deliverable or else of the package."""
    for registers in (subject.registers(*KINDS), subject.registers_anywhere(*KINDS)):
        found = [
            (reading, register, row)
            for reading, register in registers
            if "acceptance_criterion" in register.columns
            for row in _judged(register)
        ]
        if found:
            return found
    return []


def _judged(register: Register) -> Iterator[Row]:
    """Yield the rows that are accepted by themselves: no parents, nothing dropped or unplanned."""
    parents = set(breakdown_of(register).children) if register.kind == "wbs" else set()
    for row in register.rows:
        texts = [cell.value for cell in row.cells if cell.value]
        if normal(row.text("wbs", "id")) in parents or _DROPPED.open(fold(row.text("status"))):
            continue
        if not any(is_planning_package(text) for text in texts):
            yield row


def _of_row(subject: Subject, reading: Reading, register: Register, row: Row) -> Iterator[Verdict]:
    fault = _fault_of(subject, register, row)
    if fault is None:
        return
    found, fix, place = fault
    yield failed(
        put(found["en"], found["fr"], name=_name(row), words=row.text("acceptance_criterion")),
        expected=EXPECTED,
        fix=fix,
        document=reading.path,
        location=place,
    )


def _fault_of(subject: Subject, register: Register, row: Row) -> tuple[Text, Text, str] | None:
    """Return the first thing that a row lacks: what it lacks, what to do, and the place."""
    criterion = row.text("acceptance_criterion")
    place = row.place("acceptance_criterion")
    if is_blank(criterion):
        return _NONE, _WRITE, place
    if not is_measurable(criterion):
        return _VAGUE_WORDS, _MEASURE, place
    how = row.text("verification", "test")
    if is_blank(how) and ("verification" in register.columns or not names_a_test(criterion)):
        return _NO_WAY, _VERIFY, row.place("verification", "acceptance_criterion")
    return None if subject.is_first_draft else _left_out(register, row)


def _left_out(register: Register, row: Row) -> tuple[Text, Text, str] | None:
    """Return what a row leaves blank of level, phase and responsible, where there are columns."""
    owner = next((each for each in ("owner", "tester") if each in register.columns), "")
    for column, found, fix in (
        (_column(register, "verification_level", "class", LEVELS), _NO_LEVEL, _SAY_LEVEL),
        (_column(register, "verification_phase", "task", PHASES), _NO_PHASE, _SAY_PHASE),
        (owner if register.kind == "acceptance_criteria" else "", _NOBODY, _NAME),
    ):
        if column and is_blank(row.text(column)):
            return found, fix, row.place(column)
    return None


def _column(register: Register, own: str, other: str, headers: frozenset[str]) -> str:
    """Return the column of a level or a phase: its own, or one that is called so and no more."""
    if own in register.columns:
        return own
    place = register.columns.get(other)
    named = place is not None and fold(register.headers[place]) in headers
    return other if named and register.kind == "acceptance_criteria" else ""


def _columns_missing(
    subject: Subject, found: list[tuple[Reading, Register, Row]]
) -> Iterator[Verdict]:
    if subject.use.settings.get("level_and_phase") is not True:
        return
    tables = {register.location: (reading, register) for reading, register, _ in found}
    for reading, register in tables.values():
        for column, words, fix in (
            (_column(register, "verification_level", "class", LEVELS), _NO_LEVELS, _SAY_LEVEL),
            (_column(register, "verification_phase", "task", PHASES), _NO_PHASES, _SAY_PHASE),
        ):
            if not column:
                yield failed(
                    words,
                    expected=EXPECTED,
                    fix=fix,
                    document=reading.path,
                    location=register.location,
                )


def _name(row: Row) -> str:
    code = row.text("wbs", "id")
    name = row.text("deliverable", "requirement", "task", "item", "name", "description")
    return f"{code} {name}".strip() or row.location


_NONE: Text = both("{name}: no criterion", "{name} : pas de critère")
_WRITE = both(
    "Write how one will know that it is accepted", "Écrivez à quoi l'on saura qu'il est accepté"
)
_VAGUE_WORDS: Text = both(
    "{name}: “{words}” cannot be measured", "{name} : « {words} » ne se mesure pas"
)
_MEASURE = both("Give a figure, a limit or a test", "Donnez un chiffre, un seuil ou un essai")
_NO_WAY: Text = both("{name}: not said how it is verified", "{name} : moyen de vérification absent")
_VERIFY = both(
    "Say how: inspection, analysis, demonstration, test or review",
    "Dites comment : inspection, analyse, démonstration, essai ou revue",
)
_NO_LEVEL: Text = both("{name}: no level of verification", "{name} : pas de niveau de vérification")
_NO_LEVELS = both("there is no column for the level", "il n'y a pas de colonne pour le niveau")
_SAY_LEVEL = both(
    "Say the level: part, assembly, system", "Dites le niveau : pièce, ensemble, système"
)
_NO_PHASE: Text = both("{name}: no phase of verification", "{name} : pas de phase de vérification")
_NO_PHASES = both("there is no column for the phase", "il n'y a pas de colonne pour la phase")
_SAY_PHASE = both("Say the phase in which it is verified", "Dites la phase où cela est vérifié")
_NOBODY: Text = both("{name}: nobody is responsible", "{name} : pas de responsable")
_NAME = both("Name a person who verifies it", "Nommez une personne qui le vérifie")
_NO_TABLE = both(
    "no table of acceptance criteria was found", "aucun tableau de critères d'acceptation trouvé"
)
_AS_TABLE = both(
    "Write the criteria as a table: deliverable, criterion, way to verify, responsible",
    "Écrivez les critères dans un tableau : livrable, critère, vérification, responsable",
)
