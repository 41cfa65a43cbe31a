"""Which typed facts of a document came, went or changed."""

from collections.abc import Iterator, Sequence

from domain.fact_names import fact_name
from domain.finding import Fact
from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, Spot
from gates.revisions.pairing import Pair
from gates.revisions.writing import change, day_of, number_of, shown

FIRST = (
    *("budget", "stated_total", "total", "budget_at_completion", "finish", "start"),
    *("eac", "estimate_at_completion", "reserve", "currency", "sponsor", "project_manager"),
    *("project_name", "project_code", "exposure", "open_risks", "cpi", "spi"),
)
"""Facts that a committee asks about first, in this order; the others follow by name."""


def fact_changes(pair: Pair) -> Iterator[RevisionChange]:
    """Yield the facts that differ in a document; a value that only moved is no difference."""
    if pair.is_untouched:
        return
    old = _by_name(pair.before.facts if pair.before else ())
    new = _by_name(pair.after.facts if pair.after else ())
    for name in sorted({*old, *new}):
        was, now = _without_equals(old.get(name, []), new.get(name, []))
        for place in range(max(len(was), len(now))):
            yield _difference(
                was[place] if place < len(was) else None,
                now[place] if place < len(now) else None,
            )


def _by_name(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.name, []).append(fact)
    return found


def _without_equals(old: Sequence[Fact], new: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts of one name that are not said on both sides."""
    rest = list(new)
    was = []
    for fact in old:
        same = next((each for each in rest if _same(fact, each)), None)
        if same is None:
            was.append(fact)
        else:
            rest.remove(same)
    return was, rest


def _same(one: Fact, other: Fact) -> bool:
    if one.unit != other.unit:
        return False
    a, b = number_of(one.value), number_of(other.value)
    return one.value == other.value if a is None or b is None else a == b


def _difference(was: Fact | None, now: Fact | None) -> RevisionChange:
    said = now or was
    about = fact_name(said.name) if said else {}
    if was is None or now is None:
        return change(
            ChangeKind.FACT,
            ChangeHow.ADDED if was is None else ChangeHow.REMOVED,
            about,
            before=shown(was.value, was.unit) if was else None,
            after=shown(now.value, now.unit) if now else None,
            unit=said.unit if said else "",
            was_at=_spot(was),
            is_at=_spot(now),
        )
    a, b = number_of(was.value), number_of(now.value)
    first, last = day_of(was.value), day_of(now.value)
    comparable = a is not None and b is not None and was.unit == now.unit
    return change(
        ChangeKind.FACT,
        ChangeHow.CHANGED,
        about,
        before=shown(was.value, was.unit),
        after=shown(now.value, now.unit),
        unit=now.unit,
        amount=b - a if comparable and a is not None and b is not None else None,
        days=(last - first).days if first and last else None,
        was_at=_spot(was),
        is_at=_spot(now),
    )


def _spot(fact: Fact | None) -> Spot | None:
    return Spot(document=fact.document, location=fact.location) if fact else None
