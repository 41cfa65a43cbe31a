"""What comes next for a project, and how it is shown."""
