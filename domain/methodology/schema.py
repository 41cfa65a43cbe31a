"""The JSON Schema of a method, so that an editor completes and checks while one writes."""

from collections.abc import Sequence
from typing import Any

from domain.methodology.field_words import FIELDS
from domain.methodology.lint.references import DOCUMENT_ROLES
from domain.methodology.model.method import Method
from domain.methodology.wording import MEMBERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

EXPRESSIONS = frozenset({"when", "holds", "measure", "limit", "repeat_until", "decide_when"})
"""The keys that hold an expression; a number, true or false is one too."""


def method_schema(checks: Sequence[str]) -> dict[str, Any]:
    """Return the schema, with the catalogue of checks and the document roles as choices."""
    schema = Method.model_json_schema()
    parts = schema["$defs"]
    for part in (schema, *parts.values()):
        _described(part)
    if checks:
        parts["CheckUse"]["properties"]["check"]["enum"] = list(checks)
    parts["Match"]["properties"]["roles"]["items"]["enum"] = sorted(DOCUMENT_ROLES)
    parts.pop("Origin")
    return {"$schema": DIALECT, **schema, "title": "Jalon method"}


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
