"""A project under its method: what is known of it, what applies, where it stands."""
