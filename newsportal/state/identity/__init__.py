"""The SQL behind headline and article identity."""
