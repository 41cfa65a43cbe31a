"""What is said of a check before any document is read: its id, title, source and settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.methodology.catalogue import SettingKind, Settings
from domain.text import Text


@dataclass(frozen=True)
class Setting:
    """A threshold that a method may set, and what its value may be."""

    name: str
    kind: SettingKind = SettingKind.ANY


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A criterion that methods may ask for.

    One that ``looks_back`` also reads the documents of the package approved last.
    """

    id: str
    title: Text
    source: str
    settings: Sequence[Setting] = ()
    looks_back: bool = False

    @property
    def area(self) -> str:
        """The knowledge area: the first part of the id."""
        return self.id.rpartition("-")[0].lower()

    @property
    def number(self) -> int:
        """The number under which the check is known whatever its area."""
        return int(self.id.rpartition("-")[2])

    @property
    def kinds(self) -> Settings:
        """What each setting may be, by name."""
        return {setting.name: setting.kind for setting in self.settings}
