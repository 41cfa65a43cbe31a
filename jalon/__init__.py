"""THE DOOR for an operator: the command line, settings, the supervisor and the pulse."""
