"""Work on a project's own facts: amended, planned, tailored, its events and its tracks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.errors import BadInputError
from domain.text import Text, in_language
from jalon.acting import acting
from jalon.output import Format, result, result_json
from jalon.proposal import day, pair
from lifecycle.authority import find_project
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.steering.amend import Amended, Amendment, amend
from lifecycle.steering.plan import plan
from lifecycle.steering.raise_event import raise_event
from lifecycle.steering.tailor import answer, ask
from lifecycle.steering.tracks import NewTrack, begin

LONGEST_LINE = 20_000
FACTS = ("title", "currency", "budget", "start", "finish", "class")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line says of a departure from the method."""

    word: str
    item: str
    gate: str | None = None
    reason: str = ""
    measure: str = ""
    until: str | None = None
    added: str | None = None


def run_amend(
    code: str,
    changes: Sequence[str],
    packs: Sequence[str],
    dropped: Sequence[str],
    person: str | None,
    fmt: Format,
    language: str,
) -> int:
    """Change facts of a project; print its class and what is asked on top."""
    given = _amendment(changes, packs, dropped)
    with acting(person) as door, door.installation.database.write() as session:
        made = amend(session, door.actor, find_project(session, code), given, at=door.at)
        if fmt is Format.JSON:
            result_json(_as_json(made))
        else:
            result(_as_text(code, made, language))
    return 0


def run_plan(
    code: str, gates: Sequence[str], person: str | None, fmt: Format, language: str
) -> int:
    """Set the planned dates of gates."""
    dates: dict[str, date | None] = {}
    for each in gates:
        gate, _, when = each.partition("=")
        dates[gate.strip()] = day(when.strip() or None, "GATE=DATE")
    with acting(person) as door, door.installation.database.write() as session:
        project = plan(session, door.actor, find_project(session, code), dates, at=door.at)
        said: dict[str, object] = {"project": code, "planned": dict(project.planned)}
    words = {"en": "planned", "fr": "planifié"}[language]
    _say(said, f"{code} {words}: {', '.join(f'{g} {d}' for g, d in project.planned.items())}", fmt)
    return 0


def run_raise(
    code: str, event: str, reason: str, person: str | None, fmt: Format, language: str
) -> int:
    """Raise an event of the method."""
    with acting(person) as door, door.installation.database.write() as session:
        raise_event(session, door.actor, find_project(session, code), event, reason, at=door.at)
    words = {"en": "raised", "fr": "signalé"}[language]
    _say({"project": code, "event": event}, f"{code} {event} {words}", fmt)
    return 0


def run_begin_track(
    code: str, new: NewTrack, person: str | None, fmt: Format, language: str
) -> int:
    """Begin a track as a project of its own."""
    with acting(person) as door, door.installation.database.write() as session:
        child = begin(session, door.actor, find_project(session, code), new, at=door.at)
        said: dict[str, object] = {
            "project": child.code,
            "parent": code,
            "track": child.track,
            "stage": child.stage,
        }
    words = {"en": "begun under", "fr": "commencé sous"}[language]
    _say(said, f"{said['project']} {words} {code}", fmt)
    return 0


def run_tailor(code: str, asked: Asked, person: str | None, fmt: Format, language: str) -> int:
    """Ask to depart from the method; print the number to answer with."""
    wanted = Wanted(
        word=asked.word,
        item=asked.item,
        gate=asked.gate,
        reason=asked.reason,
        measure=asked.measure,
        expires_on=day(asked.until, "--until"),
        added=_line(asked.added) if asked.added else None,
    )
    with acting(person) as door, door.installation.database.write() as session:
        made = ask(session, door.actor, find_project(session, code), wanted, at=door.at)
        said: dict[str, object] = {"project": code, "tailoring": made.id, "state": made.state}
    words = {"en": "asked", "fr": "demandé"}[language]
    _say(said, f"{code} {asked.word} {asked.item} {words}: {said['tailoring']}", fmt)
    return 0


def run_answer_tailoring(
    number: str, *, approve: bool, person: str | None, fmt: Format, language: str
) -> int:
    """Approve a departure from the method, or refuse it."""
    try:
        tailoring_id = UUID(number)
    except ValueError:
        raise BadInputError(
            f"{number!r} is not the number of a tailoring; see `jalon project show`.",
            f"{number!r} n'est pas le numéro d'une adaptation ; voyez `jalon project show`.",
        ) from None
    with acting(person) as door, door.installation.database.write() as session:
        made = answer(session, door.actor, tailoring_id, approve=approve, at=door.at)
        said: dict[str, object] = {"tailoring": made.id, "item": made.item, "state": made.state}
    words = {
        "en": {"approved": "approved", "refused": "refused"},
        "fr": {"approved": "approuvé", "refused": "refusé"},
    }[language]
    _say(said, f"{said['item']} {words[str(said['state'])]}", fmt)
    return 0


def _say(said: dict[str, object], text: str, fmt: Format) -> None:
    if fmt is Format.JSON:
        result_json(said)
    else:
        result(text)


def _amendment(changes: Sequence[str], packs: Sequence[str], dropped: Sequence[str]) -> Amendment:
    facts: dict[str, str] = {}
    attributes: dict[str, object] = {}
    for each in changes:
        name, value = pair(each, "--set", empty=True)
        if name in FACTS:
            facts[name] = value
        else:
            attributes[name] = value or None
    return Amendment(
        title=facts.get("title"),
        currency=facts.get("currency"),
        budget=facts.get("budget"),
        start=day(facts.get("start"), "--set start"),
        finish=day(facts.get("finish"), "--set finish"),
        klass=facts.get("class"),
        attributes=attributes,
        take=tuple(packs),
        drop=tuple(dropped),
    )


def _line(text: str) -> dict[str, Any]:
    """Return an added line given as JSON, or by the name of a file that holds it."""
    try:
        if not text.lstrip().startswith("{"):
            with Path(text).open(encoding="utf-8") as file:
                text = file.read(LONGEST_LINE)
        found = json.loads(text)
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BadInputError(
            'The added line is not JSON such as {"deliverable": "plan"}, nor a file of it.',
            'La ligne ajoutée n\'est ni du JSON tel que {"deliverable": "plan"}, ni un fichier.',
        )
    return found


def _as_json(made: Amended) -> dict[str, object]:
    return {
        "project": made.project.code,
        "changed": list(made.changed),
        "class_before": made.klass_before,
        "class": made.klass,
        "because": made.because,
        "due": [{"item": item, "because": because} for item, because in _due(made)],
    }


def _as_text(code: str, made: Amended, language: str) -> str:
    nothing = {"en": "nothing changes", "fr": "rien ne change"}[language]
    words = {"en": ("changed", "class"), "fr": ("modifié", "classe")}[language]
    if not made.changed:
        return f"{code}: {nothing}"
    lines = [f"{code} {words[0]}: {', '.join(made.changed)}"]
    if made.klass != made.klass_before:
        because = in_language(made.because, language)
        lines.append(f"{words[1]} {made.klass_before or '-'} → {made.klass or '-'}: {because}")
        lines += [f"+ {item}: {in_language(why, language)}" for item, why in _due(made)]
    return "\n".join(lines)


def _due(made: Amended) -> list[tuple[str, Text]]:
    return [
        (str(getattr(each, "deliverable", None) or getattr(each, "id", "")), each.origin.because)
        for each in made.due
        if each.origin is not None
    ]
