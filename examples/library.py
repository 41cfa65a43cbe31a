"""Which example projects there are, and where their files stand."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

REVISION = "-r"
"""What stands between a gate and the number of a revision in the name of a folder."""


def names() -> list[str]:
    """Return the names of the example projects, in alphabetical order."""
    root = Path(str(files("examples")))
    return sorted(folder.parent.name for folder in root.glob("*/project.yaml"))


def path(name: str) -> Path:
    """Return the folder of an example project, with its facts, its story and its packages.

    Raises:
        KeyError: There is no example of this name.
    """
    if name not in names():
        raise KeyError(name)
    return Path(str(files("examples"))) / name


def facts(name: str) -> dict[str, Any]:
    """Return what is known of an example project: its code, method, budget, dates, people.

    Raises:
        KeyError: There is no example of this name.
    """
    return dict(yaml.safe_load((path(name) / "project.yaml").read_text("utf-8")))


def condition(name: str) -> dict[str, str]:
    """Return the condition that this project's approvers set: at which gate, what, by whom.

    Raises:
        KeyError: There is no example of this name.
    """
    return dict(yaml.safe_load((path(name) / "story.yaml").read_text("utf-8"))["condition"])


def packages(name: str) -> dict[str, tuple[Path, ...]]:
    """Return the folders of the packages by gate, both in the order in which they are handed in.

    Raises:
        KeyError: There is no example of this name.
    """
    root = path(name)
    listed = yaml.safe_load((root / "source" / "packages.yaml").read_text("utf-8"))
    found: dict[str, tuple[Path, ...]] = {}
    for entry in listed:
        gate = entry["folder"].split(REVISION)[0]
        found[gate] = (*found.get(gate, ()), root / entry["folder"])
    return found
