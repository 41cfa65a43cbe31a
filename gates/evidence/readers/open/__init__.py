"""Readers of open documents: texts and sheets."""
