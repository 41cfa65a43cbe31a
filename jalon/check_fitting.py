"""The gate as it applies to the project of ``jalon check``: its method fitted, and what was not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.decision import Decision
from domain.errors import BadInputError
from domain.methodology.fault import unknown
from domain.methodology.fitting.circumstances import Circumstances, Passed
from domain.methodology.fitting.fit import Fitted, fit
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.text import both, in_language
from jalon.check_project import ProjectFile
from lifecycle.fitted.attributes import checked, checked_packs, known_of


@dataclass(frozen=True)
class Applied:
    """A method fitted to the project, the gate in it, and what was known of the project.

    ``published`` is the method before.
    """

    published: Method
    fitted: Fitted
    gate: Gate
    circumstances: Circumstances

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the gate does not ask of this project."""
        names = (self.gate.id, *self.gate.merges)
        asked = {
            f"deliverables[{choice}]"
            for gate in self.published.gates
            if gate.id in names
            for requirement in gate.requirements
            for choice in requirement.choices
        }
        places = tuple(f"gates[{each}]." for each in names)
        return tuple(
            each
            for each in self.fitted.left_out
            if each.path in asked or each.path.startswith(places)
        )


def applied(method: Method, given: str, project: ProjectFile, as_of: date) -> Applied:
    """Fit a method to a project that stands before a gate; a merged gate gives the merging one.

    Raises:
        BadInputError: The method has no such gate, the project does not pass through it, or the
            method does not know an attribute or a pack that the project names.
    """
    gate = find_gate(method, given)
    circumstances = _circumstances(method, gate, project, as_of)
    fitted = fit(method, circumstances)
    for each in fitted.method.gates:
        if gate.id in (each.id, *each.merges):
            return Applied(method, fitted, each, circumstances)
    why = next(
        (each.because for each in fitted.left_out if each.path == f"gates[{gate.id}]"),
        both("its class has no such gate", "sa classe n'a pas ce jalon"),
    )
    known = ", ".join(each.id for each in fitted.method.gates)
    raise BadInputError(
        f"{gate.id} does not apply to this project: {in_language(why, 'en')}; its gates: {known}.",
        f"{gate.id} ne s'applique pas à ce projet : {in_language(why, 'fr')} ; "
        f"ses jalons : {known}.",
    )


def find_gate(method: Method, given: str) -> Gate:
    """Return a gate of a method by its id, in capitals or not.

    Raises:
        BadInputError: The method has no such gate; its gates are named.
    """
    for gate in method.gates:
        if gate.id.casefold() == given.casefold():
            return gate
    ways = sorted(method.stages, key=lambda stage: stage.when is not None)
    names = dict.fromkeys([*(stage.gate for stage in ways), *(each.id for each in method.gates)])
    words = unknown(both("gate", "jalon"), given, names)
    raise BadInputError(f"{method.name}: {words['en']}.", f"{method.name} : {words['fr']}.")


def _circumstances(method: Method, gate: Gate, project: ProjectFile, as_of: date) -> Circumstances:
    """Return what is known of a project; where it is not said, it stands before the gate."""
    track, stage = _place(method, gate, project.stage)
    facts = project.facts
    behind = project.passed
    if behind is None:
        behind = tuple(_gates_before(method, track, stage, gate))
    stages = {each: one.id for one in _stages(method, track) for each in (*one.also, one.gate)}
    return Circumstances(
        today=as_of,
        stage=stage.id,
        track=track,
        iteration=project.iteration,
        budget=facts.budget,
        currency=facts.currency,
        start=facts.start,
        finish=facts.finish,
        klass=facts.klass or None,
        attributes=known_of(method, checked(method, facts.attributes)),
        packs=frozenset(checked_packs(method, project.packs)),
        planned=project.planned,
        passed=tuple(
            Passed(gate=each, stage=stages.get(each, stage.id), code=Decision.GO) for each in behind
        ),
    )


def _place(method: Method, gate: Gate, wanted: str) -> tuple[str | None, Stage]:
    """Return the track, and the stage on it, in which a gate is asked."""
    tracks: list[str | None] = [None, *(track.id for track in method.tracks)]
    for track in tracks:
        for stage in _stages(method, track):
            if stage.id == wanted:
                return track, stage
    for track in tracks:
        for stage in _stages(method, track):
            if gate.id in (stage.gate, *stage.also):
                return track, stage
    return None, method.stages[0]


def _stages(method: Method, track: str | None) -> tuple[Stage, ...]:
    if track is None:
        return method.stages
    return next(each.stages for each in method.tracks if each.id == track)


def _gates_before(method: Method, track: str | None, here: Stage, gate: Gate) -> Iterator[str]:
    """Yield the gates on the way to a gate, which count as passed where nothing is said."""
    for stage in _stages(method, track):
        if stage.id == here.id:
            if gate.id == stage.gate:
                yield from stage.also
            return
        yield from (*stage.also, stage.gate)
