"""A method as text for a terminal: what each gate asks, who decides, and how."""

import textwrap
from collections.abc import Iterator

from domain.methodology.model.committee import Committee, Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Force, Requirement
from domain.methodology.wording import field_name, shown_value
from domain.text import Text, in_language
from jalon.output import styled

WIDTH = 96


def described(method: Method, language: str) -> str:
    """Return the whole method as text."""
    return "\n".join(_lines(method, language))


def _lines(method: Method, language: str) -> Iterator[str]:
    head = f"{method.name}  {_say(method, method.label, language)}"
    yield styled(head, "strong")
    if method.source:
        yield from textwrap.wrap(method.source, WIDTH)
    for place, stage in enumerate(method.stages, start=1):
        gate = method.gate(stage.gate)
        yield ""
        yield styled(
            f"{place}. {_say(method, stage.label, language)} → {_titled(method, gate, language)}",
            "strong",
        )
        yield f"   {_say(method, gate.question, language)}"
        yield from _asked(method, gate, language)
        yield from _deciding(method, gate, language)


def _titled(method: Method, gate: Gate, language: str) -> str:
    label = _say(method, gate.label, language)
    return label if gate.id in label.split() else f"{gate.id} {label}"


def _asked(method: Method, gate: Gate, language: str) -> Iterator[str]:
    rows = [_row(method, requirement, language) for requirement in gate.requirements]
    if not rows:
        return
    wide = max(len(row[1]) for row in rows)
    deep = max(len(row[2]) for row in rows)
    for mark, label, maturity, checks in rows:
        yield f"   {mark} {label:<{wide}}  {maturity:<{deep}}  {checks}".rstrip()


def _row(method: Method, requirement: Requirement, language: str) -> tuple[str, str, str, str]:
    deliverable = method.deliverable(requirement.deliverable)
    ladder = next(each for each in method.ladders if each.id == deliverable.ladder)
    level = next(each for each in ladder.levels if each.id == requirement.maturity)
    label = f"{_say(method, deliverable.label, language)} ({deliverable.id})"
    checks = [
        f"{use.check} {shown_value('severity', use.severity.value, language)}"
        for use in requirement.checks
    ]
    if requirement.state:
        checks.append({"en": "signed state", "fr": "état signé"}[language])
    mark = "•" if requirement.force is Force.MUST else "◦"
    return mark, label, _say(method, level.label, language), ", ".join(checks)


def _deciding(method: Method, gate: Gate, language: str) -> Iterator[str]:
    committee = gate.committee
    for kind, title in (
        (SeatKind.GATING, {"en": "Decide", "fr": "Décident"}),
        (SeatKind.ADVISORY, {"en": "Advise", "fr": "Avis"}),
    ):
        seats = [_seat(method, seat, language) for seat in committee.seats if seat.kind is kind]
        if seats:
            yield from _wrapped(title[language], ", ".join(seats), language)
    yield from _wrapped(
        {"en": "Rule", "fr": "Règle"}[language], _rule(committee, language), language
    )
    chosen = gate.decisions or tuple(word.id for word in method.decisions)
    words = [
        f"{_say(method, word.label, language)} ({word.code})"
        for word in method.decisions
        if word.id in chosen
    ]
    yield from _wrapped({"en": "Outcomes", "fr": "Issues"}[language], ", ".join(words), language)
    if gate.informs:
        told = [_say(method, method.role(role).label, language) for role in gate.informs]
        yield from _wrapped({"en": "Told", "fr": "Informés"}[language], ", ".join(told), language)


def _seat(method: Method, seat: Seat, language: str) -> str:
    marks = [
        field_name(key, language) for key in ("mandatory", "veto", "chair") if getattr(seat, key)
    ]
    if seat.weight > 1:
        marks.append(f"{field_name('weight', language)} {seat.weight}")
    label = _say(method, method.role(seat.role).label, language)
    return f"{label} ({', '.join(marks)})" if marks else label


def _rule(committee: Committee, language: str) -> str:
    keys = ("quorum", "majority", "tie", "decide_within_days")
    values = {key: getattr(committee, key) for key in keys}
    return ", ".join(
        f"{field_name(key, language)} {shown_value(key, _plain(value), language)}"
        for key, value in values.items()
    )


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value


def _wrapped(title: str, text: str, language: str) -> list[str]:
    colon = {"en": ": ", "fr": " : "}[language]
    head = f"   {title}{colon}"
    return textwrap.wrap(head + text, WIDTH, subsequent_indent="      ", break_on_hyphens=False)


def _say(method: Method, text: Text, language: str) -> str:
    return in_language(text, language, method.language)
