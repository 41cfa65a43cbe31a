"""What a form says that files serve: a hidden path and one or more selects for each file."""

from collections.abc import Mapping
from dataclasses import dataclass

from gates.matching_memory import Said
from web.forms import Form


@dataclass(frozen=True)
class SaidHere:
    """What a person chose in place of what was recognised, and what that was, by path."""

    said: tuple[Said, ...]
    was: Mapping[str, tuple[str, ...]]


def said_in(form: Form) -> SaidHere:
    """Return what a form says of its files; what stands as it was recognised is not said."""
    paths, before = form.all("match-file"), form.all("match-was")
    said, was = [], {}
    for number, (path, recognised) in enumerate(zip(paths, before, strict=False)):
        chosen = tuple(dict.fromkeys(each for each in form.all(f"match-{number}") if each))
        known = tuple(each for each in recognised.split(",") if each)
        if path and set(chosen) != set(known):
            said.append(Said(path=path, deliverables=chosen))
            was[path] = known
    return SaidHere(tuple(said), was)
