"""The review of a gate package: seats, votes, quorum, conditions and the decision."""
