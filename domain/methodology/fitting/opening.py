"""The gates that a project stands before, what hinders them, and when they may be decided."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import is_working
from domain.methodology.expressions.evaluate import Answer
from domain.methodology.fitting.circumstances import Child, Circumstances, OpenGate
from domain.methodology.fitting.fit import Fitted
from domain.methodology.fitting.names import Standing, standing_of
from domain.methodology.model.gate import Gate, Join, Stage
from domain.methodology.model.method import Method
from domain.text import Text, both, in_language


def open_gates(
    fitted: Fitted, circumstances: Circumstances, holidays: Container[date] = ()
) -> tuple[OpenGate, ...]:
    """Return the gates that a project may hand in packages for now, the stage's end last.

    Those inside the stage and those that events opened come in any order; the end awaits them.
    """
    return _Stand(fitted, circumstances, holidays).opened()


def repeats(fitted: Fitted, stage_id: str, circumstances: Circumstances) -> bool:
    """Tell whether a stage opens again after a go: until its condition is known to hold."""
    stage = next((each for each in fitted.method.stages if each.id == stage_id), None)
    if stage is None or stage.repeat_until is None:
        return False
    return not standing_of(fitted.method, circumstances).ask(stage.repeat_until).is_true


def in_window(gate: Gate, method: Method, circumstances: Circumstances) -> Answer:
    """Return whether a gate may be decided now, and why; only a true answer allows it."""
    return standing_of(method, circumstances).ask(gate.decide_when)


@dataclass
class _Stand:
    """Where a project stands in its fitted method."""

    fitted: Fitted
    circumstances: Circumstances
    holidays: Container[date]

    def __post_init__(self) -> None:
        method = self.fitted.method
        self.gates = {gate.id: gate for gate in method.gates}
        self.stage: Stage = method.stage(self.fitted.stage)
        self.standing: Standing = standing_of(method, self.circumstances)
        names = {self.stage.id, *self.stage.replaces}
        passed = self.circumstances.passed
        self.passed = {each.gate for each in passed}
        self.passed_here = {
            each.gate
            for each in passed
            if each.stage in names and each.iteration == self.circumstances.iteration
        }

    def opened(self) -> tuple[OpenGate, ...]:
        inside = [name for name in self.stage.also if name not in self.passed_here]
        by_event = {
            gate: event for gate, event in self._events() if gate not in (*inside, self.stage.gate)
        }
        awaited = [*inside, *by_event]
        found = [
            self._open(self.gates[name], by=by_event.get(name, ""), awaited=())
            for name in awaited
            if name in self.gates
        ]
        found.append(self._open(self.gates[self.stage.gate], by="", awaited=awaited))
        return tuple(found)

    def _events(self) -> Iterator[tuple[str, str]]:
        """Yield the gates that events opened, each with the first event that did."""
        found: dict[str, str] = {}
        for event in self.fitted.method.events:
            raised = event.id in self.circumstances.raised
            due = event.when is not None and event.gate not in self.passed_here
            if raised or (due and self.standing.ask(event.when).is_true):
                found.setdefault(event.gate, event.id)
        yield from found.items()

    def _open(self, gate: Gate, *, by: str, awaited: Sequence[str]) -> OpenGate:
        return OpenGate(
            gate=gate.id,
            stage=self.stage.id,
            ends_stage=gate.id == self.stage.gate,
            by=by,
            hindered=self._hindered(gate, awaited),
            due=self._due(gate),
        )

    def _hindered(self, gate: Gate, awaited: Sequence[str]) -> Text:
        """Say what must come before, in one sentence, or nothing."""
        inside = (*self.stage.also, self.stage.gate)
        before = [
            name
            for name in gate.after
            if name not in (self.passed_here if name in inside else self.passed)
        ]
        parts = [self._gate_words(name) for name in dict.fromkeys([*before, *awaited])]
        parts += [words for join in gate.joins if (words := _awaited(join, self._children(join)))]
        if not parts:
            return {}
        return both(
            f"{gate.id} awaits {'; '.join(part['en'] for part in parts)}.",
            f"{gate.id} attend {' ; '.join(part['fr'] for part in parts)}.",
        )

    def _gate_words(self, name: str) -> Text:
        gate = self.gates.get(name)
        label = gate.label if gate else {}
        return both(
            f"{name} ({in_language(label, 'en')}) to be passed"
            if label
            else f"{name} to be passed",
            f"le passage de {name} ({in_language(label, 'fr')})"
            if label
            else f"le passage de {name}",
        )

    def _children(self, join: Join) -> list[Child]:
        """Return the projects on a track that are still awaited: those not lost."""
        return [
            child
            for child in self.circumstances.children
            if child.track == join.track and not child.is_lost
        ]

    def _due(self, gate: Gate) -> date | None:
        """Return the day by which the package should be there: some working days before."""
        planned = self.circumstances.planned
        days = [planned[name] for name in gate.merges if name in planned]
        day = planned.get(gate.id) or max(days, default=None)
        return None if day is None else _working_days_before(day, gate.lead_days, self.holidays)


def _awaited(join: Join, children: Sequence[Child]) -> Text:
    """Say what of a track is still awaited, or nothing."""
    done = [child for child in children if child.is_complete or join.gate in child.passed]
    what = both(f"{join.gate} of " if join.gate else "", f"{join.gate} de " if join.gate else "")
    if not children:
        return both(
            f"{what['en']}the track {join.track}, which has not begun",
            f"{what['fr']}la piste {join.track}, qui n'a pas commencé",
        )
    wanted = {"all": len(children), "any": 1}.get(str(join.need), join.need)
    if len(done) >= int(wanted):
        return {}
    waiting = ", ".join(child.code for child in children if child not in done) or "-"
    return both(
        f"{what['en']}the track {join.track}: {len(done)} of {wanted} there, not {waiting}",
        f"{what['fr']}la piste {join.track} : {len(done)} sur {wanted}, manque {waiting}",
    )


def _working_days_before(day: date, count: int, holidays: Container[date]) -> date:
    """Return the day so many working days before another; the calendar begins somewhere."""
    while count > 0 and day > date.min:
        day -= timedelta(days=1)
        count -= is_working(day, holidays)
    return day
