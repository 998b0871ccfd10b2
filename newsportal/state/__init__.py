"""What must be remembered between pages, processes and crawls: one SQLite file, which vouches for the output."""
