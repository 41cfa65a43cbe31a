"""Which example projects there are, and where their files stand."""

from importlib.resources import files
from pathlib import Path


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
