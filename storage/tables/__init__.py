"""Every table, one module for each subject."""
