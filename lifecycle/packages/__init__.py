"""A project enters, hands in its packages, and has them judged."""
