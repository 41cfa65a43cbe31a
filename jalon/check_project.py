"""The file on the project that ``jalon check --project`` takes: YAML or JSON, all optional."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from domain.errors import BadInputError
from domain.methodology.fault import MethodError
from domain.methodology.load import decode
from domain.methodology.tree import Node, read_tree
from domain.text import both
from gates.dossier import ProjectFacts

CURRENCY = re.compile(r"[A-Z]{3}")
LARGEST = 1_000_000
"""Bytes; a file on a project is far smaller."""

MOST_ITERATIONS = 1000


@dataclass(frozen=True, kw_only=True)
class ProjectFile:
    """What the file says: the project's facts, and where it stands in its method.

    ``holders`` are the names of those who hold each role, ``planned`` the dates of gates.
    ``passed`` are the gates behind it; None when the file does not say.
    """

    facts: ProjectFacts = field(default_factory=ProjectFacts)
    packs: frozenset[str] = frozenset()
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    planned: Mapping[str, date] = field(default_factory=dict)
    passed: tuple[str, ...] | None = None
    stage: str = ""
    stage_since: date | None = None
    iteration: int = 1


def read_project(given: str) -> ProjectFile:
    """Return what a file says of the project; keys that we do not know are left alone.

    Raises:
        BadInputError: The file is not there, or a value in it cannot be used.
    """
    path = Path(given)
    if not path.is_file():
        there = path.exists()
        raise BadInputError(
            f"{given} is {'not a file' if there else 'not there'}; "
            "give the YAML or JSON file on the project.",
            f"{given} {'n’est pas un fichier' if there else 'n’existe pas'} ; "
            "donnez le fichier YAML ou JSON du projet.",
        )
    try:
        with path.open("rb") as file:
            text = decode(file.read(LARGEST + 1), given)
    except OSError as error:
        raise BadInputError(
            f"{given} cannot be read: {error.strerror}; check your rights.",
            f"{given} ne peut être lu : {error.strerror} ; vérifiez vos droits.",
        ) from None
    except MethodError as error:
        raise BadInputError(error.words["en"], error.words["fr"]) from None
    root, faults = read_tree(text)
    if faults:
        raise BadInputError(*(_first(faults[0].say(given, code)) for code in ("en", "fr")))
    if root is None or root.value is None:
        return ProjectFile()
    if not isinstance(root.value, dict):
        raise _wrong(given, root, "", both("keys such as name", "des clés telles que name"))
    return _Reader(given, root).file()


class _Reader:
    """Takes the facts of a project out of a tree, and refuses a value with its place."""

    def __init__(self, name: str, root: Node) -> None:
        self.name = name
        self.root = root

    def file(self) -> ProjectFile:
        iteration = self.text("iteration")
        if iteration and not (iteration.isdecimal() and 0 < int(iteration) < MOST_ITERATIONS):
            raise self.wrong("iteration", both("a number such as 2", "un nombre tel que 2"))
        facts = self.facts()
        return ProjectFile(
            facts=facts,
            packs=frozenset(self.names("packs") or ()),
            holders=self.holders(),
            planned=self.planned(),
            passed=self.names("passed"),
            stage=self.text("stage"),
            stage_since=self.day("stage_since"),
            iteration=int(iteration or 1),
        )

    def names(self, key: str) -> tuple[str, ...] | None:
        """Return the names under a key: of a list, or those of a mapping that are not denied."""
        node = self.root.get(key)
        plain = node.plain() if node is not None else None
        if plain is None:
            return None
        if isinstance(plain, dict):
            return tuple(name for name, value in plain.items() if value is not False)
        if isinstance(plain, str):
            return (plain,)
        if isinstance(plain, list) and all(isinstance(each, str) for each in plain):
            return tuple(plain)
        raise self.wrong(key, both("a list of names", "une liste de noms"))

    def holders(self) -> dict[str, tuple[str, ...]]:
        node = self.root.get("roles")
        plain = node.plain() if node is not None else None
        found: dict[str, tuple[str, ...]] = {}
        for role, given in plain.items() if isinstance(plain, dict) else ():
            names = given if isinstance(given, list) else [given]
            if not all(isinstance(each, str) for each in names):
                raise self.wrong("roles", _ROLES)
            found[role] = tuple(names)
        if plain is not None and not isinstance(plain, dict):
            raise self.wrong("roles", _ROLES)
        return found

    def planned(self) -> dict[str, date]:
        node = self.root.get("planned")
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            raise self.wrong("planned", _PLANNED)
        try:
            return {gate: date.fromisoformat(str(each.value)) for gate, each in node.value.items()}
        except ValueError:
            raise self.wrong("planned", _PLANNED) from None

    def facts(self) -> ProjectFacts:
        currency = self.text("currency")
        if currency and not CURRENCY.fullmatch(currency):
            raise self.wrong("currency", both("a code such as EUR", "un code tel que EUR"))
        attributes = self.root.get("attributes")
        plain = attributes.plain() if attributes is not None else {}
        if plain is not None and not isinstance(plain, dict):
            raise self.wrong("attributes", both("keys and values", "des clés et des valeurs"))
        start, finish = self.day("start"), self.day("finish")
        if start and finish and finish < start:
            raise self.wrong("finish", both(f"{start} or later", f"le {start} ou après"))
        return ProjectFacts(
            name=self.text("name"),
            code=self.text("code"),
            currency=currency,
            budget=self.amount("budget"),
            start=start,
            finish=finish,
            klass=self.text("class"),
            attributes=plain or {},
        )

    def text(self, key: str) -> str:
        node = self.root.get(key)
        if node is None or node.value is None:
            return ""
        if not isinstance(node.value, str | int | float) or isinstance(node.value, bool):
            raise self.wrong(key, both("text", "un texte"))
        return str(node.value).strip()

    def amount(self, key: str) -> Decimal | None:
        text = self.text(key)
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0:
            raise self.wrong(key, both("an amount such as 1200000", "un montant tel que 1200000"))
        return amount

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise self.wrong(
                key, both("a date such as 2026-11-23", "une date telle que 2026-11-23")
            ) from None

    def wrong(self, key: str, expected: dict[str, str]) -> BadInputError:
        node = self.root.get(key)
        return _wrong(self.name, node or self.root, key, expected)


def _wrong(name: str, node: Node, key: str, expected: dict[str, str]) -> BadInputError:
    place = f"{name}:{node.line}:{node.column}: " + (f"{key}: " if key else "")
    return BadInputError(f"{place}expected {expected['en']}", f"{place}attendu : {expected['fr']}")


def _first(text: str) -> str:
    return text.splitlines()[0]


_ROLES = both("roles, each with a name or names", "des rôles, chacun avec un ou des noms")
_PLANNED = both(
    "gates, each with a date such as 2026-11-23", "des jalons, chacun avec une date 2026-11-23"
)
