"""A project as the command line tells of it: options, and a file of facts that they override."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from domain.errors import BadInputError
from lifecycle.packages.entering import DecidedOutside
from lifecycle.packages.propose import Proposal

LONGEST_FILE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the command line says of a project that is to enter."""

    code: str | None = None
    title: str | None = None
    method: str | None = None
    stage: str | None = None
    passed: Sequence[str] = ()
    roles: Sequence[str] = ()
    attributes: Sequence[str] = ()
    packs: Sequence[str] = ()
    confidential: bool = False
    currency: str | None = None
    budget: str | None = None
    start: str | None = None
    finish: str | None = None
    klass: str | None = None
    file: Path | None = None


def proposal_of(asked: Asked) -> Proposal:
    """Return the proposal that options and file say together.

    Raises:
        BadInputError: Something is missing or does not fit.
    """
    known = _from_file(asked.file) if asked.file else {}
    code, title = asked.code or known.get("code"), asked.title or known.get("name")
    method = asked.method or known.get("method")
    missing = [
        option
        for option, value in (("CODE", code), ("--title", title), ("--method", method))
        if not value
    ]
    if missing:
        raise BadInputError(
            f"Give {', '.join(missing)}, or a --file that says it.",
            f"Donnez {', '.join(missing)}, ou un --file qui le dit.",
        )
    return Proposal(
        code=str(code),
        title=str(title),
        method=str(method),
        stage=asked.stage,
        earlier=[_passed(each) for each in asked.passed],
        roles=dict(pair(each, "--role") for each in asked.roles),
        confidential=asked.confidential,
        currency=asked.currency or str(known.get("currency", "EUR")),
        budget=asked.budget or _text(known.get("budget")),
        start=day(asked.start or _text(known.get("start")), "--start"),
        finish=day(asked.finish or _text(known.get("finish")), "--finish"),
        klass=asked.klass or _text(known.get("class")),
        attributes={
            **_mapping(known.get("attributes")),
            **dict(pair(each, "--attribute") for each in asked.attributes),
        },
        packs=[*_listed(known.get("packs")), *asked.packs],
    )


def _from_file(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="utf-8") as opened:
            text = opened.read(LONGEST_FILE)
        found = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise BadInputError(
            f"{path} cannot be read as the facts of a project; write it as YAML or JSON.",
            f"{path} ne se lit pas comme les faits d'un projet ; écrivez-le en YAML ou JSON.",
        ) from error
    return _mapping(found)


def _mapping(found: object) -> dict[str, Any]:
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise BadInputError(
            "The facts of a project are names with values, such as `code: HEAT-2`.",
            "Les faits d'un projet sont des noms et des valeurs, par exemple `code: HEAT-2`.",
        )
    return {str(name): _plain(value) for name, value in found.items()}


def _listed(found: object) -> list[str]:
    if found is None:
        return []
    if not isinstance(found, list):
        raise BadInputError(
            "The packs of a project are a list, such as `packs: [tender]`.",
            "Les modules d'un projet sont une liste, par exemple `packs: [tender]`.",
        )
    return [str(each) for each in found]


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | bool | int | float | None) else str(value)


def _passed(text: str) -> DecidedOutside:
    gate, equals, rest = text.partition("=")
    parts = [part.strip() for part in rest.split(";", 2)]
    if not equals or len(parts) != 3 or not all(parts):  # noqa: PLR2004 - date, decider, evidence
        raise BadInputError(
            f"--passed {text!r} does not fit; write it as 'G0=2026-01-12;who decided;evidence'.",
            f"--passed {text!r} ne convient pas ; écrivez 'G0=2026-01-12;décideur;preuve'.",
        )
    decided_on = day(parts[0], "--passed")
    assert decided_on is not None  # noqa: S101 - an empty part was refused above
    return DecidedOutside(
        gate=gate.strip(), decided_on=decided_on, decided_by=parts[1], evidence=parts[2]
    )


def pair(text: str, option: str, *, empty: bool = False) -> tuple[str, str]:
    """Return the two sides of NAME=VALUE; ``empty`` allows no value.

    Raises:
        BadInputError: It is not of that form.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (name and equals and (value or empty)):
        raise BadInputError(
            f"{option} {text!r} does not fit; write it as NAME=VALUE.",
            f"{option} {text!r} ne convient pas ; écrivez NOM=VALEUR.",
        )
    return name, value


def day(text: str | None, option: str) -> date | None:
    """Return a day, or nothing for nothing.

    Raises:
        BadInputError: It is none.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInputError(
            f"{option} {text!r} is no day; write it as 2026-01-12.",
            f"{option} {text!r} n'est pas un jour ; écrivez 2026-01-12.",
        ) from None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
