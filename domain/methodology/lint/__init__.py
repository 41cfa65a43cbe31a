"""What is wrong with a method that is well written but does not fit together."""
