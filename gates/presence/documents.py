"""The documents of one deliverable: there, readable, filled in, mature and fresh enough."""

from collections.abc import Sequence

from domain.finding import Severity
from domain.judgement import Served, Status
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.requirement import Requirement
from domain.methodology.model.vocabulary import Ladder
from domain.text import Text, both
from gates.checks.check import Verdict, cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.evidence.content import Read, Reading, State
from gates.ladders import Standing, standing
from gates.manifest_entries import Declared
from gates.matching_words import folded
from gates.presence.answer import Fault, Presence, gentler, noted, spoken, weight, worst
from gates.presence.dates import stale
from gates.presence.held import Held, Told
from gates.presence.maturity import maturity

USABLE = (State.FILLED, State.PARTIAL)


def of_documents(dossier: Dossier, requirement: Requirement, deliverable: Deliverable) -> Presence:
    """Tell whether a deliverable is there as a document, and in which state."""
    severity = weight(requirement)
    documents = dossier.documents(deliverable.id)
    readable = [each for each in documents if each.read is not Read.REFUSED]
    usable = tuple(each for each in readable if each.state in USABLE)
    if not documents:
        return Presence(Status.MISSING, _missing(dossier, deliverable), severity)
    if not readable:
        return Presence(Status.UNREADABLE, _unreadable(documents[0]), severity)
    if not usable:
        return _no_use(readable, severity)
    held = held_by(dossier, deliverable, usable)
    filled = [each for each in usable if each.state is State.FILLED]
    faults, notes = _faults(dossier, requirement, deliverable, held)
    if not filled and _asks_more_than_a_draft(dossier, requirement, deliverable):
        gentle = gentler(severity, Severity.MAJOR)
        faults.append(Fault(_has_gaps(usable[0]), gentle, Status.PRESENT))
    served = tuple(_served(deliverable, each) for each in held)
    if faults:
        fault = worst(faults)
        return Presence(fault.status, fault.verdict, fault.severity, usable, served)
    verdict = noted(_present((filled or usable)[0]), notes)
    return Presence(Status.PRESENT, verdict, severity, usable, served)


def held_by(
    dossier: Dossier, deliverable: Deliverable, documents: Sequence[Reading]
) -> tuple[Held, ...]:
    """Return what each document says of itself, or said when an earlier gate accepted it."""
    ladder = ladder_of(dossier, deliverable)
    again = {each.reading.path: each.accepted for each in dossier.reused}
    found = []
    for each in documents:
        accepted = again.get(each.path)
        if accepted is not None:
            stands = Standing(level=accepted.maturity, issue=accepted.issue, dated=accepted.dated)
        else:
            said = dossier.said.get((deliverable.id, each.path), Declared())
            stands = standing(ladder, said, dossier.marks[each.path], dossier.as_of)
        found.append(Held(each, stands, accepted))
    return tuple(found)


def ladder_of(dossier: Dossier, deliverable: Deliverable) -> Ladder | None:
    """Return the ladder of a deliverable."""
    return next((each for each in dossier.method.ladders if each.id == deliverable.ladder), None)


def _faults(
    dossier: Dossier, requirement: Requirement, deliverable: Deliverable, held: Sequence[Held]
) -> tuple[list[Fault], list[Text]]:
    """Return what is wrong with documents that can be used, and what is worth saying of them."""
    severity = weight(requirement)
    told = [
        maturity(dossier, requirement, deliverable.id, ladder_of(dossier, deliverable), held),
        stale(dossier, requirement, held),
        _section(dossier, deliverable),
    ]
    faults = [Fault(each.fault, severity) for each in told if each.fault is not None]
    return faults, [each.note for each in told if each.note]


def _section(dossier: Dossier, deliverable: Deliverable) -> Told:
    """Tell whether the heading under which a deliverable stands is in its document."""
    for service in dossier.services:
        if service.deliverable != deliverable.id or not service.section:
            continue
        reading = dossier.reading(service.path)
        if reading is None or service.by != "manifest" or _has_heading(reading, service.section):
            return Told(
                note=both(f"as the section {service.section}", f"comme section {service.section}")
            )
        return Told(
            failed(
                both(
                    f"no heading {service.section} in {service.path}",
                    f"pas de titre {service.section} dans {service.path}",
                ),
                expected=_DOCUMENT,
                fix=both(
                    "Name a heading that the document has, after # in package.yaml",
                    "Nommez un titre que le document porte, après # dans package.yaml",
                ),
                document=service.path,
            )
        )
    return Told()


def _has_heading(reading: Reading, section: str) -> bool:
    sought = folded(section)
    headings = [each.text for each in reading.content.paragraphs if each.level]
    sheets = [table.title for table in reading.content.tables if table.title]
    lines = [each.text for each in reading.content.paragraphs if len(each.text) <= _HEADING]
    return any(f" {sought} " in f" {folded(each)} " for each in (*headings, *sheets)) or any(
        folded(each) == sought for each in lines
    )


_HEADING = 120


def _served(deliverable: Deliverable, each: Held) -> Served:
    accepted = each.accepted
    return Served(
        deliverable=deliverable.id,
        path=accepted.path if accepted is not None else each.reading.path,
        sha256=each.reading.sha256,
        maturity=each.standing.level,
        issue=each.standing.issue,
        dated=each.standing.dated,
        gate=accepted.gate if accepted is not None else "",
    )


def _missing(dossier: Dossier, deliverable: Deliverable) -> Verdict:
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
    name = deliverable.id
    fix = both(
        f"Add the document; if it is there, name it in package.yaml under deliverables: {name}",
        f"Ajoutez le document ; s'il y est, nommez-le dans package.yaml, deliverables : {name}",
    )
    if deliverable.part_of is not None:
        whole = spoken(
            dossier.method.deliverable(deliverable.part_of).label, dossier.method.language
        )
        fix = both(
            f"{fix['en']}. It may be a section of: {whole['en']}",
            f"{fix['fr']}. Ce peut être une section de : {whole['fr']}",
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


def _asks_more_than_a_draft(
    dossier: Dossier, requirement: Requirement, deliverable: Deliverable
) -> bool:
    ladder = ladder_of(dossier, deliverable)
    if ladder is None or not ladder.levels:
        return False
    return ladder.levels[0].id != requirement.maturity


_DOCUMENT = both("a document with real content", "un document au contenu réel")
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
