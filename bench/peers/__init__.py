"""What our gate cycles are compared with; each runs by an interpreter of its own."""
