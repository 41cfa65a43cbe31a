"""WHAT STANDS IN A FILE: one reader for each kind, from bytes to content."""
