"""Documents: guarded, read in a killable process, and understood as facts with their place."""
