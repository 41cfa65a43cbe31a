"""All that a check may look at: frozen values, opened once for a package and a gate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from domain.finding import Fact
from domain.methodology.fitting.circumstances import Circumstances, Known
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.fitting.names import Standing, standing_of
from domain.methodology.fitting.products import asked_of_products, products_of
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Requirement
from domain.text import Text
from gates.evidence.content import Reading
from gates.evidence.outline import Marks
from gates.evidence.understanding.outlining import marks_of_reading, registers_of_reading
from gates.evidence.understanding.own_words import NONE
from gates.evidence.understanding.registers import Register
from gates.house_words import understood, worded, words_of
from gates.known import disputed, with_facts
from gates.manifest_entries import Declared, SignedState
from gates.matching import Service, match
from gates.matching_manifest import Manifest
from gates.matching_memory import Remembered
from gates.past import Accepted, Reused, reused
from gates.when_asked import WhenAsked


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """What is known of the project outside its documents; empty where it is not known.

    ``budget`` is in ``currency``; ``klass`` is the class of the project.
    """

    name: str = ""
    code: str = ""
    currency: str = ""
    budget: Decimal | None = None
    start: date | None = None
    finish: date | None = None
    klass: str = ""
    attributes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class Attested:
    """A finding that the PMO attested; it lives for one document's hash only (gate rule 8)."""

    check: str
    deliverable: str
    document_sha256: str


