"""What an organisation calls things in its documents, beside the words that Jalon knows."""

from pydantic import Field

from domain.methodology.model.vocabulary import Id
from domain.value import Value


class Words(Value):
    """Words of the house, by what they mean: found besides those that Jalon knows.

    ``columns`` are headers by the concept of the column, ``labels`` stand before the value of a
    field, ``registers`` in the title of a table of this kind, ``roles`` in the title of a
    document of this role, ``deliverables`` in the title of a document that serves it.
    """

    columns: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    registers: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    roles: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    deliverables: dict[Id, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def sections(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        """The words by what they name."""
        return self.columns, self.labels, self.registers, self.roles, self.deliverables

    @property
    def is_empty(self) -> bool:
        """Whether the house has no words of its own."""
        return not any(self.sections)
