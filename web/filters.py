"""What templates may say: both languages where they stand, and figures as people write them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from domain.fact_names import fact_name
from domain.methodology.wording import said_test
from domain.place import kind_of_place, place_words
from notifications.facts import Gauge, State
from notifications.gauge import tell_gauge
from notifications.spelling import Spelling
from notifications.words import Speech, words_of
from web import naming, speech
from web.assets import asset

ICONS = {State.GOOD: "ok", State.WATCH: "warn", State.BAD: "bad"}


@dataclass(frozen=True)
class Cell:
    """One axis of a package in the reader's words, as the letters tell it."""

    icon: str
    label: str
    figure: str
    detail: str
    word: str


def in_language(say: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that gets the language of the page after its other arguments."""

    @pass_context
    def filtered(context: Context, *values: Any) -> str:
        return say(*values, context["language"])

    return filtered


def in_zone(say: Callable[[datetime | None, str, str], str]) -> Callable[..., str]:
    """Return a filter that gets the language and the time zone of the reader."""

    @pass_context
    def filtered(context: Context, value: datetime | None) -> str:
        return say(value, context["language"], context["zone"])

    return filtered


@pass_context
def words(context: Context, en: str, fr: str, /, **values: object) -> str:
    """Return words in the language of the page, with the values put in."""
    return speech.spoken(en, fr, context["language"], **values)


@pass_context
def told(context: Context, gauge: Gauge) -> Cell:
    """Return a gauge in the words that the letters use for it."""
    language = context["language"]
    say = Speech(words_of("decision-asked"), language, html=False)
    found = tell_gauge(gauge, say, Spelling(language, context["zone"]))
    return Cell(
        icon=ICONS[State(found.state)],
        label=found.label,
        figure=found.figure,
        detail=found.detail,
        word=found.word,
    )


def _named(names: dict[str, dict[str, str]]) -> Callable[..., str]:
    return in_language(lambda code, language: speech.text_in(naming.called(names, code), language))


def _value(value: str | None, *rest: str) -> str:
    unit, language = rest if len(rest) > 1 else ("", rest[0])
    return speech.value_in(value, unit, language)


def _delta(number: Any, unit: str, language: str) -> str:
    return speech.amount(number, unit, language, signed=True)


def _without(label: str, gate: str) -> str:
    """Return a gate's label without its id in front: the strip shows the id in a diamond."""
    return label.removeprefix(gate).lstrip(" :–-·") or label


def _initials(name: str) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()


def _address(name: str) -> str:
    return asset(name).path


GLOBALS: dict[str, Any] = {"_": words, "asset": _address}
FILTERS: dict[str, Callable[..., Any]] = {
    "said_test": in_language(said_test),
    "agent": naming.browser,
    "day": in_language(speech.day),
    "shortday": in_language(speech.short_day),
    "day_local": in_zone(speech.long_day),
    "delta": in_language(_delta),
    "fact": in_language(lambda name, language: speech.text_in(fact_name(name), language)),
    "filesize_in": in_language(speech.size),
    "hour": in_zone(speech.hour),
    "initials": _initials,
    "letter_state": _named(naming.LETTERS),
    "message_word": _named(naming.MESSAGES),
    "moment": in_zone(speech.moment),
    "moment_short": in_zone(speech.short_moment),
    "place": in_language(lambda at, language: speech.text_in(place_words(at), language)),
    "place_kind": kind_of_place,
    "read_word": _named(naming.READ),
    "role_word": _named(naming.ROLES),
    "round_state": _named(naming.ROUNDS),
    "share": in_language(speech.share),
    "seconds": in_language(speech.seconds),
    "text": in_language(speech.text_in),
    "told": told,
    "value": in_language(_value),
    "without": _without,
}
