"""The PMO's language: what a method can say."""
