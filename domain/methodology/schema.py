"""The JSON Schema of a method, so that an editor completes and checks while one writes."""

from collections.abc import Collection
from typing import Any

from domain.methodology.catalogue import Catalogue, catalogue_of
from domain.methodology.field_words import FIELDS
from domain.methodology.lint.references import DOCUMENT_ROLES
from domain.methodology.model.method import Method
from domain.methodology.wording import MEMBERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

EXPRESSIONS = frozenset(
    {"when", "holds", "measure", "limit", "repeat_until", "decide_when", "where", "times", "value"}
    | {"against"}
)
"""The keys that hold an expression; a number, true or false is one too."""


def method_schema(known: Catalogue | Collection[str]) -> dict[str, Any]:
    """Return the schema, with what can be named as choices: checks, document roles, facts."""
    catalogue = catalogue_of(known)
    checks = sorted(catalogue.checks or ())
    schema = Method.model_json_schema()
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        _described(part)
    if checks:
        parts["CheckUse"]["properties"]["check"]["enum"] = list(checks)
    parts["Match"]["properties"]["roles"]["items"]["enum"] = sorted(DOCUMENT_ROLES)
    _one_of(parts["DocumentPresent"], "role", DOCUMENT_ROLES)
    for part, key, names in (
        ("Threshold", "fact", catalogue.facts),
        ("DateSlip", "fact", catalogue.facts),
        ("Compared", "fact", catalogue.facts),
        ("FieldFilled", "field", catalogue.labels),
        ("Compared", "field", catalogue.labels),
        ("EachRow", "table", catalogue.registers),
    ):
        _one_of(parts[part], key, names)
    words = parts["Words"]["properties"]
    for section, names in (
        ("columns", catalogue.columns),
        ("labels", catalogue.labels),
        ("registers", catalogue.registers),
        ("roles", DOCUMENT_ROLES),
    ):
        if names is not None:
            words[section]["propertyNames"] = {"enum": sorted(names)}
    parts["CriterionTest"] |= {"minProperties": 1, "maxProperties": 1}
    parts.pop("Origin")
    return {"$schema": DIALECT, **schema, "title": "Jalon method"}


def _one_of(part: dict[str, Any], key: str, names: Collection[str] | None) -> None:
    """Offer the known names for a key; one that may be left out is a choice of its own."""
    if names is None:
        return
    value = part["properties"][key]
    for choice in value.get("anyOf", [value]):
        if choice.get("type") == "string":
            choice["enum"] = sorted(names)


def _described(part: dict[str, Any]) -> None:
    """Say of each key what it is called, and that expressions may be plain values."""
    properties: dict[str, Any] = part.get("properties", {})
    properties.pop("origin", None)  # the program's own, never written
    for key, value in properties.items():
        words = FIELDS.get(key)
        called = words["en"] if words is not None else _several(key)
        value["description"] = "; ".join(filter(None, [called, value.get("description")]))
        if key in EXPRESSIONS:
            _as_expression(value)


def _several(key: str) -> str:
    members = MEMBERS.get(key)
    return f"each a {members.noun['en'].lower()}" if members is not None else ""


def _as_expression(value: dict[str, Any]) -> None:
    text = {"type": "string", "minLength": 1, "maxLength": 2000}
    kept = {key: value[key] for key in ("description", "default") if key in value}
    value.clear()
    value |= kept | {"anyOf": [text, {"type": ["number", "boolean"]}]}
    value["examples"] = ['budget > 1000000 and class != "S"']
