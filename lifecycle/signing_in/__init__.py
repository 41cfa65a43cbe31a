"""Who is there: passwords, codes, tokens, sessions, and how often somebody may try."""
