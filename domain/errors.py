"""The errors that a user can cause and can put right; none of them knows HTTP."""

from domain.text import Text, in_language


class GovernanceError(Exception):
    """Base of all errors that a user can cause and can put right.

    Every error carries one sentence in each language: what is wrong, where, what to do.
    """

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.words: Text = {"en": en, "fr": fr}

    def say(self, language: str) -> str:
        """Return the sentence in a language."""
        return in_language(self.words, language)


class BadInputError(GovernanceError):
    """What was given cannot be used: a missing field, an unreadable file, an unknown name."""


class NotFoundError(GovernanceError):
    """No record has the given identifier, or the person may not know that it exists."""


class NotAllowedError(GovernanceError):
    """The person may not do this act on this object."""


class OutOfSequenceError(GovernanceError):
    """The act does not fit the present state of the review or of the project."""
