"""What a method may name without declaring it: checks with settings, facts, registers, words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SettingKind(StrEnum):
    """What a setting of a check may be. ``ANY`` is not told."""

    ANY = "any"
    NUMBER = "number"
    WHOLE = "whole"
    TEXT = "text"
    YES_NO = "yes_no"


Settings = Mapping[str, SettingKind]
"""The settings of a check by name."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Catalogue:
    """What can be named; None leaves names of that sort unchecked.

    ``checks`` are by id, with None for settings that are not known. ``registers`` are the kinds
    of tables, ``columns`` the concepts of their columns, ``labels`` the fields of documents.
    ``meanings`` says what words mean already, folded by ``fold``: for the columns, the labels
    and the titles of document roles.
    """

    checks: Mapping[str, Settings | None] | None = None
    facts: Collection[str] | None = None
    registers: Collection[str] | None = None
    columns: Collection[str] | None = None
    labels: Collection[str] | None = None
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fold: Callable[[str], str] = str.casefold


UNCHECKED = Catalogue()
"""Nothing is known of what may be named, so nothing of it is checked."""


def catalogue_of(known: Catalogue | Collection[str] | None) -> Catalogue:
    """Return a catalogue, also of the ids of checks alone, or of nothing."""
    if isinstance(known, Catalogue):
        return known
    return UNCHECKED if known is None else Catalogue(checks=dict.fromkeys(known))
