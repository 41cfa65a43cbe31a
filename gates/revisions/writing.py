"""How a difference is written: values as a person reads them, and one sentence."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, Spot
from domain.text import Text, both
from gates.checks.wording import day, money, put

LONGEST = 300
"""Characters of a value that are shown."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")
_SENTENCES = {
    ChangeHow.ADDED: ("{about}: added, {after}", "{about} : ajouté, {after}"),
    ChangeHow.REMOVED: ("{about}: removed, was {before}", "{about} : retiré, valait {before}"),
    ChangeHow.CHANGED: ("{about}: {before} → {after}", "{about} : {before} → {after}"),
    ChangeHow.RENAMED: ("{about}: was {before}", "{about} : s'appelait {before}"),
}
_BARE = {
    ChangeHow.ADDED: ("{about}: added", "{about} : ajouté"),
    ChangeHow.REMOVED: ("{about}: removed", "{about} : retiré"),
    ChangeHow.CHANGED: ("{about}: changed", "{about} : modifié"),
    ChangeHow.RENAMED: ("{about}: renamed", "{about} : renommé"),
}


def number_of(value: str) -> Decimal | None:
    """Return a plain number, or None."""
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def day_of(value: str) -> date | None:
    """Return a day of ISO 8601, or None."""
    if not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def shown(value: str, unit: str = "") -> Text:
    """Return a value as it is written in each language."""
    written = day_of(value)
    if written is not None:
        return day(written)
    number = number_of(value)
    if number is not None:
        return amount_of(number, unit)
    return plain(value)


def amount_of(number: Decimal, unit: str = "") -> Text:
    """Return a number with its unit; an index keeps four figures after the point."""
    fraction = number != number.to_integral_value()
    fine = abs(number) < 100 and fraction and (not unit or number != round(number, 2))  # noqa: PLR2004 - an index, not money
    if fine:
        text = f"{number.quantize(Decimal('0.0001')).normalize():f}"
        words = both(text, text.replace(".", ","))
        return put("{n} {unit}", "{n} {unit}", n=words, unit=unit) if unit else words
    return money(number, unit)


def plain(text: str) -> Text:
    """Return a text in every language, cut where it is long."""
    whole = " ".join(text.split())
    cut = whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1].rstrip()}…"
    return both(cut, cut)


def change(  # noqa: PLR0913 - each is a field of a difference
    kind: ChangeKind,
    how: ChangeHow,
    about: Text,
    *,
    before: Text | None = None,
    after: Text | None = None,
    unit: str = "",
    amount: Decimal | None = None,
    days: int | None = None,
    was_at: Spot | None = None,
    is_at: Spot | None = None,
) -> RevisionChange:
    """Make a difference with its sentence."""
    said = {ChangeHow.ADDED: after, ChangeHow.REMOVED: before, ChangeHow.RENAMED: before}
    told = said.get(how, before and after)
    en, fr = _SENTENCES[how] if told else _BARE[how]
    words = put(en, fr, about=about, before=before or {}, after=after or {})
    by = _by(unit, amount, days)
    if by:
        words = put("{words} ({by})", "{words} ({by})", words=words, by=by)
    return RevisionChange(
        kind=kind,
        how=how,
        about=about,
        before=before or {},
        after=after or {},
        unit=unit,
        amount=amount,
        days=days,
        was_at=was_at,
        is_at=is_at,
        words=words,
    )


def _by(unit: str, amount: Decimal | None, days: int | None) -> Text:
    """Say by how much something moved."""
    if days:
        count = abs(days)
        en = f"{count} {'day' if count == 1 else 'days'} {'later' if days > 0 else 'earlier'}"
        fr = f"{count} {'jour' if count == 1 else 'jours'} plus {'tard' if days > 0 else 'tôt'}"
        return both(en, fr)
    if amount:
        sign = "+" if amount > 0 else "\N{MINUS SIGN}"
        return put("{sign}{n}", "{sign}{n}", sign=sign, n=amount_of(abs(amount), unit))
    return {}
