"""Presence of what a requirement asks: its document, its signature, its choices or its parts."""

from dataclasses import replace
from datetime import date

from domain.judgement import Status
from domain.methodology.model.requirement import Requirement
from domain.text import Text, both
from gates.applying import applying, ruled_out
from gates.checks.check import Verdict, failed
from gates.dossier import Dossier
from gates.presence.answer import Presence, aside, weight
from gates.presence.dates import readiness
from gates.presence.documents import of_documents
from gates.presence.periods import of_periods
from gates.presence.several import of_choices, of_parts
from gates.presence.signed import of_state

MANIFEST, MANIFEST_NAME = "package", both("Manifest of the package", "Manifeste du dossier")


def presence(dossier: Dossier, requirement: Requirement) -> Presence:
    """Tell whether what the gate asks for is there, in which state, and if it was in time."""
    asked, told = dossier.found.get(id(requirement), (None, None))
    if asked is not requirement or not isinstance(told, Presence):
        told = _presence(dossier, requirement)
        dossier.found[id(requirement)] = requirement, told
    return told


def _presence(dossier: Dossier, requirement: Requirement) -> Presence:
    def ask(each: Requirement) -> Presence:
        return _of_one(dossier, each)

    because = ruled_out(dossier, requirement)
    if because:
        return aside(because, weight(requirement))
    asked = applying(dossier, requirement)
    there = of_choices(dossier, asked, ask) if asked.or_any_of else ask(asked)
    if there.status is not Status.PRESENT:
        return there
    return replace(there, late=readiness(dossier, requirement, _days(dossier, requirement, there)))


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


def _of_one(dossier: Dossier, requirement: Requirement, depth: int = 0) -> Presence:
    deliverable = dossier.method.deliverable(requirement.deliverable)
    if deliverable.is_signed or requirement.state:
        return of_state(dossier, requirement, deliverable)
    if deliverable.every is not None:
        return of_periods(dossier, requirement, deliverable)
    there = of_documents(dossier, requirement, deliverable)
    if there.status is not Status.MISSING or depth > len(dossier.method.deliverables):
        return there
    return of_parts(dossier, requirement, there, lambda each: _of_one(dossier, each, depth + 1))


def _days(dossier: Dossier, requirement: Requirement, there: Presence) -> list[date | None]:
    """Return the days from which what is there was ready."""
    signed = [
        dossier.states[each].on
        for each in requirement.choices
        if each in dossier.states and not there.documents
    ]
    return [*signed, *(each.dated for each in there.served)] or [None]
