"""THE COMMANDS by subject: their names, options and help; the work is done elsewhere."""
