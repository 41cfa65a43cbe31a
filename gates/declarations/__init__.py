"""What each check is, as methods may name it and PMOs read it, without the code that judges."""
