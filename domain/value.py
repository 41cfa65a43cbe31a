"""The base of all values: frozen, and strict about unknown fields.

What validates a value is built when the first one is made, not when its module is loaded: most
commands use few of the values that they import. Pydantic builds it under a lock since 2.14.
"""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; a misspelt field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
