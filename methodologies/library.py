"""The methods we ship, by name and as text."""

from importlib.resources import files

from domain.errors import NotFoundError

ENDING = ".yaml"


def names() -> list[str]:
    """Return the names of the shipped methods, in alphabetical order."""
    return sorted(
        entry.name.removesuffix(ENDING)
        for entry in files("methodologies").iterdir()
        if entry.name.endswith(ENDING)
    )


def text(name: str) -> str:
    """Return the text of a shipped method.

    Raises:
        NotFoundError: We ship no method of that name.
    """
    known = names()
    if name not in known:
        raise NotFoundError(
            f"There is no shipped method {name!r}; there are: {', '.join(known)}.",
            f"Aucune méthode livrée ne s'appelle {name!r} ; il y a : {', '.join(known)}.",
        )
    return files("methodologies").joinpath(name + ENDING).read_text(encoding="utf-8")