@dataclass(frozen=True, kw_only=True)
class OpenCondition:
    """A condition of an earlier gate that is not settled; ``reported`` awaits its verifier."""

    number: int
    gate: str
    due_on: date
    reported: bool = False


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around a package: the project, its past, and what people confirmed.

    ``accepted`` is what earlier gates accepted, by deliverable, the newest last. ``holders``
    are the names and handles of those who hold each role; none at all means that nobody knows.
    ``submitters`` are those who hand the package in or wrote parts of it. ``stage_since`` is
    the day on which the present stage began. ``circumstances`` are what the gate is fitted to,
    ``left_out`` what did not apply then. ``earlier`` are the documents of the package that was
    approved last, as they were read then; only a gate whose checks look back is given them.
    ``earlier_is_baseline`` tells whether that package set the baseline.
    """

    project: ProjectFacts = ProjectFacts()
    remembered: Remembered = field(default_factory=Remembered)
    baseline: tuple[Fact, ...] = ()
    attested: frozenset[Attested] = frozenset()
    conditions: tuple[OpenCondition, ...] = ()
    accepted: Mapping[str, tuple[Accepted, ...]] = field(default_factory=dict)
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    submitters: tuple[str, ...] = ()
    stage_since: date | None = None
    circumstances: Circumstances | None = None
    left_out: tuple[LeftOut, ...] = ()
    earlier: tuple[Reading, ...] = ()
    earlier_is_baseline: bool = True


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A package in front of a gate. ``as_of`` stands in for the clock.

    ``registers`` are the understood tables of each document, by its path, and ``marks`` what it
    says of itself; those ``_before`` are of the package approved last. ``baseline``
    holds the facts of the package that set the baseline, or of the one before. ``said`` is what
    the manifest says of documents, by deliverable and path;
    ``reused`` are documents of earlier gates that serve again. ``names`` are those of
    expressions with what is known of each; ``disputed`` the facts on which documents differ.
    """

    method: Method
    gate: Gate
    as_of: date
    readings: tuple[Reading, ...]
    services: tuple[Service, ...]
    registers: Mapping[str, tuple[Register, ...]]
    marks: Mapping[str, Marks]
    registers_before: Mapping[str, tuple[Register, ...]] = field(default_factory=dict)
    marks_before: Mapping[str, Marks] = field(default_factory=dict)
    states: Mapping[str, SignedState] = field(default_factory=dict)
    said: Mapping[tuple[str, str], Declared] = field(default_factory=dict)
    reused: tuple[Reused, ...] = ()
    around: Surroundings = Surroundings()
    names: Mapping[str, Known] = field(default_factory=dict)
    disputed: Mapping[str, str] = field(default_factory=dict)
    project: ProjectFacts = ProjectFacts()
    baseline: tuple[Fact, ...] = ()
    attested: frozenset[Attested] = frozenset()
    conditions: tuple[OpenCondition, ...] = ()
    manifest_fault: Text = field(default_factory=dict)
    found: dict[int, tuple[object, object]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What was told of a requirement, by its identity, so that nobody asks twice."""

    def requirement(self, deliverable: str) -> Requirement | None:
        """Return what the gate asks of a deliverable, or None when it asks nothing."""
        asked = (each for each in self.gate.requirements if deliverable in each.choices)
        return next(asked, None)

    def documents(self, deliverable: str) -> tuple[Reading, ...]:
        """Return the documents that serve a deliverable, the surest first, then reused ones."""
        services = sorted(
            (each for each in self.services if each.deliverable == deliverable),
            key=lambda each: -each.confidence,
        )
        by_path = {reading.path: reading for reading in self.readings}
        again = [each.reading for each in self.reused if each.deliverable == deliverable]
        return (*(by_path[path] for path in dict.fromkeys(each.path for each in services)), *again)

    def reading(self, path: str) -> Reading | None:
        """Return the document with a path, or None."""
        again = (each.reading for each in self.reused)
        return next((each for each in (*self.readings, *again) if each.path == path), None)


def open_dossier(
    readings: Sequence[Reading],
    manifest: Manifest,
    *,
    method: Method,
    gate: Gate,
    as_of: date,
    surroundings: Surroundings,
    manifest_fault: Text | None = None,
    services: Sequence[Service] | None = None,
) -> Dossier:
    """Match the documents of a package and open its dossier for a gate.

    ``manifest_fault`` says what is wrong with a manifest that was put aside for it;
    ``services`` are those already known, so that nothing is matched again. Where the method has
    words of its own, every document is understood again with them.
    """
    words = words_of(method)
    readings, method = understood(readings, words), worded(method)
    around = _circumstances(method, gate, surroundings, as_of)
    facts = [fact for reading in readings for fact in reading.facts]
    standing = standing_of(method, with_facts(around, facts, surroundings.baseline))
    gate = _with_replacements(method, gate, standing)
    if services is None:
        services = match(
            readings,
            method=method,
            gate=gate,
            manifest=manifest,
            remembered=surroundings.remembered,
        )
    served = frozenset(each.deliverable for each in services)
    again = reused(gate, served, surroundings.accepted)
    if words is not NONE:
        again = tuple(replace(each, reading=understood([each.reading], words)[0]) for each in again)
        surroundings = replace(surroundings, earlier=tuple(understood(surroundings.earlier, words)))
    everything = [*readings, *{each.reading.path: each.reading for each in again}.values()]
    if again:
        facts = [fact for reading in everything for fact in reading.facts]
        standing = standing_of(method, with_facts(around, facts, surroundings.baseline))
    return Dossier(
        method=method,
        gate=gate,
        as_of=as_of,
        readings=tuple(readings),
        services=tuple(services),
        registers=WhenAsked(everything, lambda each: registers_of_reading(each, words)),
        marks=WhenAsked(everything, marks_of_reading),
        marks_before=WhenAsked(surroundings.earlier, marks_of_reading),
        registers_before=WhenAsked(
            surroundings.earlier, lambda each: registers_of_reading(each, words)
        ),
        states=manifest.states,
        said=manifest.said,
        reused=again,
        around=surroundings,
        names=standing.names,
        disputed=disputed(facts),
        project=surroundings.project,
        baseline=surroundings.baseline,
        attested=surroundings.attested,
        conditions=surroundings.conditions,
        manifest_fault=manifest_fault or {},
    )


def _with_replacements(method: Method, gate: Gate, standing: Standing) -> Gate:
    """Return the gate asking for what stands in the place of other deliverables.

    What only does not apply stays, and is told as such.
    """
    if not any(each.replaces for each in method.deliverables):
        return gate
    return asked_of_products(gate, replace(products_of(method, standing), gone={}))


def _circumstances(
    method: Method, gate: Gate, surroundings: Surroundings, as_of: date
) -> Circumstances:
    """Return what is known of a project, from what is told of it where nobody worked it out."""
    if surroundings.circumstances is not None:
        return surroundings.circumstances
    project = surroundings.project
    ends = (stage.id for stage in method.stages if stage.gate == gate.id)
    attributes = {
        name: value
        for name, value in project.attributes.items()
        if isinstance(value, bool | int | Decimal | date | str)
    }
    return Circumstances(
        today=as_of,
        stage=next(ends, method.stages[0].id),
        budget=project.budget,
        currency=project.currency,
        start=project.start,
        finish=project.finish,
        klass=project.klass or None,
        attributes=attributes,
    )
