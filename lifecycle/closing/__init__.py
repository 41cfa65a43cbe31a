"""What follows the end of a project: its closing acts, and its opening again by a higher power."""
