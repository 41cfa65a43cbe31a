"""Whether what a gate asks for is there: the document, the part, the signature, every period."""
