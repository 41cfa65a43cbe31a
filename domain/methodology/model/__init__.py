"""What a method is made of, as a PMO writes it."""
