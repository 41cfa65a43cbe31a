"""Two persons decide past a committee that cannot: asked by one, signed by another, counted."""
