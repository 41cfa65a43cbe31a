"""Presence: is each deliverable there, readable, and more than a blank form (check 31)?"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.finding import Severity
from domain.judgement import Status
from domain.methodology.model.requirement import Force, Requirement
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.evidence.content import Read, Reading, State
from gates.matching_manifest import SignedState

SOURCE = "ISO 9001:2015, 7.5.3; PMBOK Guide, deliverables of each knowledge area"

MANIFEST, MANIFEST_NAME = "package", both("Manifest of the package", "Manifeste du dossier")

USABLE = (State.FILLED, State.PARTIAL)


@dataclass(frozen=True)
class Presence:
    """Where a deliverable stands, the answer to tell, and the documents worth judging."""

    status: Status
    verdict: Verdict
    severity: Severity
    documents: tuple[Reading, ...] = ()


def presence(dossier: Dossier, requirement: Requirement) -> Presence:
    """Tell whether a deliverable that the gate asks for is there, and in which state."""
    severity = Severity.BLOCKER if requirement.force is Force.MUST else Severity.MINOR
    if requirement.state:
        return _signed(dossier.states.get(requirement.deliverable), severity)
    documents = dossier.documents(requirement.deliverable)
    readable = [each for each in documents if each.read is not Read.REFUSED]
    usable = tuple(each for each in readable if each.state in USABLE)
    if not documents:
        return Presence(Status.MISSING, _missing(dossier, requirement), severity)
    if not readable:
        return Presence(Status.UNREADABLE, _unreadable(documents[0]), severity)
    if not usable:
        return _no_use(readable, severity)
    filled = [each for each in usable if each.state is State.FILLED]
    if not filled and _asks_more_than_a_draft(dossier, requirement):
        gentle = min(severity, Severity.MAJOR, key=_lightness)
        return Presence(Status.PRESENT, _has_gaps(usable[0]), gentle, usable)
    return Presence(Status.PRESENT, _present((filled or usable)[0]), severity, usable)


def bad_manifest(fault: Text) -> Verdict:
    """Tell that the manifest of the package is not sound, so that nobody relies on it."""
    return failed(
        fault,
        expected=both(
            "deliverables and states that exist, with files of the package",
            "des livrables et des états qui existent, avec des fichiers du dossier",
        ),
        fix=both("Correct package.yaml, or leave it out", "Corrigez package.yaml, ou retirez-le"),
    )


def _lightness(severity: Severity) -> int:
    return (Severity.MINOR, Severity.MAJOR, Severity.BLOCKER).index(severity)


def _signed(state: SignedState | None, severity: Severity) -> Presence:
    if state is None or not state.done:
        said = _NOT_SAID if state is None else _NOT_DONE
        verdict = failed(said, expected=_STATE, fix=_SIGN)
        return Presence(Status.MISSING, verdict, severity)
    lacking = [name for name in ("signer", "evidence") if not getattr(state, name)]
    if lacking:
        words = both(f"no {' and no '.join(lacking)}", f"sans {' ni '.join(map(_fr, lacking))}")
        return Presence(Status.DEFECTIVE, failed(words, expected=_STATE, fix=_SIGN), severity)
    found = both(f"signed by {state.signer}", f"signé par {state.signer}")
    return Presence(Status.PRESENT, passed(found, expected=_STATE), severity)


def _fr(name: str) -> str:
    return {"signer": "signataire", "evidence": "preuve"}[name]


def _missing(dossier: Dossier, requirement: Requirement) -> Verdict:
    spare = [
        reading.path
        for reading in dossier.readings
        if not any(each.path == reading.path for each in dossier.services)
    ]
    found = both("none in the package", "aucun dans le dossier")
    if spare:
        listed = ", ".join(spare[:3]) + (", ..." if len(spare) > 3 else "")  # noqa: PLR2004 - a line's room
        found = both(
            f"none in the package; not recognised: {listed}",
            f"aucun dans le dossier ; non reconnus : {listed}",
        )
    name = requirement.deliverable
    fix = both(
        f"Add the document; if it is there, name it in package.yaml under deliverables: {name}",
        f"Ajoutez le document ; s'il y est, nommez-le dans package.yaml, deliverables : {name}",
    )
    return failed(found, expected=_DOCUMENT, fix=fix)


def _unreadable(document: Reading) -> Verdict:
    reason = document.reason or both("it cannot be read", "il ne peut être lu")
    fix = both(
        "Hand in a copy that opens without a password, in one of the usual formats",
        "Déposez une copie qui s'ouvre sans mot de passe, dans un format courant",
    )
    return cannot_tell(reason, expected=_DOCUMENT, fix=fix, document=document.path)


def _no_use(documents: Sequence[Reading], severity: Severity) -> Presence:
    """Tell of the best of the documents that hold nothing to judge."""
    order = (State.IMAGE, State.TEMPLATE, State.STUB)
    best = min(documents, key=lambda each: order.index(each.state))
    found, fix = _EMPTY[best.state]
    if best.state is State.IMAGE:
        verdict = cannot_tell(found, expected=_DOCUMENT, fix=fix, document=best.path)
    else:
        verdict = failed(found, expected=_DOCUMENT, fix=fix, document=best.path)
    return Presence(Status.DEFECTIVE, verdict, severity)


def _has_gaps(document: Reading) -> Verdict:
    return failed(
        both("essential parts are blank, or placeholders are left", _GAPS_FR),
        expected=both("a document without gaps", "un document sans lacune"),
        fix=both("Fill in what is left open", "Complétez ce qui est resté ouvert"),
        document=document.path,
    )


def _present(document: Reading) -> Verdict:
    return passed(
        both("present and filled in", "présent et rempli"),
        expected=_DOCUMENT,
        document=document.path,
    )


def _asks_more_than_a_draft(dossier: Dossier, requirement: Requirement) -> bool:
    deliverable = dossier.method.deliverable(requirement.deliverable)
    ladder = next(each for each in dossier.method.ladders if each.id == deliverable.ladder)
    return bool(ladder.levels) and ladder.levels[0].id != requirement.maturity


_DOCUMENT = both("a document with real content", "un document au contenu réel")
_STATE: Text = both(
    "done, with the name of who signs and the evidence",
    "fait, avec le nom de qui signe et la preuve",
)
_SIGN = both(
    "Say in package.yaml under states: done, signer and evidence",
    "Dites-le dans package.yaml sous states : done, signer et evidence",
)
_NOT_SAID = both("nothing is said of it", "rien n'en est dit")
_NOT_DONE = both("not done", "pas fait")
_GAPS_FR = "des parties essentielles sont vides, ou des textes à remplacer subsistent"
_EMPTY = {
    State.TEMPLATE: (
        both("a blank form", "un formulaire vierge"),
        both("Fill in the form", "Remplissez le formulaire"),
    ),
    State.STUB: (
        both("only a few words", "quelques mots seulement"),
        both("Write the document", "Rédigez le document"),
    ),
    State.IMAGE: (
        both("a picture or a scan without text", "une image ou un scan sans texte"),
        both(
            "Hand in the document with its text, not as a picture",
            "Déposez le document avec son texte, non comme une image",
        ),
    ),
}
