"""The radar: what waits for whom since when, what waits for nobody, and how long answers take."""
