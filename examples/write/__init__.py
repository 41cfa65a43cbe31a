"""WRITES THE EXAMPLE DOCUMENTS from the facts and the words of each project."""
