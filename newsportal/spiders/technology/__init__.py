"""Technology."""
