"""WHAT MUST BE TRUE: documents read into facts, and the checks that judge them."""
