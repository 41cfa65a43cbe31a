"""THE PAGES: one module for each subject, each with its own router."""
