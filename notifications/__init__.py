"""WHAT WE SAY: the messages, their words in each language, and the mail server."""
