"""The JSON Schema of a method, so that an editor completes and checks while one writes."""

from collections.abc import Sequence
from typing import Any

from domain.methodology.lint.references import DOCUMENT_ROLES
from domain.methodology.model.method import Method

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def method_schema(checks: Sequence[str]) -> dict[str, Any]:
    """Return the schema, with the catalogue of checks and the document roles as choices."""
    schema = Method.model_json_schema()
    parts = schema["$defs"]
    if checks:
        parts["CheckUse"]["properties"]["check"]["enum"] = list(checks)
    parts["Match"]["properties"]["roles"]["items"]["enum"] = sorted(DOCUMENT_ROLES)
    return {"$schema": DIALECT, **schema, "title": "Jalon method"}
