"""Readers of the output files: what they make can be deleted and made again; they never write into the four files."""
