"""What ends the demonstration early: one sentence in both languages."""

from domain.errors import GovernanceError


class StoppedError(GovernanceError):
    """The demonstration cannot go on; everything that it started is stopped."""
