"""A committee session: called, held with votes that a secretary records, and put into minutes."""
