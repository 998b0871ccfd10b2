"""Government and party."""
