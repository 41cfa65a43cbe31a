"""UNDERSTANDING: what a document is, how complete it is, and what it states, from its content."""
