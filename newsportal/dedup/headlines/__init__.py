"""Two wordings compared: whether two headlines say the same, one rule a file."""
