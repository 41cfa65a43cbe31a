"""WHAT IS: the nouns of project governance and their rules. No input, no output, no clock."""
