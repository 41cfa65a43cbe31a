"""Whether a field of a deliverable's documents is filled in."""

from collections.abc import Sequence

from domain.methodology.model.criterion_tests import FieldFilled
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.typed.looked_at import LookedAt, about, absent
from gates.typed.stated import fields_in

_LONGEST = 80


def field_filled(dossier: Dossier, test: FieldFilled) -> Sequence[Verdict]:
    """Tell whether a field is filled in; where no document has it, that is not known."""
    return about(dossier, test.deliverable, lambda looked: [_filled(dossier, looked, test)])


def _filled(dossier: Dossier, looked: LookedAt, test: FieldFilled) -> Verdict:
    called = ", ".join(test.labels) or (test.field or "").replace("_", " ")
    expected = both(f"{called}: filled in", f"{called} : rempli")
    if not looked.documents:
        return absent(looked, expected)
    found = list(fields_in(dossier, looked, test.field, test.labels))
    full = next((each for each in found if each[1].filled), None)
    if full is not None:
        reading, field = full
        said = f"{field.label.rstrip(' :')}: {' '.join(field.value.split())}"[:_LONGEST]
        return passed(
            both(said, said), expected=expected, document=reading.path, location=field.location
        )
    stated = [
        (reading, fact)
        for reading in looked.documents
        for fact in reading.facts
        if fact.name == test.field
    ]
    if stated:
        reading, fact = stated[0]
        words = both(f"said in a sentence: {fact.value}", f"dit dans une phrase : {fact.value}")
        return passed(words, expected=expected, document=reading.path, location=fact.location)
    if found:
        reading, field = found[0]
        return failed(
            both("it is left blank", "il est laissé vide"),
            expected=expected,
            fix=_fix(called),
            document=reading.path,
            location=field.location,
        )
    return cannot_tell(
        both("no such field is found", "aucun champ de ce nom n'est trouvé"),
        expected=expected,
        fix=_fix(called),
        document=looked.documents[0].path,
    )


def _fix(called: str) -> Text:
    return both(
        f"Write the value behind the label: {called}",
        f"Écrivez la valeur derrière l'étiquette : {called}",
    )
