"""The words that documents are understood by: data files that a PMO can extend."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOLDER = files("gates.evidence.understanding") / "words"


def load(name: str) -> Mapping[str, Any]:
    """Return the content of ``words/<name>.yaml``."""
    text = (_FOLDER / f"{name}.yaml").read_text("utf-8")
    content: Mapping[str, Any] = yaml.load(text, _LOADER)  # noqa: S506 - a safe loader, the C one
    return content


def listed(text: str) -> tuple[str, ...]:
    """Return the names in a list separated by commas."""
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)
