"""Facts of documents as expressions use them: typed, and only where all documents agree."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal as Number
from decimal import InvalidOperation
from functools import lru_cache

from domain.finding import Fact
from domain.methodology.fitting.circumstances import Circumstances, Known

_DAY = len("2026-11-19")
_MOST_SHOWN = 3


def with_facts(
    circumstances: Circumstances, facts: Iterable[Fact], baseline: Iterable[Fact]
) -> Circumstances:
    """Return circumstances with what the documents say, and what the baseline said."""
    return circumstances.model_copy(
        update={"facts": known_facts(facts), "baseline": known_facts(baseline)}
    )


def known_facts(facts: Iterable[Fact]) -> dict[str, Known]:
    """Return the facts on whose value all documents that give them agree, by name."""
    return {
        name: next(iter(values.values()))[0]
        for name, values in _by_name(facts).items()
        if len(values) == 1
    }


def disputed(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return the facts on which documents differ, each with what they say."""
    return {
        name: ", ".join(
            f"{each.value} ({each.document})" for _, each in [*values.values()][:_MOST_SHOWN]
        )
        for name, values in _by_name(facts).items()
        if len(values) > 1
    }


@lru_cache(maxsize=4096)
def typed(text: str) -> Known:
    """Return the value of a fact: a day, a whole number, a decimal, or text."""
    if len(text) >= _DAY and text[_DAY : _DAY + 1] in ("", "T", " "):
        try:
            return date.fromisoformat(text[:_DAY])
        except ValueError:
            pass
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = Number(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _by_name(facts: Iterable[Fact]) -> dict[str, dict[object, tuple[Known, Fact]]]:
    found: dict[str, dict[object, tuple[Known, Fact]]] = {}
    for fact in facts:
        value = typed(fact.value)
        key = value.casefold() if isinstance(value, str) else value
        found.setdefault(fact.name, {}).setdefault(key, (value, fact))
    return found
