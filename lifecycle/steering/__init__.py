"""What changes the way ahead of a project: its facts, its plan, its tailoring, its tracks."""
