"""A method as text for a terminal: its classes and packs, its stages, its gates, its tracks."""

import textwrap
from collections.abc import Iterator, Sequence

from domain.methodology.model.gate import Stage
from domain.methodology.model.method import Method
from domain.methodology.model.project import Pack, ProjectClass
from jalon.method_gate_text import WIDTH, gate_lines, say, titled
from jalon.output import styled


def described(method: Method, language: str) -> str:
    """Return the whole method as text."""
    return "\n".join(_lines(method, language))


def _lines(method: Method, language: str) -> Iterator[str]:
    yield styled(f"{method.name}  {say(method, method.label, language)}", "strong")
    if method.source:
        yield from textwrap.wrap(method.source, WIDTH)
    words = _FRENCH if language == "fr" else _ENGLISH
    yield from _conditional(words["classes"], method, method.classes, language)
    yield from _conditional(words["packs"], method, method.packs, language)
    shown: set[str] = set()
    yield from _stages(method, method.stages, shown, language)
    for track in method.tracks:
        yield ""
        many = f" ({words['many']})" if track.many else ""
        many += f" (when {track.when})" if track.when is not None else ""
        yield styled(f"{words['track']} {say(method, track.label, language)}{many}", "strong")
        if track.method is not None:
            yield f"   → {track.method}"
        yield from _stages(method, track.stages, shown, language)
    for gate in method.gates:
        if gate.id not in shown:
            yield ""
            opened = [
                say(method, each.label, language) + (f" (when {each.when})" if each.when else "")
                for each in method.events
                if each.gate == gate.id
            ]
            by = f" ← {', '.join(opened)}" if opened else ""
            yield styled(f"{titled(method, gate, language)}{by}", "strong")
            yield from gate_lines(method, gate, language)


def _stages(
    method: Method, stages: Sequence[Stage], shown: set[str], language: str
) -> Iterator[str]:
    for place, stage in enumerate(stages, start=1):
        yield ""
        label = say(method, stage.label, language)
        if stage.when is not None:
            label += f" (when {stage.when})"
        if stage.repeat_until is not None:
            label += f" (repeat_until {stage.repeat_until})"
        ids = [*stage.also, stage.gate]
        known = [gate for name in ids for gate in method.gates if gate.id == name]
        titles = " + ".join(titled(method, gate, language) for gate in known)
        yield styled(f"{place}. {label} → {titles}", "strong")
        for gate in known:
            if len(known) > 1:
                yield f"   {styled(titled(method, gate, language), 'strong')}"
            if gate.id not in shown:
                yield from gate_lines(method, gate, language)
            shown.add(gate.id)


def _conditional(
    title: str, method: Method, items: Sequence[ProjectClass | Pack], language: str
) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield styled(title, "strong")
    for each in items:
        when = f": {each.when}" if each.when is not None else ""
        yield f"   {each.id} {say(method, each.label, language)}{when}"


_ENGLISH = {"classes": "Classes", "packs": "Packs", "track": "Track", "many": "one or more"}
_FRENCH = {"classes": "Classes", "packs": "Modules", "track": "Piste", "many": "une ou plusieurs"}
