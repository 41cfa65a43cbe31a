"""A sound project in real files, and one flaw of each kind planted into it."""
