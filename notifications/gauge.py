"""One axis in words: a glyph, a figure, what it is compared with, and how it stands."""

from dataclasses import dataclass
from decimal import Decimal

from notifications.facts import Axis, Figure, Gauge, State
from notifications.spelling import Spelling
from notifications.words import Speech

GLYPHS = {State.GOOD: "✓", State.WATCH: "▲", State.BAD: "✕"}
SMALLEST = Decimal("0.0005")
"""A sum that differs by less than this share is as planned."""
WEEK = 7


@dataclass(frozen=True)
class Told:
    """A gauge in the reader's words."""

    glyph: str
    label: str
    figure: str
    detail: str
    state: str
    word: str


def tell_gauge(gauge: Gauge, say: Speech, spell: Spelling) -> Told:
    """Return a gauge in words; without a figure it tells how many checks are passed."""
    figure, detail = _figure(gauge, say, spell)
    state = _state(gauge)
    return Told(
        glyph=GLYPHS[state],
        label=say(gauge.axis),
        figure=figure,
        detail=detail,
        state=state,
        word=say(f"state-{state}"),
    )


def tell_figure(say: Speech, spell: Spelling, axis: Axis, figure: Figure) -> str:
    """Return a figure as a sentence tells it."""
    if axis is Axis.RISK:
        return say("open-risks", count=int(figure.amount))
    return spell.figure(figure)


def _figure(gauge: Gauge, say: Speech, spell: Spelling) -> tuple[str, str]:
    if gauge.figure is None:
        checks = f"{gauge.passed}\u00a0/\u00a0{gauge.asked}"
        return checks, say("checks-passed")
    match gauge.axis:
        case Axis.COST:
            return _cost(gauge.figure, gauge.planned, say, spell)
        case Axis.DELAY:
            return _delay(gauge.figure, gauge.planned, say, spell)
        case _:
            count = int(gauge.figure.amount)
            return spell.number(gauge.figure.amount), say("risks-are-open", count=count)


def _cost(figure: Figure, planned: Figure | None, say: Speech, spell: Spelling) -> tuple[str, str]:
    cost = spell.figure(figure)
    if planned is None or not planned.amount:
        return cost, say("total-cost")
    share = figure.amount / planned.amount - 1
    drift = say("on-budget") if abs(share) < SMALLEST else spell.drift(share)
    return drift, f"{cost} / {spell.figure(planned)}"


def _delay(figure: Figure, planned: Figure | None, say: Speech, spell: Spelling) -> tuple[str, str]:
    if planned is None:
        return spell.figure(figure), say("planned-finish")
    days = (figure.day - planned.day).days
    sign = "+" if days > 0 else "−"
    if days == 0:
        drift = say("on-time")
    elif abs(days) >= WEEK:
        drift = sign + say("weeks", count=round(abs(days) / WEEK))
    else:
        drift = sign + say("days", count=abs(days))
    return drift, say("finish-on", day=spell.figure(figure))


def _state(gauge: Gauge) -> State:
    """Return how an axis stands; to go beyond the plan is to be watched, whatever checks say."""
    late = (
        gauge.figure is not None
        and gauge.planned is not None
        and (
            gauge.figure.day > gauge.planned.day
            if gauge.axis is Axis.DELAY
            else gauge.figure.amount > gauge.planned.amount
        )
    )
    return State.WATCH if late and gauge.state is State.GOOD else gauge.state
