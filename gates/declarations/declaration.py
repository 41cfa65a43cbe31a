"""What is said of a check before any document is read: its id, title, source and settings."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.methodology.catalogue import SettingKind, Settings
from domain.text import Text


@dataclass(frozen=True)
class Setting:
    """A threshold that a method may set: what it may be, what it usually is, what it means.

    ``usual`` is what holds where a method says nothing; words where it is no plain value.
    """

    name: str
    kind: SettingKind
    usual: Text | str
    means: Text


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """A criterion that methods may ask for; ``fails`` says when it is not met.

    One that ``looks_back`` also reads the documents of the package approved last.
    """

    id: str
    title: Text
    fails: Text
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
