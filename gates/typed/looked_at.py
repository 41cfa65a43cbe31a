"""The documents that a test looks at, and what they are called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.methodology.model.deliverable import Deliverable
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, not_applicable
from gates.checks.wording import put
from gates.dossier import Dossier
from gates.evidence.content import Read, Reading, State
from gates.presence.answer import spoken

USABLE = (State.FILLED, State.PARTIAL)


@dataclass(frozen=True)
class LookedAt:
    """The documents of a deliverable, or of the whole package; ``name`` is what they are called.

    ``refused`` are those of them that could not be read.
    """

    name: Text
    documents: tuple[Reading, ...]
    refused: tuple[Reading, ...] = ()
    deliverable: Deliverable | None = None

    @property
    def usable(self) -> tuple[Reading, ...]:
        """The documents that hold something."""
        return tuple(each for each in self.documents if each.state in USABLE)


def about(
    dossier: Dossier, deliverable: str | None, judge: Callable[[LookedAt], Sequence[Verdict]]
) -> Sequence[Verdict]:
    """Judge what a test looks at; what does not apply to the project is not judged."""
    looked = looked_at(dossier, deliverable)
    if looked is None:
        words = both(
            f"{deliverable} does not apply to this project",
            f"{deliverable} ne s'applique pas à ce projet",
        )
        return [not_applicable(words, expected={})]
    return judge(looked)


def looked_at(dossier: Dossier, deliverable: str | None) -> LookedAt | None:
    """Return the documents of a deliverable, or all; None where it does not apply.

    What stands in the place of a deliverable is looked at instead of it, and the document that
    may hold it where it has none of its own.
    """
    if deliverable is None:
        again = {each.reading.path: each.reading for each in dossier.reused}
        return _sorted(_PACKAGE, (*dossier.readings, *again.values()))
    known = {each.id: each for each in dossier.method.deliverables}
    heir = next((each for each in known.values() if deliverable in each.replaces), None)
    found = known.get(deliverable) or heir
    if found is None:
        return None
    documents, whole = dossier.documents(found.id), found.part_of
    seen = {found.id}
    while not documents and whole in known and whole not in seen:
        seen.add(whole)
        documents, whole = dossier.documents(whole), known[whole].part_of
    return _sorted(spoken(found.label, dossier.method.language), documents, found)


def absent(looked: LookedAt, expected: Text) -> Verdict:
    """Tell that there is nothing to look at."""
    if looked.refused:
        refused = looked.refused[0]
        return cannot_tell(
            refused.reason or both("it cannot be read", "il ne peut être lu"),
            expected=expected,
            fix=both("Hand in a copy that can be read", "Déposez une copie lisible"),
            document=refused.path,
        )
    if looked.documents:
        return cannot_tell(
            both("nothing in it can be read", "rien n'y est lisible"),
            expected=expected,
            fix=both("Fill it in, with its text", "Remplissez-le, avec son texte"),
            document=looked.documents[0].path,
        )
    return cannot_tell(
        put("none in the package: {name}", "aucun dans le dossier : {name}", name=looked.name),
        expected=expected,
        fix=put(
            "Add the document, or say in package.yaml which one it is: {name}",
            "Ajoutez le document, ou dites dans package.yaml lequel c'est : {name}",
            name=looked.name,
        ),
    )


def _sorted(
    name: Text, documents: Sequence[Reading], deliverable: Deliverable | None = None
) -> LookedAt:
    return LookedAt(
        name,
        tuple(each for each in documents if each.read is not Read.REFUSED),
        tuple(each for each in documents if each.read is Read.REFUSED),
        deliverable,
    )


_PACKAGE = both("the package", "le dossier")
