"""Chinese portals of other countries."""
