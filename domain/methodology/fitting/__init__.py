"""A method as it applies to one project: its class, its packs, its tailoring, its open gates."""
