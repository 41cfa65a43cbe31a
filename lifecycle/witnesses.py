"""Witnesses of the ledger as people write them down: ``SEQ:HASH``."""

import re

from domain.errors import BadInputError
from domain.ledger import Witness

SHAPE = re.compile(r"(\d{1,15}):([0-9a-f]{8,64})")
"""A number, and the first 8 to 64 hexadecimal digits of the hash; letters carry 16."""


def witness(text: str) -> Witness:
    """Return the witness that a text is.

    Raises:
        BadInputError: It is no number and hash.
    """
    found = SHAPE.fullmatch(text.strip().lower())
    if found is None or int(found[1]) == 0:
        raise BadInputError(
            f"{text!r} is no head of the ledger; write it as a letter gives it, "
            "such as 42:9f2c51d07a6b3e18.",
            f"{text!r} n'est pas une tête du registre ; écrivez-la comme dans une lettre, "
            "par exemple 42:9f2c51d07a6b3e18.",
        )
    return Witness(int(found[1]), found[2])
