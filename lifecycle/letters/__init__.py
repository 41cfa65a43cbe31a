"""What people are told, from the facts of an act to the accepted message."""
