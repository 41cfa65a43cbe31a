"""The base of all values: frozen, and strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; a misspelt field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
