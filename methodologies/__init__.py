"""THE METHODS WE SHIP, as data."""
