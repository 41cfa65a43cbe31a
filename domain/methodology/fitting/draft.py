"""A method on its way to being fitted: each step leaves some of it out, and says why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.methodology.fitting.circumstances import Circumstances
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.fitting.names import Standing, standing_of
from domain.methodology.fitting.reach import (
    NOTHING,
    all_gates,
    has_branches,
    tracks_begun,
    without_gates,
    without_tracks,
)
from domain.methodology.model.gate import Gate, Stage
from domain.methodology.model.method import Method
from domain.text import Text


@dataclass
class Draft:
    """The method so far, the project's stage in it, and what was left out.

    ``why`` says of each stage that stands under a condition that the condition holds.
    ``branches`` says whether some gates of the method are met by some projects alone.
    """

    method: Method
    circumstances: Circumstances
    standing: Standing
    stage: str
    left_out: list[LeftOut] = field(default_factory=list)
    why: dict[str, Text] = field(default_factory=dict)
    branches: bool = False

    @classmethod
    def of(cls, method: Method, circumstances: Circumstances) -> "Draft":
        """Return a method as published for the project or its track, with what is known."""
        standing = standing_of(method, circumstances)
        draft = cls(
            method, circumstances, standing, circumstances.stage, branches=has_branches(method)
        )
        draft._take_track()
        draft.stage = draft.place_of(circumstances.stage)
        return draft

    def change(self, **changed: Any) -> None:
        """Change parts of the method."""
        self.method = self.method.model_copy(update=changed)

    def leave_out(self, path: str, label: Text, because: Text) -> None:
        """Note what does not apply, and why."""
        self.left_out.append(LeftOut(path=path, label=label, because=because))

    def put(self, *gates: Gate) -> None:
        """Put changed gates in the place of those of the same id."""
        changed = {gate.id: gate for gate in gates}
        self.change(gates=tuple(changed.get(each.id, each) for each in self.method.gates))

    def drop_gates(self, gone: Collection[str], instead: Mapping[str, str] = NOTHING) -> None:
        """Leave gates out, with all that speaks of them."""
        self.method = without_gates(self.method, gone, instead)

    def walk(self, stages: Sequence[Stage]) -> None:
        """Change the stages; the tracks and gates that nothing leads to any more go too."""
        self._narrow(self.method.model_copy(update={"stages": tuple(stages)}))

    def drop_tracks(self, gone: Collection[str]) -> None:
        """Leave tracks out, with all that speaks of them and all that only they lead to."""
        self._narrow(without_tracks(self.method, gone))

    def absorb(self, stage: Stage, into: Stage) -> None:
        """Let one stage take over the work of another, which ends no more."""
        also = dict.fromkeys([*stage.also, *into.also])
        also.pop(into.gate, None)
        names = dict.fromkeys([*into.replaces, stage.id, *stage.replaces])
        names.pop(into.id, None)
        whole = into.model_copy(
            update={
                "also": tuple(also),
                "tracks": tuple(dict.fromkeys([*stage.tracks, *into.tracks])),
                "replaces": tuple(names),
            }
        )
        stages = [each for each in self.method.stages if each.id != stage.id]
        self.walk([whole if each.id == into.id else each for each in stages])
        if self.stage == stage.id:
            self.stage = into.id

    def settle_in(self, stage_id: str) -> None:
        """Let the project stand in a stage, which takes the place of the one it stood in."""
        here, self.stage = self.stage, stage_id
        self.change(
            stages=tuple(
                each.model_copy(update={"replaces": (*each.replaces, here)})
                if each.id == stage_id and here not in each.replaces
                else each
                for each in self.method.stages
            )
        )

    def place_of(self, wanted: str) -> str:
        """Return a stage's place among those of the method: itself, or what took it over."""
        stages = self.method.stages
        if any(stage.id == wanted for stage in stages):
            return wanted
        passed = {each.gate for each in self.circumstances.passed}
        taken = (stage.id for stage in stages if wanted in stage.replaces)
        ahead = (stage.id for stage in stages if stage.gate not in passed)
        return next(taken, None) or next(ahead, stages[-1].id)

    def _narrow(self, narrower: Method) -> None:
        """Take a method with fewer ways for this one, without what nothing leads to any more."""
        begun, reached = tracks_begun(self.method), all_gates(self.method)
        self.method = without_tracks(narrower, begun - tracks_begun(narrower))
        self.drop_gates(reached - all_gates(self.method))

    def _take_track(self) -> None:
        """Let the stages of the project's track be its own, and its tracks those they begin.

        What happens out of turn is for the whole project, unless a stage of the track names it.
        """
        tracks = {each.id: each for each in self.method.tracks}
        track = tracks.get(self.circumstances.track or "")
        if track is None or not track.stages:
            return
        inner = {each for stage in track.stages for each in stage.tracks} - {track.id}
        gates = {gate for stage in track.stages for gate in (stage.gate, *stage.also)}
        self.method = without_tracks(self.method, tracks.keys() - inner)
        self.change(
            events=tuple(each for each in self.method.events if each.gate in gates),
            stages=track.stages,
        )
        self.drop_gates({each.id for each in self.method.gates} - all_gates(self.method))
