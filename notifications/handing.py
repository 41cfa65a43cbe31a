"""What becomes of a letter that is handed over."""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """The answer to a letter, or to the wish to hand one over."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    UNREACHABLE = "unreachable"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Handed:
    """The answer, and its reason in the server's words.

    ``UNREACHABLE`` speaks of the server, not of the letter: no other one would fare better.
    ``AMBIGUOUS`` means that the server may have kept the letter.
    """

    answer: Answer
    reason: str = ""
