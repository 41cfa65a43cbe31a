"""Whether a document is as mature as the gate asks: by level, or by an issue that rises."""

from collections.abc import Sequence

from domain.methodology.model.requirement import Requirement
from domain.methodology.model.vocabulary import Ladder
from domain.text import Text, both
from gates.checks.check import cannot_tell, failed
from gates.dossier import Dossier
from gates.ladders import rank
from gates.presence.answer import joined, spoken
from gates.presence.held import Held, Told, served_again
from gates.presence.issues import counted


def maturity(
    dossier: Dossier,
    requirement: Requirement,
    deliverable: str,
    ladder: Ladder | None,
    held: Sequence[Held],
) -> Told:
    """Tell whether the documents are as mature as asked; the most mature of them counts."""
    last = _last_issue(requirement, held)
    if last.fault is not None or ladder is None:
        return last
    own = (
        counted(dossier, deliverable, ladder, held)
        if ladder.counted
        else _levelled(dossier, requirement, ladder, held)
    )
    notes = [each.note for each in (own, last) if each.note]
    return Told(own.fault, joined(notes, "; ") if notes else {})


def _levelled(
    dossier: Dossier, requirement: Requirement, ladder: Ladder, held: Sequence[Held]
) -> Told:
    asked = rank(ladder, requirement.maturity or "")
    said = [each for each in held if rank(ladder, each.standing.level) >= 0]
    if not said:
        if not ladder.declared or asked < 0:
            return served_again(held)
        return _unsaid(_label(dossier, ladder, asked), held[0])
    best = max(said, key=lambda each: rank(ladder, each.standing.level))
    stands = best.standing
    level = _label(dossier, ladder, rank(ladder, stands.level))
    if asked < 0:
        return Told(note=level)
    if rank(ladder, stands.level) < asked:
        return Told(
            failed(
                both(f"its maturity is {level['en']}", f"sa maturité est {level['fr']}"),
                expected=_label(dossier, ladder, asked),
                fix=both(
                    "Bring the document to the maturity that this gate asks, and say so in it",
                    "Portez le document à la maturité que ce jalon demande, et indiquez-la",
                ),
                document=best.reading.path,
                location=stands.place,
            )
        )
    if stands.against and rank(ladder, stands.against) < asked:
        own = _label(dossier, ladder, rank(ladder, stands.against))
        return Told(
            cannot_tell(
                both(
                    f"package.yaml says {level['en']}, the document itself {own['en']}",
                    f"package.yaml dit {level['fr']}, le document lui-même {own['fr']}",
                ),
                expected=_label(dossier, ladder, asked),
                fix=both("Make both say the same", "Faites dire la même chose aux deux"),
                document=best.reading.path,
                location=stands.place,
            )
        )
    again = served_again([best]).note
    return Told(note=joined([level, again], "; ") if again else level)


def _last_issue(requirement: Requirement, held: Sequence[Held]) -> Told:
    if not requirement.last_issue:
        return Told()
    if any(each.standing.final for each in held):
        return Told(note=both("the last issue", "le dernier indice"))
    return Told(
        failed(
            both("it is not said to be the last issue", "rien ne dit que c'est le dernier indice"),
            expected=both("the last issue", "le dernier indice"),
            fix=both(
                "Say that it is final in its status, or in package.yaml: final: true",
                "Dites qu'il est final dans son statut, ou dans package.yaml : final: true",
            ),
            document=held[0].reading.path,
        )
    )


def _unsaid(expected: Text, each: Held) -> Told:
    return Told(
        cannot_tell(
            both("its maturity is not said", "sa maturité n'est pas dite"),
            expected=expected,
            fix=both(
                "Give its status in the document, or maturity in package.yaml",
                "Donnez son statut dans le document, ou maturity dans package.yaml",
            ),
            document=each.reading.path,
        )
    )


def _label(dossier: Dossier, ladder: Ladder, place: int) -> Text:
    return spoken(ladder.levels[place].label, dossier.method.language)
