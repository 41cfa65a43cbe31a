"""How checks write amounts, shares, days and lists, in English and in French."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.text import Text, both
from gates.evidence.understanding.folding import fold

NARROW = "\N{NARROW NO-BREAK SPACE}"
MOST_NAMED = 5

_OPEN_WORDS = frozenset(
    {
        *("tbd", "tbc", "tbr", "nn", "na", "n", "a", "x"),
        *("xx", "xxx", "todo", "none", "unknown", "inconnu", "neant", "offen"),
    }
)
_OPEN_PHRASES = frozenset(
    {
        *("a definir", "a determiner", "a preciser", "a completer", "a confirmer", "a nommer"),
        *("a designer", "non defini", "non definie", "noch offen", "zu definieren", "in klarung"),
        *("to be defined", "to be determined", "to be confirmed", "to be completed"),
        *("to be named", "not defined", "not assigned", "non attribue", "non affecte"),
    }
)


def is_blank(text: str) -> bool:
    """Tell whether a text says nothing: empty, a dash, or words such as *to be defined*."""
    plain = fold(text)
    return not plain or plain in _OPEN_PHRASES or all(w in _OPEN_WORDS for w in plain.split())


def money(value: Decimal, currency: str = "") -> Text:
    """Return an amount with its groups of thousands, and its currency when that is known."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    places = 2 if rounded != rounded.to_integral_value() else 0
    en = f"{rounded:,.{places}f}"
    fr = en.replace(",", NARROW).replace(".", ",")
    if not currency:
        return both(en, fr)
    return both(f"{en} {currency}", f"{fr}\N{NO-BREAK SPACE}{currency}")


def share(value: Decimal) -> Text:
    """Return a fraction of one in per cent."""
    percent = (value * 100).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    en = f"{percent:f}"
    return both(f"{en}%", f"{en.replace('.', ',')}\N{NO-BREAK SPACE}%")


def working_days(value: Decimal) -> Text:
    """Return a number of working days."""
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    number = f"{rounded:f}"
    unit_en, unit_fr = ("day", "jour") if abs(rounded) == 1 else ("days", "jours")
    comma = number.replace(".", ",")
    return both(f"{number} {unit_en}", f"{comma}\N{NO-BREAK SPACE}{unit_fr}")


def day(value: date) -> Text:
    """Return a day as it is written in each language."""
    return both(f"{value:%Y-%m-%d}", f"{value:%d/%m/%Y}")


def named(names: Sequence[str]) -> Text:
    """Return the first names of a list, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    if rest <= 0:
        return both(shown, shown)
    return both(f"{shown} and {rest} more", f"{shown} et {rest} de plus")


def put(en: str, fr: str, **parts: Text | str | int) -> Text:
    """Put parts into a sentence, each in its language."""
    said = {
        language: {
            key: part.get(language, part.get("en", "")) if isinstance(part, dict) else part
            for key, part in parts.items()
        }
        for language in ("en", "fr")
    }
    return both(en.format(**said["en"]), fr.format(**said["fr"]))
