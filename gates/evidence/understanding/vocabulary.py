"""The words that documents are understood by: data files that a PMO can extend."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for in a folded text, each as whole words; a star stands for any ending."""

    marks: tuple[str, ...]

    @classmethod
    def listed(cls, text: str) -> "Phrases":
        """Return the phrases of a list separated by commas."""
        return cls(tuple(name[:-1] if name.endswith("*") else f"{name} " for name in listed(text)))

    def open(self, folded: str) -> bool:
        """Tell whether a text begins with one of the phrases."""
        return f"{folded} ".startswith(self.marks)

    def within(self, folded: str) -> bool:
        """Tell whether a text holds one of the phrases."""
        padded = f" {folded} "
        return any(f" {mark}" in padded for mark in self.marks)
