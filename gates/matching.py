"""Which document serves which deliverable: by manifest, memory, content, then by name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.evidence.content import Read, Reading
from gates.matching_content import content_evidence, section_of, titles_of
from gates.matching_manifest import Manifest
from gates.matching_memory import Remembered
from gates.matching_words import namings

ENOUGH = 0.5
"""A document serves a deliverable from this confidence on."""

BY_NAME = 0.6
"""How much the name of a file says when nothing inside speaks against it."""

BY_NAME_AGAINST = 0.35
"""The same when the document is, by its content, something else."""

SURE = 0.6
"""From this confidence on the role of a document speaks against other roles."""

MOST = 0.99

Names = frozenset[tuple[str, str]]
"""The names of a deliverable that a document uses, each with the title that holds it."""

_FILE = "\0"
"""Stands for the name of the file among the titles."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """A document serves a deliverable: how that is known, how surely, as which section."""

    path: str
    deliverable: str
    by: str
    confidence: float
    section: str = ""


def match(
    readings: Sequence[Reading],
    *,
    method: Method,
    gate: Gate,
    manifest: Manifest,
    remembered: Remembered,
) -> tuple[Service, ...]:
    """Return every service that the documents do, in their order and the method's."""
    given, ids = _given(manifest), {each.id for each in method.deliverables}
    known = {
        path: served
        for path, served in remembered.of(readings).items()
        if not served or ids.intersection(served)
    }
    found: list[Service] = []
    for reading in readings:
        if reading.path in given:
            found += _by_manifest(reading, given[reading.path], manifest, method)
        elif reading.path in known:
            found += _certain(reading, known[reading.path], "remembered", method)
        else:
            found += _recognised(reading, method, gate, taken=set(manifest.deliverables))
    free = [each for each in readings if known.get(each.path) != () or each.path in given]
    return (*found, *_sections(free, method, gate, found))


def _given(manifest: Manifest) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for deliverable, paths in manifest.deliverables.items():
        for path in paths:
            given.setdefault(path, []).append(deliverable)
    return given


def _certain(reading: Reading, ids: Sequence[str], by: str, method: Method) -> list[Service]:
    return [
        Service(path=reading.path, deliverable=deliverable.id, by=by, confidence=1.0)
        for deliverable in method.deliverables
        if deliverable.id in ids
    ]


def _by_manifest(
    reading: Reading, ids: Sequence[str], manifest: Manifest, method: Method
) -> list[Service]:
    return [
        replace(each, section=said.section) if said is not None and said.section else each
        for each in _certain(reading, ids, "manifest", method)
        for said in (manifest.said.get((each.deliverable, each.path)),)
    ]


def _recognised(reading: Reading, method: Method, gate: Gate, *, taken: set[str]) -> list[Service]:
    """Return what a document serves by its content and name; the manifest's word is not moved."""
    found, titles, stem = [], titles_of(reading), _stem(reading.path)
    for deliverable in method.deliverables:
        if deliverable.id in taken:
            continue
        evidence = content_evidence(reading, titles, deliverable)
        file_names = namings(stem, deliverable)
        by_name = _by_name(reading, deliverable) if file_names else 0.0
        confidence = _together(*evidence.weights, by_name)
        if confidence >= ENOUGH:
            by = "content" if evidence.weights else "name"
            service = Service(
                path=reading.path,
                deliverable=deliverable.id,
                by=by,
                confidence=round(min(confidence, MOST), 2),
            )
            names = {*evidence.names, *((_FILE, name) for name in file_names)}
            found.append((service, frozenset(names)))
    return _sifted(found, gate)


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.replace("_", " ")


def _by_name(reading: Reading, deliverable: Deliverable) -> float:
    """Return how much the file's name says; less when the document is something else."""
    against = (
        reading.confidence >= SURE
        and reading.role != "other"
        and reading.role not in deliverable.match.roles
        and bool(deliverable.match.roles)
    )
    return BY_NAME_AGAINST if against else BY_NAME


def _together(*weights: float) -> float:
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return 1 - left


def _sifted(found: Sequence[tuple[Service, Names]], gate: Gate) -> list[Service]:
    """Drop what rests on a role alone, or on a part of the name of another deliverable."""
    called = [
        service
        for service, names in found
        if names and not any(_is_outspoken(names, others) for _, others in found)
    ]
    if called:
        return called
    asked = {each for requirement in gate.requirements for each in requirement.choices}
    services = [service for service, _ in found]
    return [service for service in services if service.deliverable in asked] or services


def _is_outspoken(names: Names, others: Names) -> bool:
    """Tell whether other names say all that these say, and more: *project status report*."""
    if names == others:
        return False
    covered = all(
        any(title == other and f" {name} " in f" {longer} " for other, longer in others)
        for title, name in names
    )
    return covered and not all(
        any(title == other and f" {name} " in f" {longer} " for other, longer in names)
        for title, name in others
    )


def _sections(
    readings: Sequence[Reading], method: Method, gate: Gate, found: Sequence[Service]
) -> list[Service]:
    """Look for what is asked and no document serves among the sections of documents.

    A part of a whole is looked for in the documents that serve the whole; one whose name may
    head a section anywhere, in all of them.
    """
    served = {service.deliverable for service in found}
    serving = [*found]
    sections: list[Service] = []
    for deliverable in _asked(method, gate):
        if deliverable.id in served:
            continue
        wholes = _wholes(method, deliverable)
        inside = {each.path for each in serving if each.deliverable in wholes}
        for reading in readings:
            if reading.read == Read.REFUSED:
                continue
            if not deliverable.match.section and reading.path not in inside:
                continue
            section = section_of(reading, deliverable)
            if section is not None:
                sections.append(
                    Service(
                        path=reading.path,
                        deliverable=deliverable.id,
                        by="content",
                        confidence=section.confidence,
                        section=section.title,
                    )
                )
        serving = [*found, *sections]
    return sections


def _asked(method: Method, gate: Gate) -> list[Deliverable]:
    """Return the documents that a gate asks for, and the parts of those, wholes first."""
    by_id = {each.id: each for each in method.deliverables}
    asked = {each for requirement in gate.requirements for each in requirement.choices}
    signed = {each.deliverable for each in gate.requirements if each.state}
    found = [
        each
        for each in method.deliverables
        if (each.id in asked or each.part_of in asked)
        and each.id not in signed
        and not each.is_signed
    ]
    return sorted(found, key=lambda each: len(_wholes(method, by_id[each.id])))


def _wholes(method: Method, deliverable: Deliverable) -> list[str]:
    """Return what a deliverable is a part of, the nearest first."""
    by_id = {each.id: each for each in method.deliverables}
    wholes: list[str] = []
    whole = deliverable.part_of
    while whole is not None and whole not in wholes and whole in by_id:
        wholes.append(whole)
        whole = by_id[whole].part_of
    return wholes
