"""Check 23: can one tell, for each deliverable, whether it is good enough?"""

import re
from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "a criterion with a figure or a test, and the way to verify it, for each deliverable",
    "un critère chiffré ou un essai, et le moyen de le vérifier, pour chaque livrable",
)

_VAGUE = (
    *("fast", "quick", "easy", "simple", "user friendly", "intuitive", "adequate", "sufficient"),
    *("appropriate", "reasonable", "good", "high quality", "efficient", "robust", "modern"),
    *("flexible", "as soon as possible", "satisfactory", "acceptable", "nice", "clear", "reliable"),
    *("rapide", "facile", "convivial", "conviviale", "intuitif", "adequat", "suffisant", "correct"),
    *("suffisante", "approprie", "raisonnable", "bonne qualite", "efficace", "robuste", "moderne"),
    *("souple", "des que possible", "satisfaisant", "satisfaisante", "performant", "fiable", "bon"),
    *("ergonomique", "simple d emploi", "schnell", "einfach", "ausreichend", "angemessen", "gut"),
)
_TESTED = (
    *("no", "none", "zero", "all", "every", "each", "signed", "signature", "approved", "passes"),
    *("passed", "accepted", "complies", "conforms", "according", "certificate", "audit", "test"),
    *("without", "identical", "equals", "iso", "en", "norm", "standard", "checklist"),
    *("nul", "nulle", "aucun", "aucune", "tous", "toutes", "chaque", "signe", "signee", "sans"),
    *("approuve", "approuvee", "reussi", "reussie", "conforme", "accepte", "acceptee", "selon"),
    *("certificat", "essai", "epreuve", "recette", "norme", "proces verbal", "pv", "valide"),
    *("validee", "keine", "alle", "jeder", "bestanden", "genehmigt", "unterschrieben", "gemass"),
)
_FIGURE = re.compile(r"\d")


@check(
    "QUALITY-23",
    en="Acceptance criteria can be measured, and say how they are verified",
    fr="Les critères d'acceptation se mesurent, et disent comment ils sont vérifiés",
    source="PMBOK Guide, plan quality and verify scope; NPR 7123.1D, verification plan",
)
def criteria_are_measurable_and_verified(subject: Subject) -> Iterator[Verdict]:
    """Judge each row with an acceptance criterion in the documents of the deliverable."""
    found = [
        (reading, register)
        for reading, register in subject.registers(
            "acceptance_criteria", "requirements", "tests", "wbs"
        )
        if "acceptance_criterion" in register.columns
    ]
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    rows = [(reading, register, row) for reading, register in found for row in register.rows]
    faults = [fault for each in rows for fault in _of_row(*each)]
    if faults:
        yield from faults
        return
    words = put(
        "{count} criteria, each with a figure or a test",
        "{count} critères, chacun chiffré ou vérifié par un essai",
        count=len(rows),
    )
    yield passed(words, expected=EXPECTED, document=found[0][0].path)


def _of_row(reading: Reading, register: Register, row: Row) -> Iterator[Verdict]:
    criterion, how = row.text("acceptance_criterion"), row.text("verification", "test")
    name = _name(row)
    if is_blank(criterion):
        found, fix = _NONE, _WRITE
        place = "acceptance_criterion"
    elif not _is_measurable(criterion):
        found, fix = _VAGUE_WORDS, _MEASURE
        place = "acceptance_criterion"
    elif is_blank(how) and ("verification" in register.columns or not _names_a_test(criterion)):
        found, fix = _NO_WAY, _VERIFY
        place = "verification"
    else:
        return
    yield failed(
        put(found["en"], found["fr"], name=name, words=criterion),
        expected=EXPECTED,
        fix=fix,
        document=reading.path,
        location=row.place(place, "acceptance_criterion"),
    )


def _is_measurable(criterion: str) -> bool:
    if _FIGURE.search(criterion) or _names_a_test(criterion):
        return True
    padded = f" {fold(criterion)} "
    return not any(f" {word} " in padded for word in _VAGUE)


def _names_a_test(criterion: str) -> bool:
    padded = f" {fold(criterion)} "
    return bool(_FIGURE.search(criterion)) or any(f" {word} " in padded for word in _TESTED)


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
_NO_TABLE = both(
    "no table of acceptance criteria was found", "aucun tableau de critères d'acceptation trouvé"
)
_AS_TABLE = both(
    "Write the criteria as a table: deliverable, criterion, way to verify, responsible",
    "Écrivez les critères dans un tableau : livrable, critère, vérification, responsable",
)
