"""What the checks of procurement share: whether anything is bought, and words of the trade."""

from gates.checks.check import Subject
from gates.checks.structures.passages import first_with, passages
from gates.evidence.understanding.numbers import scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("procurement")
NAMES = ("item", "task", "deliverable", "description", "name")
"""The concepts under which a row says what is bought."""


def words(name: str) -> Phrases:
    """Return a list of phrases of ``words/procurement.yaml``."""
    return Phrases.listed(_WORDS[name])


_NOTHING = words("nothing_bought")


def buys_nothing(subject: Subject) -> bool:
    """Tell whether the project, or the document itself, says that nothing is bought."""
    if subject.dossier.project.attributes.get("bought") is False:
        return True
    return first_with(passages(subject.documents), _NOTHING) is not None


def factor(register: Register, concept: str) -> int:
    """Return by how much the figures of a column are to be multiplied: 1000 under *k€*."""
    place = register.columns.get(concept)
    header = register.headers[place] if place is not None and place < len(register.headers) else ""
    return int(scale(header))
