"""All that a check may look at: frozen values, opened once for a package and a gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from typing_extensions import override

from domain.finding import Fact
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Requirement
from domain.text import Text
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register, find_registers
from gates.matching import Remembered, Service, match
from gates.matching_manifest import Manifest, SignedState


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
class Dossier:
    """A package in front of a gate. ``as_of`` stands in for the clock.

    ``registers`` are the understood tables of each document, by its path. ``baseline`` holds
    the facts of the package that set the baseline, or of the one before.
    """

    method: Method
    gate: Gate
    as_of: date
    readings: tuple[Reading, ...]
    services: tuple[Service, ...]
    registers: Mapping[str, tuple[Register, ...]]
    states: Mapping[str, SignedState] = field(default_factory=dict)
    project: ProjectFacts = ProjectFacts()
    baseline: tuple[Fact, ...] = ()
    attested: frozenset[Attested] = frozenset()
    conditions: tuple[OpenCondition, ...] = ()
    manifest_fault: Text = field(default_factory=dict)

    def requirement(self, deliverable: str) -> Requirement | None:
        """Return what the gate asks of a deliverable, or None when it asks nothing."""
        asked = (each for each in self.gate.requirements if each.deliverable == deliverable)
        return next(asked, None)

    def documents(self, deliverable: str) -> tuple[Reading, ...]:
        """Return the documents that serve a deliverable, the surest first."""
        services = sorted(
            (each for each in self.services if each.deliverable == deliverable),
            key=lambda each: -each.confidence,
        )
        by_path = {reading.path: reading for reading in self.readings}
        return tuple(by_path[path] for path in dict.fromkeys(each.path for each in services))

    def reading(self, path: str) -> Reading | None:
        """Return the document with a path, or None."""
        return next((each for each in self.readings if each.path == path), None)


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around a package: the project, its past, and what people confirmed."""

    project: ProjectFacts = ProjectFacts()
    remembered: Remembered = field(default_factory=Remembered)
    baseline: tuple[Fact, ...] = ()
    attested: frozenset[Attested] = frozenset()
    conditions: tuple[OpenCondition, ...] = ()


class Registers(Mapping[str, tuple[Register, ...]]):
    """The understood tables of each document, by its path; each is understood when first asked."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.path: reading for reading in readings}
        self._found: dict[str, tuple[Register, ...]] = {}

    @override
    def __getitem__(self, path: str) -> tuple[Register, ...]:
        if path not in self._found:
            self._found[path] = find_registers(self._readings[path].content)
        return self._found[path]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    @override
    def __len__(self) -> int:
        return len(self._readings)


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
    ``services`` are those already known, so that nothing is matched again.
    """
    if services is None:
        services = match(
            readings,
            method=method,
            gate=gate,
            manifest=manifest,
            remembered=surroundings.remembered,
        )
    return Dossier(
        method=method,
        gate=gate,
        as_of=as_of,
        readings=tuple(readings),
        services=tuple(services),
        registers=Registers(readings),
        states=manifest.states,
        project=surroundings.project,
        baseline=surroundings.baseline,
        attested=surroundings.attested,
        conditions=surroundings.conditions,
        manifest_fault=manifest_fault or {},
    )
