"""The checks, one module for each knowledge area; pure functions over what was read."""
