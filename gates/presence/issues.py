"""Whether the issue of a document rose since the gate before, on a ladder that only counts."""

from collections.abc import Sequence

from domain.methodology.model.vocabulary import Ladder
from domain.text import Text, both
from gates.checks.check import cannot_tell, failed
from gates.dossier import Dossier
from gates.ladders import is_higher
from gates.past import Accepted
from gates.presence.held import Held, Told, served_again


def counted(dossier: Dossier, deliverable: str, ladder: Ladder, held: Sequence[Held]) -> Told:
    """Tell whether the issue rose; what serves again need not."""
    handed_in = [each for each in held if each.accepted is None]
    if not handed_in:
        return served_again(held)
    before = _gate_before(dossier, deliverable)
    if before:
        return _since(before, handed_in)
    said = _saying(handed_in)
    if said is not None:
        return Told(note=_issue(said.standing.issue))
    return _no_issue("", handed_in[0]) if ladder.declared else Told()


def _since(before: Sequence[Accepted], handed_in: Sequence[Held]) -> Told:
    gate, old = before[0].gate, next((each.issue for each in before if each.issue), "")
    known = {each.sha256 for each in before}
    changed = [each for each in handed_in if each.reading.sha256 not in known]
    if not changed:
        return Told(
            failed(
                both(f"unchanged since gate {gate}", f"inchangé depuis le jalon {gate}"),
                expected=_higher(old),
                fix=_RAISE,
                document=handed_in[0].reading.path,
            )
        )
    said = _saying(changed)
    if said is None:
        return _no_issue(old, changed[0])
    return _compared(said, old, gate)


def _compared(said: Held, old: str, gate: str) -> Told:
    new = said.standing.issue
    rises = is_higher(new, old) if old else True
    if rises:
        return Told(note=_issue(new))
    verdict, found = (
        failed,
        both(
            f"issue {new}; gate {gate} accepted issue {old}",
            f"indice {new} ; le jalon {gate} a accepté l'indice {old}",
        ),
    )
    if rises is None:
        verdict, found = (
            cannot_tell,
            both(
                f"issue {new} does not count like issue {old} of gate {gate}",
                f"l'indice {new} ne se compare pas à l'indice {old} du jalon {gate}",
            ),
        )
    return Told(
        verdict(
            found,
            expected=_higher(old),
            fix=_RAISE,
            document=said.reading.path,
            location=said.standing.place,
        )
    )


def _gate_before(dossier: Dossier, deliverable: str) -> Sequence[Accepted]:
    """Return what the last other gate accepted for a deliverable."""
    earlier = [
        each
        for each in dossier.around.accepted.get(deliverable, ())
        if each.gate != dossier.gate.id
    ]
    return [each for each in earlier if each.gate == earlier[-1].gate]


def _saying(held: Sequence[Held]) -> Held | None:
    return next((each for each in held if each.standing.issue), None)


def _no_issue(old: str, each: Held) -> Told:
    return Told(
        cannot_tell(
            both("its issue is not said", "son indice n'est pas dit"),
            expected=_higher(old),
            fix=both(
                "Give its issue in the document, or issue in package.yaml",
                "Donnez son indice dans le document, ou issue dans package.yaml",
            ),
            document=each.reading.path,
        )
    )


def _issue(issue: str) -> Text:
    return both(f"issue {issue}", f"indice {issue}")


def _higher(old: str) -> Text:
    if old:
        return both(f"an issue higher than {old}", f"un indice supérieur à {old}")
    return both("an issue that is said", "un indice indiqué")


_RAISE = both("Revise the document and raise its issue", "Révisez le document et montez son indice")
