"""Whether an answer is one that the OpenAPI document describes: status, kind, and shape."""

import re
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships none


class Description:
    """The document, and what it says of each operation."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.operations = {
            (method.upper(), path): operation
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        }

    def objection(self, method: str, path: str, answer: Any) -> str | None:
        """Return what is wrong with an answer by the document, or None."""
        operation = self.operation(method, path)
        if operation is None:
            return None if answer.status_code in {404, 405} else "no operation is described"
        status = str(answer.status_code)
        if status == "304":
            return None
        described = operation["responses"].get(status)
        if described is None:
            return f"status {status} is not described"
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind not in described["content"]:
            return f"{status} comes as {kind}; described are {list(described['content'])}"
        if not kind.endswith("json"):
            return None
        schema = described["content"][kind]["schema"] | {"components": self.document["components"]}
        error = next(Draft202012Validator(schema).iter_errors(answer.json()), None)
        return error.message if error else None

    def operation(self, method: str, path: str) -> dict[str, Any] | None:
        """Return the operation that a path belongs to; the literal one goes first."""
        plain = path.partition("?")[0]
        for (known, template), operation in sorted(
            self.operations.items(), key=lambda item: item[0][1].count("{")
        ):
            pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(template))
            if known == method and re.fullmatch(pattern, plain):
                found: dict[str, Any] = operation
                return found
        return None
