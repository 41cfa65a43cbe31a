"""WHAT MAY BE READ: the limits and refusals that stand before every reader."""
