"""The gates that a project stands before, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.methodology.fitting.circumstances import OpenGate
from domain.text import Text
from lifecycle.fitted.fitting import Fit


@dataclass(frozen=True, kw_only=True)
class OpenGateSeen:
    """A gate that takes a package now, or would if nothing hindered it.

    ``due`` is the day by which the package should be there, ``late`` that this day is past;
    ``by`` names the event that opened the gate.
    """

    gate: str
    label: Text
    ends_stage: bool
    by: Text
    hindered: Text
    planned: date | None
    due: date | None
    late: bool


def opened_gates(fit: Fit) -> Sequence[OpenGateSeen]:
    """Return the open gates of a project, the one that ends the stage last."""
    return [_seen(fit, each) for each in sorted(fit.open_gates, key=lambda each: each.ends_stage)]


def _seen(fit: Fit, each: OpenGate) -> OpenGateSeen:
    known = fit.circumstances
    events = {event.id: event.label for event in fit.method.events}
    return OpenGateSeen(
        gate=each.gate,
        label=fit.method.gate(each.gate).label,
        ends_stage=each.ends_stage,
        by=events.get(each.by, {}),
        hindered=each.hindered,
        planned=known.planned.get(each.gate),
        due=each.due,
        late=each.due is not None and each.due < known.today,
    )
