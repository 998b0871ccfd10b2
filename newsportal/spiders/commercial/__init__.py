"""Commercial portals."""
