"""Bulletins built: many at once, nothing twice, at every save, on a cluster."""
