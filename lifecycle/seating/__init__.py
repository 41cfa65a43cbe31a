"""Who sits where, in which turn, and which roles stay apart."""
